"""The walk over a block tree that fills a QTextDocument by its cursor."""

import math
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextList,
    QTextListFormat,
    QTextTableFormat,
)

from desktop.library.document import LEAVES, Node
from desktop.window.reader import figures
from desktop.window.reader.columns import measured, parted
from desktop.window.reader.look import reading_font
from desktop.window.reader.positions import Extra, LeafText, utf16_length
from desktop.window.reader.reading import ENCLOSED, Reading, enclosed
from desktop.window.reader.runs import pieces
from desktop.window.reader.stops import Stop
from desktop.window.reader.styles import (
    GROUND,
    INK,
    QUOTE,
    RULE,
    SHRUNK,
    TITLE_LINE,
    Styles,
)
from desktop.window.widgets.balanced import balanced

_LINE = "\u2028"
_BULLETS = (QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListCircle)
_TONES = {
    "warn": ("warn", "warn_soft"),
    "info": ("info", "info_soft"),
    "danger": ("danger", "danger_soft"),
    "accent": ("accent", "accent_soft"),
    "neutral": ("text2", "track"),
}


class _Items:
    """A list whose QTextList comes into being with its first item."""

    def __init__(self, form: QTextListFormat) -> None:
        self._form = form
        self._list: QTextList | None = None

    def take(self, cursor: QTextCursor) -> None:
        if self._list is None:
            self._list = cursor.createList(self._form)
        else:
            self._list.add(cursor.block())


def in_order(nodes: Iterable[Node]) -> Iterator[Node]:
    """The leaves in the order in which they are set: a table's caption comes after its rows."""
    for node in nodes:
        if node.kind in LEAVES:
            yield node
        elif node.kind == "table":
            cells = [cell for row in node.children if row.kind == "row" for cell in row.children]
            if cells:
                yield from cells
                yield from (child for child in node.children if child.kind == "caption")
        else:
            yield from in_order(node.children)


