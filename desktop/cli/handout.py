"""The command `handout`: what is handed out, how it is laid out, and whether it keeps the rules."""

import datetime as dt
import enum
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
import typer

from desktop.cli import copying, options, output
from desktop.library import disk
from desktop.library.document import Circulation
from desktop.library.errors import InputError

if TYPE_CHECKING:
    from desktop.library.editions.edition import Edition
    from desktop.library.handouts.checking import Finding
    from desktop.library.handouts.composition import Composition
    from desktop.library.handouts.draft import Decision, Official, Options
    from desktop.library.reader.annotations import Annotation


class Format(enum.StrEnum):
    """What `handout` can write."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    MD = "md"
    TXT = "txt"


class Template(enum.StrEnum):
    """The layouts that `handout` has."""

    PLAIN = "plain"
    PARTY = "party"
    STATE = "state"
    EXTRACT = "extract"
    LARGE = "large"
    NOTES = "notes"
    DISCUSSION = "discussion"
    OPINIONS = "opinions"


class Paper(enum.StrEnum):
    """The sizes of paper."""

    A4 = "a4"
    A5 = "a5"


class SourcesAt(enum.StrEnum):
    """Where the sources are named."""

    END = "end"
    FOOT = "foot"
    NONE = "none"


class Circle(enum.StrEnum):
    """Who may have it."""

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"

    @property
    def circulation(self) -> Circulation:
        return self.value


class Spelling(enum.StrEnum):
    """Where the tones of oa, oe and uy stand."""

    OLD = "old"
    NEW = "new"


class _Chosen(msgspec.Struct, frozen=True):
    """What is to be handed out."""

    identifiers: tuple[str, ...]
    excerpts: Path | None
    draft: str
    notes: bool
    circle: Circulation | None
    why: str


class _Layout(msgspec.Struct, frozen=True):
    """How, beside the options of a draft."""

    form: Literal["pdf", "docx", "html", "md", "txt"]
    checked: bool
    archival: bool
    replacing: bool


def handout(  # noqa: PLR0913 - one parameter an option
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to write it.")],
    identifiers: Annotated[list[str] | None, typer.Argument(metavar="ID…")] = None,
    *,
    excerpts: Annotated[
        Path | None, typer.Option(metavar="FILE.json", help="[{id, block, start, end}]")
    ] = None,
    draft: Annotated[str, typer.Option(metavar="ID", help="A draft that the reader keeps.")] = "",
    my_notes: Annotated[
        bool, typer.Option("--my-notes", help="A report of the reader's notes.")
    ] = False,
    template: Annotated[Template | None, typer.Option(help="[default: plain]")] = None,
    handout_format: Annotated[Format, typer.Option("--format")] = Format.PDF,
    official: Annotated[
        Path | None,
        typer.Option(metavar="FILE.toml", help="issuer, number, symbol, place, date, …"),
    ] = None,
    rules: Annotated[
        str, typer.Option(metavar="NAME", help="A rule set, not the one in force.")
    ] = "",
    paper: Annotated[Paper | None, typer.Option(help="[default: a4]")] = None,
    sides: Annotated[
        int | None, typer.Option(min=1, max=2, help="2 mirrors the margins.  [default: 1]")
    ] = None,
    size: Annotated[float, typer.Option(metavar="PT", help="The text's letters.")] = 0,
    spacing: Annotated[float, typer.Option(help="Between lines, in the rules' own unit.")] = 0,
    sources: Annotated[SourcesAt | None, typer.Option(help="[default: end]")] = None,
    cover: Annotated[bool, typer.Option("--cover")] = False,
    contents: Annotated[bool, typer.Option("--contents")] = False,
    with_notes: Annotated[
        bool, typer.Option("--with-notes", help="The reader's marks and notes too.")
    ] = False,
    lines: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="To write on, after each question.")
    ] = None,
    spelling: Annotated[Spelling | None, typer.Option(help="ủy or uỷ.")] = None,
    circle: Annotated[
        Circle | None, typer.Option("--circulation", help="A wider one needs --decision.")
    ] = None,
    fit: Annotated[int, typer.Option(metavar="N", min=0, max=2, help="On N sheets.")] = 0,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing that is against the rules.")
    ] = False,
    pdfa: Annotated[bool, typer.Option("--pdfa", help="PDF/A-2u and PDF/UA-1.")] = False,
    replace: options.Replace = False,
    copies: Annotated[
        Path | None,
        typer.Option(
            metavar="RECIPIENTS.csv", help="name, unit, copies (also .xlsx): number them."
        ),
    ] = None,
    only: Annotated[
        list[int] | None, typer.Option(metavar="N", help="Copy N alone, as in the whole run.")
    ] = None,
    master: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="One to photocopy N times: no number.")
    ] = None,
    mark: Annotated[
        copying.Mark, typer.Option(help="Where the number stands.")
    ] = copying.Mark.FOOT,
    each: Annotated[bool, typer.Option("--each", help="FILE is a folder: a file a copy.")] = False,
    booklet: Annotated[bool, typer.Option("--booklet", help="Two a side, to fold.")] = False,
    register: Annotated[bool, typer.Option("--register", help="Note it in the register.")] = False,
    decision: Annotated[
        str, typer.Option(metavar="TEXT", help="Why it may go so wide; kept in the register.")
    ] = "",
    library: options.Library = None,
    state: options.State = None,
) -> None:
    """Soạn tài liệu phát tay · Lay out documents or excerpts for handing out."""
    wanted = copying.Wanted(
        copies, tuple(only or ()), master, mark.style, each, booklet, register, decision, replace
    )
    with output.errors_told(), options.here(library, state).edition() as edition:
        from desktop.library.handouts.gathering import held_notes

        here = options.here(library, state)
        copying.check(wanted, handout_format.value, archival=pdfa)
        chosen = _Chosen(
            tuple(identifiers or ()),
            excerpts,
            draft,
            my_notes,
            circle.circulation if circle else None,
            decision,
        )
        given: dict[str, object] = {
            "template": template and template.value,
            "official": _official(official) if official else None,
            "rules": rules,
            "paper": paper and paper.value,
            "sides": sides,
            "size": size,
            "spacing": spacing,
            "sources": sources and sources.value,
            "cover": cover,
            "contents": contents,
            "notes_on": with_notes,
            "lines_to_write": lines,
            "spelling": spelling and spelling.value,
            "sheets": fit,
            "layout": "booklet" if booklet else None,
        }
        with_them = with_notes or my_notes or bool(draft)
        notes = held_notes(here.state, edition.library) if with_them else {}
        composition, how = _composed(edition, here, chosen, given, notes)
        if copies and not how.official.recipients:
            how = _to_the_listed(how, copies)
        layout = _Layout(handout_format.value, check, pdfa, replace)
        today = dt.datetime.now(dt.UTC).astimezone().date()
        data = _made(composition, how, layout, today, here)
        finished = copying.Finished(data, composition, how.template, today, how.sides)
        copying.put(out, finished, wanted, edition, here)


def _composed(
    edition: "Edition",
    here: options.Here,
    chosen: _Chosen,
    given: Mapping[str, object],
    notes: "dict[str, Annotation]",
) -> "tuple[Composition, Options]":
    """What is handed out, and how: a kept draft's own options under those that were given."""
    from desktop.library.handouts import compose, gathering
    from desktop.library.handouts.circles import permitted
    from desktop.library.handouts.draft import Draft, Options
    from desktop.library.handouts.taking import take_whole
    from desktop.library.reader.compositions import Compositions
    from desktop.library.reader.state import ReaderState

    how = Options(template="notes") if chosen.notes else Options()
    kept: Draft | None = None
    if chosen.draft:
        with ReaderState(here.state) as state:
            kept = Compositions(state).read(chosen.draft)
        if kept is None:
            raise InputError("draft_unknown", id=chosen.draft)
        how = kept.options
    how = msgspec.structs.replace(
        how, **{name: value for name, value in given.items() if value not in (None, "", 0, False)}
    )
    if decided := _decision(chosen):
        how = msgspec.structs.replace(how, circulation=decided)
    if kept is not None:
        draft = msgspec.structs.replace(kept, options=how)
        return gathering.composed(edition, draft, notes), how
    if chosen.notes:
        made = gathering.report(edition, notes)
    elif chosen.excerpts:
        made = compose.excerpts(edition, compose.read_excerpts(chosen.excerpts))
    elif chosen.identifiers and how.notes_on:
        items = tuple(
            take_whole(edition.briefing(name), edition.number) for name in chosen.identifiers
        )
        draft = Draft(id="", library=edition.library, items=items, options=how)
        return gathering.composed(edition, draft, notes), how
    elif chosen.identifiers:
        made = compose.whole(edition, chosen.identifiers)
    else:
        raise InputError("handout_of_nothing")
    circulation = permitted(edition.settings, made.parts, how.circulation)
    return msgspec.structs.replace(made, circulation=circulation), how


