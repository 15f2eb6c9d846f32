"""The handout being composed: collected passages in order, and what is made of them."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.window import icons
from desktop.window.composition import Composition
from desktop.window.theme import Theme

translate = QCoreApplication.translate
_SHOWN = 140


class TrayPane(QWidget):
    """Lists the passages of the handout being composed.

    Signals: `print_requested()`; `export_requested()`; `passage_requested(int)`.
    """

    print_requested = Signal()
    export_requested = Signal()
    passage_requested = Signal(int)

    def __init__(
        self, composition: Composition, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._composition = composition
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Tray", "Passages of the handout"))
        self.list.setWordWrap(True)
        self.list.setSpacing(4)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._activated)
        self.list.installEventFilter(self)
        self._empty = QLabel(
            translate("Tray", "Select a passage in a document and press T to bring it here.")
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "muted")
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._tools: list[tuple[QToolButton, str]] = []
        tools = QHBoxLayout()
        for icon, text, act in (
            ("chevron-up", translate("Tray", "Move up (Alt+↑)"), lambda: self._move(-1)),
            ("chevron-down", translate("Tray", "Move down (Alt+↓)"), lambda: self._move(1)),
            ("trash", translate("Tray", "Remove (Del)"), self._remove),
        ):
            button = QToolButton()
            button.setProperty("kind", "quiet")
            button.setToolTip(text)
            button.setAccessibleName(text)
            button.clicked.connect(act)
            self._tools.append((button, icon))
            tools.addWidget(button)
        tools.addStretch()
        self._print = QPushButton(translate("Tray", "Print…"))
        self._print.clicked.connect(self.print_requested)
        self._export = QPushButton(translate("Tray", "Export PDF…"))
        self._export.setProperty("kind", "primary")
        self._export.clicked.connect(self.export_requested)
        foot = QHBoxLayout()
        foot.addWidget(self._print)
        foot.addWidget(self._export)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.addWidget(holder, 1)
        column.addLayout(tools)
        column.addLayout(foot)
        composition.changed.connect(self._refill)
        self.set_theme(theme)
        self._refill()

    def set_theme(self, theme: Theme) -> None:
        for button, icon in self._tools:
            button.setIcon(icons.icon(icon, theme.colour("text2"), theme.colour("linestrong")))

    def _refill(self) -> None:
        row, before = self.list.currentRow(), self.list.count()
        self.list.clear()
        for passage in self._composition.passages:
            quote = passage.quote.replace("\n", " ")
            shown = quote if len(quote) <= _SHOWN else quote[:_SHOWN].rstrip() + "…"
            source = " · ".join(part for part in (passage.title, passage.section) if part)
            item = QListWidgetItem(f"“{shown}”\n{source}")
            item.setToolTip(source)
            self.list.addItem(item)
        held = len(self._composition.passages)
        if held:
            newest = held - 1
            self.list.setCurrentRow(newest if held > before else min(max(row, 0), newest))
        self._stack.setCurrentIndex(0 if held else 1)
        for button in (self._print, self._export, *(tool for tool, _ in self._tools)):
            button.setEnabled(held > 0)

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if row >= 0:
            target = self._composition.move(row, step)
            self.list.setCurrentRow(target)

    def _remove(self) -> None:
        if self.list.currentRow() >= 0:
            self._composition.remove(self.list.currentRow())

    def _activated(self, item: QListWidgetItem) -> None:
        self.passage_requested.emit(self.list.row(item))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
                return True
            if event.key() == Qt.Key.Key_Delete:
                self._remove()
                return True
        return super().eventFilter(watched, event)
