"""The window: long documents opened, tabs turned. Needs no screen."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from harness import PROJECT, Table, Value, run

READING = Path(__file__).parent / "window_reading.py"


def tables(_work: Path) -> list[Table]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    path = os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = os.pathsep.join(part for part in (str(PROJECT), path) if part)
    found = json.loads(run([sys.executable, str(READING)]).output)
    return [opening(found["opened"]), turning(found["tabs"])]


def opening(found: dict[str, dict[str, float]]) -> Table:
    columns = ["document", "painted ms", "all set ms", "heartbeat p95 ms", "longest ms"]
    rows: list[Sequence[Value]] = [(name, *figures.values()) for name, figures in found.items()]
    note = "A heartbeat is one turn of the event loop while the rest of a document is set."
    return Table("Window: long documents opened", columns, rows, note)


def turning(found: dict[str, float]) -> Table:
    columns = ["ten tabs of 25 pages", "MB", "median ms to painted"]
    rows: list[Sequence[Value]] = [
        ("one page, set again", found["one"], found["turned"]),
        ("a page for each (not used)", found["each"], ""),
    ]
    return Table("Window: tabs", columns, rows)
