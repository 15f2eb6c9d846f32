"""Cuts a block's runs into what a line may be broken between.

Typesetters break after hyphens and slashes (04-NQ/TW); read back from the PDF, such a word is in
two, or has lost its hyphen. Words with a sign inside are therefore kept whole up to a width, and
longer ones (addresses) are given their breaks here.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from desktop.library.document import Run
from desktop.library.handouts.fonts import width

_TOKENS = re.compile(r"\s+|\S+")
_SIGNS = re.compile(r"[.,;:!?…)\]”’»]+")
_SIGN_INSIDE = re.compile(r"\S[^\s\w.,:;]+\S")
NARROW_SPACE = "\u202f"
"""Parts a note's marker from the word before it, wherever text is taken out again."""


class Piece(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="is", tag="text"):
    """Runs that flow with the line; with `whole`, runs that no line break may part."""

    runs: tuple[Run, ...]
    whole: bool = False


class Marker(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="is", tag="marker"):
    """A reference to note `number`: its `first`, where the note's text is set at the page foot.

    `before`, `after`: words stand right beside it, and a narrow space must part them from it.
    """

    number: int
    first: bool = False
    before: bool = False
    after: bool = False


def pieces(runs: Iterable[Run], limit: float, seen: set[str]) -> list[Piece | Marker]:
    """The runs of one block in order.

    `limit` is the width in ems up to which a word is kept whole; `seen` holds the notes that
    were referred to before, and is added to.
    """
    every = _marks_after_signs(list(runs))
    made: list[Piece | Marker] = []
    stretch: list[Run] = []
    for place, run in enumerate(every):
        if not run.note:
            stretch.append(run)
            continue
        made.extend(_text(stretch, limit))
        before = "".join(each.text for each in stretch)[-1:]
        after = "".join(each.text for each in every[place + 1 : place + 2])[:1]
        stretch = []
        made.append(
            Marker(
                number=int(run.note),
                first=run.note not in seen,
                before=bool(before.strip()) or bool(place and every[place - 1].note),
                after=after.isalnum(),
            )
        )
        seen.add(run.note)
    made.extend(_text(stretch, limit))
    return made


def _marks_after_signs(runs: list[Run]) -> list[Run]:
    """The runs with each marker behind the sign that ends its word: `liền,²` and not `liền²,`."""
    made: list[Run] = []
    waiting: list[Run] = []
    for run in runs:
        if run.note:
            waiting.append(run)
            continue
        signs = _SIGNS.match(run.text) if waiting else None
        cut = signs.end() if signs else 0
        head, tail = run.text[:cut], run.text[cut:]
        made += [msgspec.structs.replace(run, text=head)] if head else []
        made += waiting
        made += [msgspec.structs.replace(run, text=tail)] if tail else []
        waiting = []
    return made + waiting


def _text(runs: list[Run], limit: float) -> Iterator[Piece]:
    """Words in one flow, but for those that are to be kept whole."""
    text = "".join(run.text for run in runs)
    start = 0
    for match in _TOKENS.finditer(text):
        token = match[0]
        plain = token.isspace() or (width(token) <= limit and not _SIGN_INSIDE.search(token))
        if plain:
            continue
        if match.start() > start:
            yield Piece(_slice(runs, start, match.start()))
        place = match.start()
        for part in _parts(token, limit):
            yield Piece(_slice(runs, place, place + len(part)), whole=True)
            place += len(part)
        start = match.end()
    if start < len(text):
        yield Piece(_slice(runs, start, len(text)))


def _parts(token: str, limit: float) -> Iterator[str]:
    """A word in stretches of at most `limit` ems, parted after a sign where there is one."""
    rest = token
    while width(rest) > limit:
        fits = 1
        while fits < len(rest) and width(rest[: fits + 1]) <= limit:
            fits += 1
        sign = max(
            (place for place in range(fits // 2, fits) if rest[place] in "/-–&?=_"), default=-1
        )
        cut = sign + 1 if sign > 0 else fits
        yield rest[:cut]
        rest = rest[cut:]
    if rest:
        yield rest


def _slice(runs: list[Run], start: int, end: int) -> tuple[Run, ...]:
    kept = []
    place = 0
    for run in runs:
        text = run.text[max(start - place, 0) : max(end - place, 0)]
        place += len(run.text)
        if text:
            kept.append(msgspec.structs.replace(run, text=text))
    return tuple(kept)


def spaced(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs with a narrow no-break space before each note marker that follows a word."""
    kept: list[Run] = []
    for run in runs:
        if run.note and kept and (kept[-1].note or not kept[-1].text[-1:].isspace()):
            kept.append(Run(NARROW_SPACE))
        kept.append(run)
    return tuple(kept)
