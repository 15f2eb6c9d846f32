"""Dates as readers type them in a query: a year, a month or a day, and the ranges they make."""

import calendar
import datetime as dt
import re

import msgspec

EARLIEST, LATEST = 0, 99_999_999
_YEARS = re.compile(r"((?:19|20)\d\d)(?:[-–—]((?:19|20)\d\d))?")
_MONTH = re.compile(r"(\d{1,2})[/.-]((?:19|20)\d\d)|((?:19|20)\d\d)[/.-](\d{1,2})")
_DAY = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)|((?:19|20)\d\d)[/.-](\d{1,2})[/.-](\d{1,2})"
)


_IN_TEXT = re.compile(
    r"(?<![\w/.])(?:(?P<day>\d{1,2})[/.-])?(?P<month>\d{1,2})[/.-](?:19|20)\d\d(?![\w/]|-[^\W\d])"
    r"|(?<![\w/.-])(?:19|20)\d\d[/.-](?P<later>\d{1,2})(?:[/.-](?P<last>\d{1,2}))?(?![\w/]|-\w)"
)
_MOST = {"day": 31, "last": 31, "month": 12, "later": 12}


class Range(msgspec.Struct, frozen=True):
    """From one day to another, both in it, as yyyymmdd; by default any day, or none known."""

    first: int = EARLIEST
    last: int = LATEST

    def within(self, other: "Range") -> "Range":
        """What lies in both."""
        return Range(max(self.first, other.first), min(self.last, other.last))


def dates_of(kind: str, written: str) -> Range | None:
    """The range that `year`, `from` or `to` means with what was written, or None for no date.

    A year is `2024` or `2020-2023`; the others take a year, `05/2024`, `2024-05`, `31/05/2024` or
    `2024-05-31`, and mean all of it.
    """
    whole = _whole(written)
    if whole is None or (kind == "year" and not _YEARS.fullmatch(written)):
        return None
    if kind == "from":
        return Range(whole.first, LATEST)
    if kind == "to":
        # A document without a date is none of those up to a date.
        return Range(1, whole.last)
    return whole


def days_in(text: str) -> list[tuple[int, int]]:
    """Where the figures of days and months stand in the dates of a text."""
    found: list[tuple[int, int]] = []
    for match in _IN_TEXT.finditer(text):
        held = [name for name in _MOST if match[name] is not None]
        if all(1 <= int(match[name]) <= _MOST[name] for name in held):
            found += [match.span(name) for name in held]
    return found


def _whole(written: str) -> Range | None:
    if years := _YEARS.fullmatch(written):
        first, last = sorted((int(years[1]), int(years[2] or years[1])))
        return Range(first * 10_000 + 101, last * 10_000 + 1231)
    if month := _MONTH.fullmatch(written):
        year, number = int(month[2] or month[3]), int(month[1] or month[4])
        if not 1 <= number <= 12:
            return None
        start = year * 10_000 + number * 100
        return Range(start + 1, start + calendar.monthrange(year, number)[1])
    if day := _DAY.fullmatch(written):
        numbers = [day[3], day[2], day[1]] if day[3] else [day[4], day[5], day[6]]
        try:
            date = dt.date(*map(int, numbers))
        except ValueError:
            return None
        found = date.year * 10_000 + date.month * 100 + date.day
        return Range(found, found)
    return None
