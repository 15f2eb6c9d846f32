"""Quantities and dates in running text, as Vietnamese documents write them.

A point groups thousands and a comma begins the decimals (1.234,5); what can only be the English way
(1,234.5 or 12.5) is read so too. `triệu`, `tỷ` and the like multiply, a range (`3-5 triệu đồng`)
has two ends. Units are those of Decree 86/2012/NĐ-CP and the words that briefings count by.
Document numbers (30/2020/NĐ-CP) are none, nor is a day without its year.
"""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

import msgspec

from index.vietnamese.numbers import document_numbers

_SPACE = "[ \u00a0\u202f]"
_GROUPED = "[1-9][0-9]{0,2}(?:[.\u00a0\u202f][0-9]{3})+(?:,[0-9]+)?"
_ENGLISH = r"[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}"
_FACTORS = {
    "chục": 10, "trăm": 100, "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6,
    "tỷ": 10**9, "tỉ": 10**9,
}  # fmt: skip
_UNITS = """
% ‰ phần_trăm điểm_phần_trăm điểm_% đồng VND VNĐ USD đô_la EUR euro mm cm dm m km hải_lý m2 m² km2
km² ha héc-ta hecta sào mẫu ml lít m3 m³ g kg yến tạ tấn kW kWh MW MWh GWh kV °C độ giây phút giờ
ngày tuần tháng quý năm người hộ hộ_nghèo lượt lượt_người ca vụ xã phường huyện tỉnh thôn bản ấp khu
khu_phố tổ_dân_phố trường lớp em học_sinh sinh_viên giáo_viên cán_bộ công_chức đảng_viên đoàn_viên
hội_viên lao_động doanh_nghiệp hợp_tác_xã dự_án công_trình nhà căn bộ cái chiếc con cây đồng_chí
đại_biểu đơn_vị tổ_chức cơ_sở điểm nhóm đội tổ bài cuộc buổi hội_nghị văn_bản máy xe tàu thuyền lần
trang tờ"""
_NAMES = "|".join(
    re.escape(one).replace("_", _SPACE) for one in sorted(_UNITS.split(), key=lambda one: -len(one))
)
_grouped, _english, _factor = map(re.compile, (_GROUPED, _ENGLISH, "|".join(_FACTORS)))
_amount = re.compile(
    rf"(?P<number>(?:{_GROUPED}|{_ENGLISH}|[0-9]+(?:[.,][0-9]+)?)(?![.,]?[0-9]))"
    rf"(?P<factors>(?:{_SPACE}?(?:{'|'.join(_FACTORS)})(?!\w|{_SPACE}lệ))*)"
    rf"(?P<half>(?<![0-9]){_SPACE}rưỡi(?!\w))?"
)
_more = re.compile(_SPACE + _amount.pattern)
_share = re.compile(r"([0-9]+)/([0-9]*[1-9][0-9]*)(?![\w/]|[.,][0-9])")
_unit = re.compile(rf"{_SPACE}?((?:{_NAMES})(?:/(?:{_NAMES}))?)(?!\w)")
_to = re.compile(rf"{_SPACE}?[-–—]{_SPACE}?|{_SPACE}(?:đến|tới){_SPACE}")
_begin = re.compile(r"(?<![\w.,/])(?:[-−](?=[0-9]))?[0-9]")
_runs_on = re.compile(r"[^\W_]|/[0-9]|[.,][0-9]")

_BEFORE, _YEAR, _IN = r"(?<![\w.,/–−-])", r"(?P<y>(?:19|20)[0-9]{2})(?![\w/])", r"(?:,? năm )"
_D, _M = "(?P<d>[0-9]{1,2})", "(?P<m>[0-9]{1,2})"
_DATES = tuple(
    re.compile(_BEFORE + form, re.IGNORECASE)
    for form in (
        rf"(?:ngày )?{_D} tháng {_M}{_IN}{_YEAR}",
        rf"(?:ngày )?{_D}(?P<sign>[/.-]){_M}(?P=sign){_YEAR}",
        rf"tháng {_M}(?: ?/ ?|{_IN}){_YEAR}",
        rf"{_M}/{_YEAR}",
        rf"quý (?P<q>IV|I{{1,3}}|[1-4])(?:/|{_IN}){_YEAR}",
        rf"năm {_YEAR}(?! ?[-–—] ?[0-9])",
        r"(?:ngày|sáng|chiều|tối|hôm|mồng|mùng) [0-9]{1,2}(?:[/-]| tháng )[0-9]{1,2}(?![\w/])",
    )
)
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}


