"""Writes a composition in a format: the one door that window and command line use."""

import datetime as dt
from pathlib import Path
from typing import Literal, get_args

import msgspec

from desktop.library.errors import InputError, WithoutGlyphs
from desktop.library.handouts.composition import Composition
from desktop.library.handouts.coverage import missing, named
from desktop.library.handouts.draft import Options
from desktop.library.handouts.forms import filled
from desktop.library.handouts.html_page import html_page
from desktop.library.handouts.markdown import markdown
from desktop.library.handouts.measures import resolved
from desktop.library.handouts.plain_text import plain_text
from desktop.library.handouts.rules import Rules, read_rules, template_named
from desktop.library.handouts.sheet import Sheet, make_sheet
from desktop.library.handouts.typeset import Job, typeset
from desktop.library.handouts.word import word_document

Format = Literal["pdf", "docx", "html", "md", "txt"]
FORMATS: tuple[str, ...] = get_args(Format)


class Ready(msgspec.Struct, frozen=True):
    """A composition laid out as far as all formats share: its sheet, and the measures kept to."""

    sheet: Sheet
    rules: Rules
    layout: str
    options: Options


def ready(
    composition: Composition, template: str | Options, date: dt.date, own: Path | None = None
) -> Ready:
    """The sheet and measures for a template, or for options that name one; see `write`.

    Of several rule sets the one in force on an official paper's own date counts, else on `date`.
    """
    options = Options(template=template) if isinstance(template, str) else template
    chosen = template_named(options.template)
    dated = (options.official.date if chosen.official else None) or date
    rules = resolved(read_rules(options.template, dated, own, options.rules), options)
    made = filled(composition, options)
    sheet = make_sheet(made, options, rules if chosen.official else None)
    return Ready(sheet, rules, chosen.layout, options)


def write(
    composition: Composition,
    template: str | Options,
    form: str,
    date: dt.date,
    *,
    replacing: bool = False,
    archival: bool = False,
    own: Path | None = None,
) -> bytes:
    """The composition as a file of format `form` (one of `FORMATS`), dated `date`.

    The same composition, options and date give the same bytes. With `replacing`, characters that
    the print fonts lack are printed as □; the other formats keep every character. `archival`
    makes a PDF that is PDF/A-2u and PDF/UA-1. `own` is the folder of an office's own rule sets.

    Raises: InputError for an unknown template, rule set or format, a measure outside the rule
    set's bounds, characters without a glyph, a picture that cannot be read, or one without a
    description in an archival PDF; EnvironmentFault when there is no room for temporary files.
    """
    made = ready(composition, template, date, own)
    match form:
        case "pdf":
            return pdf(made, date, replacing=replacing, archival=archival)
        case "docx":
            return word_document(made.sheet, made.rules, date, made.options.sides)
        case "html":
            return html_page(made.sheet, made.rules).encode()
        case "md":
            return markdown(made.sheet).encode()
        case "txt":
            return plain_text(made.sheet).encode()
        case _:
            raise InputError("format_unknown", format=form, known=", ".join(FORMATS))


def pdf(made: Ready, date: dt.date, *, replacing: bool = False, archival: bool = False) -> bytes:
    """The sheet as a PDF; as `write`."""
    job = job_of(made, replacing=replacing, archival=archival)
    if archival:
        undescribed = [
            figure.name
            for key, figure in made.sheet.figures.items()
            if key in made.sheet.undescribed()
        ]
        if undescribed:
            raise InputError("figures_undescribed", names=", ".join(undescribed))
    return typeset(made.sheet, job, date)


def without_glyph(made: Ready) -> list[str]:
    """The characters of a sheet that no print font has, in code order."""
    return missing(made.sheet.texts(), made.rules.fonts.families)


def job_of(made: Ready, *, replacing: bool = False, archival: bool = False) -> Job:
    """How a sheet is typeset. Raises: WithoutGlyphs."""
    absent = without_glyph(made)
    if absent and not replacing:
        raise WithoutGlyphs(absent, named(absent))
    return Job(made.layout, made.rules, made.options.sides, tuple(absent), archival)
