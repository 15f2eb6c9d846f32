"""What is written into a note, in its place: its text, and its labels."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.window.theme import scaled, ui_font

translate = QCoreApplication.translate
PAUSE_MS = 500
"""What is written is saved at the latest so long after each key."""
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class NoteEdit(QPlainTextEdit):
    """The text of a note or a reply, written in place.

    Signals: `paused(str)` when what is written is to be saved; `finished(str)` when focus leaves
    it or Ctrl+Enter or Esc is pressed.
    """

    paused = Signal(str)
    finished = Signal(str)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(translate("Notes", "Text of the note"))
        self.setTabChangesFocus(True)
        self._kept = text.strip()
        self._ended = False
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._paused)
        self.textChanged.connect(self._begin_pause)

    @property
    def words(self) -> str:
        """What is written, without white space around it."""
        return self.toPlainText().strip()

    @property
    def waiting(self) -> bool:
        """Whether something is written that was not handed over yet."""
        return self._pause.isActive()

    def _begin_pause(self) -> None:
        """Typing on does not put off the saving."""
        if not self._pause.isActive():
            self._pause.start()

    def _paused(self) -> None:
        self._pause.stop()
        if self.words != self._kept:
            self._kept = self.words
            self.paused.emit(self._kept)

    def take(self, text: str) -> None:
        """The note says something else now, by another hand than this."""
        if not self.waiting and text != self._kept:
            self._kept = text
            self.setPlainText(text)
            self._pause.stop()

    def finish(self) -> None:
        """Hands over what is written, once."""
        if not self._ended:
            self._ended = True
            self._pause.stop()
            self.finished.emit(self.words)

    def give_up(self) -> None:
        """There is no note any more to hand anything over to."""
        self._ended = True
        self._pause.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (control and enter) or event.key() == Qt.Key.Key_Escape:
            self.finish()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.finish()


class NoteEditor(QWidget):
    """An editor in its card, and below it whether what it holds is on the disk.

    `identifier` is the annotation written in, `answers` the one that a reply is written to; a
    reply has no id of its own before it is first saved.
    """

    def __init__(self, identifier: str, text: str, parent: QWidget, answers: str = "") -> None:
        super().__init__(parent)
        self.identifier = identifier
        self.answers = answers
        self.edit = NoteEdit(text, self)
        if answers:
            self.edit.setAccessibleName(translate("Notes", "Text of the reply"))
            self.edit.setPlaceholderText(translate("Notes", "Reply"))
        self._state = QLabel()
        self._state.setProperty("role", "muted")
        self._state.setFont(ui_font(-0.5))
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.edit, 1)
        column.addWidget(self._state)
        self.edit.textChanged.connect(self._changed)
        self.setFocusProxy(self.edit)

    @property
    def card(self) -> str:
        """The annotation in whose card it stands."""
        return self.answers or self.identifier

    @property
    def saved(self) -> bool:
        """Whether it says that what it holds is saved."""
        return self._state.text() == translate("Notes", "Saved")

    def wanted_height(self) -> int:
        return scaled(84) + self._state.fontMetrics().height() + 6

    def _changed(self) -> None:
        self._state.setText("")

    def stored(self, text: str) -> None:
        """`text` is on the disk: said only if nothing else has been written since."""
        if text == self.edit.words:
            self._state.setText(translate("Notes", "Saved"))

    def refused(self) -> None:
        """What is written could not be saved; the window says why."""
        self._state.setText(translate("Notes", "Not saved yet"))


class LabelsEditor(QFrame):
    """The labels of a note, parted by commas, with those in use offered.

    Signals: `finished(tuple, tuple)`: the shared and the private labels; `left()` without change.
    """

    finished = Signal(object, object)
    left = Signal()

    def __init__(self, tags: Sequence[tuple[str, bool]], parent: QWidget) -> None:
        super().__init__(parent)
        self._before = tuple(tags)
        self._ended = False
        self.field = QLineEdit(", ".join(tag for tag, _ in tags))
        self.field.setAccessibleName(translate("Notes", "Labels, parted by commas"))
        self.field.setPlaceholderText(translate("Notes", "Labels, parted by commas"))
        self.private = QCheckBox(translate("Notes", "New labels are private"))
        self.private.setToolTip(
            translate("Notes", "Private labels never leave this computer with a file of notes.")
        )
        self._words = QStringListModel(self)
        self.completer = QCompleter(self._words, self)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setWidget(self.field)
        self.completer.activated.connect(self._complete)
        self.field.textEdited.connect(self._offer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        row = QHBoxLayout()
        row.addWidget(self.private)
        row.addStretch()
        column.addLayout(row)
        self.setFocusProxy(self.field)
        for part in (self.field, self.private):
            part.installEventFilter(self)

    def offer(self, tags: Sequence[str]) -> None:
        """The labels in use, to complete what is begun."""
        self._words.setStringList(list(tags))

    def wanted_height(self) -> int:
        return self.sizeHint().height()

    def _begun(self) -> tuple[str, str]:
        """What stands before the label being written, and how that one begins."""
        head, comma, last = self.field.text().rpartition(",")
        return head + comma, last.strip()

    def _offer(self) -> None:
        _, begun = self._begun()
        if begun:
            self.completer.setCompletionPrefix(begun)
            self.completer.complete()
        else:
            self.completer.setCompletionPrefix("")
            self._hide_offer()

    def _hide_offer(self) -> None:
        offered = self.completer.popup()
        if offered is not None:
            offered.hide()

    def _complete(self, chosen: str) -> None:
        head, _ = self._begun()
        self.field.setText(f"{head} {chosen}".lstrip() if head else chosen)

    def _tags(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """A label keeps being private or not; a new one is as the box says."""
        known = dict(self._before)
        shared, private = list[str](), list[str]()
        for part in self.field.text().split(","):
            tag = " ".join(part.split())
            if not tag or tag in shared or tag in private:
                continue
            (private if known.get(tag, self.private.isChecked()) else shared).append(tag)
        return tuple(shared), tuple(private)

    def finish(self) -> None:
        """Hands over the labels, once."""
        if not self._ended:
            self._ended = True
            self.finished.emit(*self._tags())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self._ended = True
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keyboard has gone elsewhere in the window: the labels are as they stand."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYS:
            new = QApplication.focusWidget()
            if new is None or not self.isAncestorOf(new):
                self.finish()
        return super().eventFilter(watched, event)
