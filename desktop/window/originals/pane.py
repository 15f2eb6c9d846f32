"""A file of the open briefing, in place of the briefing's page."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.library.editions.records import Attachment
from desktop.window import icons
from desktop.window.jobs import Jobs
from desktop.window.originals.canvas import Canvas
from desktop.window.originals.files import Shown
from desktop.window.originals.find_bar import FindBar
from desktop.window.originals.foot import Foot
from desktop.window.originals.seeking import Match, Seeking
from desktop.window.originals.tiles import PagedFile, Tiles
from desktop.window.originals.words import Words
from desktop.window.theme import Theme
from desktop.window.widgets.blank import Blank
from desktop.window.widgets.elided import ElidedLabel

translate = QCoreApplication.translate
_STEP = 10
_NARROWEST = 240
_OTHER = Qt.FocusReason.OtherFocusReason


class OriginalPane(QWidget):
    """Head, find bar, the file itself, foot.

    Signals: `left()` back to the briefing; `file_requested(str)` another of its files;
    `copy_requested()` a copy of this one; `typed(str)` words to be found.
    """

    left = Signal()
    file_requested = Signal(str)
    copy_requested = Signal()
    typed = Signal(str)

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("original")
        self.seeking = Seeking(jobs, self)
        self.find_bar = FindBar(theme)
        self.canvas = Canvas(theme, self.seeking)
        self.words = Words(theme, self.seeking)
        self.blank = Blank(theme)
        self.foot = Foot(theme)
        self.shown: Shown | None = None
        self._jobs = jobs
        self._stack = QStackedWidget()
        for view in (self.blank, self.canvas, self.words):
            self._stack.addWidget(view)
        self._about = ElidedLabel()
        self._about.setProperty("role", "muted")
        self._about.setContentsMargins(18, 6, 16, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self.find_bar)
        column.addWidget(self._about)
        column.addWidget(self._stack, 1)
        column.addWidget(self.foot)
        self._connect()
        self.set_theme(theme)

    def _head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("pages")
        self._back = QPushButton(translate("Originals", "Back to the text"))
        self._back.setToolTip(translate("Originals", "Back to the text (Esc)"))
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(translate("Originals", "File shown"))
        self.chooser.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.chooser.setMinimumContentsLength(6)
        self.chooser.currentTextChanged.connect(self.chooser.setToolTip)
        self._find = QPushButton(translate("Originals", "Find"))
        self._find.setToolTip(translate("Originals", "Find in this file (Ctrl+F)"))
        self._save = QPushButton(translate("Originals", "Save a copy…"))
        self._save.setToolTip(translate("Originals", "Save a copy… (Ctrl+S)"))
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(6)
        head.setMinimumWidth(_NARROWEST)
        self._bar = row
        self._worded = [(button, button.text()) for button in (self._back, self._find, self._save)]
        for button, text in self._worded:
            button.setProperty("kind", "quiet")
            button.setAccessibleName(text)
        row.addWidget(self._back)
        row.addWidget(self.chooser, 1)
        row.addWidget(self._find)
        row.addWidget(self._save)
        return head

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where words find no room, the icons stay; their names are still said and shown."""
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        for compact in (False, True):
            for button, text in self._worded:
                button.setText("" if compact else text)
            if self._bar.sizeHint().width() <= self.width():
                break
        self.foot.set_compact(compact=self.foot.full_width > self.width())

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._find.clicked.connect(self.begin_finding)
        self._save.clicked.connect(self.copy_requested)
        self.chooser.activated.connect(
            lambda at: self.file_requested.emit(self.chooser.itemData(at))
        )
        self.find_bar.typed.connect(self.typed)
        self.find_bar.stepped.connect(self.seeking.step)
        self.find_bar.closed.connect(self.end_finding)
        self.seeking.changed.connect(self._tell_hits)
        self.canvas.moved.connect(self._tell_place)
        self.foot.page_requested.connect(self._go_to_page)
        self.foot.page_stepped.connect(lambda by: self.canvas.go_to_page(self.canvas.page + by))
        self.foot.zoom_stepped.connect(self.step_zoom)
        self.foot.fit_requested.connect(self.canvas.fit)

    # what is shown

    def list_files(self, files: Sequence[tuple[Attachment, str]], name: str) -> None:
        """The briefing's files, each with what it is called here; `name` is the one shown."""
        self.chooser.clear()
        for file, label in files:
            self.chooser.addItem(label, file.name)
        self.chooser.setCurrentIndex(self.chooser.findData(name))
        self.chooser.setEnabled(len(files) > 1)

    def show_file(self, shown: Shown, about: str = "") -> None:
        """Shows an opened file; `about` is said above it."""
        self.forget()
        self.shown = shown
        view: QWidget = self.blank
        if shown.pages is not None:
            self.canvas.show_file(Tiles(shown.pages, self._jobs, self.canvas))
            self.canvas.setAccessibleName(shown.name)
            view = self.canvas
        elif shown.text is not None:
            self.words.show_text(shown.text.words)
            self.words.setAccessibleName(shown.name)
            view = self.words
        self._present(view, about)

    def say(self, title: str, text: str) -> None:
        """Says why a file is not shown, and offers a copy of it."""
        self.forget()
        act = translate("Originals", "Save a copy…")
        self.blank.tell(("info", "text3"), title, text, act, self.copy_requested.emit)
        self._present(self.blank, "")

    def say_opening(self) -> None:
        """Says that a large file takes its time."""
        self.blank.tell(("clock", "text3"), translate("Originals", "Opening the file…"))
        self._stack.setCurrentWidget(self.blank)

    def _present(self, view: QWidget, about: str) -> None:
        self._stack.setCurrentWidget(view)
        self.setFocusProxy(view)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.foot.setVisible(view is self.canvas)
        self._find.setEnabled(view is not self.blank)
        self._tell_place()
        self.take_keyboard()

    def forget(self) -> None:
        """Lets go of the file that was shown."""
        self.end_finding()
        self.shown = None
        if self.canvas.tiles is not None:
            self.canvas.tiles.close()
            self.canvas.tiles.deleteLater()
            self.canvas.show_file(None)

    def take_keyboard(self) -> None:
        if self.view is self.blank:
            self.blank.take_focus()
        else:
            self.view.setFocus(_OTHER)

    @property
    def view(self) -> QWidget:
        """What the file is shown in."""
        return self._stack.currentWidget() or self.blank

    def set_theme(self, theme: Theme) -> None:
        for part in (self.find_bar, self.canvas, self.words, self.blank, self.foot):
            part.set_theme(theme)
        for button, name in (
            (self._back, "back"), (self._find, "search"), (self._save, "copy"),
        ):  # fmt: skip
            button.setIcon(icons.icon(name, theme.colour("text2"), theme.colour("text3")))

    # find

    def begin_finding(self) -> None:
        """Ctrl+F: the bar takes the keyboard."""
        if self.view is not self.blank:
            self.find_bar.begin()
            self.find_bar.take_keyboard()

    def seek(self, matches: Sequence[Match], page: int, words: str = "") -> None:
        """Marks what matches, from `page` on; `words` are shown as what is looked for.

        Each of `matches` is tried where nothing suits the one before it.
        """
        shown = self.shown
        file: PagedFile | None = (shown.pages or shown.text) if shown is not None else None
        if file is not None:
            self.find_bar.begin(words)
            self.seeking.start(file, matches, page)

    def end_finding(self) -> None:
        """The bar goes, and the marks with it."""
        was = self.find_bar.isVisible()
        self.find_bar.hide()
        self.seeking.stop()
        if was and self.isVisible():
            self.take_keyboard()

    def _tell_hits(self) -> None:
        seeking = self.seeking
        more = "+" if seeking.is_cut else "…" if seeking.under_way else ""
        self.find_bar.tell(seeking.number, len(seeking.hits), more)

    # place and zoom

    def step_zoom(self, by: int) -> None:
        """Larger (1), smaller (-1) or as it is on paper (0)."""
        if self.view is self.words:
            self.words.set_zoom(self.words.zoom + by * _STEP if by else 100)
        elif by:
            self.canvas.step_zoom(by)
        else:
            self.canvas.set_zoom(100)

    def ask_page(self) -> None:
        """Ctrl+G: the keyboard goes to the field of the page's number."""
        if self.foot.field.isVisible():
            self.foot.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.foot.field.selectAll()

    def _go_to_page(self, page: int) -> None:
        self.canvas.go_to_page(page)
        self.take_keyboard()

    def _tell_place(self) -> None:
        canvas = self.canvas
        self.foot.tell(canvas.page, canvas.pages, canvas.zoom, fits=canvas.fits)

    # keys

    def event(self, event: QEvent) -> bool:
        """Takes keys that belong to the file before the window's own actions do."""
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and isinstance(event, QKeyEvent) and _key(event) in _OWN:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = _key(event)
        if key == (Qt.Key.Key_F, True):
            self.begin_finding()
        elif key == (Qt.Key.Key_S, True):
            self.copy_requested.emit()
        elif key[0] == Qt.Key.Key_F3:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.seeking.step(-1 if back else 1)
        elif key == (Qt.Key.Key_G, True):
            self.ask_page()
        elif event.text() in _WIDE and self.view is self.canvas:
            self.canvas.fit()
        elif key == (Qt.Key.Key_Escape, False):
            self._escape()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        if self.find_bar.isVisible():
            self.end_finding()
        elif self.foot.field.hasFocus():
            self.take_keyboard()
        else:
            self.left.emit()


_WIDE = frozenset("wWưƯ")
"""W, and what Telex makes of it before any program sees it."""
_OWN = {
    (Qt.Key.Key_F, True), (Qt.Key.Key_G, True), (Qt.Key.Key_S, True), (Qt.Key.Key_F3, False),
}  # fmt: skip
"""Keys of the file, with Ctrl or without."""


def _key(event: QKeyEvent) -> tuple[Qt.Key, bool]:
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return Qt.Key(event.key()), bool(control)
