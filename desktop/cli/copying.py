"""What `handout` does with finished pages: number them, fold them, note them in the register."""

import datetime as dt
import enum
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from desktop.cli import options, output
from desktop.library import disk
from desktop.library.errors import InputError

if TYPE_CHECKING:
    from desktop.library.editions.edition import Edition
    from desktop.library.handouts.composition import Composition
    from desktop.library.handouts.copies import Copy, Look


class Mark(enum.StrEnum):
    """Where a copy's number stands."""

    FOOT = "foot"
    WATERMARK = "watermark"

    @property
    def style(self) -> Literal["foot", "watermark"]:
        return self.value


class Wanted(msgspec.Struct, frozen=True):
    """The options of `handout` that concern paper."""

    recipients: Path | None
    only: tuple[int, ...]
    master: int | None
    style: Literal["foot", "watermark"]
    each: bool
    booklet: bool
    register: bool
    decision: str
    replacing: bool = False

    @property
    def plain(self) -> bool:
        """Whether the pages are written as they are."""
        return not (self.booklet or self.register or self.counts)

    @property
    def untagged(self) -> bool:
        """Whether pages are put on other sheets or joined, where they lose their tags."""
        return self.booklet or (self.recipients is not None and not self.each)

    @property
    def counts(self) -> bool:
        return self.recipients is not None or self.master is not None


class Finished(msgspec.Struct, frozen=True):
    """Pages, and what they were made of."""

    pdf: bytes
    composition: "Composition"
    template: str
    date: dt.date
    sides: int = 1


def check(wanted: Wanted, form: str, *, archival: bool) -> None:
    """Raises: InputError for options that do not go together."""
    if archival and wanted.untagged:
        raise InputError("archival_untagged")
    if form != "pdf" and not wanted.plain:
        raise InputError("paper_needs_pdf", format=form)
    if wanted.recipients is None and (wanted.only or wanted.each):
        raise InputError("copies_unlisted")
    if wanted.recipients is not None and wanted.master is not None:
        raise InputError("copies_or_master")
    if wanted.register and wanted.only:
        raise InputError("register_reprint")


def put(
    out: Path, finished: Finished, wanted: Wanted, edition: "Edition", here: options.Here
) -> None:
    """Writes the pages as they are wanted to `out`, a folder of copies with `each`.

    Raises: InputError; EnvironmentFault.
    """
    from desktop.library.handouts.copies import master
    from desktop.library.handouts.imposition import booklet

    copies = _copies(wanted)
    pdf = finished.pdf
    if not wanted.counts:
        _write(out, booklet(pdf) if wanted.booklet else pdf)
    else:
        look = _look(finished, wanted, copies, edition)
        if wanted.master is not None:
            made = master(pdf, wanted.master, look)
            _write(out, booklet(made) if wanted.booklet else made)
        elif wanted.each:
            _write_each(out, pdf, copies, look, wanted)
        else:
            _write(out, _joined(finished, copies, look, wanted))
    if wanted.booklet:
        output.tell("booklet_written")
    if wanted.untagged:
        output.tell("sheets_untagged")
    if wanted.register:
        _record(finished, wanted, copies, edition, here)


def _copies(wanted: Wanted) -> "tuple[Copy, ...]":
    from desktop.library.handouts.copies import copies_for
    from desktop.library.handouts.recipients import read_recipients

    return copies_for(read_recipients(wanted.recipients)) if wanted.recipients else ()


def _look(
    finished: Finished, wanted: Wanted, copies: "tuple[Copy, ...]", edition: "Edition"
) -> "Look":
    from desktop.library.handouts.codes import page_codes, places
    from desktop.library.handouts.copies import Look

    codes = page_codes(finished.pdf, edition.library, places(finished.composition))
    replaced = frozenset("".join(copy.to for copy in copies)) if wanted.replacing else frozenset()
    return Look(wanted.style, codes, finished.composition.language, replaced)


def _joined(finished: Finished, copies: "tuple[Copy, ...]", look: "Look", wanted: Wanted) -> bytes:
    """One file for the printer. Booklets of one copy begin on a sheet of their own."""
    from desktop.library.handouts.copies import joined, numbered
    from desktop.library.handouts.imposition import booklet, together

    pdf = finished.pdf
    if not wanted.booklet:
        return joined(pdf, copies, look, wanted.only, sides=finished.sides)
    return together(booklet(one) for one in numbered(pdf, copies, look, wanted.only))


def _write_each(
    folder: Path, pdf: bytes, copies: "tuple[Copy, ...]", look: "Look", wanted: Wanted
) -> None:
    from desktop.library.handouts.copies import counted, numbered
    from desktop.library.handouts.imposition import booklet

    disk.make_folder(folder)
    made = numbered(pdf, copies, look, wanted.only)
    chosen = [copy for copy in copies if not wanted.only or copy.number in wanted.only]
    for copy, one in zip(chosen, made, strict=True):
        number = counted(copy.number, copy.of).partition("/")[0]
        _write(folder / f"{number}.pdf", booklet(one) if wanted.booklet else one)


def _write(out: Path, data: bytes) -> None:
    disk.write_whole(out, data)
    output.tell("handout_written", file=out)


def _record(
    finished: Finished,
    wanted: Wanted,
    copies: "tuple[Copy, ...]",
    edition: "Edition",
    here: options.Here,
) -> None:
    from desktop.library.handouts.imposition import page_count
    from desktop.library.handouts.registering import Paper, handed_copies, handing_of
    from desktop.library.handouts.slips import SHOWN_ID
    from desktop.library.reader.register import Register
    from desktop.library.reader.state import ReaderState

    paper = Paper(
        finished.composition,
        finished.template,
        finished.pdf,
        page_count(finished.pdf),
        wanted.decision,
        wanted.master or 0,
    )
    handing = handing_of(edition, paper, copies)
    with ReaderState(here.state) as state:
        Register(state).record(handing, handed_copies(handing, copies, finished.date))
    output.tell("handing_recorded", id=handing.id[:SHOWN_ID], copies=len(copies))
