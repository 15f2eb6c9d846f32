"""The index beside its peers on the same tokens: queries, opening, memory, building, size.

Thirty queries a class with no term twice within a class, the page cache hot, no engine with a cache
of results. Each step of each engine runs in a process of its own, one after the other; the rounds
of queries go from engine to engine, so that what else the machine does falls on all of them.
Set BRIEFING_BENCH_QUICK to leave stock Whoosh out at 100,000 documents, where building it takes ten
minutes and asking it twenty.
"""

import json
import os
import shutil
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import search_corpus
from harness import MB, Failed, Table, Value, bytes_in, corpus, percentile
from search_corpus import CLASSES, Ask
from search_engines import FTS5, NAMES, OURS, STOCK, TANTIVY, XAPIAN, command, installed

COUNTS = (10_000, 100_000)
SLOW_FROM = 100_000
ROUNDS = 3
OPENINGS = 7
ATTACHED = 1_000


@dataclass
class Measured:
    """One engine at one size; times in milliseconds, memory and size in MB."""

    build: float
    size: float
    rounds: list[dict[str, Any]] = field(default_factory=list)
    openings: list[float] = field(default_factory=list)

    def times(self, which: str) -> list[float]:
        """Of each query its median over the rounds; `which` is first or again."""
        return [statistics.median(times) for times in zip(*self._of(which), strict=True)]

    def memory(self) -> float:
        return float(max(self._of("memory")))

    def _of(self, what: str) -> list[Any]:
        return [one[what] for one in self.rounds]


Engines = dict[str, Measured]


def tables(work: Path) -> list[Table]:
    made = []
    for count in COUNTS:
        folder = work / str(count)
        folder.mkdir()
        made += at_size(folder, count)
        shutil.rmtree(folder)
    return made


def at_size(work: Path, count: int) -> list[Table]:
    source = work / "documents.tsv"
    search_corpus.grow(corpus("viwiki.jsonl.gz"), source, count)
    asked = search_corpus.asks(source)
    engines, absent = chosen(count)
    measured = {name: built(work, name, source, count) for name in engines}
    for turn in range(ROUNDS):
        for name, one in measured.items():
            if turn == 0 or name != STOCK or count < SLOW_FROM:
                one.rounds.append(step("ask", name, source, folder_of(work, name), asked))
    for name, one in measured.items():
        for _ in range(OPENINGS):
            one.openings.append(step("open", name, source, folder_of(work, name), asked))
    attached = attaching(work, source)
    note = f"{ROUNDS} rounds, of each query the median; load at the end {os.getloadavg()[0]:.1f}."
    note = " ".join([note, *absent])
    return [
        queries(count, measured, asked, note),
        costs(count, measured, note),
        goals(count, measured, attached, note),
    ]


def chosen(count: int) -> tuple[list[str], list[str]]:
    """The engines to measure, and a sentence for each that is left out."""
    names = [name for name in NAMES if installed(name)]
    absent = [f"{name} left out: not installed here." for name in NAMES if name not in names]
    if count >= SLOW_FROM and os.environ.get("BRIEFING_BENCH_QUICK"):
        names.remove(STOCK)
        absent.append(f"{STOCK} left out: BRIEFING_BENCH_QUICK is set.")
    elif count >= SLOW_FROM:
        absent.append(f"{STOCK}: one round.")
    return names, absent


def folder_of(work: Path, name: str) -> Path:
    return work / name.replace(" ", "-")


def built(work: Path, name: str, source: Path, count: int) -> Measured:
    folder = folder_of(work, name)
    folder.mkdir()
    seconds: float = step("build", name, source, folder)
    kept = folder / "compact" if name == XAPIAN else folder
    return Measured(build=count / seconds, size=bytes_in(kept) / MB)


def step(what: str, name: str, source: Path, folder: Path, asked: Sequence[Ask] = ()) -> Any:
    """What `search_measure` says. Raises: Failed."""
    arguments = [*command(name), what, name, str(source), str(folder)]
    lines = "\n".join(ask.line() for ask in asked)
    done = subprocess.run(arguments, input=lines, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout)


