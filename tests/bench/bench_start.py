"""The whole window: start, memory, a document opened, queries answered, another theme; heartbeats.

The library is the one of the bench of typing. Starting is counted from the start of the process to
the painted list, beside a bare PySide6 window in the same run, by the clock and in the processor's
time; the first start of each compiles the modules and is not counted. "Ready" is when everything
may be done, the search among it. Another theme is painted when the whole window shows it, what is
seen of a text of 25 pages too; the rest of that text follows in slices.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from typing import Any

from bench_typing import LONG, SOURCE, library_at, pauses
from harness import Failed, Table, percentile

COUNTS = (10_000, 100_000)
STARTS = 5
ASKED = 150
WALK, BARE = (Path(__file__).with_name(name) for name in ("window_walk.py", "window_bare.py"))
QUERY_GOALS = {10_000: 50.0, 100_000: 100.0}


def tables(work: Path) -> list[Table]:
    rows: list[tuple[str | int | float, ...]] = []
    for count in COUNTS:
        folder = work / str(count)
        folder.mkdir()
        rows += at_size(folder, count)
        shutil.rmtree(folder)
    columns = ["documents", "what", "measured", "goal"]
    note = f"load of the machine at the end {os.getloadavg()[0]:.1f}."
    return [Table("Window: the whole program", columns, rows, note)]


def at_size(work: Path, count: int) -> list[tuple[str | int | float, ...]]:
    library, _ = library_at(work, count)
    state = work / "state"
    walk = [str(WALK), str(library), str(state), LONG]
    turns = [(started([str(BARE)], work), started(walk, work)) for _ in range(STARTS + 1)][1:]

    def median(which: int, key: str) -> float:
        return percentile([turn[which][key] for turn in turns], 0.5)

    start, worked = median(1, "seconds"), median(1, "worked")
    typed = (text for text in pauses(work / SOURCE, count) if len(text) > 1)  # fewer ask nothing
    asked = list(islice(typed, ASKED))
    found = started([*walk, *asked], work)
    shown = f"{count:,}"
    return [
        (shown, "start to painted library, s", start, ""),
        (shown, "the same, of a bare window's", start / median(0, "seconds"), 2.5),
        (
            shown,
            "the same, processor's time, of a bare one's",
            worked / median(0, "worked"),
            2.5,
        ),
        (shown, "start to ready, s", median(1, "until_ready"), ""),
        (shown, "RssAnon once started, MB", found["anonymous"], 130.0),
        (shown, "a document of 25 pages to painted, ms", found["opened"], 100.0),
        (shown, "longest slice of it, ms of the window's thread", max(found["slices"]), 12.0),
        (shown, "query to painted, median ms", percentile(found["queries"], 0.5), ""),
        (shown, "query to painted, p95 ms", percentile(found["queries"], 0.95), QUERY_GOALS[count]),
        (shown, "another theme to painted, ms", found["theme"], 150.0),
        (shown, "heartbeat, p99 ms of the window's thread", percentile(found["beats"], 0.99), ""),
        (shown, "longest heartbeat, ms of the window's thread", max(found["beats"]), 16.0),
    ]


def started(arguments: list[str], work: Path) -> dict[str, Any]:
    """What a program says; `seconds` from its start to what it painted first.

    Its modules are compiled once, as those of an installed program are.
    """
    compiled = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(work / "compiled")}
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.time()
    done = subprocess.run(
        [sys.executable, *arguments], env={**kept, **compiled},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Failed(done.stderr)
    told: dict[str, Any] = json.loads(done.stdout)
    return {
        **told,
        "seconds": told["painted"] - began,
        "until_ready": told.get("ready", began) - began,
    }
