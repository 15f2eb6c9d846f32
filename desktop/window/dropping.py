"""What is dragged from the page and the lists beside it, to be taken into the handout."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec
from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.library.document import Node, leaves
from desktop.library.reader.anchors import Span

PASSAGE = "application/x-briefing-passage"
"""Holds the stretches of the open document that are selected."""
DOCUMENT = "application/x-briefing-document"
"""Holds the id of a document."""
SECTION = "application/x-briefing-section"
"""Holds the place of a section among the headings of the open document."""
FIGURE = "application/x-briefing-figure"
"""Holds a block of a figure or table of the open document, and the picture's name."""
NOTES = "application/x-briefing-notes"
"""Holds the ids of notes."""
What = TypeVar("What")
KINDS = (PASSAGE, DOCUMENT, SECTION, FIGURE, NOTES)
LINGERING_MS = 600
"""How long something is held over a target that opens what lies behind it."""


class Place(msgspec.Struct, frozen=True):
    """Where a figure or a table is found in its document."""

    block: str
    picture: str


def place_of(node: Node) -> Place:
    """The first block in a figure or a table, and its picture."""
    return Place(next((leaf.id for leaf in leaves((node,)) if leaf.id), ""), node.src)


def carrying(kind: str, what: Sequence[Span] | Sequence[str] | Place | int | str) -> QMimeData:
    """One of `KINDS`, as it is dragged."""
    data = QMimeData()
    data.setData(kind, msgspec.json.encode(what))
    return data


def carried(data: QMimeData, kind: str, form: type[What]) -> What | None:
    """What is dragged of a kind; None for none, or for what another program calls so."""
    if not data.hasFormat(kind):
        return None
    try:
        return msgspec.json.decode(bytes(data.data(kind).data()), type=form)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


class Dropping(QObject):
    """Lets a widget take what is ours when it is dropped on it.

    Signals: `lingered()` when something of ours is held over it for a while.
    """

    lingered = Signal()

    def __init__(self, target: QWidget, take: Callable[[QMimeData], object]) -> None:
        super().__init__(target)
        self._take = take
        self._linger = QTimer(self, interval=LINGERING_MS, singleShot=True)
        self._linger.timeout.connect(self.lingered)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes what is ours; everything else goes its way."""
        if event.type() == QEvent.Type.DragLeave:
            self._linger.stop()
        elif isinstance(event, QDropEvent) and any(map(event.mimeData().hasFormat, KINDS)):
            event.acceptProposedAction()
            if event.type() == QEvent.Type.DragEnter:
                self._linger.start()
            elif event.type() == QEvent.Type.Drop:
                self._linger.stop()
                self._take(event.mimeData())
            return True
        return super().eventFilter(watched, event)
