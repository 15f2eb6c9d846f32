"""Vừa một tờ: sets a handout as large as it may be and still be on so many sheets."""

import datetime as dt
from pathlib import Path

import msgspec

from desktop.library.errors import InputError
from desktop.library.handouts.composition import Composition
from desktop.library.handouts.draft import Options
from desktop.library.handouts.printed import printed, rows
from desktop.library.handouts.rules import Rules
from desktop.library.handouts.write import pdf, ready

_STEPS = 6
"""Halvings of the way from the usual setting to the tightest one that is allowed."""


class Fitted(msgspec.Struct, frozen=True):
    """The options that make it fit, the PDF that they give, and its pages."""

    options: Options
    pdf: bytes
    pages: int


class Overlong(msgspec.Struct, frozen=True):
    """Even the tightest setting is too long: `lines` must be cut. `options` are that setting."""

    lines: int
    pages: int
    options: Options


def room(options: Options) -> int:
    """How many pages there are on the sheets that are wanted."""
    if options.layout == "booklet":
        return 4 * options.sheets
    return options.sheets * options.sides * (2 if options.layout == "two_up" else 1)


def fit(
    composition: Composition,
    options: Options,
    date: dt.date,
    *,
    own: Path | None = None,
    replacing: bool = False,
) -> Fitted | Overlong:
    """The loosest setting within the rule set's bounds that fits on `options.sheets` sheets.

    Letters and spacing go down together. Raises: as `write`.
    """
    if not options.sheets:
        raise InputError("fit_without_sheets")
    wanted = room(options)
    usual = _made(composition, options, date, own, replacing=replacing)
    if usual.pages <= wanted:
        return usual
    rules = ready(composition, options, date, own).rules
    tight = _made(composition, _tightened(options, rules, 1), date, own, replacing=replacing)
    if tight.pages > wanted:
        return Overlong(_lines_over(tight.pdf, wanted), tight.pages, tight.options)
    loose, best = 0.0, tight
    share = 1.0
    for _ in range(_STEPS):
        middle = (loose + share) / 2
        tried = _made(
            composition, _tightened(options, rules, middle), date, own, replacing=replacing
        )
        if tried.pages <= wanted:
            share, best = middle, tried
        else:
            loose = middle
    return best


def _made(
    composition: Composition,
    options: Options,
    date: dt.date,
    own: Path | None,
    *,
    replacing: bool,
) -> Fitted:
    made = pdf(ready(composition, options, date, own), date, replacing=replacing)
    return Fitted(options, made, len(printed(made)))


def _tightened(options: Options, rules: Rules, share: float) -> Options:
    """`share` of the way from the present setting to the least that the rules allow."""

    def between(value: float, least: float, step: float) -> float:
        aimed = value + (least - value) * share
        return max(least, round(aimed / step) * step)

    body, line, gap = rules.sizes["body"], rules.spacing["line"], rules.spacing["paragraph"]
    fine = 0.1 if line.unit == "pt" else 0.01
    return msgspec.structs.replace(
        options,
        size=between(body.value, body.bounds[0], 0.1),
        spacing=between(line.value, line.bounds[0], fine),
        gap=between(gap.value, gap.bounds[0], 0.1),
    )


def _lines_over(made: bytes, wanted: int) -> int:
    """How many lines stand on the pages that are too many, page numbers aside."""
    count = 0
    for place, page in enumerate(printed(made)[wanted:], wanted + 1):
        baselines: list[float] = []
        for row in rows(page):
            bottom = row.letters[0].bottom
            if row.text == str(place) or any(abs(bottom - other) < 3 for other in baselines):
                continue
            baselines.append(bottom)
        count += len(baselines)
    return count
