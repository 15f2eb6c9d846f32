"""Files and folders, chosen in the system's own dialog or in Qt's."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHeaderView, QSplitter, QTreeView

from desktop.window.theme import scaled

_SIZE = 820, 480
_PLACES = 130
"""The width of the list of places."""
_TYPE = 2
"""The column that repeats what a file's ending says, and leaves no room for its name."""


class FileDialog(QFileDialog):
    """Where the system has no dialog of its own, Qt's: as wide as its headings and dates are."""

    def showEvent(self, event: QShowEvent) -> None:
        tree = self.findChild(QTreeView, "treeView")
        if tree is not None and not event.spontaneous():
            self._widen(tree)
        super().showEvent(event)

    def _widen(self, tree: QTreeView) -> None:
        room = self.screen().availableGeometry().size()
        self.resize(min(scaled(_SIZE[0]), room.width()), min(scaled(_SIZE[1]), room.height()))
        tree.hideColumn(_TYPE)
        head = tree.header()
        head.setResizeContentsPrecision(0)
        head.setStretchLastSection(False)
        for column in range(1, head.count()):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(scaled(60))
        splitter = self.findChild(QSplitter)
        if splitter is not None:
            splitter.setSizes([scaled(_PLACES), self.width() - scaled(_PLACES)])
