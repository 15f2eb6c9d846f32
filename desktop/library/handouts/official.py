"""The parts of an official paper as they are printed, by the words of its rule set."""

import datetime as dt
import re
from collections.abc import Callable, Sequence

import msgspec

from desktop.library.handouts.composition import PrintLanguage
from desktop.library.handouts.draft import Official, Urgency
from desktop.library.handouts.rules import Rules
from desktop.library.handouts.words import word

_ABOUT = re.compile(r"^(về việc|v/v)\s+", re.IGNORECASE)
_GAP = "……"
"""Where a part that has to be filled in by hand is missing."""


class Line(msgspec.Struct, frozen=True):
    """One printed line; `part` names its size and look in the rule set."""

    part: str
    text: str


class OfficialParts(msgspec.Struct, frozen=True):
    """An official paper's own parts, from top to bottom.

    `left` and `right` are the head's columns; `title` stands centred above the text, whose
    `bases` lead it. `recipients` stand at the foot's left, `signing` at its right, where a hand
    signs before its last line. `copy_form`: the paper certifies a copy, and its head and foot
    follow the copied text. `urgency` is how wide the frame of its mark is to be.
    """

    left: tuple[Line, ...]
    right: tuple[Line, ...]
    title: tuple[Line, ...]
    bases: tuple[Line, ...]
    recipients: tuple[Line, ...]
    signing: tuple[Line, ...]
    copy_form: bool = False
    urgency: Urgency = ""

    def mapped(self, change: Callable[[str], str]) -> "OfficialParts":
        """The same parts, each text changed."""

        def changed(lines: tuple[Line, ...]) -> tuple[Line, ...]:
            return tuple(Line(line.part, change(line.text)) for line in lines)

        return msgspec.structs.replace(
            self,
            left=changed(self.left),
            right=changed(self.right),
            title=changed(self.title),
            bases=changed(self.bases),
            recipients=changed(self.recipients),
            signing=changed(self.signing),
        )

    def lines(self) -> tuple[Line, ...]:
        """All of them in reading order."""
        return (
            *(*self.left, *self.right, *self.title, *self.bases),
            *(*self.recipients, *self.signing),
        )


def official_parts(
    official: Official,
    rules: Rules,
    subject: str,
    marks: Sequence[Line],
    language: PrintLanguage,
    *,
    extract: bool | None = None,
) -> OfficialParts:
    """The parts of a paper about `subject`, with `marks` of circulation under its number.

    `extract`: True for passages of a text that are certified as a copy, False for the whole of
    it, None for a paper of the office's own.
    """
    own = official.subject or subject
    letter = extract is None and not official.kind
    left = [
        Line("parent", official.parent),
        Line("issuer", official.issuer),
        Line("star", _text(rules, "star")),
        Line("number", _number(official, rules)),
        Line("letter_subject", _letter_subject(rules, own) if letter else ""),
        *_marks(official, marks, language),
    ]
    if extract is None:
        right = [Line("nation", _text(rules, "nation")), Line("motto", _text(rules, "motto"))]
        title = [Line("kind", official.kind), Line("subject", own if official.kind else "")]
        if official.kind:
            title.append(Line("after_subject", _text(rules, "after_subject")))
        if official.addressee:
            addressee = word(language, "addressee", name=official.addressee)
            title.append(Line("addressee", addressee))
    else:
        right = [Line("copy_form", _text(rules, "extract" if extract else "whole"))]
        title = []
    right.append(Line("place_date", _place_date(official, rules)))
    return OfficialParts(
        _held(rules, left),
        _held(rules, right),
        _held(rules, title),
        _held(rules, _bases(official, rules) if extract is None else []),
        _held(rules, _recipients(official, rules, language)),
        _held(
            rules,
            [
                Line("rank", official.signatory_rank),
                Line("role", official.signatory_role),
                Line("signatory", official.signatory),
            ],
        ),
        extract is not None,
        official.urgency,
    )


def _held(rules: Rules, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Those that say something, in capitals where the rule set has them so."""
    return tuple(
        Line(line.part, line.text.upper()) if _capitals(rules, line.part) else line
        for line in lines
        if line.text.strip()
    )


def _capitals(rules: Rules, part: str) -> bool:
    return part in rules.looks and rules.looks[part].caps


def _text(rules: Rules, name: str, **params: str) -> str:
    return rules.texts[name].text.format(**params)


def _letter_subject(rules: Rules, subject: str) -> str:
    """The sign V/v stands for "về việc", which is then not said again."""
    pattern = rules.texts["letter_subject"].text
    if pattern.startswith("V/v"):
        subject = _ABOUT.sub("", subject)
    return pattern.format(subject=subject)


def _number(official: Official, rules: Rules) -> str:
    number = official.number.strip()
    if number.isdecimal():
        number = number.zfill(2)
    if not number and not official.symbol:
        return ""
    return _text(rules, "number", number=number or _GAP, symbol=official.symbol or _GAP)


def _place_date(official: Official, rules: Rules) -> str:
    """Days under 10 and the months 1 and 2 have a leading 0."""
    day: dt.date | None = official.date
    if day is None and not official.place:
        return ""
    return _text(
        rules,
        "place_date",
        place=official.place or _GAP,
        day=f"{day.day:02}" if day else _GAP,
        month=(f"{day.month:02}" if day.month < 3 else str(day.month)) if day else _GAP,
        year=str(day.year) if day else _GAP,
    )


def _marks(official: Official, marks: Sequence[Line], language: PrintLanguage) -> list[Line]:
    made = []
    if official.urgency:
        made.append(Line("urgency", word(language, f"urgency_{official.urgency}").upper()))
    if official.draft:
        made.append(Line("draft", word(language, "draft", number=official.draft)))
    return [*made, *marks]


def _bases(official: Official, rules: Rules) -> list[Line]:
    mark, end, last = (_text(rules, name) for name in ("basis_mark", "basis_end", "basis_last"))
    kept = [base.strip().rstrip(".;,") for base in official.bases if base.strip()]
    return [
        Line("bases", f"{mark}{base}{last if place == len(kept) else end}")
        for place, base in enumerate(kept, 1)
    ]


def _recipients(official: Official, rules: Rules, language: PrintLanguage) -> list[Line]:
    kept = [name.strip().rstrip(".;,") for name in official.recipients if name.strip()]
    archive = official.archive.strip().rstrip(".")
    if archive:
        kept.append(word(language, "archive", where=archive))
    end = _text(rules, "recipient_end")
    lines = [
        Line("recipients", f"- {name}{'.' if place == len(kept) else end}")
        for place, name in enumerate(kept, 1)
    ]
    label = [Line("recipients_label", word(language, "recipients"))] if kept else []
    mark = official.typist.strip()
    if mark and official.copies:
        mark = f"{mark}-{official.copies}"
    return [*label, *lines, *([Line("typist", mark)] if mark else [])]
