"""The start page: what is new in what one has read, where one stopped, and the latest documents."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.library.editions.records import Card
from desktop.library.reader.state import Position
from desktop.window.panes.citations import Open, card_entry
from desktop.window.panes.entries import EntriesView, Entry
from desktop.window.theme import Theme, ui_font

translate = QCoreApplication.translate
_WIDEST = 720
Left = Sequence[tuple[Card, Position, str]]
"""Documents that were left, how far they were read, and the section where."""


class StartPane(QWidget):
    """Stands where the page does while no document is open.

    Signals: `document_requested(str)` with a briefing's id.
    """

    document_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel()
        self._title.setFont(ui_font(5, bold=True))
        self._line = QLabel()
        self._line.setProperty("role", "muted")
        for label in (self._title, self._line):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setContentsMargins(20, 0, 20, 0)
        self.view = EntriesView(theme, translate("Start", "Start page"))
        self.setFocusProxy(self.view)
        self.view.entry_requested.connect(self._requested)
        column = QVBoxLayout()
        column.setContentsMargins(0, 26, 0, 0)
        column.setSpacing(4)
        for part in (self._title, self._line):
            column.addWidget(part)
        column.addWidget(self.view, 1)
        held = QWidget()
        held.setMaximumWidth(_WIDEST)
        held.setLayout(column)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(held, 100)
        row.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        self.view.set_theme(theme)

    def show_title(self, title: str, line: str) -> None:
        """The library's name, and its edition."""
        self._title.setText(title)
        self._line.setText(line)

    @property
    def told(self) -> list[str]:
        """Every row as it is read out."""
        return [entry.spoken for entry in self.view.rows.shown]

    def show_rows(
        self,
        news: Sequence[Card] | None,
        left: Left | None,
        latest: Sequence[Card],
        bind: Callable[[str], str],
    ) -> None:
        """`news` and `left` are None for who has none to expect: a first edition, nothing read."""
        rows: list[Entry] = []
        if news is not None:
            rows.append(_heading(translate("Start", "New since last time in what you read")))
            rows += [card_entry(card, bind) for card in news]
            if not news:
                rows.append(Entry(translate("Start", "Nothing you read or noted has changed.")))
        if left is not None:
            rows.append(_heading(translate("Start", "Go on reading")))
            rows += [_left(*one, bind) for one in left]
            if not left:
                rows.append(Entry(translate("Start", "You have read all that you opened.")))
        rows.append(_heading(translate("Start", "Latest")))
        rows += [card_entry(card, bind) for card in latest]
        if not latest:
            rows.append(Entry(translate("Documents", "No documents on this shelf.")))
        self.view.show_entries(rows)

    def _requested(self, aim: object) -> None:
        if isinstance(aim, Open):
            self.document_requested.emit(aim.briefing)


def _heading(title: str) -> Entry:
    return Entry(title, heading=True)


def _left(card: Card, position: Position, section: str, bind: Callable[[str], str]) -> Entry:
    """How far it is read comes first, so that a cut never eats it."""
    read = translate("Start", "{share}% read").format(share=round(position.furthest * 100))
    detail = f"{read} · {section}" if section else read
    return Entry(card.title, detail, aim=Open(card.id), bound=bind(card.title))
