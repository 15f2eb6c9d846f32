"""A footnote shown where it is referred to."""

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.library.document import Document, leaves
from desktop.window.reader.popup import shadow, stand_beside
from desktop.window.theme import ui_font

translate = QCoreApplication.translate
_LETTERS, _LINES = 56, 12


def footnotes(document: Document) -> dict[str, str]:
    """The text of each footnote by its label, with its number before it."""
    notes = [note for node in document if node.kind == "footnotes" for note in node.children]
    return {
        note.label: f"{number}. " + "\n".join(leaf.text for leaf in leaves(note.children))
        for number, note in enumerate(notes, start=1)
    }


class NotePopup(QFrame):
    """A small card with a note's text; it takes neither keyboard nor clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setObjectName("popup")
        self.setAccessibleName(translate("Footnote", "Footnote"))
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setFont(ui_font(0.5))
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._text)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self._area)
        self.setGraphicsEffect(shadow(self))
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_note(self, text: str, beside: QRect) -> None:
        """Shows a note below `beside` (parent pixels), or above where there is no room."""
        self.ensurePolished()
        self._text.setText(text)
        metrics = self._text.fontMetrics()
        widest = min(_LETTERS * metrics.averageCharWidth(), self._parent.width() - 60)
        wrap = Qt.TextFlag.TextWordWrap.value
        needed = metrics.boundingRect(QRect(0, 0, widest, 100_000), wrap, text)
        self._text.setFixedWidth(needed.width() + 8)
        self._text.setFixedHeight(self._text.heightForWidth(needed.width() + 8))
        tallest = min(_LINES * metrics.lineSpacing(), self._parent.height() // 2)
        bar = self._area.verticalScrollBar().sizeHint().width()
        long = self._text.height() > tallest
        self._area.setFixedSize(
            self._text.width() + (bar if long else 0), min(self._text.height(), tallest)
        )
        self.adjustSize()
        stand_beside(self, self._parent, beside)
