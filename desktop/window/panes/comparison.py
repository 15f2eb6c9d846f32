"""Any two versions of the open document, compared word by word."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.library.text.comparison import Comparison
from desktop.library.versions import Step
from desktop.window import icons
from desktop.window.panes.passages import ROW, PassageDelegate, PassagesModel, Row, rows
from desktop.window.panes.rows import RowsView
from desktop.window.theme import Theme, ui_font

translate = QCoreApplication.translate
_AT_ONCE = 20
"""Passages that are laid out before the window looks after its keys again."""


def edition_name(edition: int) -> str:
    """The edition that brought a version, as people call it."""
    return translate("History", "Edition {number}").format(number=edition)


def told(reworded: int, added: int, removed: int, moved: int) -> str:
    """What was done to how many passages, in words."""
    parts = []
    if reworded:
        parts.append(translate("History", "%n reworded", "", reworded))
    if added:
        parts.append(translate("History", "%n added", "", added))
    if removed:
        parts.append(translate("History", "%n taken out", "", removed))
    if moved:
        parts.append(translate("History", "%n moved", "", moved))
    text = " · ".join(parts) or translate("History", "The text is the same")
    return text[:1].upper() + text[1:]


class PassagesView(RowsView):
    """The passages; Enter goes to the one in the document.

    Signals: `passage_requested(str)`, a block's id.
    """

    passage_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(translate("History", "Passages compared"), parent)
        self._delegate = PassageDelegate(theme, self)
        self.rows = PassagesModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_AT_ONCE)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()

    def show_rows(self, shown: Sequence[Row]) -> None:
        """Replaces the rows; the first change is the current one."""
        self._delegate.forget()
        self.rows.show(shown)
        first = next((at for at, row in enumerate(shown) if row.label and row.pieces), -1)
        if first >= 0:
            self.setCurrentIndex(self.rows.index(first, 0))

    def go(self, index: QModelIndex) -> None:
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, Row) and row.block:
            self.passage_requested.emit(row.block)


class ComparisonPane(QWidget):
    """Chooses two versions and shows what differs.

    Signals: `comparison_requested(int, int)`, the versions chosen; `passage_requested(str)`;
    `left()` on Esc or its button.
    """

    comparison_requested = Signal(int, int)
    passage_requested = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compared: Comparison | None = None
        self._back = QPushButton(translate("History", "Related documents"))
        self._back.setProperty("kind", "quiet")
        self._back.clicked.connect(self.left)
        self.older = self._choice(translate("History", "Older version"))
        self.newer = self._choice(translate("History", "Newer version"))
        self._summary = QLabel()
        self._summary.setFont(ui_font(bold=True))
        self._legend = QLabel(translate("History", "Struck through: taken out. Underlined: added."))
        for label in (self._summary, self._legend):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._legend.setProperty("role", "muted")
        self.whole = QCheckBox(translate("History", "Show the whole text"))
        self.whole.toggled.connect(self._refill)
        self.view = PassagesView(theme)
        self.view.passage_requested.connect(self.passage_requested)
        self._lay_out()
        self.set_theme(theme)

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.activated.connect(self._chosen)
        return box

    def _lay_out(self) -> None:
        pair = QHBoxLayout()
        pair.addWidget(self.older, 1)
        pair.addWidget(QLabel("→"))
        pair.addWidget(self.newer, 1)
        head = QVBoxLayout()
        head.setContentsMargins(12, 8, 12, 6)
        head.setSpacing(6)
        head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        head.addLayout(pair)
        for part in (self._summary, self._legend, self.whole):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    def set_theme(self, theme: Theme) -> None:
        self._back.setIcon(icons.icon("back", theme.colour("text2")))
        self.view.set_theme(theme)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """The versions that can be chosen, the newest first."""
        for box in (self.older, self.newer):
            box.clear()
            for step in reversed(steps):
                box.addItem(edition_name(step.edition), step.version)

    def choose(self, old: int, new: int) -> None:
        """Asks for two versions, as if they had been chosen."""
        for box, version in ((self.older, old), (self.newer, new)):
            box.setCurrentIndex(box.findData(version))
        self._chosen()

    @property
    def summary(self) -> str:
        return self._summary.text()

    def show_comparison(self, compared: Comparison) -> None:
        self._compared = compared
        counts = compared.counts
        reworded = counts["changed"] + counts["split"] + counts["joined"]
        self._summary.setText(told(reworded, counts["added"], counts["removed"], counts["moved"]))
        self._refill()

    def show_problem(self, text: str) -> None:
        self._compared = None
        self._summary.setText(text)
        self.view.show_rows(())

    def _refill(self) -> None:
        if self._compared is not None:
            self.view.show_rows(tuple(rows(self._compared, whole=self.whole.isChecked())))

    def _chosen(self) -> None:
        """Puts the older of the two first, whichever was named there."""
        places = self.older.currentIndex(), self.newer.currentIndex()
        if min(places) < 0:
            return
        self.older.setCurrentIndex(max(places))
        self.newer.setCurrentIndex(min(places))
        self.comparison_requested.emit(self.older.currentData(), self.newer.currentData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
