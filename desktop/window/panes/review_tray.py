"""Notes whose passages have changed, one at a time: the old passage beside the new one."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.library.text.difference import Piece, difference, shortened
from desktop.window import icons
from desktop.window.reader.look import reading_font
from desktop.window.theme import Theme, scaled, ui_font
from desktop.window.wordlist import number

translate = QCoreApplication.translate
_TALLEST = 150


class Case(msgspec.Struct, frozen=True):
    """A note to look at: what its passage was in `edition`, and what comes nearest to it now.

    `new` is empty where nothing comes near: then it can only be left with the old.
    """

    id: str
    edition: int
    present: int
    old: str
    new: str
    note: str = ""


class PassageSide(QFrame):
    """One side: the edition, and the passage with what differs marked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("passage")
        self.head = QLabel()
        self.head.setFont(ui_font(-0.5, bold=True))
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.head.setWordWrap(True)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setMinimumHeight(1)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setFont(reading_font(ui_font(1.5).pointSizeF()))
        self.text.document().setDocumentMargin(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(2)
        column.addWidget(self.head)
        column.addWidget(self.text, 1)

    def show_pieces(self, head: str, pieces: Sequence[Piece], leave: str, theme: Theme) -> None:
        """Writes one side: what `leave` names stands on the other one."""
        self.head.setText(head)
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        cursor.setBlockFormat(QTextBlockFormat())
        said = list[str]()
        for piece in pieces:
            if piece.change == leave or not piece.text:
                continue
            cursor.insertText(piece.text.replace("\n", "\N{LINE SEPARATOR}"), _form(piece, theme))
            said.append(piece.text)
        self.text.setAccessibleName(head)
        self.text.setAccessibleDescription("".join(said))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def needed(self, width: int) -> int:
        """The height of its text in lines of `width` pixels."""
        document = self.text.document().clone(self)
        document.setTextWidth(max(width - 24, 60))
        high = round(document.size().height()) + self.head.heightForWidth(width - 16) + 22
        document.deleteLater()
        return high


def _form(piece: Piece, theme: Theme) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(theme.colour("text"))
    if piece.change == "same":
        return made
    removed = piece.change == "removed"
    made.setForeground(theme.colour("danger" if removed else "ok"))
    made.setBackground(theme.colour("danger_soft" if removed else "ok_soft"))
    made.setFontStrikeOut(removed)
    made.setFontUnderline(not removed)
    return made


class ReviewTray(QFrame):
    """Leads the pane while there is anything to look at. A attaches, K keeps, ↓ goes to the next.

    Signals: `attach_requested(str)`, `keep_requested(str)`, `go_requested(str)`, ids; `fitted()`
    when it needs another height.
    """

    attach_requested = Signal(str)
    keep_requested = Signal(str)
    go_requested = Signal(str)
    fitted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("Review", "Notes to check"))
        self._theme = theme
        self._cases: tuple[Case, ...] = ()
        self._at = 0
        self._icon = QLabel()
        self._title = QLabel()
        self._title.setFont(ui_font(1, bold=True))
        self._why = QLabel()
        self._note = QLabel()
        for label in (self._title, self._why, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.old, self.new = PassageSide(self), PassageSide(self)
        self.attach = QPushButton(translate("Review", "Attach to the new passage"))
        self.attach.setProperty("kind", "primary")
        self.attach.setToolTip(f"{self.attach.text()} (A)")
        self.keep = QPushButton(translate("Review", "Keep the old one"))
        self.keep.setToolTip(f"{self.keep.text()} (K)")
        self.later = QPushButton()
        self.later.setProperty("kind", "link")
        self.attach.clicked.connect(self._attach)
        self.keep.clicked.connect(self._keep)
        self.later.clicked.connect(lambda: self.step(1))
        self._lay_out()
        self.set_theme(theme)
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        self._sides = QHBoxLayout()
        self._sides.setSpacing(8)
        self._sides.addWidget(self.old, 1)
        self._sides.addWidget(self.new, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.attach, self.keep, self.later):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._why)
        column.addLayout(self._sides)
        column.addWidget(self._note)
        column.addLayout(buttons)

    # what it shows

    @property
    def current(self) -> Case | None:
        """The note that is asked about now."""
        return self._cases[self._at] if self._cases else None

    @property
    def cases(self) -> tuple[Case, ...]:
        return self._cases

    def show_cases(self, cases: Sequence[Case]) -> None:
        """Asks about these; the one asked about stays if it is among them."""
        held = self.current
        had = self.isAncestorOf(self.window().focusWidget() or self) or self.hasFocus()
        if tuple(cases) == self._cases:
            return
        self._cases = tuple(cases)
        places = [at for at, case in enumerate(cases) if held is not None and case.id == held.id]
        self._at = places[0] if places else min(self._at, max(len(cases) - 1, 0))
        self.setVisible(bool(cases))
        self._tell()
        if had and not cases:
            self.focusNextChild()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._icon.setPixmap(icons.pixmap("warn", theme.colour("warn"), scaled(20), 2.0))
        self._tell()

    def _tell(self) -> None:
        case, many = self.current, len(self._cases)
        if case is None:
            return
        title = translate("Review", "Notes to check")
        self._title.setText(f"{title}  {number(many)}")
        edition = translate("Review", "Edition {number}")
        why = translate("Review", "The text has changed in edition {number}.")
        self._why.setText(why.format(number=case.present))
        pieces: Sequence[Piece] = (Piece("same", case.old),)
        if case.new:
            pieces = shortened(difference([case.old], [case.new]))
        old = edition.format(number=case.edition)
        self.old.show_pieces(old, pieces, "added", self._theme)
        new = translate("Review", "Edition {number}: the nearest passage")
        nothing = translate("Review", "Edition {number}: no passage comes near")
        if case.new:
            self.new.show_pieces(new.format(number=case.present), pieces, "removed", self._theme)
        else:
            self.new.show_pieces(nothing.format(number=case.present), (), "", self._theme)
        self._note.setText(f"“{case.note}”" if case.note else "")
        self._note.setVisible(bool(case.note))
        self.attach.setEnabled(bool(case.new))
        self.later.setVisible(many > 1)
        at = f"{number(self._at + 1)}/{number(many)}"
        self.later.setText(translate("Review", "Next {place}").format(place=at))
        self.later.setToolTip(translate("Review", "Later; to the next one (↓)"))
        self.setAccessibleDescription(f"{title} {at}. {self._why.text()} {case.note}")
        self._fit()

    def _fit(self) -> None:
        """Both sides are as high as the longer needs, up to a limit; then they scroll."""
        width = max((self.width() - 32) // 2, 120)
        high = max(self.old.needed(width), self.new.needed(width))
        high = min(high, scaled(_TALLEST))
        for side in (self.old, self.new):
            side.setFixedHeight(high)
        self.fitted.emit()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    # what is done

    def step(self, by: int) -> None:
        """To another one, around the ends; this one is asked about later."""
        if self._cases:
            self._at = (self._at + by) % len(self._cases)
            self._tell()

    def choose(self, identifier: str) -> None:
        """Asks about one of them, and takes the keyboard."""
        places = [at for at, case in enumerate(self._cases) if case.id == identifier]
        if places:
            self._at = places[0]
            self._tell()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _attach(self) -> None:
        if self.current is not None and self.current.new:
            self.attach_requested.emit(self.current.id)

    def _keep(self) -> None:
        if self.current is not None:
            self.keep_requested.emit(self.current.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if plain and key == Qt.Key.Key_A:
            self._attach()
        elif plain and key == Qt.Key.Key_K:
            self._keep()
        elif plain and key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and len(self._cases) > 1:
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.go_requested.emit(self.current.id)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark(focused=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark(focused=False)

    def _mark(self, *, focused: bool) -> None:
        self.setProperty("focused", int(focused))
        self.style().unpolish(self)
        self.style().polish(self)
