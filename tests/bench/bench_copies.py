"""Finished pages: 50 numbered copies, and a booklet, beside compiling each copy by itself.

Processor seconds, the least of some runs, so that a busy machine does not count against it.
"""

import datetime as dt
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from harness import Table

from desktop.library.document import Node, Run
from desktop.library.handouts.codes import page_codes, places
from desktop.library.handouts.composition import Composition, Part, Source
from desktop.library.handouts.copies import Copy, Look, copies_for, joined, numbered
from desktop.library.handouts.imposition import booklet, halves, page_count, two_up
from desktop.library.handouts.recipients import Recipient
from desktop.library.handouts.write import write

RUNS, COPIES, PAGES, LONG = 5, 50, 10, 80
BOOKLET_GOAL = 0.3
DATE = dt.date(2026, 10, 14)
SENTENCE = "Mỗi thôn lập một danh sách ngắn, ghi rõ hộ cần hỗ trợ và người phụ trách. " * 6


def tables(work: Path) -> list[Table]:
    short, long = _pages(PAGES), _pages(LONG)
    return [_copies(work, short), _sheets(write(long, "plain", "pdf", DATE))]


def _copies(work: Path, composition: Composition) -> Table:
    pdf = write(composition, "plain", "pdf", DATE)
    names = [
        Recipient(f"Nguyễn Thị Hòa Bình {at}", f"Thôn {at}, xã Hòa Thắng") for at in range(COPIES)
    ]
    copies = copies_for(names)
    printed = places(composition)
    codes = page_codes(pdf, "kho", printed)
    every = _seconds(lambda: [_compiled(composition, copy.name) for copy in copies], runs=1)
    once = every / COPIES  # of pages that differ: Typst keeps what it has laid out before
    goal = 1.5 * once + 1
    found = _seconds(partial(page_codes, pdf, "kho", printed))
    rows: list[list[str | float]] = [
        ["one copy compiled", once, "", 1.0],
        ["the codes of its pages found", found, "", found / once],
    ]
    for style in ("foot", "watermark"):
        look = Look(style, codes)
        one = _seconds(partial(joined, pdf, copies, look))
        each = _seconds(partial(_each, pdf, copies, look))
        rows.append([f"numbered, {style}, in one file", once + one, goal, (once + one) / once])
        rows.append([f"numbered, {style}, a file each", once + each, goal, (once + each) / once])
    rows.append(["each copy compiled by itself", every, "", every / once])
    (work / "copies.pdf").write_bytes(joined(pdf, copies, Look("foot", codes)))
    columns = ["what", "processor s", "goal s", "times one compile"]
    title = f"Copies: {COPIES} of {page_count(pdf)} pages, compiling counted in"
    return Table(title, columns, rows)


def _each(pdf: bytes, copies: Sequence[Copy], look: Look) -> list[bytes]:
    return list(numbered(pdf, copies, look))


def _compiled(composition: Composition, name: str) -> bytes:
    """The plain way: the holder's name in the text, everything laid out again."""
    own = Part(Source(briefing="x", title=name), (Node("paragraph", runs=(Run(name),)),))
    whole = Composition(composition.title, (*composition.parts, own), composition.circulation)
    return write(whole, "plain", "pdf", DATE)


def _sheets(pdf: bytes) -> Table:
    rows: list[list[str | float]] = [
        [name, _seconds(partial(make, pdf)), goal]
        for name, make, goal in (
            ("booklet", booklet, BOOKLET_GOAL),
            ("two pages a sheet", two_up, ""),
            ("fronts and backs parted", halves, ""),
        )
    ]
    return Table(f"Sheets: {page_count(pdf)} pages", ["what", "processor s", "goal s"], rows)


def _pages(count: int) -> Composition:
    """A handout of `count` pages in the plain template."""
    paragraphs = 1
    while True:
        nodes = tuple(
            Node("paragraph", id=f"b{at}", runs=(Run(SENTENCE),)) for at in range(paragraphs)
        )
        part = Part(Source(briefing="x", title="Nguồn"), nodes)
        composition = Composition("Tài liệu đo", (part,), "internal")
        pages = page_count(write(composition, "plain", "pdf", DATE))
        if pages >= count:
            return composition
        paragraphs = max(paragraphs + 1, paragraphs * count // pages - 2)


def _seconds(do: Callable[[], object], runs: int = RUNS) -> float:
    """The least processor time of some runs, of all threads."""
    taken = []
    for _ in range(runs):
        before = time.process_time()
        do()
        taken.append(time.process_time() - before)
    return min(taken)