class Quantity(msgspec.Struct, frozen=True):
    """A number or a date at `start`-`end` of a text, `text` as it stands there.

    `low` and `high` differ for a range. A date's are its first day as an ordinal.
    """

    start: int
    end: int
    text: str
    kind: Literal["number", "date"]
    low: Decimal
    high: Decimal
    unit: str = ""


def quantities(text: str) -> list[Quantity]:
    """Every quantity and date of a text, in order; none overlaps another."""
    found: list[Quantity] = []
    taken = [(start, end) for start, end, _ in document_numbers(text)]
    for form in _DATES:
        for match in form.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            day = _day(match)
            if day is not None:
                value = Decimal(day.toordinal())
                found.append(Quantity(*match.span(), match[0], "date", value, value))
    found += _numbers(text, sorted(taken))
    return sorted(found, key=lambda one: one.start)


def _day(match: re.Match[str]) -> dt.date | None:
    """The first day of what a form has matched; None for a day without a year or of no calendar."""
    said = match.groupdict()
    if "y" not in said:
        return None
    quarter = said.get("q")
    month = said.get("m") or "1"
    if quarter:
        month = str(3 * (_QUARTERS.get(quarter.upper()) or int(quarter)) - 2)
    try:
        return dt.date(int(said["y"]), int(month), int(said.get("d") or 1))
    except ValueError:
        return None


def _numbers(text: str, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    """The quantities that stand between what is taken."""
    at, stops = 0, iter([*taken, (len(text) + 1, 0)])
    stop, over = next(stops)
    while (match := _begin.search(text, at)) is not None:
        while match.start() >= over and stop <= match.start():
            stop, over = next(stops)
        if match.start() >= stop:
            at = over
            continue
        quantity = _quantity(text, match.start(), min(stop, len(text)))
        if quantity is not None:
            yield quantity
        at = match.end() if quantity is None else quantity.end


def _quantity(text: str, start: int, stop: int) -> Quantity | None:
    """What begins at `start`: a share, one amount, or two with what leads from one to the other."""
    minus = text[start] in "-−"
    share = _share.match(text, start, stop)
    if share is not None:
        low = high = Decimal(share[1]) / Decimal(share[2])
        end = share.end()
        factored = True
    else:
        first = _sum(text, start + minus, stop)
        if first is None:
            return None
        low, end, factored = first
        low = high = -low if minus else low
    unit, after = _unit_at(text, end, stop)
    if share is None and not minus:
        to = _to.match(text, after, stop)
        last = _sum(text, to.end(), stop) if to is not None else None
        if to is not None and last is not None:
            begins = low if factored or unit else low * _scale(text, to.end(), stop)
            if begins <= last[0]:
                low, high, end = begins, last[0], last[1]
                unit, after = _unit_at(text, end, stop)
    end = max(after, end)
    if _runs_on.match(text, end, stop):
        return None
    return Quantity(start, end, text[start:end], "number", low, high, unit)


def _sum(text: str, start: int, stop: int) -> tuple[Decimal, int, bool] | None:
    """An amount with what is added to it (3 tỷ 500 triệu), its end, whether a factor was named."""
    first = _amount.match(text, start, stop)
    if first is None:
        return None
    value, factor, end = *_value(first), first.end()
    while factor > 1:
        part = _more.match(text, end, stop)
        if part is None or not part["factors"] or _value(part)[0] >= factor:
            break
        added, factor = _value(part)
        value, end = value + added, part.end()
    return value, end, bool(first["factors"])


def _value(amount: re.Match[str]) -> tuple[Decimal, int]:
    """What a match of `_amount` says, and the factor in it."""
    factor = 1
    for word in _factor.findall(amount["factors"]):
        factor *= _FACTORS[word]
    value = Decimal(_figures(amount["number"])) * factor
    if amount["half"]:
        value += Decimal(factor) / 2
    return value, factor


def _figures(written: str) -> str:
    """A number's figures with a point before its decimals."""
    if _english.fullmatch(written):
        return written.replace(",", "")
    if _grouped.fullmatch(written):
        return re.sub("[.\u00a0\u202f]", "", written).replace(",", ".")
    return written.replace(",", ".")


def _scale(text: str, start: int, stop: int) -> int:
    amount = _amount.match(text, start, stop)
    return _value(amount)[1] if amount is not None else 1


def _unit_at(text: str, end: int, stop: int) -> tuple[str, int]:
    """The unit that follows, and where it ends; "" where none does."""
    unit = _unit.match(text, end, stop)
    return (unit[1], unit.end()) if unit is not None else ("", end)