def _to_the_listed(how: "Options", file: Path) -> "Options":
    """Nơi nhận from the list that copies are numbered by: units, or names that have none."""
    from desktop.library.handouts.recipients import read_recipients

    named = dict.fromkeys(one.unit or one.name for one in read_recipients(file))
    official = msgspec.structs.replace(how.official, recipients=tuple(named))
    return msgspec.structs.replace(how, official=official)


def _decision(chosen: _Chosen) -> "Decision | None":
    from desktop.library.handouts.draft import Decision
    from desktop.library.reader.state import now

    return Decision(chosen.circle, chosen.why, now()) if chosen.circle else None


def _made(
    composition: "Composition", how: "Options", layout: _Layout, date: dt.date, here: options.Here
) -> bytes:
    """The finished file; findings are told, and stop it where it is to be checked."""
    from desktop.library.handouts.checking import check
    from desktop.library.handouts.fitting import Overlong, fit
    from desktop.library.handouts.rules import OWN_FOLDER, template_named
    from desktop.library.handouts.write import ready, write

    own = here.state / OWN_FOLDER
    if how.sheets:
        fitted = fit(composition, how, date, own=own, replacing=layout.replacing)
        if isinstance(fitted, Overlong):
            raise InputError("handout_overlong", sheets=how.sheets, lines=fitted.lines)
        how = fitted.options
        output.tell("handout_fitted", sheets=how.sheets, pages=fitted.pages)
    replacing, archival = layout.replacing, layout.archival
    data = write(
        composition, how, layout.form, date, replacing=replacing, archival=archival, own=own
    )
    if layout.checked or template_named(how.template).official:
        pages = data
        if layout.form != "pdf":
            pages = write(composition, how, "pdf", date, replacing=replacing, own=own)
        found = check(pages, ready(composition, how, date, own))
        _tell(found)
        blocking = sum(finding.blocking for finding in found)
        if layout.checked and blocking:
            raise InputError("handout_against_rules", count=blocking)
        if layout.checked:
            output.tell("handout_checked")
    return data


def _tell(findings: "tuple[Finding, ...]") -> None:
    for finding in findings:
        output.tell_finding(finding)


def _official(file: Path) -> "Official":
    """The parts of an official paper that a TOML file holds.

    Raises: InputError that names the file and what is wrong; EnvironmentFault.
    """
    from desktop.library.handouts.draft import Official

    with disk.faults(file):
        data = file.read_bytes()
    try:
        table = tomllib.loads(data.decode())
        unknown = sorted(table.keys() - set(Official.__struct_fields__))
        if unknown:
            raise InputError("official_unknown", file=file, keys=", ".join(unknown))
        return msgspec.convert(table, Official)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise InputError("official_unreadable", file=file, reason=error) from error
