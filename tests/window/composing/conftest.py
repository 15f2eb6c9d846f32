"""A window whose composer is open on a few collected items."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from desktop.library.pdf import PdfFile


class Bench:
    """One window and the ways of a person through its composer."""

    def __init__(self, window, qtbot):
        self.window = window
        self.qtbot = qtbot

    @property
    def drafts(self):
        return self.window.drafts

    @property
    def composer(self):
        return self.window.composer

    @property
    def pane(self):
        return self.window.composer.pane

    @property
    def cards(self):
        return self.pane.tray.list

    @property
    def options(self):
        return self.drafts.draft.options

    def settle(self):
        self.qtbot.waitUntil(lambda: self.window.settled, timeout=30_000)
        QApplication.sendPostedEvents()

    def open(self, identifier):
        self.window.session.open_document(identifier)
        self.settle()

    def select(self, words):
        page = self.window.reader.page
        leaf = next(leaf for leaf in page.typeset.leaves if words in leaf.text)
        start = leaf.text.index(words)
        page.select(leaf.block, start, start + len(words))

    def collect(self, *passages):
        """Selects passages of the open document and presses T on each."""
        for words in passages:
            self.select(words)
            self.qtbot.keyClick(self.window.reader.page, Qt.Key.Key_T)

    def activate(self):
        """The window has the keyboard again after a dialog."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def compose(self):
        """Ctrl+H."""
        self.activate()
        self.press(self.window.reader.front, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.waitUntil(lambda: self.composer.active)
        self.settle()

    def press(self, widget, key, held=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(widget, key, held)

    def dialog(self, kind=QDialog):
        """The dialog that is open."""

        def found():
            return [one for one in self.window.findChildren(kind) if one.isVisible()]

        self.qtbot.waitUntil(lambda: found() != [])
        return found()[0]

    def texts(self):
        """What each page of the proof says, its breaks as spaces."""
        file = PdfFile(self.composer.proof.paper.pdf)
        pages = [" ".join(file.text(at).split()) for at in range(len(file.sizes))]
        file.close()
        return pages

    @property
    def quotes(self):
        return [getattr(item, "quote", type(item).__name__) for item in self.drafts.items]


@pytest.fixture
def bench(open_window, qtbot):
    """Opens windows on a document, ready to collect from."""

    def opened(identifier="khung-hoang", **how):
        return Bench(open_window(identifier, **how), qtbot)

    return opened


@pytest.fixture
def composing(bench):
    """The composer over two passages."""
    made = bench()
    made.collect("Loa truyền thanh", "Bản tin kế tiếp")
    made.compose()
    return made
