"""The library pane as a tree: shelves, then sections whose lines are fetched when they open."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.library.errors import AppError
from desktop.window.jobs import Job
from index.vietnamese import fold

Place = Literal[
    "newest", "unread", "reading", "often", "marked", "updated", "withdrawn",
    "section", "conference", "topic", "people", "unit", "kind", "year", "document",
]  # fmt: skip
Index = QModelIndex | QPersistentModelIndex
SHELF = int(Qt.ItemDataRole.UserRole)
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class Shelf(msgspec.Struct, frozen=True):
    """What a line leads to, and whose it is: a conference's id, a topic, a section's name."""

    place: Place
    key: str = ""
    title: str = ""


class Line(msgspec.Struct, frozen=True):
    """A line as it is shown. `count` is None where nothing is counted.

    `folded` is the title as letters typed are compared with it, where there may be thousands.
    `lines` are those below it where they are known beforehand; one that `opens` fetches them.
    """

    shelf: Shelf
    count: int | None = None
    icon: str = ""
    opens: bool = False
    lines: tuple["Line", ...] = ()
    folded: str = ""


Fetch = Callable[[Shelf], Job[list[Line]] | None]


class Node:
    """A line in its place. `below` is None until its lines have come."""

    __slots__ = ("above", "asked", "below", "line", "number", "row")

    def __init__(self, line: Line, above: "Node | None", row: int, number: int) -> None:
        self.line = line
        self.above = above
        self.row = row
        self.number = number
        self.below: list[Node] | None = None if line.opens or line.lines else []
        self.asked = False

    @property
    def waits(self) -> bool:
        """Whether its lines are on their way."""
        return self.asked and self.below is None


class LibraryModel(QAbstractItemModel):
    """Holds lines as numbered nodes, made when what is above them opens.

    `fetch` gets the lines of one that opens off the UI thread.

    Signals: `refused(AppError)`; the line may then be opened again.
    """

    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fetch: Fetch | None = None
        self._nodes: list[Node] = []
        self._generation = 0
        self._root = self._plant(Line(Shelf("section")), None, 0)

    def show(self, lines: Sequence[Line]) -> None:
        """Shows other lines; what was fetched is fetched again when it opens."""
        self.beginResetModel()
        self._nodes = []
        self._generation += 1
        self._root = self._plant(Line(Shelf("section")), None, 0)
        self._root.below = [self._plant(line, self._root, row) for row, line in enumerate(lines)]
        self.endResetModel()

    def _plant(self, line: Line, above: Node | None, row: int) -> Node:
        node = Node(line, above, row, len(self._nodes))
        self._nodes.append(node)
        return node

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Gives the shelves at the top other numbers."""
        for node in self._root.below or ():
            many = counts.get(node.line.shelf.place)
            if many is not None and many != node.line.count:
                node.line = msgspec.structs.replace(node.line, count=many)
                self.dataChanged.emit(self.at(node), self.at(node))

    def at(self, node: Node) -> QModelIndex:
        return QModelIndex() if node is self._root else self.createIndex(node.row, 0, node.number)

    def node(self, index: Index) -> Node:
        return self._nodes[index.internalId()] if index.isValid() else self._root

    def find(self, place: Place, key: str = "") -> QModelIndex:
        """The line of a shelf, a section or a value; no index if it has not been fetched."""
        wanted = (place, key)
        for node in list(self._nodes):
            if (node.line.shelf.place, node.line.shelf.key) == wanted:
                return self.at(node)
            for row, line in enumerate(node.line.lines if node.below is None else ()):
                if (line.shelf.place, line.shelf.key) == wanted:
                    return self.below(node, row)
        return QModelIndex()

    def below(self, node: Node, row: int) -> QModelIndex:
        """One of the lines that a node has beforehand."""
        if node.below is None:
            self._grow(node, node.line.lines)
        return self.index(row, 0, self.at(node))

    def shown(self, is_open: Callable[[QModelIndex], bool]) -> Iterator[tuple[Node, int, str]]:
        """Every line from top to bottom but those of what is closed: node, -1, folded title.

        A drawer has no title here, and its lines are given also while it is closed: node, row
        below it, folded title.
        """
        waiting = list(reversed(self._root.below or ()))
        while waiting:
            node = waiting.pop()
            drawer = bool(node.line.lines) and node.above is not self._root
            yield node, -1, "" if drawer else _folded(node.line)
            if node.below and is_open(self.at(node)):
                waiting.extend(reversed(node.below))
            elif drawer:
                for row, line in enumerate(node.line.lines):
                    yield node, row, _folded(line)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008  Qt's own default
        below = self.node(parent).below
        if column or below is None or not 0 <= row < len(below):
            return QModelIndex()
        return self.createIndex(row, 0, below[row].number)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # Qt's own overload
        above = self.node(index).above
        return self.at(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return len(self.node(parent).below or ())

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        del parent
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008  Qt's own default
        below = self.node(parent).below
        return below is None or bool(below)

    def canFetchMore(self, parent: Index) -> bool:
        node = self.node(parent)
        return node.below is None and not node.asked

    def fetchMore(self, parent: Index) -> None:
        node = self.node(parent)
        if not self.canFetchMore(parent):
            return
        if node.line.lines:
            self._grow(node, node.line.lines)
            return
        job = self.fetch(node.line.shelf) if self.fetch is not None else None
        if job is None:
            return
        node.asked = True
        asked_of = self._generation

        def came(lines: list[Line]) -> None:
            if asked_of == self._generation:
                self._grow(node, lines)

        def refused(error: AppError) -> None:
            node.asked = False
            self.refused.emit(error)

        job.then(came).failed(refused)

    def _grow(self, node: Node, lines: Sequence[Line]) -> None:
        if lines:
            self.beginInsertRows(self.at(node), 0, len(lines) - 1)
        node.below = [self._plant(line, node, row) for row, line in enumerate(lines)]
        if lines:
            self.endInsertRows()
        if node.line.shelf.place == "section":
            many = sum(len(line.lines) or 1 for line in lines)
            node.line = msgspec.structs.replace(node.line, count=many)
        self.dataChanged.emit(self.at(node), self.at(node))

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node = self.node(index)
        line = node.line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.shelf.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.shelf.title if line.count is None else f"{line.shelf.title}, {line.count}"
        return line.shelf if role == SHELF else None


def _folded(line: Line) -> str:
    return line.folded or fold(line.shelf.title)
