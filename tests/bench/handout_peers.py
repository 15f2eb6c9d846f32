"""Prints an HTML file to PDF by a peer and writes `{pages, wall, core}` (ms) as JSON.

usage: handout_peers.py qt|weasyprint FILE.html TURNS
"""

import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from PySide6.QtGui import QFont, QGuiApplication, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from desktop.library.handouts.images import page_count


def by_qt(html: str, out: Path) -> Callable[[], None]:
    application = QGuiApplication.instance() or QGuiApplication([])

    def run(_application: object = application) -> None:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setOutputFileName(str(out))
        document = QTextDocument()
        document.setDefaultFont(QFont("Tinos", 14))
        document.setHtml(html)
        document.print_(printer)

    return run


def by_weasyprint(html: str, out: Path) -> Callable[[], None]:
    weasyprint = importlib.import_module("weasyprint")

    def run() -> None:
        weasyprint.HTML(string=html).write_pdf(str(out))

    return run


def main() -> None:
    peer, file, turns = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    out = file.with_suffix(f".{peer}.pdf")
    run = {"qt": by_qt, "weasyprint": by_weasyprint}[peer](file.read_text(encoding="utf-8"), out)
    run()
    walls, cores = [], []
    for _ in range(turns):
        wall, core = time.perf_counter(), time.process_time()
        run()
        walls.append((time.perf_counter() - wall) * 1000)
        cores.append((time.process_time() - core) * 1000)
    told = {"pages": page_count(out.read_bytes()), "wall": median(walls), "core": median(cores)}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
