"""A keystroke's suggestions, related documents, and search over notes: milliseconds each."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from harness import MB, Table, bytes_in, corpus, percentile
from search_corpus import grow, paragraphs, read

from desktop.library.reader import annotations
from desktop.library.reader.anchors import Anchor
from desktop.library.reader.finding import NotesSearch
from desktop.library.reader.state import ReaderState
from index import Entry, Index, write
from index.vietnamese import fold

DOCUMENTS = 10_000
NOTES = 20_000
ASKED = 60
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ")
_MIDDLES = ("Văn", "Thị", "Đức", "Minh", "Thanh", "Quang", "Hữu", "Ngọc")
_NAMES = ("Mai", "Lan", "Hùng", "Dũng", "Bình", "An", "Hòa", "Thủy", "Cường", "Tuấn", "Hải", "Nam")
Figures = tuple[float, float]
"""Median and 95th percentile, in milliseconds."""


def tables(work: Path, documents: int = DOCUMENTS) -> list[Table]:
    source = corpus("viwiki.jsonl.gz")
    grow(source, work / "documents.txt", documents)
    write(work / "index", entries(work / "documents.txt"))
    with Index(work / "index") as opened:
        typed = keystrokes(work / "documents.txt", opened)
        return [typed, notes(work / "state", paragraphs(source), opened)]


def entries(path: Path) -> Iterator[Entry]:
    """Documents whose titles are their first words, each with people and some with a number."""
    chance = random.Random(5)
    for number, document in enumerate(read(path)):
        words = document.body.split()
        people = [" ".join(map(chance.choice, (_FAMILIES, _MIDDLES, _NAMES))) for _ in range(2)]
        borne = f"{chance.randint(1, 400):02d}-{chance.choice(('CT', 'NQ', 'HD'))}/TW"
        yield Entry(
            key=str(number),
            title=" ".join(words[: chance.randint(6, 14)]).capitalize(),
            headings="",
            body=document.body,
            people="\n".join(people),
            numbers=(borne,) if chance.random() < 0.4 else (),
            date=(2015 + document.day // 365) * 10_000 + 101,
        )


def keystrokes(path: Path, opened: Index) -> Table:
    """Titles typed letter by letter without marks; documents asked for their relatives."""
    chance = random.Random(9)
    sample = [document.body for number, document in enumerate(read(path)) if number < ASKED]
    began = time.perf_counter()
    opened.suggest("a")
    first = (time.perf_counter() - began) * 1000
    queries = [fold(" ".join(body.split()[: chance.randint(2, 4)])) for body in sample]
    letters = [query[:end] for query in queries for end in range(1, len(query) + 1)]
    one = timed(opened.suggest, [query[:1] for query in queries])
    every = timed(opened.suggest, letters)
    numbers = timed(opened.suggest, [f"{chance.randint(1, 400):02d}-c" for _ in range(ASKED)])
    near = timed(opened.related, sample)
    return Table(
        f"As typed: {len(opened):,} documents",
        ["what", "median ms", "p95 ms"],
        [
            ("first suggestion, makes its tables", first, ""),
            ("suggestions, one letter", *one),
            ("suggestions, every letter of 60 titles", *every),
            ("suggestions, document numbers", *numbers),
            ("related documents", *near),
        ],
    )


def notes(state: Path, parts: Sequence[str], library: Index) -> Table:
    """The first index of many notes, and searches over them."""
    chance = random.Random(3)
    with ReaderState(state) as written, NotesSearch(state, library) as search:

        def annotate(size: int) -> None:
            body = chance.choice(parts)
            quote = body[: chance.randint(20, 200)]
            target = Anchor("b", 0, len(quote), quote, "", body[len(quote) :][:32], body)
            place = ("kho", f"b{chance.randrange(3000)}", 1)
            annotations.annotate(written, place, (target,), "idea", chance.choice(parts)[:size])

        for _ in range(NOTES):
            annotate(chance.choice((0, 30, 60, 120, 300)))
        began = time.perf_counter()
        search.prepare()
        first = time.perf_counter() - began
        queries = [" ".join(chance.choice(parts).split()[2:4]) for _ in range(3 * ASKED)]
        calm = timed(search.find, queries[:ASKED])

        def moved(query: str) -> object:
            written.set_position("kho", "b1", "b", 0, chance.random())
            return search.find(query)

        def noted(query: str) -> object:
            annotate(60)
            return search.find(query)

        reading = timed(moved, queries[ASKED : 2 * ASKED])
        changed = timed(noted, queries[2 * ASKED :])
    size = bytes_in(state / "notes-index") / MB
    return Table(
        f"Notes: {NOTES:,} of them",
        ["what", "median ms", "p95 ms"],
        [
            ("first index", first * 1000, ""),
            ("search", *calm),
            ("search after reading on", *reading),
            ("search after writing a note", *changed),
        ],
        f"The index of the notes takes {size:.1f} MB.",
    )


def timed(ask: Callable[[str], object], queries: Sequence[str]) -> Figures:
    times: list[float] = []
    for query in queries:
        began = time.perf_counter()
        ask(query)
        times.append((time.perf_counter() - began) * 1000)
    return percentile(times, 0.5), percentile(times, 0.95)
