"""Scrolling: a list of 100,000 documents and a library pane of 10,000 speakers, frame by frame.

The window is the program's own, on an edition whose catalogue holds as many documents. A frame
moves a list and paints it at once; a hold is how late the window's heartbeat came. On a machine
that others use, the processor's time tells what the window itself needs.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from harness import Failed, Table, command, percentile, run

COUNTS = (10_000, 100_000)
GOAL = 16.0
SPEAKERS = 10_000
BRIEFINGS = 40
WALK = Path(__file__).with_name("lists_walk.py")


def tables(work: Path) -> list[Table]:
    rows: list[tuple[str | int | float, ...]] = []
    for count in COUNTS:
        folder = work / str(count)
        folder.mkdir()
        for name, times in measured(folder, count).items():
            walls = [wall for wall, _ in times]
            processors = [processor for _, processor in times]
            rows.append(
                (f"{count:,}", name, len(times), percentile(walls, 0.5), percentile(walls, 0.95),
                 max(walls), max(processors), GOAL)
            )  # fmt: skip
        shutil.rmtree(folder)
    load = f"{os.getloadavg()[0]:.1f}"
    note = (
        f"the processor's are those of the window's thread; load of the machine at the end {load}."
    )
    columns = ["documents", "what", "times", "median", "p95", "worst", "worst processor", "goal"]
    return [Table("Lists: a scripted walk through the window", columns, rows, note)]


def measured(work: Path, count: int) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds of clock and processor of all that was done, in a process of its own."""
    library = grown(work, count)
    done = subprocess.run(
        [sys.executable, str(WALK), str(library), str(work / "state")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Failed(done.stderr)
    times: dict[str, list[tuple[float, float]]] = json.loads(done.stdout)
    return times


def grown(work: Path, count: int) -> Path:
    """A library of a few real documents, their rows in the catalogue multiplied."""
    workspace, library, lines = work / "workspace", work / "library", work / "lines.jsonl"
    run(command("briefing-library", "new", workspace))
    with lines.open("w", encoding="utf-8") as out:
        for number in range(BRIEFINGS):
            briefing = {
                "id": f"b{number}", "title": f"Chủ động phòng, chống bão ở xã số {number}",
                "date": f"{2010 + number % 15}-03-{number % 28 + 1:02}", "kind": "chuyên đề",
                "topics": [f"chủ đề {number % 20}"], "markdown": "Nội dung.",
                "speakers": [{"name": "Lê Thị Mai", "unit": "Chi cục Thủy lợi"}],
            }  # fmt: skip
            out.write(json.dumps(briefing, ensure_ascii=False) + "\n")
    run(command("briefing-library", "ingest", workspace, lines))
    run(command("briefing-library", "build", workspace, "--library", library))
    [catalogue] = library.glob("editions/*/catalog.sqlite")
    with sqlite3.connect(catalogue) as connection:
        connection.execute(
            """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
               INSERT INTO briefing SELECT 1000 + i, 'g' || i, b.conference, b.ord, b.date,
               b.status, '', 1, 1, 1, b.sha256, b.words,
               CAST(json_set(CAST(b.facts AS TEXT), '$.id', 'g' || i,
                    '$.title', json_extract(CAST(b.facts AS TEXT), '$.title') || ', phần ' || i,
                    '$.speakers[0].name', 'Nguyễn Văn ' || (i % ?)) AS BLOB)
               FROM n JOIN briefing b ON b.number = 1 + i % ?""",
            (count - BRIEFINGS, SPEAKERS, BRIEFINGS),
        )
    connection.close()
    return library
