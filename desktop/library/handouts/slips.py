"""Papers about papers: the register's sheet, return slips, correction and recall slips.

Each is a form of our own that is filled with values; days are given as the language writes them.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from desktop.library.handouts.composition import PrintLanguage
from desktop.library.handouts.copies import Copy, counted, number_text
from desktop.library.handouts.fonts import FAMILIES
from desktop.library.handouts.typeset import typeset_form
from desktop.library.handouts.words import date_text, word
from desktop.library.reader.correcting import Change, Correction
from desktop.library.reader.register import HandedCopy, Handing
from desktop.library.text.difference import Piece, difference, shortened

Form = dict[str, object]
SHOWN_ID = 8
"""Signs of a handing's id that people are shown; so many tell any two apart in one register."""
_SHEET = (
    ("register_number", 0.0),
    ("register_name", 3.0),
    ("register_unit", 3.0),
    ("register_handed", 0.0),
    ("register_received", 2.0),
    ("register_state", 0.0),
    ("register_settled", 0.0),
    ("register_signed_back", 2.0),
    ("register_remarks", 2.4),
)
_RECALL = (
    ("register_number", 0.0),
    ("register_name", 3.0),
    ("register_unit", 3.0),
    ("register_handed", 0.0),
    ("register_deed", 2.0),
    ("register_done", 0.0),
    ("register_received", 2.0),
    ("register_remarks", 2.0),
)


class Print(msgspec.Struct, frozen=True):
    """The day that a form is dated, its language, and whether □ may stand for missing glyphs."""

    date: dt.date
    language: PrintLanguage = "vi"
    replacing: bool = False

    def word(self, key: str, **params: object) -> str:
        return word(self.language, key, **params)

    def day(self, written: str) -> str:
        """A day or a moment as the register keeps it; "" stays so."""
        if not written:
            return ""
        moment = dt.datetime.fromisoformat(written)
        local = moment.astimezone() if moment.tzinfo else moment
        return date_text(local.date(), self.language)

    def number(self, copy: HandedCopy, handing: Handing) -> str:
        """`Bản số 07/50`."""
        return number_text(Copy(copy.number, handing.facts.of), self.language)


def register_sheet(handing: Handing, copies: Sequence[HandedCopy], look: Print) -> bytes:
    """The register of one paper, to sign in. Raises: WithoutGlyphs; EnvironmentFault."""
    rows = [_row(copy, look) for copy in copies]
    group: Form = {"title": handing.facts.title, "facts": _facts(handing, look), "rows": rows}
    form = _table("register_title", _SHEET, [group], look)
    form["hands"] = [look.word("register_keeper"), look.word("register_head")]
    return typeset_form("register", form, look.date, replacing=look.replacing)


def recall_list(corrections: Iterable[Correction], look: Print) -> bytes:
    """All copies to correct or to recall with their holders, to tick off. Raises: as above."""
    groups: list[Form] = [
        {
            "title": one.handing.facts.title,
            "facts": [
                [look.word(key), value]
                for key, value in (
                    ("register_source", _other_source(one)),
                    ("register_made", look.day(one.handing.made)),
                    ("correction_edition", str(one.edition)),
                    ("register_id", one.handing.id[:SHOWN_ID]),
                )
                if value
            ],
            "rows": _recalled(one, look),
        }
        for one in corrections
    ]
    form = _table("recall_list_title", _RECALL, groups, look)
    return typeset_form("register", form, look.date, replacing=look.replacing)


def return_slips(handing: Handing, copies: Iterable[HandedCopy], look: Print) -> bytes:
    """A slip for each copy to come back with, three on a page. Raises: as above."""
    form: Form = {
        **_common("slip_title", look),
        "words": {
            "paper": look.word("register_paper"),
            "handed": look.word("register_handed"),
            "returned": look.word("slip_returned"),
            "condition": look.word("slip_condition"),
        },
        "hands": [look.word("slip_giver"), look.word("slip_taker")],
        "slips": [
            {
                "paper": handing.facts.title,
                "number": look.number(copy, handing),
                "to": _holder(copy),
                "handed": look.day(copy.handed),
            }
            for copy in copies
        ],
    }
    return typeset_form("return-slips", form, look.date, replacing=look.replacing)


def correction_slips(corrections: Iterable[Correction], look: Print) -> bytes:
    """For each copy that is out what to mend in it, or to send it back; one a page at least.

    Raises: as above.
    """
    form: Form = {
        **_common("correction_title", look),
        "columns": [
            look.word(key) for key in ("correction_number", "correction_old", "correction_new")
        ],
        "words": {
            "nothing": look.word("correction_nothing"),
            "gone": look.word("correction_gone"),
            "dated": look.word("dated_by_hand"),
        },
        "hands": [look.word("correction_issuer"), look.word("correction_holder")],
        "slips": [
            slip
            for correction in corrections
            for copy in correction.copies or (None,)
            for slip in [_slip(correction, copy, look)]
        ],
    }
    return typeset_form("correction-slip", form, look.date, replacing=look.replacing)


