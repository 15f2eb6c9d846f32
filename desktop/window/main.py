"""`briefing-reader`: the window's command line."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize

from desktop.library.errors import AppError
from desktop.library.folders import default_library
from desktop.window import application, starting
from desktop.window.language import LANGUAGES
from desktop.window.main_window import MainWindow
from desktop.window.personal import Following
from desktop.window.preferences import Preferences
from desktop.window.screenshot import Screenshot
from desktop.window.session import Session
from desktop.window.theme import Appearance
from desktop.wording import say_error


def _size(text: str) -> QSize:
    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not WIDTHxHEIGHT")
    return QSize(int(match[1]), int(match[2]))


def _zoom(text: str) -> int:
    if not text.isdecimal() or not 80 <= int(text) <= 200:
        raise argparse.ArgumentTypeError(f"{text!r} is not between 80 and 200")
    return int(text)


def parser() -> argparse.ArgumentParser:
    """The options of the command contract, and those that pictures of the window need."""
    made = argparse.ArgumentParser(prog="briefing-reader", description=__doc__)
    made.add_argument("--library", type=Path, metavar="DIR", help="the library to read")
    made.add_argument("--state", type=Path, metavar="DIR", help="where notes and places are kept")
    made.add_argument("--open", metavar="ID", help="the briefing to open")
    made.add_argument("--search", metavar="TEXT", help="search, and open the first hit")
    made.add_argument(
        "--screenshot", type=Path, metavar="FILE.png", help="save the painted window, then end"
    )
    made.add_argument("--theme", choices=("light", "dark"))
    made.add_argument("--zoom", type=_zoom, metavar="PERCENT", help="reading size, 80-200")
    made.add_argument("--size", type=_size, metavar="WxH", help="size of the window in pixels")
    made.add_argument("--language", choices=LANGUAGES, default="vi")
    return made


def run(arguments: Sequence[str] | None = None) -> int:
    """Opens the window; the exit code of ARCHITECTURE.md's command contract."""
    options = parser().parse_args(arguments)
    try:
        return _show(options)
    except AppError as error:
        sys.stderr.write(say_error(error, options.language) + "\n")
        return error.exit_code


def _show(options: argparse.Namespace) -> int:
    application.create(options.language)
    start = starting.starting(options.state, options.language, ask=not options.screenshot)
    while start is not None:
        code, following = _window(options, start)
        if following is None:
            return code
        options.open = options.search = None
        start = starting.after(following, start)
    return 0


def _window(options: argparse.Namespace, start: starting.Start) -> tuple[int, Following | None]:
    """One window, until it is closed; its exit code, and what comes after it."""
    state = start.state
    preferences = Preferences(state)
    appearance = Appearance(options.theme or preferences.theme)
    appearance.start()
    session = Session(options.library or default_library(), state)
    window = MainWindow(session, appearance, preferences, options.language)
    session.library_opened.connect(application.spare_collector)
    if options.zoom:
        window.reader.page.set_zoom(options.zoom)
    if options.screenshot or options.size:
        window.resize(options.size or QSize(1366, 768))
    window.start(options.open, options.search)
    window.show()
    starting.tell(window.personal, start, options.language)
    screenshot = None
    if options.screenshot:
        screenshot = Screenshot(window, options.screenshot, sought=bool(options.open))
    code = QCoreApplication.exec()
    window.close()
    if screenshot is not None and screenshot.error is not None:
        raise screenshot.error
    window.deleteLater()
    application.forget_window()
    return code, window.personal.following
