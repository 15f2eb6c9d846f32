"""The bare text of a file that has no pages to be drawn, with what was found marked."""

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from desktop.window.originals.seeking import Hit, Seeking
from desktop.window.reader.look import BODY, reading_font
from desktop.window.reader.positions import utf16_length
from desktop.window.theme import Theme

_MARGIN = 20
_MARKED = 500
"""Matches that are marked at once; the current one always is."""


class Words(QPlainTextEdit):
    """Read, not written; its own keys scroll and select."""

    def __init__(self, theme: Theme, seeking: Seeking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("original_words")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(_MARGIN)
        self._theme = theme
        self._seeking = seeking
        self._zoom = 100
        self._words, self._plain = "", True
        seeking.changed.connect(self._mark)
        seeking.led.connect(self._lead)
        self.set_zoom(100)

    def show_text(self, text: str) -> None:
        """Shows another text from its beginning."""
        self._words, self._plain = text, all(letter <= "\uffff" for letter in set(text))
        self.setPlainText(text)

    @property
    def zoom(self) -> int:
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        self._zoom = min(max(percent, 50), 300)
        self.setFont(reading_font(BODY * self._zoom / 100))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._mark()

    def _cursor(self, start: int, end: int) -> QTextCursor:
        """A selection of code points."""
        cursor = self.textCursor()
        cursor.setPosition(self._units(start))
        cursor.setPosition(self._units(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _units(self, at: int) -> int:
        return at if self._plain else utf16_length(self._words[:at])

    def _mark(self) -> None:
        if not self.isVisible():
            return
        marks = []
        plain, here = QTextCharFormat(), QTextCharFormat()
        plain.setBackground(self._theme.colour("hit"))
        here.setBackground(self._theme.colour("hit"))
        here.setFontUnderline(True)
        current = self._seeking.current
        for hit in self._seeking.hits[:_MARKED] + ([current] if current is not None else []):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor(hit[1], hit[2])
            mark.format = here if hit == current else plain
            marks.append(mark)
        self.setExtraSelections(marks)

    def _lead(self, hit: Hit) -> None:
        if self.isVisible():
            cursor = self._cursor(hit[1], hit[2])
            cursor.setPosition(cursor.selectionStart())
            self.setTextCursor(cursor)
            self.centerCursor()
