"""`briefing-reader`: the window's command line."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize

from desktop.library.editions import collection
from desktop.library.errors import AppError
from desktop.library.folders import default_library, default_state
from desktop.window import application, starting
from desktop.window.following import Following
from desktop.window.language import LANGUAGES
from desktop.window.main_window import MainWindow
from desktop.window.preferences import SIZES, Preferences
from desktop.window.raising import raise_for
from desktop.window.resuming import Resuming
from desktop.window.screenshot import Screenshot
from desktop.window.session import Session
from desktop.window.single import Single, Wish
from desktop.window.theme import NAMES, Appearance
from desktop.wording import Language, say_error

_LIBRARY = "library"
"""The preference that names the library read last, as `collection.name_of` does."""


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
    made.add_argument(
        "package", nargs="?", type=Path, metavar="FILE.briefpack", help="a package to look at"
    )
    made.add_argument("--library", type=Path, metavar="DIR", help="the library to read")
    made.add_argument("--state", type=Path, metavar="DIR", help="where notes and places are kept")
    made.add_argument("--open", metavar="ID", help="the briefing to open")
    made.add_argument("--search", metavar="TEXT", help="search, and open the first hit")
    made.add_argument(
        "--screenshot", type=Path, metavar="FILE.png", help="save the painted window, then end"
    )
    made.add_argument("--theme", choices=NAMES)
    made.add_argument("--zoom", type=_zoom, metavar="PERCENT", help="reading size, 80-200")
    made.add_argument("--size", type=_size, metavar="WxH", help="size of the window in pixels")
    made.add_argument(
        "--interface", type=int, choices=SIZES, metavar="PERCENT", help="size of the interface"
    )
    made.add_argument("--language", choices=LANGUAGES, help="in place of the one chosen last")
    return made


def run(arguments: Sequence[str] | None = None) -> int:
    """Opens the window; the exit code of ARCHITECTURE.md's command contract."""
    options = parser().parse_args(arguments)
    language = options.language or Preferences(options.state or default_state()).language
    try:
        return _show(options, language)
    except AppError as error:
        sys.stderr.write(say_error(error, language) + "\n")
        return error.exit_code


def _show(options: argparse.Namespace, language: Language) -> int:
    application.create(language)
    held: list[Single] = []

    def claim(state: Path) -> bool:
        """A picture is taken beside whatever else runs."""
        while held:
            held.pop().close()
        held.append(Single(state))
        return bool(options.screenshot) or held[0].claim(_wish(options))

    start = starting.starting(options.state, language, claim, ask=not options.screenshot)
    preferences: Preferences | None = None
    while start is not None:
        if preferences is None or start.resume is None:
            preferences = Preferences(start.state)
        code, following = _window(options, start, preferences, held[0])
        if following is None:
            held[0].close()
            return code
        if following.library is not None:
            _keep_library(options, preferences, following.library)
        # What was asked for on the command line was asked of the first window.
        options.open = options.search = options.theme = options.zoom = options.size = None
        options.package = None
        start = starting.after(following, start, claim)
    return 0


def _wish(options: argparse.Namespace) -> Wish:
    """A start that names no library is content with the one that is open."""
    library = str(options.library.resolve()) if options.library else ""
    package = str(options.package.resolve()) if options.package else None
    return Wish(library, options.open, options.search, package)


def _keep_library(options: argparse.Namespace, preferences: Preferences, folder: Path) -> None:
    """The library that was chosen: for the next window, or for all starts that name none."""
    if options.library:
        options.library = folder
        return
    preferences.set_text(_LIBRARY, collection.name_of(folder))
    preferences.save()


def _window(
    options: argparse.Namespace, start: starting.Start, preferences: Preferences, single: Single
) -> tuple[int, Following | None]:
    """One window, until it is closed; its exit code, and what comes after it."""
    resume = start.resume
    language = resume.language if resume else options.language or preferences.language
    size = resume.size if resume else options.interface or preferences.size
    application.create(language, size)
    application.hold_collector()
    appearance = Appearance(options.theme or preferences.theme)
    appearance.start()
    chosen = collection.named(default_library(), preferences.text(_LIBRARY))
    session = Session(options.library or chosen, start.state)
    session.open_library()
    window = MainWindow(session, appearance, preferences, language)
    Resuming(window, resume)
    for settled in (session.library_opened, session.library_refused):
        settled.connect(application.spare_collector)
    if options.zoom:
        window.completed.connect(lambda: window.reader.page.set_zoom(options.zoom))
    if options.screenshot or options.size:
        window.resize(options.size or QSize(1366, 768))
    window.start(options.open, options.search)
    window.show()
    single.wished.connect(lambda wish: raise_for(window, wish))
    window.completed.connect(lambda: starting.tell(window.personal, start, language))
    if options.package:
        package = options.package.resolve()
        window.completed.connect(lambda: window.installing.take(package))
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
