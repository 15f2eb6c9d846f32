"""Words for the library's own terms, as GLOSSARY.md gives them."""

import datetime as dt

from PySide6.QtCore import QCoreApplication

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
    """A date as people write it here: 12/9/2026; empty if there is none."""
    return f"{date.day}/{date.month}/{date.year}" if date else ""


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
