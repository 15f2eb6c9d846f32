"""Dates in a query."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import EARLIEST, LATEST, Range, dates_of

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d"]))
def test_a_day_in_any_dress_is_that_day(day: dt.date, dress: str) -> None:
    number = int(day.strftime("%Y%m%d"))
    assert dates_of("from", day.strftime(dress)) == Range(number, LATEST)
    assert dates_of("to", day.strftime(dress)) == Range(1, number)


@given(DAYS)
def test_a_month_and_a_year_hold_their_days(day: dt.date) -> None:
    number = int(day.strftime("%Y%m%d"))
    for kind, written in (("year", f"{day.year}"), ("from", f"{day.month}/{day.year}"),
                          ("to", f"{day.year}-{day.month:02}")):  # fmt: skip
        found = dates_of(kind, written)
        assert found is not None
        assert found.first <= number <= found.last


@given(st.sampled_from(["year", "from", "to"]), st.text() | st.text("0123456789/-.", max_size=12))
def test_anything_else_is_no_date(kind: str, written: str) -> None:
    found = dates_of(kind, written)
    assert found is None or EARLIEST <= found.first <= LATEST


@pytest.mark.parametrize("written", ["", "abc", "13/2024", "00/2024", "31/02/2024", "24", "٢٠٢٤"])
def test_no_dates(written: str) -> None:
    assert dates_of("from", written) is None


def test_what_lies_in_both() -> None:
    assert Range(5, 9).within(Range(7, 12)) == Range(7, 9)
    assert Range().within(Range(7, 12)) == Range(7, 12)
