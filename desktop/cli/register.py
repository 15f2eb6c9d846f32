"""`register …`: what was handed out, its copies, slips and corrections; `handout-code`."""

import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from desktop.cli import options, output
from desktop.library import disk, folders
from desktop.library.errors import InputError
from desktop.library.reader.register import CopyState, HandedCopy, Handing, Register, settled
from desktop.library.reader.state import ReaderState
from desktop.wording import table

if TYPE_CHECKING:
    from desktop.library.handouts.slips import Print
    from desktop.library.reader.correcting import Correction

register = typer.Typer(
    name="register",
    help="Sổ theo dõi tài liệu phát tay · The register of what was handed out.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Id = Annotated[str, typer.Argument(metavar="HANDING", help="Its id, or how that begins.")]
Numbers = Annotated[list[int], typer.Argument(metavar="NUMBER…", help="Numbers of copies.")]
Day = Annotated[
    dt.datetime | None, typer.Option("--day", formats=["%Y-%m-%d"], help="Today where not told.")
]
Remarks = Annotated[str, typer.Option("--remarks", metavar="TEXT")]
Pdf = Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help="Where to write it.")]
SHOWN_ID = 8
STATES: dict[CopyState, str] = {
    "handed": "copy_handed",
    "returned": "copy_returned",
    "destroyed": "copy_destroyed",
}
FATES = {
    "changed": "correction_changed",
    "superseded": "correction_superseded",
    "withdrawn": "correction_withdrawn",
}


@register.callback()
def _group() -> None:
    """Sổ theo dõi tài liệu phát tay · The register of what was handed out."""


@register.command("list")
def show(
    handing: Annotated[
        str, typer.Argument(metavar="[HANDING]", help="Its copies; all handings where not told.")
    ] = "",
    set_aside: Annotated[
        bool, typer.Option("--set-aside", help="Those too that were set aside.")
    ] = False,
    state: options.State = None,
    as_json: options.Json = False,
) -> None:
    """Những lần phát, hay các bản của một lần · The handings, or the copies of one."""
    with output.errors_told(as_json=as_json), _register(state) as held:
        some = [held.handing(handing)] if handing else held.handings(removed=set_aside)
        if as_json:
            output.write_json([_record(one, held.copies(one.id)) for one in some])
            return
        for one in some:
            copies = held.copies(one.id)
            if handing:
                _write_copies(copies)
                continue
            still = sum(copy.state == "handed" for copy in copies)
            made = one.made[:10]
            output.write(f"{one.id[:SHOWN_ID]}\t{made}\t{still}/{len(copies)}\t{one.facts.title}")


def _settling(name: str, told: str, become: CopyState) -> None:
    """Adds a command that notes what became of copies."""

    @register.command(name, help=told)
    def settle(
        handing: Id,
        numbers: Numbers,
        day: Day = None,
        remarks: Remarks = "",
        state: options.State = None,
        as_json: options.Json = False,
    ) -> None:
        since = day.date() if day else _today().date
        with output.errors_told(as_json=as_json), _register(state) as held:
            one = held.handing(handing)
            copies = _chosen(held, one, numbers)
            held.change(settled(copy, become, since.isoformat(), remarks) for copy in copies)
            _tell_copies(held, one, numbers, as_json=as_json)


_settling("return", "Ghi bản đã trả · Note copies that came back.", "returned")
_settling("destroy", "Ghi bản đã hủy · Note copies that were destroyed.", "destroyed")


@register.command()
def undo(
    handing: Id, numbers: Numbers, state: options.State = None, as_json: options.Json = False
) -> None:
    """Trả lại điều ghi trước đó của bản · Say of copies what was said before."""
    with output.errors_told(as_json=as_json), _register(state) as held:
        one = held.handing(handing)
        former = []
        for number in numbers:
            history = held.history(one.id, number)
            if not history:
                raise InputError("copy_unchanged", number=number)
            former.append(history[-1].copy)
        held.change(former)
        _tell_copies(held, one, numbers, as_json=as_json)


