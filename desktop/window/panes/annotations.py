"""The notes pane: a card for each annotation of the open document; those to check lead."""

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.window import icons
from desktop.window.notes import Placed
from desktop.window.reader.decorations import PATTERNS
from desktop.window.reader.look import reading_font
from desktop.window.theme import Theme, scaled, ui_font
from desktop.window.widgets.elided import ElidedLabel
from desktop.window.wordlist import colour_name

translate = QCoreApplication.translate
_QUOTE = 160


class NoteEdit(QPlainTextEdit):
    """The text of a note, written in place.

    Signals: `finished(str)` when focus leaves it or Ctrl+Enter or Esc is pressed.
    """

    finished = Signal(str)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(translate("Notes", "Text of the note"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(scaled(84))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (control and enter) or event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.finished.emit(self.toPlainText().strip())


class NoteCard(QFrame):
    """One annotation. Enter goes there, E edits, Del removes.

    Signals: `go_requested(str)`, `removed(str)`, `edited(str, str)` id and new note.
    """

    go_requested = Signal(str)
    removed = Signal(str)
    edited = Signal(str, str)

    def __init__(self, placed: Placed, section: str, theme: Theme) -> None:
        super().__init__()
        self.placed = placed
        self._theme = theme
        self._edit: NoteEdit | None = None
        annotation = placed.annotation
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        quote = " … ".join(target.quote for target in annotation.targets).replace("\n", " ")
        short = quote if len(quote) <= _QUOTE else quote[:_QUOTE].rstrip() + "…"
        words = QLabel(f"“{short}”")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        font = reading_font(ui_font(1.5).pointSizeF())
        font.setItalic(True)
        words.setFont(font)
        self._note = QLabel(annotation.note)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        if not annotation.note:  # showing it before it has a place would open a window of its own
            self._note.hide()
        self.setAccessibleName(
            ", ".join(
                part for part in (colour_name(annotation.colour), short, annotation.note) if part
            )
        )
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(22, 10, 10, 8)
        self._body.setSpacing(4)
        if not placed.sure:
            warning = QLabel(translate("Notes", "To check: this passage has changed."))
            warning.setWordWrap(True)
            warning.setProperty("role", "muted")
            self._body.addWidget(warning)
        self._body.addWidget(words)
        self._body.addWidget(self._note)
        self._body.addLayout(self._foot(section))

    def _foot(self, section: str) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(2)
        name = colour_name(self.placed.annotation.colour)
        place = ElidedLabel()
        place.setText(f"{name} · {section}" if section else name)
        place.setProperty("role", "caption")
        place.setFont(ui_font(-0.5))
        foot.addWidget(place, 1)
        for icon, text, act in (
            ("edit", translate("Notes", "Edit the note (E)"), self.edit),
            ("trash", translate("Notes", "Delete (Del)"), self._remove),
        ):
            button = QPushButton()
            button.setProperty("kind", "quiet")
            button.setIcon(icons.icon(icon, self._theme.colour("text2")))
            button.setFixedSize(scaled(32), scaled(32))
            button.setToolTip(text)
            button.setAccessibleName(text)
            button.clicked.connect(act)
            foot.addWidget(button)
        return foot

    @property
    def editor(self) -> NoteEdit | None:
        """Where the note is being written, if it is."""
        return self._edit

    def edit(self) -> None:
        """Opens the note's text for writing, in place."""
        if self._edit is not None:
            self._edit.setFocus()
            return
        self._edit = NoteEdit(self.placed.annotation.note, self)
        self._edit.finished.connect(self._edited)
        self._note.hide()
        self._body.insertWidget(self._body.count() - 1, self._edit)
        self._edit.show()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Ends the writing of the note as if the keyboard had left it."""
        if self._edit is not None:
            self._edited(self._edit.toPlainText().strip())

    def _edited(self, text: str) -> None:
        if self._edit is None:
            return
        self._edit.deleteLater()
        self._edit = None
        self._note.setVisible(bool(self._note.text()))
        self.edited.emit(self.placed.annotation.id, text)

    def _remove(self) -> None:
        self.removed.emit(self.placed.annotation.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_requested.emit(self.placed.annotation.id)
        elif event.key() == Qt.Key.Key_E and not event.modifiers():
            self.edit()
        elif event.key() == Qt.Key.Key_Delete:
            self._remove()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.go_requested.emit(self.placed.annotation.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, colour = self._theme, self.placed.annotation.colour
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(theme.colour("accent" if focused else "line"), 2 if focused else 1))
        painter.setBrush(theme.colour("raised" if self.placed.sure else "warn_soft"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
        pen = QPen(theme.colour(f"{colour}_line"), 4, PATTERNS[colour])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(11, 10, 11, self.height() - 10)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)


class AnnotationsPane(QWidget):
    """Lists the notes of the open document.

    Signals: `go_requested(str)`, `removed(str)`, `edited(str, str)`.
    """

    go_requested = Signal(str)
    removed = Signal(str)
    edited = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: dict[str, NoteCard] = {}
        self._empty = QLabel(
            translate(
                "Notes",
                "No notes on this document yet.\n"
                "Select a passage, then press 1–4 to highlight or N to write a note.",
            )
        )
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("role", "muted")
        self._holder = QWidget()
        self._list = QVBoxLayout(self._holder)
        self._list.setContentsMargins(12, 12, 12, 12)
        self._list.setSpacing(8)
        self._list.addWidget(self._empty)
        self._list.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setStyleSheet(
            "QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }"
        )
        area.setWidget(self._holder)
        self._area = area
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def sizeHint(self) -> QSize:
        return QSize(scaled(288), 400)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def show_notes(self, notes: list[tuple[Placed, str]]) -> None:
        """Each annotation with the section that it stands in, in reading order."""
        focused = next((key for key, card in self._cards.items() if card.hasFocus()), "")
        for card in self._cards.values():
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = {}
        for at, (placed, section) in enumerate(notes):
            card = NoteCard(placed, section, self._theme)
            card.go_requested.connect(self.go_requested)
            card.removed.connect(self.removed)
            card.edited.connect(self.edited)
            self._list.insertWidget(at, card)
            card.show()  # a layout shows its widgets later; focus must be able to go there now
            self._cards[placed.annotation.id] = card
        self._empty.setVisible(not notes)
        if focused in self._cards:
            self._cards[focused].setFocus()

    @property
    def edited_card(self) -> NoteCard | None:
        """The card whose note is being written."""
        return next((card for card in self._cards.values() if card.editor is not None), None)

    def finish(self) -> None:
        """Hands over what is being written, before its card goes."""
        for card in list(self._cards.values()):
            card.finish()

    def card(self, identifier: str) -> NoteCard | None:
        return self._cards.get(identifier)

    def reveal(self, identifier: str, *, focus: bool = False, edit: bool = False) -> None:
        card = self._cards.get(identifier)
        if card is None:
            return
        self._holder.adjustSize()
        self._area.ensureWidgetVisible(card)
        if edit:
            card.edit()
        elif focus:
            card.setFocus(Qt.FocusReason.ShortcutFocusReason)
