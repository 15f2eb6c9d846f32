"""The lectern: a window of its own over the whole screen, with nothing but the speech and a clock.

It stands above every other window of the program and takes the keyboard back from any that opens:
what happens meanwhile is there to be read when the speech is over.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.library.document import Document, leaves
from desktop.window.lectern.sheet import Sheet, slide_reading
from desktop.window.lectern.slides import Mark, cut, key_passages, led_by
from desktop.window.lectern.stopwatch import Stopwatch
from desktop.window.reader.reading import Reading
from desktop.window.theme import Theme, ui_font
from desktop.window.widgets.elided import ElidedLabel
from desktop.window.wordlist import colour_name

translate = QCoreApplication.translate
SMALLEST, LARGEST, STEP = 120, 400, 20
_SECOND = 1000
_OTHER = Qt.FocusReason.OtherFocusReason


class Lectern(QWidget):
    """Shows a document slide by slide.

    Signals: `closed()` once it is gone; `looked()` when size or order was chosen anew.
    """

    closed = Signal()
    looked = Signal()

    def __init__(
        self,
        reading: Reading,
        marks: tuple[Mark, ...],
        theme: Theme,
        zoom: int,
        *,
        keys_first: bool,
        bound: Callable[[str], str] = str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.setObjectName("lectern")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(reading.title)
        self._reading = reading
        self._marks = marks
        self._bound = bound
        self._slides = cut(reading)
        self._at = 0
        self.zoom = min(max(zoom, SMALLEST), LARGEST)
        self.watch = Stopwatch(clock)
        self.sheet = Sheet(theme)
        self.keys = QCheckBox(translate("Lectern", "Highlights first (K)"))
        self.keys.setChecked(keys_first)
        self._build()
        self._second = QTimer(self, interval=_SECOND)
        self._second.timeout.connect(self._tell_time)
        self._second.start()
        self.sheet.scrolled.connect(self._tell_place)
        self.keys.toggled.connect(self._keys_toggled)
        self.set_theme(theme)
        self._show(0)
        self._tell_time()

    # building

    def _build(self) -> None:
        self._title, self._next = ElidedLabel(), ElidedLabel()
        self._section, self._time = QLabel(), QLabel()
        self.elapsed = QLabel()
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 1000)
        self._progress.setAccessibleName(translate("Lectern", "How far the speech is"))
        self._run = self._button(self._toggle_watch)
        reset = self._button(self._reset_watch, translate("Lectern", "Reset (R)"))
        smaller = self._button(lambda: self.set_zoom(self.zoom - STEP), "A−")
        larger = self._button(lambda: self.set_zoom(self.zoom + STEP), "A+")
        smaller.setAccessibleName(translate("Lectern", "Smaller text (-)"))
        larger.setAccessibleName(translate("Lectern", "Larger text (+)"))
        for button in (smaller, larger):
            button.setToolTip(button.accessibleName())
        leave = self._button(self.close, translate("Lectern", "Leave (Esc)"))
        self.keys.setFont(ui_font(2))
        self.keys.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for label, size in ((self._title, 2), (self._section, 2), (self._next, 4)):
            label.setFont(ui_font(size))
        for label in (self.elapsed, self._time):
            label.setFont(ui_font(12, bold=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = _bar((self._title, self._section, self.keys, smaller, larger, leave))
        self._foot = _bar((self._next, self.elapsed, self._run, reset, self._time))
        column.addWidget(self._head)
        column.addWidget(self.sheet, 1)
        column.addWidget(self._progress)
        column.addWidget(self._foot)
        self._spare = ((self._head, self._title), (self._head, self.keys), (self._foot, reset))

    def _button(self, do: Callable[[], object], text: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setFont(ui_font(2))
        button.setProperty("kind", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: do())
        return button

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.sheet.set_look(theme, self.zoom)

    def set_zoom(self, percent: int) -> None:
        """The size of the text, which is the lectern's own."""
        self.zoom = min(max(percent, SMALLEST), LARGEST)
        self.sheet.set_look(self._theme, self.zoom)
        self._tell_place()
        self.looked.emit()

    # the way through

    @property
    def place(self) -> tuple[str, int]:
        """Where the speech is: a block of the document and a code point in it; "" at its head."""
        block, offset = self.sheet.place()
        slide = self._slides[self._at]
        if block or (self._at == 0):
            return block, offset
        first = [leaf for leaf in _leaf_ids(slide.nodes) if leaf]
        return (first[0] if first else ""), 0

    def go_to(self, block: str, offset: int) -> None:
        """Begins at a place of the document."""
        within = [at for at, slide in enumerate(self._slides) if block in slide.blocks]
        holding = [at for at in within if block in _leaf_ids(self._slides[at].nodes)]
        if within:
            self._show((holding or within)[0])
            if self.sheet.isVisible():
                self.sheet.go_to(block, offset)

    def forward(self) -> None:
        """A screen down, then the next slide."""
        if not self.sheet.step(1):
            self._show(self._at + 1)

    def back(self) -> None:
        """A screen up, then the end of the slide before."""
        if not self.sheet.step(-1) and self._at:
            self._show(self._at - 1)
            self.sheet.to_end()

    def step_section(self, by: int) -> None:
        """The next (1) or previous (-1) section's beginning."""
        wanted = self._slides[self._at].section + by
        found = [at for at, slide in enumerate(self._slides) if slide.section == wanted]
        if found:
            self._show(found[0])

    def _show(self, at: int) -> None:
        if not 0 <= at < len(self._slides):
            return
        self._at = at
        slide = self._slides[at]
        nodes = slide.nodes
        if self.keys.isChecked() and not slide.part:
            passages = key_passages(self._reading, slide, self._marks)
            nodes = led_by([(colour_name(colour), words) for colour, words in passages], nodes)
        title = slide.title
        if slide.part:
            title = translate("Lectern", "{title} (continued)").format(title=title)
        self.sheet.show_slide(
            slide_reading(self._reading, title, self._bound(title), nodes), self._marks
        )
        self.sheet.setAccessibleName(title)
        self.sheet.setAccessibleDescription(self.sheet.toPlainText())
        self._tell_place()

    def _keys_toggled(self) -> None:
        self._show(self._at)
        self.sheet.setFocus(_OTHER)
        self.looked.emit()

    # what is told

    def _tell_place(self) -> None:
        slides, slide = self._slides, self._slides[self._at]
        count = translate("Lectern", "Section {section} of {sections}")
        self._title.setText(self._reading.title)
        self._section.setText(
            count.format(section=slide.section + 1, sections=slides[-1].section + 1)
        )
        after = next((one for one in slides if one.section == slide.section + 1), None)
        if self.sheet.has_more or any(
            one.section == slide.section and one.part > slide.part for one in slides
        ):
            told = translate("Lectern", "This section goes on below")
        elif after is not None:
            told = translate("Lectern", "Next: {title}").format(title=after.title)
        else:
            told = translate("Lectern", "End of the document")
        self._next.setText(told)
        self._progress.setValue(round((self._at + self.sheet.share) / len(slides) * 1000))

    def _tell_time(self) -> None:
        self.elapsed.setText(self.watch.text())
        told = translate("Lectern", "Time spoken {time}").format(time=self.elapsed.text())
        self.elapsed.setAccessibleName(told)
        self._time.setText(QTime.currentTime().toString("HH:mm"))
        self._time.setAccessibleName(
            translate("Lectern", "Time of day {time}").format(time=self._time.text())
        )
        running, halted = translate("Lectern", "Pause (S)"), translate("Lectern", "Start (S)")
        self._run.setText(running if self.watch.runs else halted)

    def _toggle_watch(self) -> None:
        self.watch.toggle()
        self._tell_time()

    def _reset_watch(self) -> None:
        self.watch.reset()
        self._tell_time()

    @property
    def told(self) -> tuple[str, str]:
        """Which section this is, and what comes next."""
        return self._section.text(), self._next.text()

    # events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the keyboard does as well gives way where there is no room for all."""
        super().resizeEvent(event)
        for _, widget in self._spare:
            widget.show()
        for bar, widget in self._spare:
            if bar.minimumSizeHint().width() > self.width():
                widget.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Space: self.back if back else self.forward,
            Qt.Key.Key_PageDown: self.forward,
            Qt.Key.Key_PageUp: self.back,
            Qt.Key.Key_Right: lambda: self.step_section(1),
            Qt.Key.Key_Left: lambda: self.step_section(-1),
            Qt.Key.Key_Home: lambda: self._show(0),
            Qt.Key.Key_End: lambda: self._show(len(self._slides) - 1),
            Qt.Key.Key_S: self._toggle_watch,
            Qt.Key.Key_R: self._reset_watch,
            Qt.Key.Key_K: self.keys.toggle,
            Qt.Key.Key_Plus: lambda: self.set_zoom(self.zoom + STEP),
            Qt.Key.Key_Equal: lambda: self.set_zoom(self.zoom + STEP),
            Qt.Key.Key_Minus: lambda: self.set_zoom(self.zoom - STEP),
            Qt.Key.Key_F5: self.close,
            Qt.Key.Key_Escape: self.close,
        }
        if key in keys:
            keys[key]()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another window of the program has opened: the keyboard comes back from it."""
        super().changeEvent(event)
        taken = event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow()
        if taken and QApplication.activeWindow() is not None:
            QTimer.singleShot(0, self, self._come_back)

    def _come_back(self) -> None:
        if self.isVisible():
            self.activateWindow()
            self.sheet.setFocus(_OTHER)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._second.stop()
        super().closeEvent(event)
        self.closed.emit()


def _bar(widgets: tuple[QWidget, ...]) -> QFrame:
    """A row at the top or the foot; the first widget takes what room there is."""
    bar = QFrame()
    bar.setObjectName("lectern_bar")
    bar.setMinimumWidth(1)  # else the window could not be as narrow as its screen
    row = QHBoxLayout(bar)
    row.setContentsMargins(28, 8, 28, 8)
    row.setSpacing(18)
    for widget in widgets:
        row.addWidget(widget, 1 if widget is widgets[0] else 0)
    return bar


def _leaf_ids(nodes: Document) -> list[str]:
    return [leaf.id for leaf in leaves(nodes)]
