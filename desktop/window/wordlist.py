"""Words for the library's own terms, as GLOSSARY.md gives them."""

import datetime as dt

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desktop.library.editions.records import Card
from desktop.window.reader.reading import Badge

translate = QCoreApplication.translate


def colour_name(colour: str) -> str:
    """A highlight colour by what it means."""
    return {
        "idea": translate("Words", "Main idea"),
        "figure": translate("Words", "Figure"),
        "question": translate("Words", "To ask"),
        "excerpt": translate("Words", "To quote"),
    }[colour]


def kind_name(kind: str) -> str:
    """What an annotation is."""
    return {
        "highlight": translate("Words", "Highlight"),
        "underline": translate("Words", "Underline"),
        "document": translate("Words", "General note"),
        "reply": translate("Words", "Reply"),
    }[kind]


def deed_name(deed: str) -> str:
    """What can be undone or done again, as it follows a colon."""
    return {
        "highlight": translate("Words", "highlight"),
        "underline": translate("Words", "underline"),
        "document": translate("Words", "general note"),
        "reply": translate("Words", "reply"),
        "note": translate("Words", "text of a note"),
        "colour": translate("Words", "colour"),
        "kind": translate("Words", "kind of a highlight"),
        "tags": translate("Words", "labels"),
        "remove": translate("Words", "deletion"),
        "attach": translate("Words", "attaching to the new passage"),
        "keep_old": translate("Words", "keeping the old passage"),
        "settle": translate("Words", "choice among versions"),
        "bookmark": translate("Words", "bookmark"),
        "merge": translate("Words", "merging of a file"),
        "collect": translate("Words", "adding to the handout"),
        "uncollect": translate("Words", "taking out of the handout"),
        "reorder": translate("Words", "order of the handout"),
        "prose": translate("Words", "own words"),
        "heading": translate("Words", "title above it"),
        "renew": translate("Words", "choice of the wording"),
        "layout": translate("Words", "layout"),
        "retitle": translate("Words", "title"),
        "settle_copy": translate("Words", "state of a copy"),
        "set_aside": translate("Words", "setting aside"),
    }[deed]


def deed_words(undone: str, redone: str) -> tuple[str, str]:
    """What undoing and redoing say that they would do, given its names ("" for nothing)."""
    undo, redo = translate("Actions", "Undo"), translate("Actions", "Redo")
    return (
        f"{undo}: {deed_name(undone)}" if undone else undo,
        f"{redo}: {deed_name(redone)}" if redone else redo,
    )


def circulation_name(circulation: str) -> str:
    """Who may have the document."""
    return {
        "public": translate("Words", "Circulation: public"),
        "internal": translate("Words", "Circulation: internal"),
        "restricted": translate("Words", "Circulation: restricted"),
    }[circulation]


def level_name(level: str) -> str:
    """A rung of the match ladder."""
    return {
        "exact": translate("Words", "Exact marks"),
        "tone": translate("Words", "Other tone placement"),
        "unaccented": translate("Words", "Without marks"),
        "abbreviated": translate("Words", "Abbreviation"),
        "approximate": translate("Words", "Approximate"),
    }[level]


def facet_name(facet: str) -> str:
    """By what a search is narrowed."""
    return {
        "year": translate("Words", "Year"),
        "conference": translate("Words", "Conference"),
        "people": translate("Words", "Speaker"),
        "kind": translate("Words", "Kind"),
        "topics": translate("Words", "Topic"),
        "units": translate("Words", "Unit"),
    }[facet]


def facet_value(facet: str, value: str) -> str:
    """A facet's value as it is read beside the facet's own name."""
    short = value.removeprefix("Hội nghị ") if facet == "conference" else value
    return short[:1].upper() + short[1:]


def day(date: dt.date | None) -> str:
    """A date as the language writes it, 12/9/2026 or 12 Sept 2026; empty if there is none."""
    if date is None:
        return ""
    form = translate("Words", "d MMM yyyy")
    return QLocale().toString(QDate(date.year, date.month, date.day), form)


def number(value: int) -> str:
    """A whole number with the language's own separators: 12.345 or 12,345."""
    return QLocale().toString(value)


def percent(value: float) -> str:
    """A percentage as the language writes it: 87%."""
    return f"{number(round(value))}%"


def megabytes(size: int) -> str:
    """Bytes as people count them: 41 MB, 0,4 MB, 12 KB."""
    if size < 100_000:
        return f"{number(-(-size // 1000))} KB"
    millions = size / 1_000_000
    shown = QLocale().toString(millions, "f", 1) if millions < 10 else number(round(millions))
    return f"{shown} MB"


def change_badge(card: Card) -> Badge | None:
    """The one word on a card that says what happened to the document."""
    if card.status == "withdrawn":
        return Badge(translate("Words", "Withdrawn"), "danger")
    if card.status == "superseded":
        return Badge(translate("Words", "Superseded"), "neutral")
    if card.change == "new":
        return Badge(translate("Words", "New"), "accent")
    if card.change == "updated":
        return Badge(translate("Words", "Updated"), "info")
    return None


def moment(text: str) -> str:
    """The day of an ISO 8601 moment in local time."""
    return day(dt.datetime.fromisoformat(text).astimezone().date()) if text else ""


def clock(text: str) -> str:
    """The day and time of an ISO 8601 moment in local time."""
    when = dt.datetime.fromisoformat(text).astimezone()
    return f"{day(when.date())} · {when:%H:%M}"
