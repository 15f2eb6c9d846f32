"""20,000 notes in a library: read, filtered and sorted; the processor's time of the one thread.

What the window does when a chip is clicked is `shown`: filtered, arranged, and put into the
table's model, on its own thread. Notes are read on the writer's thread, counted on a reader's.
"""

import os
import random
import statistics
import time
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from harness import Table

from desktop.library.reader import records
from desktop.library.reader.anchors import Anchor
from desktop.library.reader.annotations import keep
from desktop.library.reader.overview import Overview, Titled, Wanted, read
from desktop.library.reader.state import ReaderState

Result = TypeVar("Result")
NOTES, DOCUMENTS, CONFERENCES = 20_000, 500, 30
ROUNDS = 15
GOAL = 30.0
BLOCK = "Mỗi thôn lập một danh sách ngắn, ghi rõ hộ cần hỗ trợ và người phụ trách từng hộ. " * 6


def tables(work: Path) -> list[Table]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with ReaderState(work / "state") as state:
        fill(state)
        rows, seconds = timed(lambda: read(state, "kho"))
    held, counting = timed(lambda: Overview(rows, documents()))
    measured: list[tuple[str | int | float, ...]] = [
        ("read from the disk", len(rows), seconds, seconds, ""),
        ("counted for the chips", len(rows), counting, counting, ""),
    ]
    show = window_of(held)
    for name, wanted in filters(held).items():
        found = held.narrowed(wanted)
        filtered = spread(partial(held.narrowed, wanted))
        measured.append((f"filter: {name}", len(found), *filtered, GOAL))
        shown = spread(partial(show, wanted))
        measured.append((f"filter and show: {name}", len(found), *shown, GOAL))
    columns = ["what", "notes", "median ms", "worst ms", "goal"]
    note = f"processor time of the thread; load of the machine {os.getloadavg()[0]:.1f}."
    return [Table(f"Notes: {NOTES:,} of one library", columns, measured, note)]


def window_of(held: Overview) -> Callable[[Wanted], None]:
    """What the pane of all notes does for a filter, with the real pane."""
    from desktop.window import application  # noqa: PLC0415  Qt only where it is measured
    from desktop.window.panes.all_notes import AllNotesPane  # noqa: PLC0415
    from desktop.window.theme import load  # noqa: PLC0415

    application.create("vi")
    pane = AllNotesPane(load("light"))
    pane.resize(900, 600)
    pane.show_overview(held, {})

    def show(wanted: Wanted) -> None:
        pane.filter.wanted = wanted
        pane.filter.changed.emit()

    return show


def filters(held: Overview) -> dict[str, Wanted]:
    """Each way to narrow by itself, and all together."""
    return {
        "none": Wanted(),
        "colour": Wanted(colours=frozenset({"figure"})),
        "label": Wanted(tags=frozenset({"Bão"})),
        "kind": Wanted(kinds=frozenset({"underline"})),
        "conference": Wanted(conference="c3"),
        "dates": Wanted(since="2015-01-01", until="2021-01-01"),
        "words found": Wanted(among=frozenset(row.id for row in held.rows[::3])),
        "everything": Wanted(
            colours=frozenset({"figure", "idea"}),
            kinds=frozenset({"highlight"}),
            tags=frozenset({"Bão"}),
            conference="c3",
            author="",
            since="2015-01-01",
            until="2021-01-01",
        ),
    }


def documents() -> dict[str, Titled]:
    return {
        f"b{at}": Titled(
            f"Tài liệu số {at}", f"c{at % CONFERENCES}", f"Hội nghị thứ {at % CONFERENCES}"
        )
        for at in range(DOCUMENTS)
    }


def fill(state: ReaderState) -> None:
    """Notes as a diligent reader makes them, of several years; the same at every run."""
    luck = random.Random(5)
    anchor = Anchor("a", 0, 44, BLOCK[:44], "", BLOCK[44:76], BLOCK)
    made = []
    for at in range(NOTES):
        day = f"20{luck.randrange(10, 26)}-{luck.randrange(1, 13):02}-{luck.randrange(1, 29):02}"
        content = records.Content(
            edition=1,
            kind=luck.choice(records.KINDS[:2]),
            colour=luck.choice(records.COLOURS),
            note=f"Hỏi lại thôn {at}" if at % 2 else "",
            created=f"{day}T08:00:00.000+00:00",
            tags=tuple(luck.sample(("Bão", "Họp", "Lũ", "Hỏi"), luck.randrange(3))),
            targets=(anchor,),
        )
        place = ("kho", f"b{luck.randrange(DOCUMENTS)}")
        identifier = str(uuid.UUID(int=luck.getrandbits(128)))
        made.append(records.made(identifier, place, "bench", content.created, content))
    with state.transaction():
        keep(state, made)


def timed(do: Callable[[], Result]) -> tuple[Result, float]:
    before = time.thread_time()
    result = do()
    return result, (time.thread_time() - before) * 1000


def spread(do: Callable[[], object]) -> tuple[float, float]:
    """Median and worst of several times, in milliseconds."""
    times = [timed(do)[1] for _ in range(ROUNDS)]
    return statistics.median(times), max(times)
