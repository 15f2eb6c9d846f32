"""The words that a handout itself adds: marks, bylines, source lines, in the handout's language."""

import datetime as dt
import tomllib
from functools import cache

from desktop.library.handouts.composition import PrintLanguage, Source
from desktop.library.handouts.rules import PRINT
from desktop.library.schema import Speaker

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@cache
def _table(language: PrintLanguage) -> dict[str, str]:
    path = PRINT / "words" / f"{language}.toml"
    texts: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return texts


def word(language: PrintLanguage, key: str, **params: object) -> str:
    """The printed text of `key` with its parameters filled in."""
    return _table(language)[key].format(**params)


def printed_words(language: PrintLanguage) -> dict[str, str]:
    """Those words that stand alone, for templates."""
    table = _table(language)
    return {key: table[key] for key in ("sources", "notes", "picture_missing", "contents")}


def date_text(day: dt.date, language: PrintLanguage) -> str:
    """A date as source lines give it: 5/9/2026, 5 September 2026."""
    month = _MONTHS[day.month - 1]
    return word(language, "date", day=day.day, month=day.month, month_name=month, year=day.year)


def speaker_text(speaker: Speaker) -> str:
    """Full name, position, unit."""
    return ", ".join(filter(None, (speaker.name, speaker.role, speaker.unit)))


def byline(source: Source, language: PrintLanguage) -> list[str]:
    """The lines under a title: conference and date, speakers, what has replaced it."""
    dated = word(language, "dated", date=date_text(source.date, language)) if source.date else ""
    number = (
        word(language, "number", number=source.document_number) if source.document_number else ""
    )
    lines = [source.conference, " · ".join(filter(None, (number, dated)))]
    if source.speakers:
        names = "; ".join(map(speaker_text, source.speakers))
        lines.append(word(language, "speaker", speakers=names))
    return [line for line in lines if line]


def superseded_text(source: Source, language: PrintLanguage) -> str:
    """The mark of a document that another has replaced ("" for one in force)."""
    if not source.successor:
        return ""
    return word(language, "superseded", successor=source.successor)


def source_text(source: Source, language: PrintLanguage) -> str:
    """One source in full, as the list at the end of a handout gives it."""
    day = date_text(source.date, language) if source.date else ""
    place = [
        source.conference,
        word(language, "source_date", date=day) if day else "",
        word(language, "source_number", number=source.document_number)
        if source.document_number
        else "",
        word(language, "source_edition", edition=source.edition) if source.edition else "",
    ]
    sentences = [
        source.title,
        "; ".join(map(speaker_text, source.speakers)),
        ", ".join(filter(None, place)),
        superseded_text(source, language),
    ]
    kept = [sentence.rstrip(" .") for sentence in sentences if sentence]
    return ". ".join(sentence[0].upper() + sentence[1:] for sentence in kept) + "."