@register.command("set-aside")
def set_aside(
    handing: Id,
    back: Annotated[bool, typer.Option("--back", help="Bring it back.")] = False,
    state: options.State = None,
) -> None:
    """Để riêng một lần phát ghi nhầm · Set aside a handing noted by mistake."""
    with output.errors_told(), _register(state) as held:
        one = held.handing(handing)
        if back:
            held.bring_back(one.id)
        else:
            held.set_aside(one.id)
        output.tell("handing_back" if back else "handing_set_aside", title=one.facts.title)


@register.command()
def sheet(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="*.pdf, or *.csv")],
    handing: Annotated[
        str, typer.Argument(metavar="[HANDING]", help="Its id; a .csv may hold all handings.")
    ] = "",
    replace: options.Replace = False,
    state: options.State = None,
) -> None:
    """In sổ của một lần phát, hay xuất cả sổ · Print one handing's register, or export all."""
    from desktop.library.handouts import slips
    from desktop.library.reader.tabular import as_csv

    with output.errors_told(), _register(state) as held:
        look = _today(replacing=replace)
        if out.suffix.lower() == ".csv":
            some = [held.handing(handing)] if handing else held.handings()
            rows = slips.register_rows([(one, held.copies(one.id)) for one in some], look)
            data = as_csv(*rows)
        else:
            one = held.handing(handing)
            data = slips.register_sheet(one, held.copies(one.id), look)
        _write(out, data)


@register.command("slips")
def return_slips(
    handing: Id,
    out: Pdf,
    numbers: Annotated[
        list[int] | None, typer.Argument(metavar="[NUMBER…]", help="All that are out.")
    ] = None,
    replace: options.Replace = False,
    state: options.State = None,
) -> None:
    """In phiếu trả · Print the slips to come back with."""
    from desktop.library.handouts import slips

    with output.errors_told(), _register(state) as held:
        one = held.handing(handing)
        copies = _chosen(held, one, numbers or [])
        _write(out, slips.return_slips(one, copies, _today(replacing=replace)))


@register.command()
def corrections(  # noqa: PLR0913 - one parameter an option
    slips: Annotated[
        Path | None, typer.Option(metavar="FILE.pdf", help="A slip for each copy that is out.")
    ] = None,
    recall: Annotated[
        Path | None, typer.Option(metavar="FILE.pdf", help="The list of copies and holders.")
    ] = None,
    *,
    done: Annotated[
        bool, typer.Option("--done", help="Note that the holders were given these.")
    ] = False,
    answered: Annotated[
        bool, typer.Option("--answered", help="Those too that holders were given.")
    ] = False,
    replace: options.Replace = False,
    library: options.Library = None,
    state: options.State = None,
    as_json: options.Json = False,
) -> None:
    """Bản đã phát cần đính chính hay thu hồi · Papers that an edition has overtaken."""
    from desktop.library.handouts.slips import correction_slips, recall_list
    from desktop.library.reader.correcting import corrections as overtaken

    here = options.here(library, state)
    with output.errors_told(as_json=as_json), _register(state) as held, here.edition() as edition:
        found = overtaken(edition, held, answered=answered)
        if as_json:
            output.write_json([_told(one) for one in found])
        else:
            _write_corrections(found)
        if not found:
            output.tell("corrections_none", edition=edition.number)
            return
        look = _today(replacing=replace)
        wanted = ((slips, correction_slips), (recall, recall_list))
        for path, data in [(path, make(found, look)) for path, make in wanted if path is not None]:
            _write(path, data)
        if done:
            for one in found:
                held.answer(one.handing.id, {one.briefing: one.digest})
            output.tell("corrections_answered", count=len(found))