def register_rows(
    handings: Iterable[tuple[Handing, Sequence[HandedCopy]]], look: Print
) -> tuple[list[str], list[list[str]]]:
    """The headings and rows of the whole register as a table for a spreadsheet."""
    keys = ("register_id", "register_paper", "register_made", "register_edition")
    columns = ("register_number", "register_name", "register_unit", "register_state",
               "register_handed", "register_settled", "register_remarks")  # fmt: skip
    rows = [
        [
            handing.id[:SHOWN_ID],
            handing.facts.title,
            look.day(handing.made),
            str(handing.edition),
            str(copy.number),
            copy.name,
            copy.unit,
            look.word(f"state_{copy.state}"),
            copy.handed,
            copy.settled,
            copy.remarks,
        ]
        for handing, copies in handings
        for copy in copies
    ]
    return [look.word(key) for key in (*keys, *columns)], rows


def _common(title: str, look: Print) -> Form:
    return {
        "title": look.word(title),
        "language": look.language,
        "fonts": FAMILIES,
        "hand_help": look.word("hand_help"),
    }


def _table(
    title: str, columns: Iterable[tuple[str, float]], groups: list[Form], look: Print
) -> Form:
    return {
        **_common(title, look),
        "continued": look.word("register_continued"),
        "printed": look.word("register_printed", date=date_text(look.date, look.language)),
        "columns": [
            {"title": look.word(key), "width": width, "tick": key == "register_done"}
            for key, width in columns
        ],
        "groups": groups,
        "hands": [],
    }


def _facts(handing: Handing, look: Print) -> list[list[str]]:
    facts = handing.facts
    count = look.word("register_count_value", of=facts.of, pages=facts.pages) if facts.of else ""
    told = [
        ("register_made", look.day(handing.made)),
        ("register_edition", str(handing.edition)),
        ("register_circulation", look.word(f"circulation_{facts.circulation}")),
        ("register_count", count),
        ("register_decision", facts.decision),
        ("register_id", handing.id[:SHOWN_ID]),
    ]
    return [[look.word(key), value] for key, value in told if value]


def _row(copy: HandedCopy, look: Print) -> list[str]:
    return [
        str(copy.number),
        copy.name,
        copy.unit,
        look.day(copy.handed),
        "",
        look.word(f"state_{copy.state}"),
        look.day(copy.settled),
        "",
        copy.remarks,
    ]


def _recalled(correction: Correction, look: Print) -> list[list[str]]:
    deed = look.word(f"deed_{correction.state}")
    if not correction.copies:
        name = look.word("correction_unnumbered")
        return [["", name, "", look.day(correction.handing.made), deed, "", "", ""]]
    return [
        [str(one.number), one.name, one.unit, look.day(one.handed), deed, "", "", one.remarks]
        for one in correction.copies
    ]


def _slip(correction: Correction, copy: HandedCopy | None, look: Print) -> Form:
    handing = correction.handing
    withdrawn = correction.state == "withdrawn"
    told = [
        ("register_paper", handing.facts.title),
        ("register_source", _other_source(correction)),
        ("register_made", look.day(handing.made)),
        ("correction_edition", str(correction.edition)),
        ("register_number", counted(copy.number, handing.facts.of) if copy else ""),
        ("register_name", _holder(copy) if copy else look.word("correction_unnumbered")),
    ]
    title = look.word("recall_title" if withdrawn else "correction_title")
    number = look.number(copy, handing) if copy else look.word("correction_unnumbered")
    return {
        "title": title,
        "running": f"{title} · {number} · {handing.facts.title}",
        "facts": [[look.word(key), value] for key, value in told if value],
        "lines": _lines(correction, look),
        "changes": [_change(change) for change in correction.changes],
    }


def _other_source(correction: Correction) -> str:
    """The title of the source, where it is not the paper's own ("" if it is)."""
    return "" if correction.title == correction.handing.facts.title else correction.title


def _lines(correction: Correction, look: Print) -> list[str]:
    if correction.state == "withdrawn":
        reason = correction.reason and look.word("recall_reason", reason=correction.reason)
        return [line for line in (look.word("recall_ask"), reason) if line]
    lines = []
    if correction.state == "superseded":
        lines.append(look.word("correction_successor", successor=correction.reason))
    if correction.changes:
        lines.append(look.word("correction_ask"))
    return lines


def _change(change: Change) -> Form:
    """A passage side by side; what stays is cut short where it is long."""
    if not change.old or not change.new:
        old, new = ([Piece("same", text)] if text else [] for text in (change.old, change.new))
        return {"section": change.section, "old": _said(old), "new": _said(new)}
    pieces = shortened(difference([change.old], [change.new]))
    return {
        "section": change.section,
        "old": _said(piece for piece in pieces if piece.change != "added"),
        "new": _said(piece for piece in pieces if piece.change != "removed"),
    }


def _said(pieces: Iterable[Piece]) -> list[dict[str, str]]:
    return [{"change": piece.change, "text": piece.text} for piece in pieces]


def _holder(copy: HandedCopy) -> str:
    return ", ".join(filter(None, (copy.name, copy.unit)))