class Setter:
    """One setting of one document, in `steps()`.

    What is set so far: leaves, the numbers of their text blocks, anchors, where the keyboard may
    stop, and in `inks` what `Styles.tint` can give other colours, as places from and to, a block's
    own from and to its beginning. `lasting` says that there are colours which it does not reach.
    """

    def __init__(self, document: QTextDocument, reading: Reading, styles: Styles) -> None:
        self.leaves: list[LeafText] = []
        self.numbers: list[int] = []
        self.anchors: dict[str, int] = {}
        self.stops: list[Stop] = []
        self.inks: list[tuple[int, int]] = []
        self.lasting = False
        self.widest = 0.0
        self._document = document
        self._reading = reading
        self._styles = styles
        self._cursor = QTextCursor(document)
        self._fresh = True
        self._depth = 0
        self._quotes = 0
        self._small = False
        self._shrunk = 1.0
        self._marker: _Items | None = None
        self._notes: dict[str, int] = {}
        self._label = ""
        self._targets: dict[str, list[tuple[int, int, str]]] = {}
        for cited in reading.citations:
            if cited.target:
                span = (cited.start, cited.end, cited.target)
                self._targets.setdefault(cited.block, []).append(span)

    def steps(self) -> Iterator[None]:
        """Sets a little more of the text with every step."""
        self._number_footnotes(self._reading.document)
        if self._reading.title:
            self._heading_block()
        for node in self._reading.document:
            yield from self._node(node)
        if self._fresh:
            self._cursor.setBlockFormat(self._styles.block(0, 0, 0))

    def _number_footnotes(self, nodes: tuple[Node, ...]) -> None:
        for node in nodes:
            if node.kind == "footnotes":
                for note in node.children:
                    self._notes[note.label] = len(self._notes) + 1

    # the heading block

    def _heading_block(self) -> None:
        reading, styles = self._reading, self._styles
        if reading.conference:
            self._begin(styles.block(0, 6, 0))
            self._write(reading.conference, styles.interface("accent"))
        points = styles.title_points()
        title = styles.characters("text", points, bold=True)
        text, font = reading.bound or reading.title, reading_font(points, bold=True)
        lines = balanced(text, font, styles.width, 6)
        form = styles.block(0, 8, TITLE_LINE)
        form.setHeadingLevel(1)
        self._begin(form)
        self._write(_LINE.join(lines), title)
        for person in reading.byline:
            self._begin(styles.block(0, 2, 0))
            plain = styles.interface("text2")
            if person.lead:
                self._write(person.lead + " ", plain)
            self._write(person.name, styles.interface("text", bold=True))
            self._write(person.rest, plain)
        if reading.badges:
            self._begin(styles.block(8, 4, 0))
            for at, picture in enumerate(self._badges(styles)):
                self._write("  " if at else "", styles.interface("text2"))
                self._picture(f"badge:{at}", picture, reading.badges[at].text)
        for number, (lead, files) in enumerate(enclosed(reading)):
            self._begin(styles.block(4 if number else 8, 2, 0))
            self._write(lead, styles.interface("text2"))
            for at, file in enumerate(files):
                self._write(", " if at else " ", styles.interface("text2"))
                link = styles.link(styles.interface("accent"), f"{ENCLOSED}{file.number}")
                self._write(file.name, link)
        rule = styles.block(4, 12, 0)
        rule.setProperty(RULE, 1)
        self._begin(rule)

    def _badges(self, styles: Styles) -> Iterator[QImage]:
        for badge in self._reading.badges:
            ink, ground = (styles.theme.colour(role) for role in _TONES[badge.tone])
            font = styles.heading_font()
            font.setPointSizeF(font.pointSizeF() - 0.5)
            yield figures.badge(badge.text, font, styles.ratio, ink, ground)

    def draw_badges(self, styles: Styles) -> None:
        """Draws the badges anew where they stand, in the colours of another theme."""
        for at, picture in enumerate(self._badges(styles)):
            self._keep(f"badge:{at}", picture)

    # blocks

    def _write(self, text: str, form: QTextCharFormat) -> None:
        start = self._cursor.position()
        self._cursor.insertText(text, form)
        if form.hasProperty(INK) or form.hasProperty(GROUND):
            self.inks.append((start, self._cursor.position()))

    def _begin(self, form: QTextBlockFormat) -> None:
        plain = QTextCharFormat()
        if self._fresh:
            self._cursor.setBlockFormat(form)
            self._cursor.setBlockCharFormat(plain)
            self._fresh = False
        else:
            self._cursor.insertBlock(form, plain)
        if form.hasProperty(GROUND):
            self.inks.append((self._cursor.position(), self._cursor.position()))

    def _node(self, node: Node) -> Iterator[None]:
        if node.kind in LEAVES:
            self._leaf(node)
            yield
            return
        walk = {
            "list": self._list,
            "quote": self._quote,
            "table": self._table,
            "figure": self._figure,
            "footnotes": self._footnotes,
            "rule": self._rule,
            "definition": self._definition,
        }.get(node.kind, self._children)
        yield from walk(node)

    def _children(self, node: Node) -> Iterator[None]:
        for child in node.children:
            yield from self._node(child)

    def _leaf(self, node: Node, *, begun: bool = False) -> None:
        styles = self._styles
        if not begun:
            marked = self._marker is not None
            indent = 0 if marked else self._depth
            form = styles.leaf_block(node, indent=indent, tight=self._depth > 0)
            if self._quotes:
                form.setLeftMargin(20 * self._quotes * styles.zoom)
                form.setProperty(QUOTE, self._quotes)
            if node.kind == "caption":
                form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._begin(form)
            self._mark_item()
        base = styles.leaf(node, quoted=self._quotes > 0, small=self._small)
        base.setFontPointSize(base.fontPointSize() * self._shrunk)
        if not begun:  # in a cell this would replace the cell's own format
            self._cursor.setBlockCharFormat(base)
        self._cursor.block().setUserState(len(self.leaves))
        self.numbers.append(self._cursor.blockNumber())
        extras: list[Extra] = []
        if self._label:
            number = f"{self._notes[self._label]}. "
            self._link(number, styles.link(base, f"#ref:{self._label}"))
            extras.append(Extra(0, len(number)))
            self.anchors[f"note:{self._label}"] = len(self.leaves)
            self._label = ""
        self._runs(node, base, extras)
        self.leaves.append(LeafText(node.id, node.text, tuple(extras)))

    def _runs(self, node: Node, base: QTextCharFormat, extras: list[Extra]) -> None:
        at = 0
        for run, target in pieces(node, self._targets.get(node.id, [])):
            if run.note:
                mark = f"[{self._notes.get(run.note, run.note)}]"
                self._link(mark, self._styles.reference(base, f"#note:{run.note}"))
                extras.append(Extra(at, utf16_length(mark)))
                self.anchors.setdefault(f"ref:{run.note}", len(self.leaves))
            elif run.text:
                form = self._styles.run(base, run, target)
                self._link(run.text.replace("\n", _LINE), form)
            at += len(run.text)

    def _link(self, text: str, form: QTextCharFormat) -> None:
        """Writes a run; the keyboard may stop at it if it leads anywhere."""
        start = self._cursor.position()
        self._write(text, form)
        href = form.anchorHref()
        if not href:
            return
        last = self.stops[-1] if self.stops else None
        if last is not None and last.end == start and last.href == href:
            start = self.stops.pop().start
        self.stops.append(Stop(start, self._cursor.position(), href))

    def _mark_item(self) -> None:
        """Makes the block just begun the first of its list item, if an item waits for one."""
        if self._marker is not None:
            self._marker.take(self._cursor)
            self._marker = None

    def _list(self, node: Node) -> Iterator[None]:
        self._depth += 1
        form = QTextListFormat()
        form.setIndent(self._depth)
        if node.ordered:
            form.setStyle(QTextListFormat.Style.ListDecimal)
            form.setStart(node.start)
        else:
            form.setStyle(_BULLETS[min(self._depth, 2) - 1])
        items = _Items(form)
        for item in node.children:
            self._marker = items
            if not item.children or item.children[0].kind not in LEAVES:
                self._begin(self._styles.block(0, 0))
                self._mark_item()
            yield from self._children(item)
        self._depth -= 1

    def _definition(self, node: Node) -> Iterator[None]:
        self._depth += 1
        yield from self._children(node)
        self._depth -= 1

    def _quote(self, node: Node) -> Iterator[None]:
        self._quotes += 1
        yield from self._children(node)
        self._quotes -= 1

    def _rule(self, _node: Node) -> Iterator[None]:
        form = self._styles.block(6, 14, 0)
        form.setProperty(RULE, 1)
        self._begin(form)
        yield

    def _footnotes(self, node: Node) -> Iterator[None]:
        form = self._styles.block(16, 6, 0)
        form.setProperty(RULE, 1)
        self._begin(form)
        self._small = True
        for note in node.children:
            self._label = note.label
            yield from self._children(note)
            if self._label:
                self._label = ""
        self._small = False

    # tables and figures

    def _table(self, node: Node) -> Iterator[None]:
        rows = [row for row in node.children if row.kind == "row"]
        columns = max((sum(cell.span for cell in row.children) for row in rows), default=0)
        if not columns:
            return
        start, heads = self._cursor.position(), sum(1 for row in rows if row.head)
        at = len(self.stops)
        parts = parted(rows)
        letters = measured(node)
        needed = letters.wide(0) * self._styles.letter
        width = self._styles.width
        self._shrunk = min(max(width / needed, SHRUNK), 1.0)
        width = max(width, needed * self._shrunk)
        self.widest = max(self.widest, width)
        close = needed > self._styles.width
        shares = letters.shares() if len(parts) > 1 or close else ()
        for number, part in enumerate(parts):
            first, last = number == 0, number == len(parts) - 1
            form = self._styles.table(width, shares, first=first, last=last)
            form.setHeaderRowCount(heads if first else 0)
            self._rows(part, columns, form)
            yield
        self._shrunk = 1.0
        self.stops.insert(at, Stop(start, self._cursor.position(), node=node, width=width))
        for child in node.children:
            if child.kind == "caption":
                self._leaf(child)

    def _rows(self, rows: list[Node], columns: int, form: QTextTableFormat) -> None:
        self.lasting = True
        table = self._cursor.insertTable(len(rows), columns, form)
        for r, row in enumerate(rows):
            c = 0
            for cell in row.children:
                if cell.span > 1:
                    table.mergeCells(r, c, 1, cell.span)
                place = table.cellAt(r, c)
                if row.head or cell.head:
                    ground = place.format()
                    ground.setBackground(self._styles.theme.colour("sidebar"))
                    place.setFormat(ground)
                self._cursor = place.firstCursorPosition()
                self._cursor.setBlockFormat(self._styles.leaf_block(cell))
                self._leaf(cell, begun=True)
                c += cell.span
        self._cursor = QTextCursor(self._document)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh = True

    def _figure(self, node: Node) -> Iterator[None]:
        styles = self._styles
        data = self._reading.figures.get(node.src, b"")
        width = math.floor(styles.width)
        picture = figures.figure(data, width, styles.ratio) if data else None
        if picture is None:
            ink, ground = styles.theme.colour("text2"), styles.theme.colour("track")
            self.lasting = True
            picture = figures.missing(node.alt or node.src, width, styles.ratio, ink, ground)
        form = styles.block(6, 4, 0)
        form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._begin(form)
        start = self._cursor.position()
        self._picture(f"figure:{start}:{node.src}", picture, node.alt)
        self.stops.append(Stop(start, self._cursor.position(), node=node))
        yield from self._children(node)

    def _picture(self, name: str, picture: QImage, alt: str) -> None:
        form = QTextImageFormat()
        form.setName(self._keep(name, picture))
        form.setWidth(picture.width() / picture.devicePixelRatio())
        form.setHeight(picture.height() / picture.devicePixelRatio())
        form.setProperty(QTextImageFormat.Property.ImageAltText.value, alt)
        form.setForeground(QColor(Qt.GlobalColor.transparent))
        self._cursor.insertImage(form)

    def _keep(self, name: str, picture: QImage) -> str:
        """Gives the document a picture; the name under which it has it."""
        url = QUrl(f"picture:{quote(name)}")
        self._document.addResource(QTextDocument.ResourceType.ImageResource.value, url, picture)
        return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
