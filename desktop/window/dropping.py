"""What is dragged from the page or the list onto a button is taken into the handout."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

PASSAGE = "application/x-briefing-passage"
"""Marks what is dragged as the selection of the page."""
DOCUMENT = "application/x-briefing-document"
"""Holds the id of the document that is dragged."""


class Dropping(QObject):
    """Lets a widget take passages and documents that are dropped on it."""

    def __init__(
        self, target: QWidget, passage: Callable[[], object], document: Callable[[str], object]
    ) -> None:
        super().__init__(target)
        self._passage, self._document = passage, document
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes what is ours; everything else goes its way."""
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDropEvent):
            if _ours(event.mimeData()):
                event.acceptProposedAction()
                return True
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            data = event.mimeData()
            if _ours(data):
                event.acceptProposedAction()
                self._take(data)
                return True
        return super().eventFilter(watched, event)

    def _take(self, data: QMimeData) -> None:
        if data.hasFormat(DOCUMENT):
            self._document(bytes(data.data(DOCUMENT).data()).decode())
        else:
            self._passage()


def _ours(data: QMimeData) -> bool:
    return data.hasFormat(PASSAGE) or data.hasFormat(DOCUMENT)
