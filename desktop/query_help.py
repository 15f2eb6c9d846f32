"""What may be typed into the search box, with examples: the one source of sheet, page and command.

The data stand in `resources/query-language.toml`; the language itself in `index.query`.
"""

import tomllib
from functools import cache
from typing import Any

import msgspec

from desktop.resources import RESOURCES
from desktop.wording import Language, say

FILE = RESOURCES / "query-language.toml"
HINTS = {
    "date_unreadable": "hint_date_unreadable",
    "or_alone": "hint_or_alone",
    "quote_open": "hint_quote_open",
    "field_empty": "hint_field_empty",
    "field_unknown": "hint_field_unknown",
    "star_alone": "hint_star_alone",
    "minus_alone": "hint_minus_alone",
    "too_long": "hint_too_long",
    "some_words": "hint_some_words",
}
"""The text of each hint that a search may give."""


class Example(msgspec.Struct, frozen=True):
    """One thing that may be typed, and what it finds."""

    id: str
    typed: str
    text: str


class Section(msgspec.Struct, frozen=True):
    """Examples of one kind."""

    title: str
    examples: tuple[Example, ...]


@cache
def sections(language: Language) -> tuple[Section, ...]:
    """The whole help, in the order of learning."""
    held = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Section(
            section["title"][language],
            tuple(_example(one, language) for one in section["example"]),
        )
        for section in held["section"]
    )


def _example(held: dict[str, Any], language: Language) -> Example:
    return Example(held["id"], held["typed"][language], held["text"][language])


def page(language: Language) -> str:
    """The help as plain text for a terminal: each example above what it finds."""
    parts = []
    for section in sections(language):
        lines = [f"    {one.typed}\n        {one.text}" for one in section.examples]
        parts.append("\n".join([section.title, *lines]))
    return "\n\n".join(parts)


def say_hint(code: str, language: Language = "vi") -> str:
    """What a search says of a query that it read as words though it looked like more."""
    return say(HINTS[code], language)
