"""Attached PDFs in the window: to the first page, page after page, zoomed, searched.

A walk by the keyboard through a file of 25 pages and one of 1,000, in a window offscreen, while a
timer of 2 ms tells for how long nothing else could have been done.
"""

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import typst
from harness import Failed, Table, percentile

from desktop.library.editions.build import build
from desktop.library.editions.library import Library
from desktop.library.schema import FrontMatter
from desktop.library.workspace.creation import create_workspace
from desktop.library.workspace.front_matter import dump
from desktop.library.workspace.layout import LOOSE, Workspace
from desktop.resources import RESOURCES

PAGES = (25, 1000)
WALK = Path(__file__).with_name("originals_walk.py")
SENTENCE = "Người trực ban nắm tình hình, báo cáo và phát bản tin đầu cho bà con trong thôn. "


def tables(work: Path) -> list[Table]:
    rows: list[tuple[str | int | float, ...]] = []
    for pages in PAGES:
        library = a_library(work / str(pages), pages)
        done = subprocess.run(
            [sys.executable, str(WALK), str(library)],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise Failed(done.stderr)
        walked = json.loads(done.stdout)
        turned = walked["turned"]
        rows.append(
            (
                f"{pages:,}", walked["opened"], percentile(turned, 0.5), percentile(turned, 0.95),
                percentile(walked["zoomed"], 0.95), walked["searched"] / 1000, walked["held"],
                walked["used"],
            )
        )  # fmt: skip
    columns = [
        "pages", "to the first page ms", "page turned, median ms", "p95 ms", "zoomed, p95 ms",
        "searched s", "longest without the event loop ms", "RssAnon added MB",
    ]  # fmt: skip
    note = "A word on the last page is sought in all of the file's text; 1366 x 768, pixel ratio 1."
    return [Table("Originals: an attached PDF in the window", columns, rows, note)]


def a_library(work: Path, pages: int) -> Path:
    """A built library of one briefing to which a PDF of so many pages is attached."""
    folder = work / "workspace"
    create_workspace(folder, "Kho đo")
    body = "#pagebreak()".join(f"\n= Trang {n}\n\n{SENTENCE * 28}\n" for n in range(1, pages + 1))
    source = f'#set text(font: "Tinos", size: 13pt)\n{body}\nChữ riêng: xylophon.'
    written = work / "to.typ"
    written.write_text(source, encoding="utf-8")
    pdf = typst.compile(written, font_paths=[RESOURCES / "fonts"])
    (folder / "attachments" / "to.pdf").write_bytes(pdf)
    front = FrontMatter(id="to", title="Tệp đính kèm", attachments=("to.pdf",))
    place = folder / "conferences" / LOOSE
    place.mkdir(exist_ok=True)
    (place / "to.md").write_text(dump(front, "Một đoạn."), encoding="utf-8")
    build(Workspace(folder), Library(work / "library"), now=dt.datetime.now(dt.UTC))
    return work / "library"