def handout_code(
    code: Annotated[str, typer.Argument(metavar="CODE", help="As at a page's foot: 7GK-4QXP.")],
    library: options.Library = None,
    state: options.State = None,
    as_json: options.Json = False,
) -> None:
    """Tìm đoạn văn theo mã ở chân trang · Find the paragraph that a page's code names."""
    from desktop.library.handouts.codes import find_code, typed
    from desktop.library.handouts.registering import find_handed

    here = options.here(library, state)
    with output.errors_told(as_json=as_json), here.edition() as edition:
        plain = typed(code)
        if not plain:
            raise InputError("code_unreadable", text=code)
        named = find_code(edition, plain)
        with _register(state) as held:
            handed = find_handed(held, edition.library, plain)
        if not named and not handed:
            raise InputError("code_unknown", text=plain)
        cards = edition.cards_by_id([one.briefing for one in named])
        places = [
            {**msgspec.structs.asdict(one), "title": cards[one.briefing].title} for one in named
        ]
        if as_json:
            ids = [one.id for one in handed]
            output.write_json({"code": plain, "places": places, "handings": ids})
            return
        for one in named:
            section = edition.section_of(one.briefing, one.block)
            output.write(f"{one.briefing}\t{one.block}\t{cards[one.briefing].title}\t{section}")
        for paper in handed:
            output.write(f"{paper.id[:SHOWN_ID]}\t{paper.made[:10]}\t{paper.facts.title}")


def _chosen(held: Register, handing: Handing, numbers: list[int]) -> list[HandedCopy]:
    """The copies of some numbers, all that are out where none is told. Raises: InputError."""
    copies = {copy.number: copy for copy in held.copies(handing.id)}
    for number in numbers:
        if number not in copies:
            raise InputError("copy_unregistered", number=number)
    if numbers:
        return [copies[number] for number in numbers]
    return [copy for copy in copies.values() if copy.state == "handed"]


def _tell_copies(held: Register, handing: Handing, numbers: list[int], *, as_json: bool) -> None:
    copies = _chosen(held, handing, numbers)
    if as_json:
        output.write_json(copies)
    else:
        _write_copies(copies)


def _write_copies(copies: list[HandedCopy]) -> None:
    for copy in copies:
        said = table("vi")[STATES[copy.state]]
        cells = (copy.number, copy.name, copy.unit, said, copy.settled, copy.remarks)
        output.write("\t".join(map(str, cells)))


def _write_corrections(found: "list[Correction]") -> None:
    for one in found:
        said = table("vi")[FATES[one.state]]
        paper = f"{one.handing.id[:SHOWN_ID]}\t{one.handing.facts.title}"
        output.write(f"{paper}\t{said}\t{one.title}\t{one.reason}")
        for change in one.changes:
            output.write(f"\t- {change.old}\n\t+ {change.new}")
        for copy in one.copies:
            output.write(f"\t{copy.number}\t{copy.name}\t{copy.unit}")


def _record(handing: Handing, copies: list[HandedCopy]) -> dict[str, Any]:
    """A handing as JSON: its facts beside it, the documents without their texts, its copies."""
    record: dict[str, Any] = msgspec.to_builtins(handing)
    record |= record.pop("facts")
    record["sources"] = [
        {"briefing": source.briefing, "edition": source.edition, "whole": source.whole}
        for source in handing.sources
    ]
    record["copies"] = msgspec.to_builtins(copies)
    return record


def _told(one: "Correction") -> dict[str, Any]:
    record: dict[str, Any] = msgspec.to_builtins(one)
    record["handing"] = one.handing.id
    record["paper"] = one.handing.facts.title
    return record


def _write(out: Path, data: bytes) -> None:
    disk.write_whole(out, data)
    output.tell("handout_written", file=out)


def _today(*, replacing: bool = False) -> "Print":
    from desktop.library.handouts.slips import Print

    return Print(dt.datetime.now(dt.UTC).astimezone().date(), replacing=replacing)


@contextlib.contextmanager
def _register(state: Path | None) -> Iterator[Register]:
    with ReaderState(state or folders.default_state()) as opened:
        yield Register(opened)
