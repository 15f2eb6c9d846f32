"""`make screenshots`: every screen of `screens.toml`, in both languages, light and dark.

usage: screenshots.py LIBRARY FOLDER [--only NAME ...] [--interface PER_CENT] [--readme FOLDER]

Each screen is taken at a laptop's size and at a large screen's, on a state folder of its own.
"""

import argparse
import datetime as dt
import itertools
import json
import os
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import msgspec
import numpy as np
from PySide6.QtCore import QEventLoop, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from desktop.library.errors import EnvironmentFault
from desktop.library.reader.profiles import Profiles
from desktop.library.releases import fingerprint
from desktop.library.releases.install import root_of
from desktop.library.releases.keyring import Costs, Keyring, Role
from desktop.library.releases.release import prepare, sign, write
from desktop.library.releases.signing import Chain, found
from desktop.library.workspace.layout import Workspace
from desktop.resources import RESOURCES
from desktop.window import application
from desktop.window.language import LANGUAGES
from desktop.window.main_window import MainWindow
from desktop.window.panes.related import Versions
from desktop.window.preferences import Preferences
from desktop.window.resuming import Resuming
from desktop.window.session import Session
from desktop.window.theme import Appearance, Name
from desktop.window.widgets.package_sheet import RootForm
from desktop.wording import Language

SCREENS = Path(__file__).with_name("screens.toml")
SIZES = (QSize(1366, 690), QSize(1920, 1080))
THEMES: tuple[Name, ...] = ("light", "dark")
PATIENCE_MS = 30_000


class Desk:
    """The sample library's librarian, who signs one package with keys of this moment."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "tai-lieu-mau.briefpack"

    def package(self) -> Path:
        """A whole package of the sample library, made when it is first asked for."""
        if self._file.exists():
            return self._file
        shutil.copytree(RESOURCES / "sample-library", self._folder / "workspace")
        workspace, now = Workspace(self._folder / "workspace"), dt.datetime.now(dt.UTC)
        ring = Keyring(self._folder / "keys", Costs(iterations=1, lanes=1, memory=8 * 1024))
        for role in get_args(Role):
            ring.create(role, "sample passphrase", now.date().isoformat())
        found(Chain(workspace.folder), ring, lambda _: "sample passphrase", now)
        prepared = prepare(workspace, now=now, processes=1)
        sign(workspace, prepared, ring, lambda _: "sample passphrase", now)
        return write(workspace, prepared, self._file).file

    def forged(self) -> Path:
        """The same with one bit altered."""
        data = bytearray(self.package().read_bytes())
        data[-1] ^= 1
        file = self._folder / "bi-sua.briefpack"
        file.write_bytes(data)
        return file


class Shown:
    """One window, led to one screen by its steps."""

    def __init__(self, library: Path, state: Path, language: Language, theme: Name) -> None:
        application.create(language, application.interface_size())
        self._appearance = Appearance(theme)
        self._appearance.start()
        self.window = MainWindow(
            Session(library, state), self._appearance, Preferences(state), language
        )
        Resuming(self.window)
        self.window.furnish()
        self.window.personal.profiles = Profiles(state)
        self._desk = Desk(state.parent / "desk")
        self.window.resize(SIZES[0])
        self.window.start()
        self.window.show()
        self.window.activateWindow()
        self.wait()

    def wait(self) -> None:
        """Until nothing is under way. Raises: TimeoutError."""
        loop, timer = QEventLoop(), QTimer(interval=20)
        late = QTimer(interval=PATIENCE_MS, singleShot=True)
        late.timeout.connect(lambda: loop.exit(1))
        timer.timeout.connect(lambda: loop.exit(0) if self.window.settled else None)
        timer.start()
        late.start()
        if loop.exec():
            raise TimeoutError(PATIENCE_MS)

    def take(self, step: str) -> None:
        """One step of `screens.toml`. Raises: KeyError for one that it does not know."""
        verb, _, rest = step.partition(" ")
        window = self.window
        deeds: dict[str, Callable[[], object]] = {
            "open": lambda: window.session.open_document(rest),
            "search": lambda: window.finding.put(rest),
            "hit": window.results.open_current,
            "do": lambda: self._do(rest),
            "heading": lambda: window.reader.page.go_to_heading(int(rest)),
            "select": lambda: self._select(rest),
            "write": lambda: self._write(rest),
            "compare": self._compare,
            "package": lambda: window.installing.take(self._desk.package()),
            "forged": lambda: window.installing.take(self._desk.forged()),
            "confirm": self._confirm,
            "refuse": lambda: window.session.state_refused.emit(
                EnvironmentFault(rest, path=window.session.keeper.folder.name)
            ),
        }
        deeds[verb]()
        self.wait()

    def _do(self, action: str) -> None:
        self.window.deeds[action].trigger()

    def _select(self, words: str) -> None:
        page = self.window.reader.page
        if page.typeset is None:
            raise LookupError(words)
        for leaf in page.typeset.leaves:
            if words in leaf.text:
                start = leaf.text.index(words)
                page.select(leaf.block, start, start + len(words))
                return
        raise LookupError(words)

    def _write(self, text: str) -> None:
        field = self.window.focusWidget()
        if isinstance(field, QLineEdit):
            field.insert(text)
            field.textEdited.emit(field.text())
        elif isinstance(field, QPlainTextEdit):
            field.insertPlainText(text)
            self.window.finish_typing()

    def _compare(self) -> None:
        view = self.window.side.related.view
        aims = [entry.aim for entry in view.rows.shown if isinstance(entry.aim, Versions)]
        view.entry_requested.emit(aims[0])

    def _confirm(self) -> None:
        """Types the words of the root into the form that asks for them."""
        form = next(one for one in self.window.findChildren(RootForm) if one.isVisible())
        form.field.setText(" ".join(fingerprint.words(root_of(self._desk.package()))))
        QTest.keyClick(form, Qt.Key.Key_Return)

    def picture(self, size: QSize) -> QPixmap:
        """The window at `size`, with what stands over it."""
        self.window.resize(size)
        self.wait()
        made = self.window.grab()
        painter = QPainter(made)
        for over in self._over():
            if over.isFullScreen():
                over.showNormal()
                over.setGeometry(QRect(self.window.pos(), size))
                self.wait()
            place = over.mapToGlobal(QPoint()) - self.window.mapToGlobal(QPoint())
            room = size - over.size()
            if over.isModal():
                place = QPoint(room.width() // 2, room.height() // 2)
            place.setX(min(place.x(), room.width() - 1))
            painter.drawPixmap(place, over.grab())
            painter.setPen(QPen(self._appearance.theme.colour("linestrong"), 1))
            painter.drawRect(over.rect().translated(place))
        painter.end()
        return made

    def _over(self) -> list[QWidget]:
        tops = QApplication.topLevelWidgets()
        return [one for one in tops if one.isVisible() and one is not self.window]

    def close(self) -> None:
        for over in self._over():
            over.close()
        self.window.close()
        self.window.deleteLater()


class Screens(msgspec.Struct, forbid_unknown_fields=True):
    """What `screens.toml` holds."""

    readme: list[str]
    screens: dict[str, list[str]]


def read() -> Screens:
    """Every screen with its steps. Raises: msgspec.ValidationError."""
    return msgspec.convert(tomllib.loads(SCREENS.read_text(encoding="utf-8")), Screens)


def keep(path: Path, folder: Path) -> None:
    """A picture of the 256 colours that it has most of: a fraction of the bytes, looking alike."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    colours, many = np.unique(np.frombuffer(whole.constBits(), np.uint32), return_counts=True)
    palette = [int(colour) for colour in colours[np.argsort(-many)][:256]]
    sharp = Qt.ImageConversionFlag.ThresholdDither
    small = whole.convertToFormat(QImage.Format.Format_Indexed8, palette, sharp)
    small.save(str(folder / path.name), quality=0)


