"""Vừa một tờ: within the rules or not at all."""

import datetime as dt
from collections.abc import Callable

import pytest

from desktop.library.document import Document
from desktop.library.errors import InputError
from desktop.library.handouts.composition import Composition
from desktop.library.handouts.draft import Options
from desktop.library.handouts.fitting import Fitted, Overlong, fit, room
from desktop.library.handouts.rules import read_rules
from desktop.library.text.rendering import render

Compose = Callable[[Document], Composition]
DATE = dt.date(2026, 10, 14)


def text(paragraphs: int) -> Document:
    return render(
        "\n\n".join(
            "Mỗi đơn vị cử một người làm đầu mối, báo cáo tuần. " * 4 for _ in range(paragraphs)
        )
    )


def test_what_fits_stays_as_it_is(compose: Compose) -> None:
    made = fit(compose(text(2)), Options(sheets=1), DATE)
    assert isinstance(made, Fitted)
    assert (made.pages, made.options) == (1, Options(sheets=1))


def test_what_is_a_little_long_is_tightened_as_little_as_need_be(compose: Compose) -> None:
    made = fit(compose(text(9)), Options(sheets=1), DATE)
    assert isinstance(made, Fitted)
    assert made.pages == 1
    rules = read_rules("plain")
    assert rules.sizes["body"].bounds[0] <= made.options.size < rules.sizes["body"].value
    assert rules.spacing["line"].allows(made.options.spacing)
    assert rules.spacing["paragraph"].allows(made.options.gap)
    assert made.options.size > rules.sizes["body"].bounds[0]


def test_what_cannot_fit_says_how_many_lines_too_many(compose: Compose) -> None:
    made = fit(compose(text(16)), Options(sheets=1), DATE)
    assert isinstance(made, Overlong)
    assert made.pages > 1
    assert made.lines > 1
    longer = fit(compose(text(17)), Options(sheets=1), DATE)
    assert isinstance(longer, Overlong)
    assert longer.lines > made.lines


def test_room_counts_sides_and_layout() -> None:
    assert room(Options(sheets=1)) == 1
    assert room(Options(sheets=2, sides=2)) == 4
    assert room(Options(sheets=1, layout="booklet")) == 4
    assert room(Options(sheets=1, layout="two_up", sides=2)) == 4


def test_a_number_of_sheets_must_be_chosen(compose: Compose) -> None:
    with pytest.raises(InputError, match="fit_without_sheets"):
        fit(compose(text(1)), Options(), DATE)
