"""The open page: a long text set in slices and set again, a long table, words found in it.

Each slice is one turn of the event loop in which nothing else can be painted; its time is told as
the processor's own, so that a busy machine does not count against it.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from harness import Failed, Table, percentile
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from desktop.library.document import Node, Run
from desktop.library.text.lookup import Lookup
from desktop.window import application
from desktop.window.reader.hits import Hits
from desktop.window.reader.look import Look
from desktop.window.reader.page import Page
from desktop.window.reader.reading import Reading
from desktop.window.theme import load

GOAL = 12.0
BYTES, ROWS = 2_000_000, 400
SENTENCE = "Mỗi thôn lập một danh sách ngắn, ghi rõ hộ cần hỗ trợ và người phụ trách. " * 6
WORDS = ("a", "danh sach", "danh sách", "dánh sách", "không có ở đây")


def tables(work: Path) -> list[Table]:
    done = subprocess.run(
        [sys.executable, __file__], capture_output=True, text=True, check=False, cwd=work,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    if done.returncode:
        raise Failed(done.stderr)
    told = json.loads(done.stdout)
    note = f"load of the machine at the end {os.getloadavg()[0]:.1f}."
    slices = ["what", "at once ms", "slices", "median ms", "p95 ms", "slowest ms", "goal", "all ms"]
    found = ["words", "places", "found ms", "marked ms"]
    return [
        Table("Page: a text of 2 MB and a table of 400 rows, set in slices", slices, told[0], note),
        Table("Page: words found in 2 MB", found, told[1]),
    ]


def long_reading() -> Reading:
    nodes: list[Node] = []
    for at in range(BYTES // len(SENTENCE.encode())):
        if at % 8 == 0:
            nodes.append(Node("heading", id=f"h{at}", level=2, runs=(Run(f"Mục {at // 8 + 1}"),)))
        nodes.append(Node("paragraph", id=f"b{at}", runs=(Run(SENTENCE),)))
    return Reading("long", "Tài liệu dài", tuple(nodes))


def long_table() -> Reading:
    rows = tuple(
        Node(
            "row",
            head=row == 0,
            children=tuple(
                Node("cell", id=f"c{row}-{at}", head=row == 0, runs=(Run(SENTENCE[:30]),))
                for at in range(5)
            ),
        )
        for row in range(ROWS)
    )
    return Reading("table", "Bảng dài", (Node("table", children=rows),))


class Sliced(Page):
    """Notes how long each slice takes."""

    def __init__(self) -> None:
        super().__init__(load("light"))
        self.slices: list[float] = []

    def _set_more(self, letters: int = 1) -> None:
        started = time.thread_time()
        super()._set_more(letters)
        self.slices.append((time.thread_time() - started) * 1000)

    def walk(self, name: str, do: Callable[[], object]) -> tuple[str | int | float, ...]:
        """What `do` takes at once, and then in slices, until all is set."""
        self.slices.clear()
        started, at_once = time.perf_counter(), time.thread_time()
        do()
        at_once = (time.thread_time() - at_once) * 1000
        first = len(self.slices)
        while self.waiting:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        whole = (time.perf_counter() - started) * 1000
        rest = self.slices[first:] or [0.0]
        return (
            name, at_once, len(rest), percentile(rest, 0.5), percentile(rest, 0.95), max(rest),
            GOAL, whole,
        )  # fmt: skip


def measure() -> tuple[list[tuple[str | int | float, ...]], list[tuple[str | int | float, ...]]]:
    application.create("vi")
    page, reading = Sliced(), long_reading()
    page.resize(900, 700)
    page.show()
    set_in = [
        page.walk("opened", lambda: page.show_reading(reading)),
        page.walk("larger text, at the head", lambda: page.set_zoom(120)),
    ]
    page.go_to_heading(len(reading.document) // 9)
    set_in += [
        page.walk("another face, at the end", lambda: page.set_look(Look("serif"))),
        page.walk("another theme, at the end", lambda: page.set_theme(load("dark"))),
    ]
    found = [looked_for(page, Lookup(reading.document), words) for words in WORDS]
    set_in.append(page.walk("a table of 400 rows", lambda: page.show_reading(long_table())))
    return set_in, found


def looked_for(page: Page, lookup: Lookup, words: str) -> tuple[str | int | float, ...]:
    """Off the UI thread in the window: finding; on it: marking."""
    started = time.perf_counter()
    hits = Hits(lookup.find(words))
    found = time.perf_counter()
    marking = time.thread_time()
    page.set_hits(hits)
    page.start_at_place(page.place())
    marked = time.thread_time()
    return words, len(hits), (found - started) * 1000, (marked - marking) * 1000


if __name__ == "__main__":
    json.dump(measure(), sys.stdout)
