"""The list of what a release contains and changes, to be approved by hand before it is signed."""

import datetime as dt
from collections.abc import Mapping

from desktop.library.document import Circulation
from desktop.library.editions.edition import Edition
from desktop.library.editions.records import Card
from desktop.library.handouts.typeset import typeset_form
from desktop.library.releases.changes import KINDS, ChangeKind, ChangeShown
from desktop.library.releases.paper import Say
from desktop.library.releases.release import Prepared
from desktop.library.schema import LibrarySettings

_TITLES: dict[ChangeKind, str] = {
    "added": "approval_added",
    "updated": "approval_updated",
    "superseded": "approval_superseded",
    "withdrawn": "approval_withdrawn",
    "removed": "approval_removed",
}
_CIRCULATIONS: dict[Circulation, str] = {
    "public": "approval_public",
    "internal": "approval_internal",
    "restricted": "approval_restricted",
}
_COLUMNS = ("approval_column_document", "approval_column_circulation", "approval_column_opinion")


def approval_sheet(
    prepared: Prepared,
    settings: LibrarySettings,
    date: dt.date,
    say: Say,
    *,
    replacing: bool = False,
) -> bytes:
    """The list as a PDF, with room for opinions and signatures; nothing is signed by it.

    `replacing` as in `typeset_form`. Raises: WithoutGlyphs; EnvironmentFault.
    """
    page, changes = prepared.page, prepared.changes
    with Edition(prepared.folder) as edition:
        cards = edition.cards_by_id([change.id for change in changes])
        successors = edition.cards_by_id([card.superseded_by for card in cards.values()])
    parts = [
        {
            "title": say(_TITLES[kind], count=len(some)),
            "rows": [_row(change, cards.get(change.id), successors, say) for change in some],
        }
        for kind in KINDS
        if (some := [change for change in changes if change.kind == kind])
    ]
    form: dict[str, object] = {
        "title": say("approval_title"),
        "subtitle": settings.name,
        "facts": [
            [say("approval_edition"), str(page.number)],
            [say("approval_former"), str(page.previous) if page.previous else "–"],
            [say("approval_made"), f"{date:%d/%m/%Y}"],
            [say("approval_documents"), str(len(page.briefings))],
            [say("approval_notes"), page.notes or "–"],
        ],
        "parts": parts,
        "nothing": say("approval_nothing"),
        "columns": [say(code) for code in _COLUMNS],
        "opinion": say("approval_opinion"),
        "hands": [say("approval_maker"), say("approval_approver")],
        "hand_help": say("approval_hand_help"),
    }
    return typeset_form("approval-sheet", form, date, replacing=replacing)


def _row(
    change: ChangeShown, card: Card | None, successors: Mapping[str, Card], say: Say
) -> dict[str, object]:
    about = [card.document_number, card.conference_title] if card else []
    comparison = change.comparison
    told = ""
    if comparison is not None:
        counts = comparison.counts
        told = say(
            "approval_passages",
            reworded=counts["changed"] + counts["split"] + counts["joined"],
            added=counts["added"],
            removed=counts["removed"],
            moved=counts["moved"],
        )
    elif change.kind == "updated":
        told = say("approval_details")
    elif change.kind == "superseded" and card is not None:
        successor = successors[card.superseded_by]
        named = (successor.title, successor.document_number)
        told = say("approval_successor", successor=" · ".join(one for one in named if one))
    return {
        "title": change.title,
        "about": " · ".join(one for one in about if one),
        "told": told,
        "circulation": say(_CIRCULATIONS[card.circulation]) if card else "–",
    }
