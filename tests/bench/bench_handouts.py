"""Handouts: the same text to PDF by Typst, by Qt and by WeasyPrint, and a preview after one word.

WeasyPrint is no dependency: where this Python has it, it is measured too.
"""

import datetime as dt
import importlib.util
import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from harness import Failed, Table, Value

from desktop.library.document import Node, Run
from desktop.library.handouts.composition import Composition, Part, Source
from desktop.library.handouts.images import page, page_count
from desktop.library.handouts.preview import Preview
from desktop.library.handouts.write import ready, write

DATE = dt.date(2026, 10, 14)
PARAGRAPHS = {10: 55, 100: 550}
"""Paragraphs that fill so many pages of the template Đơn giản."""
TURNS = 5
EDITS = 12
SENTENCE = "Mỗi đơn vị cử một người làm đầu mối, báo cáo hằng tuần với ban chỉ đạo của xã. "
PEERS = Path(__file__).with_name("handout_peers.py")


def tables(work: Path) -> list[Table]:
    return [written(work), previewed()]


def a_composition(paragraphs: int, edited: int = 0, text: int = 0) -> Composition:
    """So many paragraphs with a heading now and then; `edited` changes one word, `text` all."""
    nodes = []
    for place in range(paragraphs):
        if place % 12 == 0:
            nodes.append(Node("heading", level=2, runs=(Run(f"{place // 12 + 1}. Việc cần làm"),)))
        word = f"Sửa lần {edited}. " if edited and place == paragraphs // 2 else ""
        said = f"{word}Việc {place} trong {text}. {SENTENCE * 5}".strip()
        nodes.append(Node("paragraph", runs=(Run(said),)))
    return Composition(
        "Tài liệu đo", (Part(Source(briefing="x", title="Nguồn"), tuple(nodes)),), "public"
    )


def clocked(work: Callable[[], object], turns: int = TURNS) -> tuple[float, float]:
    """Milliseconds of wall clock and of processor, medians, after one turn unmeasured."""
    work()
    walls, cores = [], []
    for _ in range(turns):
        wall, core = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cores.append(time.process_time() - core)
    return median(walls) * 1000, median(cores) * 1000


def written(work: Path) -> Table:
    rows: list[tuple[Value, ...]] = []
    for wanted, paragraphs in PARAGRAPHS.items():
        texts = itertools.count(1)
        count = page_count(write(a_composition(paragraphs), "plain", "pdf", DATE))
        turns = TURNS if wanted <= 10 else 2
        for form in ("pdf", "docx", "html"):

            def another(form: str = form, paragraphs: int = paragraphs) -> bytes:
                composition = a_composition(paragraphs, text=next(texts))  # noqa: B023 - run here
                return write(composition, "plain", form, DATE)

            wall, core = clocked(another, turns)
            rows.append((f"{wanted}", f"ours, {form}", count if form == "pdf" else "", wall, core))
        html = work / f"{wanted}.html"
        html.parent.mkdir(parents=True, exist_ok=True)
        html.write_bytes(write(a_composition(paragraphs), "plain", "html", DATE))
        rows += [(f"{wanted}", *_peer(peer, html, turns)) for peer in ("qt", "weasyprint")]
    columns = ["pages wanted", "by", "pages made", "ms", "processor ms"]
    note = (
        "Another text each time, since Typst keeps what it laid out; the peers print one HTML file "
        "of ours over and over, Qt without footnotes at the page foot, tags or bookmarks."
    )
    return Table("Handouts: one paper written", columns, rows, note)


def _peer(peer: str, html: Path, turns: int) -> tuple[Value, ...]:
    if peer == "weasyprint" and importlib.util.find_spec("weasyprint") is None:
        return (peer, "not installed", "", "")
    done = subprocess.run(
        [sys.executable, str(PEERS), peer, str(html), str(turns)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Failed(done.stderr)
    told = json.loads(done.stdout)
    return (peer, told["pages"], told["wall"], told["core"])


def previewed() -> Table:
    """From a changed composition to the picture of the page that is looked at."""
    rows: list[tuple[Value, ...]] = []
    for wanted, paragraphs in PARAGRAPHS.items():
        with Preview() as preview:
            edit = 0

            def shown(preview: Preview = preview, paragraphs: int = paragraphs) -> None:
                nonlocal edit
                edit += 1
                composition = a_composition(paragraphs, edit)
                pdf = preview.pdf(ready(composition, "plain", DATE), DATE)
                page(pdf, page_count(pdf) // 2, 96)

            wall, core = clocked(shown, EDITS if wanted <= 10 else 4)
        rows.append((f"{wanted}", wall, core))
    columns = ["pages", "ms", "processor ms"]
    note = "One word changed in the middle, typeset anew, that page drawn at 96 dots an inch."
    return Table("Handouts: the preview after a one-word edit", columns, rows, note)
