"""A dialog that reports: a title, what is so in boxes that scroll, and at the foot what to do."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.window import icons
from desktop.window.theme import Theme, scaled, ui_font

_WIDE, _HIGH = 640, 630
_MARGIN = 48
"""What is left of the window around it."""


def plain(text: str, *, role: str = "", bold: bool = False, delta: float = 0) -> QLabel:
    """A label of plain words that wrap and may be selected."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(ui_font(delta, bold=bold))
    if role:
        label.setProperty("role", role)
    return label


class ReportSheet(QDialog):
    """Boxes from top to bottom; the foot stays while they scroll. It deletes itself when it goes.

    It fits the window it is opened over, whatever the size of the letters.
    """

    def __init__(self, icon: tuple[str, str], title: str, sub: str, theme: Theme, parent: QWidget):
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        wide, high = parent.width() - _MARGIN, parent.height() - _MARGIN
        self.resize(min(scaled(_WIDE), wide), min(scaled(_HIGH), high))
        self._body = QVBoxLayout()
        self._body.setSpacing(10)
        self._body.setContentsMargins(0, 0, 8, 0)
        holder = QWidget()
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._body)
        outer.addStretch()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(title)
        self.area.setWidget(holder)
        self._foot = QHBoxLayout()
        self._foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(12)
        column.addLayout(self._head(icon, title, sub))
        column.addWidget(self.area, 1)
        column.addLayout(self._foot)

    def _head(self, icon: tuple[str, str], title: str, sub: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._icon(*icon, 28))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(plain(title, bold=True, delta=4))
        if sub:
            words.addWidget(plain(sub, role="muted"))
        row.addLayout(words, 1)
        return row

    def _icon(self, name: str, role: str, size: int) -> QLabel:
        label = QLabel()
        label.setPixmap(icons.pixmap(name, self._theme.colour(role), scaled(size), 2.0))
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        return label

    @property
    def words(self) -> str:
        """All that it says, for whoever reads it out or copies it."""
        labels = self.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.text())

    def add_text(
        self, text: str, *, role: str = "", bold: bool = False, delta: float = 0
    ) -> QLabel:
        """Says something between the boxes."""
        label = plain(text, role=role, bold=bold, delta=delta)
        self._body.addWidget(label)
        return label

    def add_box(self, tone: str, icon: str, head: str, text: str = "") -> QLabel:
        """A box of one tone (a colour role, "raised" for none) with its icon; its lower text."""
        box = self._box(tone)
        row = QHBoxLayout(box)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        row.addWidget(self._icon(icon, tone if tone != "raised" else "text2", 20))
        words = QVBoxLayout()
        words.setSpacing(2)
        if head:
            words.addWidget(plain(head, bold=bool(text), delta=0.5 if text else 0))
        lower = plain(text)
        lower.setVisible(bool(text))
        words.addWidget(lower)
        row.addLayout(words, 1)
        return lower

    def add_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Facts by their names, in one box."""
        box = self._box("raised")
        grid = QGridLayout(box)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, (name, value) in enumerate(rows):
            left = plain(name, role="muted")
            left.setAlignment(Qt.AlignmentFlag.AlignTop)
            left.setMinimumWidth(scaled(150))
            grid.addWidget(left, at, 0)
            grid.addWidget(plain(value, bold=True), at, 1)

    def _box(self, tone: str) -> QFrame:
        box = QFrame()
        box.setObjectName("box")
        box.setProperty("tone", tone)
        self._body.addWidget(box)
        return box

    def add_end(
        self, text: str, do: Callable[[], object], *, primary: bool = False, aside: bool = False
    ) -> QPushButton:
        """A button at the foot, `aside` on the left; Enter presses the `primary` one."""
        button = QPushButton(text)
        if primary or aside:
            # Said before the style measures it: a default button's bold face would be clipped.
            button.setProperty("kind", "primary" if primary else "link")
        button.setAutoDefault(primary)
        button.setDefault(primary)
        button.clicked.connect(lambda _checked=False: do())
        self._foot.insertWidget(0, button) if aside else self._foot.addWidget(button)
        if primary:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        """No higher than what it has to say."""
        layout, body = self.layout(), self.area.widget()
        if layout is not None and body is not None and not event.spontaneous():
            layout.activate()
            spare = self.area.viewport().height() - body.heightForWidth(
                self.area.viewport().width()
            )
            if spare > 0:
                self.resize(self.width(), self.height() - spare)
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where the keyboard rests on a button or not, these scroll what is reported."""
        bar = self.area.verticalScrollBar()
        steps = {
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)
