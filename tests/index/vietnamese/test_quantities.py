"""What is read is what was written: numbers and dates made by rule, and as documents have them."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.vietnamese.quantities import quantities

AMOUNTS = st.decimals(0, 10**15, places=3)
FACTORS = {"": 1, " nghìn": 10**3, " triệu": 10**6, " tỷ": 10**9, " nghìn tỷ": 10**12}
UNITS = ("", "%", " đồng", " ha", " hộ nghèo", " tấn/ha", " km")
AROUND = st.text(st.sampled_from("ạbê đơ.,;:()“”-–"), max_size=12)


def written(value, *, grouped):
    """As documents write it: 1.234,5."""
    whole, _, decimals = f"{value:,f}".partition(".")
    whole = whole.replace(",", "." if grouped else "")
    decimals = decimals.rstrip("0")
    return f"{whole},{decimals}" if decimals else whole


@given(AMOUNTS, st.booleans(), st.sampled_from(sorted(FACTORS)), st.sampled_from(UNITS))
def test_a_number_has_the_value_that_was_written(value, grouped, factor, unit):
    text = written(value, grouped=grouped) + factor + unit
    [found] = quantities(text)
    assert found.low == found.high == value * FACTORS[factor]
    assert (found.text, found.unit, found.kind) == (text, unit.strip(), "number")


@given(AMOUNTS, AMOUNTS, st.sampled_from(("-", " – ", " đến ")), st.sampled_from(sorted(FACTORS)))
def test_a_range_has_two_ends_in_one_measure(one, other, to, factor):
    low, high = sorted((one, other))
    [found] = quantities(f"{written(low, grouped=True)}{to}{written(high, grouped=True)}{factor}")
    assert (found.low, found.high) == (low * FACTORS[factor], high * FACTORS[factor])


@given(AROUND, AMOUNTS, AROUND)
def test_words_around_a_number_change_nothing(before, value, after):
    text = f"{before} {written(value, grouped=True)} hộ {after}"
    [found] = quantities(text)
    assert abs(found.low) == value
    assert text[found.start : found.end] == found.text


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_a_date_is_its_day(day):
    forms = (
        f"{day.day}/{day.month}/{day.year}", f"ngày {day.day:02}-{day.month:02}-{day.year}",
        f"{day.day} tháng {day.month} năm {day.year}",
    )  # fmt: skip
    for form in forms:
        [found] = quantities(f"Đến {form}, việc đã xong.")
        assert (found.text, found.kind, int(found.low)) == (form, "date", day.toordinal())


@given(st.text(st.sampled_from("0123456789.,/-–−% \u00a0triệuđồngnămthángngàytỷ()²"), max_size=40))
def test_no_text_breaks_it_and_nothing_overlaps(text):
    found = quantities(text)
    ends = [0, *(one.end for one in found)]
    assert all(one.start >= end for one, end in zip(found, ends, strict=False))
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.low <= one.high for one in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đạt 1.234,5 tỷ đồng", [("1.234,5 tỷ đồng", "1234500000000")]),
        ("khoảng 3 tỷ 500 triệu đồng", [("3 tỷ 500 triệu đồng", "3500000000")]),
        ("2 triệu rưỡi", [("2 triệu rưỡi", "2500000")]),
        ("500 nghìn - 1 triệu đồng", [("500 nghìn - 1 triệu đồng", "500000")]),
        ("giảm còn -2,5°C", [("-2,5°C", "-2.5")]),
        ("1,234.5 USD", [("1,234.5 USD", "1234.5")]),
        ("4/5 số hộ, dài 5km", [("4/5", "0.8"), ("5km", "5")]),
        ("10 - 5 hộ", [("10", "10"), ("5 hộ", "5")]),
        ("năm 2025", [("năm 2025", str(dt.date(2025, 1, 1).toordinal()))]),
        ("quý III/2026", [("quý III/2026", str(dt.date(2026, 7, 1).toordinal()))]),
        ("tháng 9 năm 2026", [("tháng 9 năm 2026", str(dt.date(2026, 9, 1).toordinal()))]),
        ("giai đoạn 2021-2025", [("2021-2025", "2021")]),
    ],
)  # fmt: skip
def test_what_documents_hold(text, expected):
    assert [(one.text, one.low) for one in quantities(text)] == [
        (words, Decimal(value)) for words, value in expected
    ]


@pytest.mark.parametrize(
    "text",
    ["Nghị định 30/2020/NĐ-CP", "Hướng dẫn số 14/HD-PCTT", "lúc 15h30 chiều 2/9", "31/2/2026", "",
     "ngày 2 tháng 9", "phiên bản 12.9.20", "ba mươi hộ"],
)  # fmt: skip
def test_what_is_no_quantity(text):
    assert quantities(text) == []
