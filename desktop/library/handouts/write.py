"""Writes a composition in a format: the one door that window and command line use."""

import datetime as dt
from typing import Literal, get_args

from desktop.library.errors import InputError
from desktop.library.handouts.composition import Composition
from desktop.library.handouts.coverage import missing, named
from desktop.library.handouts.html_page import html_page
from desktop.library.handouts.markdown import markdown
from desktop.library.handouts.rules import Rules, read_rules
from desktop.library.handouts.sheet import Sheet, make_sheet
from desktop.library.handouts.typeset import typeset
from desktop.library.handouts.word import word_document

Format = Literal["pdf", "docx", "html", "md"]
FORMATS: tuple[str, ...] = get_args(Format)


def write(
    composition: Composition,
    template: str,
    form: str,
    date: dt.date,
    *,
    replacing: bool = False,
) -> bytes:
    """The composition as a file of format `form` (one of `FORMATS`), dated `date`.

    The same composition, template and date give the same bytes. With `replacing`, characters
    that the print fonts lack are printed as □; the other formats keep every character.

    Raises: InputError for an unknown template or format, characters without a glyph, or a
    picture that cannot be read; EnvironmentFault when there is no room for temporary files.
    """
    rules = read_rules(template)
    sheet = make_sheet(composition)
    match form:
        case "pdf":
            return _pdf(sheet, template, rules, date, replacing=replacing)
        case "docx":
            return word_document(sheet, rules, date)
        case "html":
            return html_page(sheet).encode()
        case "md":
            return markdown(sheet).encode()
        case _:
            raise InputError("format_unknown", format=form, known=", ".join(FORMATS))


def _pdf(sheet: Sheet, template: str, rules: Rules, date: dt.date, *, replacing: bool) -> bytes:
    absent = missing(sheet.texts(), rules.fonts.families)
    if absent and not replacing:
        raise InputError("characters_without_glyph", characters=named(absent))
    return typeset(sheet, template, date, absent)