def attaching(work: Path, source: Path) -> float:
    """Median milliseconds to take a segment of `ATTACHED` documents into the whole index."""
    few, prebuilt = work / "few.tsv", work / "few"
    with source.open(encoding="utf-8") as lines, few.open("w", encoding="utf-8") as out:
        out.writelines(line for _, line in zip(range(ATTACHED), lines, strict=False))
    prebuilt.mkdir()
    step("build", OURS, few, prebuilt)
    (segment,) = prebuilt.glob("*.seg")
    times: list[float] = []
    for turn in range(OPENINGS):
        copy = work / f"attached-{turn}"
        shutil.copytree(folder_of(work, OURS), copy, copy_function=os.link)
        times.append(step("attach", OURS, segment, copy))
    return statistics.median(times)


def queries(count: int, engines: Engines, asked: Sequence[Ask], note: str) -> Table:
    rows: list[list[Value]] = []

    def both(label: str, which: str, places: Sequence[int]) -> None:
        times = [[one.times(which)[place] for place in places] for one in engines.values()]
        rows.append([f"{label}, median", *(percentile(some, 0.5) for some in times)])
        rows.append([f"{label}, p95", *(percentile(some, 0.95) for some in times)])

    every = range(len(asked))
    both("all", "first", every)
    both("all, typed again", "again", every)
    for rule in CLASSES:
        places = [place for place in every if asked[place].rule == rule]
        both(rule, "first", places)
        both(f"{rule}, typed again", "again", places)
    title = f"Search beside peers: {count:,} documents, milliseconds a query"
    return Table(title, ["queries", *engines], rows, note)


def costs(count: int, engines: Engines, note: str) -> Table:
    held = engines.values()
    rows: list[list[Value]] = [
        ["build, documents/s", *(one.build for one in held)],
        ["index, MB", *(one.size for one in held)],
        ["open and first answer, cold process, ms", *(opening(one) for one in held)],
        ["RssAnon over an idle process, MB", *(one.memory() for one in held)],
    ]
    title = f"Search beside peers: {count:,} documents, building, opening, memory"
    return Table(title, ["what", *engines], rows, f"Ours is built by two processes. {note}")


def opening(one: Measured) -> float:
    return statistics.median(one.openings)


def goals(count: int, engines: Engines, attached: float, note: str) -> Table:
    """The ratios that issue 3 asks for, at 100,000 documents; at most, if not said otherwise."""
    ours = engines[OURS]

    def ratio(peer: str, figure: Any) -> Value:
        return figure(ours) / figure(engines[peer]) if peer in engines else f"{peer} left out"

    def quantile(which: str, part: float) -> Any:
        return lambda one: percentile(one.times(which), part)

    rows: list[tuple[Value, ...]] = [
        ("first time, median, of Tantivy's", ratio(TANTIVY, quantile("first", 0.5)), 2.0),
        ("first time, p95, of Xapian's", ratio(XAPIAN, quantile("first", 0.95)), 1.0),
        ("typed again, median, of Tantivy's", ratio(TANTIVY, quantile("again", 0.5)), 1.0),
        ("typed again, p95, of Tantivy's", ratio(TANTIVY, quantile("again", 0.95)), 1.0),
        ("open and first answer, of SQLite FTS5's", ratio(FTS5, opening), 1.0),
        ("RssAnon over an idle process, MB", ours.memory(), 150.0),
        ("documents/s, of Tantivy's (at least)", ratio(TANTIVY, lambda one: one.build), 0.7),
        ("index, of Tantivy's bytes", ratio(TANTIVY, lambda one: one.size), 1.1),
        (f"attach a segment of {ATTACHED:,} documents, ms", attached, 50.0),
    ]
    title = f"Search beside peers: {count:,} documents, beside the goals"
    return Table(title, ["what", "ours", "goal"], rows, note)