def take(
    library: Path, named: tuple[Path, str], steps: list[str], language: Language, theme: Name
) -> list[Path]:
    """The pictures of one screen; `named` is their folder and the screen's name."""
    folder, name = named
    made = []
    with tempfile.TemporaryDirectory() as scratch:
        none = steps[:1] == ["without-library"]
        place = Path("kho-tai-lieu") if none else library
        shown = Shown(place, Path(scratch) / "state", language, theme)
        for step in steps[none:]:
            shown.take(step)
        for size in SIZES:
            path = folder / f"{name}-{language}-{theme}-{size.width()}.png"
            shown.picture(size).save(str(path))
            made.append(path)
        shown.close()
    return made


def main() -> int:
    """Takes every picture; those that already stand in the folder are replaced."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME")
    parser.add_argument("--interface", type=int, default=100, metavar="PER_CENT")
    parser.add_argument("--readme", type=Path, metavar="FOLDER", help="keep some there as well")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        _stage(Path(home))
        application.create("vi", options.interface)
        return _take_all(options)


def _stage(home: Path) -> None:
    """A screen large enough for every picture, and a home whose folders are nobody's."""
    config = home / "screen.json"
    large = {"name": "screen", "x": 0, "y": 0, "width": 2560, "height": 1440}
    config.write_text(json.dumps({"screens": [large]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={config}"
    os.environ["HOME"] = str(home / "mai")
    (home / "mai" / "Documents").mkdir(parents=True)


def _take_all(options: argparse.Namespace) -> int:
    held = read()
    names = [name for name in held.screens if not options.only or name in options.only]
    for name, language, theme in itertools.product(names, LANGUAGES, THEMES):
        named = (options.folder, name)
        for path in take(options.library, named, held.screens[name], language, theme):
            sys.stdout.write(f"{path}\n")
            if options.readme and path.stem in held.readme:
                keep(path, options.readme)
    return 0


if __name__ == "__main__":
    sys.exit(main())
