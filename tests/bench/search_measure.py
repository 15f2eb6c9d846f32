"""One step of the search bench in a process of its own; prints one JSON document.

``search_measure.py build ENGINE SOURCE FOLDER`` makes an index; ``open`` and ``ask`` take the
queries as JSON lines on standard input; ``attach`` takes a segment into an index of ours.
"""

import gc
import json
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import search_corpus as corpus
from harness import MB
from search_engines import ENGINES, Engine, schema

from index.codec.index import ArrayIndex


def build(engine: Engine, source: Path, folder: Path) -> float:
    """Seconds."""
    started = time.perf_counter()
    engine.build(source, folder)
    return time.perf_counter() - started


def first_answer(engine: Engine, folder: Path, ask: corpus.Ask) -> float:
    """Milliseconds from nothing to the first answer; all modules are loaded already."""
    gc.collect()  # what loading the modules left behind is no part of opening
    started = time.perf_counter()
    engine.open(folder)
    engine.prepare(ask)()
    return milliseconds(started)


def answers(engine: Engine, folder: Path, asked: list[corpus.Ask]) -> dict[str, Any]:
    """Milliseconds of every query, and of the same typed again right after it; memory in MB."""
    idle = most = anonymous()
    engine.open(folder)
    first: list[float] = []
    again: list[float] = []
    for ask in asked:
        for times in (first, again):
            started = time.perf_counter()
            engine.prepare(ask)()
            times.append(milliseconds(started))
        most = max(most, anonymous())
    engine.close()
    return {"first": first, "again": again, "memory": (most - idle) / MB}


def milliseconds(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def anonymous() -> int:
    """RssAnon of this process in bytes."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon"))


def attach(prebuilt: Path, folder: Path) -> float:
    """Milliseconds to take in a segment that stands elsewhere, until a searcher sees it."""
    started = time.perf_counter()
    shutil.copyfile(prebuilt, folder / "prebuilt.seg")
    index = ArrayIndex(folder, schema())
    index.attach(["prebuilt.seg"])
    with index.searcher() as searcher:
        assert searcher.doc_count()
    return milliseconds(started)


def main() -> None:
    step, name, source, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])
    made: Any
    if step == "attach":
        made = attach(source, folder)
    elif step == "build":
        made = build(ENGINES[name](), source, folder)
    else:
        asked = [corpus.parsed(line) for line in sys.stdin]
        engine = ENGINES[name]()
        for path in folder.rglob("*"):
            if path.is_file():
                path.read_bytes()  # the page cache is hot
        if step == "open":
            made = first_answer(engine, folder, asked[0])
        else:
            made = answers(engine, folder, asked)
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    main()
