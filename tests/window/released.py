"""A librarian's desk whose packages come to a window, and what presses the buttons there."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.library.editions.library import Library
from desktop.library.releases.fingerprint import words
from desktop.library.releases.install import install, root_of
from desktop.window.main_window import MainWindow
from tests.library.releases.conftest import NOW, Desk


class Laptop:
    """A reader's folders, a stick, and the desk that fills it."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.library, self.stick = folder / "kho", folder / "usb"
        self.stick.mkdir(parents=True)

    @property
    def words(self) -> str:
        """The words of the root as the paper has them."""
        root = self.desk.workspace.folder / "releases" / "metadata" / "1.root.json"
        return " ".join(words(root.read_bytes()))

    def bring(self, since: int = 0, notes: str = "") -> Path:
        """The workspace as it is, released onto the stick."""
        file = self.desk.release(since, notes=notes)
        target = self.stick / file.name
        target.write_bytes(file.read_bytes())
        return target

    def begin(self) -> Path:
        """The first edition, installed by a librarian who sat here."""
        file = self.desk.release()
        install(file, Library(self.library), NOW, root_of(file))
        return file

    def join(self, window: MainWindow) -> None:
        """Puts the stick into the window's machine, on the day of the release."""
        window.installing.clock = lambda: NOW
        window.noticing.find = lambda: [self.stick]


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.settled, timeout=60_000)


def press(qtbot: QtBot, within: QWidget, text: str) -> None:
    """Presses the button that bears `text`, by the keyboard."""
    buttons = [
        one
        for one in within.findChildren(QPushButton)
        if one.isVisible() and one.text().startswith(text)
    ]
    assert len(buttons) == 1, [one.text() for one in within.findChildren(QPushButton)]
    buttons[0].setFocus()
    qtbot.keyClick(buttons[0], Qt.Key.Key_Space)


def dialog(qtbot: QtBot, window: MainWindow, kind: type[QDialog]) -> QDialog:
    """The sheet of that kind, once it is on the screen."""

    def shown() -> list[QDialog]:
        return [one for one in window.findChildren(kind) if one.isVisible()]

    qtbot.waitUntil(lambda: shown() != [], timeout=60_000)
    settle(qtbot, window)
    return shown()[0]


def leave(sheet: QDialog) -> None:
    """Closes a sheet; it is gone when this returns."""
    sheet.close()
    QApplication.sendPostedEvents()
