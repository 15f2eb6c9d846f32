"""Run as a program: opens long documents on a page, turns among ten; prints figures as JSON.

A heartbeat is one turn of the event loop: as long as it takes, no key and no click is served.
"""

import gc
import itertools
import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from harness import MB, percentile
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desktop.library.text.rendering import render
from desktop.window import application
from desktop.window.opening import _numbered
from desktop.window.reader.page import Page
from desktop.window.reader.reading import Reading
from desktop.window.theme import Appearance, load

SENTENCE = "Mỗi thôn lập một danh sách ngắn, ghi rõ hộ cần hỗ trợ và người phụ trách. "
TABS = 10


def reading(name: str, body: str) -> Reading:
    return Reading(name, name, _numbered(render(body, name), itertools.count()), words=1)


def prose(paragraphs: int) -> str:
    heads = ("" if at % 4 else f"## Mục {at}\n\n" for at in range(paragraphs))
    return "\n\n".join(head + SENTENCE * 7 for head in heads)


def table(rows: int) -> str:
    head = "| Thôn | Hộ | Người phụ trách | Ghi chú |\n|---|---|---|---|\n"
    return head + "\n".join(f"| Thôn {at} | {at} | Người {at} | {SENTENCE} |" for at in range(rows))


def milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def anonymous() -> float:
    """RssAnon in MB, after Python has let go of what it can."""
    gc.collect()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("RssAnon"))
    return int(line.split()[1]) * 1024 / MB


def show(page: Page, text: Reading) -> None:
    """Shows a document and paints what is in view of it."""
    page.show_reading(text)
    page.grab()


def opened(app: QApplication, page: Page, text: Reading) -> dict[str, float]:
    """Milliseconds to the first painted screen, and of the heartbeats until all is set."""
    shown = milliseconds(lambda: show(page, text))
    beats = [0.0]
    while page.waiting:
        beats.append(milliseconds(app.processEvents))
    return {
        "painted": shown,
        "whole": shown + sum(beats),
        "p95": percentile(beats, 0.95),
        "longest": max(beats),
    }


def turning(app: QApplication, page: Page, texts: list[Reading]) -> dict[str, float]:
    """MB that ten tabs take with one page, and milliseconds to turn; beside a page for each."""

    def settle(one: Page) -> None:
        while one.waiting:
            app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    show(page, texts[0])
    settle(page)
    before, turned = anonymous(), []
    for text in texts:
        turned.append(milliseconds(partial(show, page, text)))
        settle(page)
    one = anonymous() - before
    before, pages = anonymous(), []
    for text in texts:
        pages.append(Page(load("light")))
        pages[-1].resize(page.size())
        pages[-1].show()
        show(pages[-1], text)
        settle(pages[-1])
    each = anonymous() - before
    return {"one": one, "each": each, "turned": percentile(turned, 0.5)}


def main() -> None:
    app = application.create("vi")
    appearance = Appearance("light")
    appearance.start()
    page = Page(appearance.theme)
    appearance.dress(page)
    page.resize(790, 640)
    page.show()
    opened(app, page, reading("first", prose(4)))
    found: dict[str, dict[str, float]] = {}
    for name, body in (
        ("25 pages", prose(125)),
        ("2 MB", prose(2900)),
        ("a table of 400 rows", table(400)),
    ):
        found[name] = opened(app, page, reading(name, body))
    texts = [reading(f"tab {at}", prose(125)) for at in range(TABS)]
    print(json.dumps({"opened": found, "tabs": turning(app, page, texts)}))  # noqa: T201 - its output


if __name__ == "__main__":
    main()
