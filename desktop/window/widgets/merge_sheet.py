"""What merging a file of notes would do, note by note, with both texts; taken or left."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.library.reader.annotations import Annotation
from desktop.library.reader.exchange.merging import Choice, Difference, Preview, What
from desktop.window.panes.table import RowsTable, TableView
from desktop.window.theme import Theme, scaled, ui_font
from desktop.window.wordlist import colour_name, kind_name

translate = QCoreApplication.translate
_ORDER: tuple[What, ...] = ("conflicting", "deleted", "changed", "new", "elsewhere", "refused")
_OPEN: tuple[What, ...] = ("conflicting", "deleted")
"""What the reader may decide otherwise than a merge does by itself."""
_CHOICES: tuple[Choice, ...] = ("both", "mine", "theirs")
_SHARES = (14, 22, 26, 26, 12)


def _kind(what: What) -> str:
    return {
        "new": translate("Merge", "New"),
        "same": translate("Merge", "Same"),
        "changed": translate("Merge", "Changed there"),
        "conflicting": translate("Merge", "Changed on both sides"),
        "deleted": translate("Merge", "Deleted there"),
        "elsewhere": translate("Merge", "Of another library"),
        "refused": translate("Merge", "Not taken"),
    }[what]


def _said(note: Annotation | None) -> str:
    """What a note says, in words; a deletion says so."""
    if note is None:
        return translate("Merge", "(none)")
    quote = " … ".join(target.quote for target in note.targets)
    name = colour_name(note.colour) if note.kind == "highlight" else kind_name(note.kind)
    parts = [name, note.note, f"“{quote}”" if quote else "", ", ".join(note.tags)]
    return " · ".join(part for part in parts if part)


class MergeModel(RowsTable[Difference]):
    """One note of the file a row. `choices` are the reader's, by note id."""

    def __init__(self, title_of: Callable[[str], str], theme: Theme) -> None:
        headings = (
            translate("Merge", "What happens"),
            translate("Merge", "Document"),
            translate("Merge", "Mine"),
            translate("Merge", "In the file"),
            translate("Merge", "I keep"),
        )
        super().__init__(headings, theme)
        self._title_of = title_of
        self.choices: dict[str, Choice] = {}

    def cell(self, row: Difference, column: int) -> str:
        match column:
            case 0:
                return _kind(row.what)
            case 1:
                return self._title_of(row.briefing)
            case 2:
                return _said(row.mine)
            case 3:
                return _said(row.theirs)
            case _:
                return self._kept(row)

    def _kept(self, row: Difference) -> str:
        if row.what not in _OPEN:
            return ""
        choice = self.choices.get(row.id, "both")
        if choice == "both":
            together = row.what == "conflicting"
            return translate("Merge", "Both") if together else translate("Merge", "The deletion")
        return {"mine": translate("Merge", "Mine"), "theirs": translate("Merge", "The file's")}[
            choice
        ]

    def ink(self, row: Difference, column: int) -> str:
        return "warn" if column == 0 and row.what in (*_OPEN, "refused") else ""


class MergeSheet(QDialog):
    """The preview of a merge. Nothing is changed before it is taken.

    Signals: `taken(dict)` with the reader's choices by note id.
    """

    taken = Signal(object)

    def __init__(
        self,
        file: str,
        preview: Preview,
        problems: Sequence[str],
        title_of: Callable[[str], str],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        """`problems` tell in words what of the file could not be read."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Merge", "Merge notes"))
        self.resize(min(scaled(980), parent.width() - 48), min(scaled(600), parent.height() - 48))
        self.preview = preview
        self.model = MergeModel(title_of, theme)
        self.view = TableView(translate("Merge", "Notes of the file"), self.model, _SHARES)
        rows = sorted(
            (one for one in preview.differences if one.what != "same"),
            key=lambda one: _ORDER.index(one.what),
        )
        self.model.show(rows)
        self.view.row_changed.connect(self._tell_row)
        self.view.go_requested.connect(lambda _: self._step())
        self.view.keys[Qt.Key.Key_Space] = self._step
        head = QLabel(translate("Merge", "Merge {file}?").format(file=file))
        head.setFont(ui_font(2, bold=True))
        self.counts = QLabel(_summary(preview))
        self._mine, self._theirs = QLabel(), QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        for label in (head, self.counts, self._mine, self._theirs):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        column.addWidget(head)
        column.addWidget(self.counts)
        if problems:
            column.addWidget(_listed(problems))
        column.addWidget(self.view, 1)
        self.view.setVisible(bool(rows))
        column.addWidget(self._mine)
        column.addWidget(self._theirs)
        column.addLayout(self._deciding())
        column.addLayout(self._foot(changes=bool(rows)))
        self.view.reveal(0)
        self._tell_row()
        (self.take if rows else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def _deciding(self) -> QHBoxLayout:
        """What is kept of the chosen rows, where both sides have something to say."""
        row = QHBoxLayout()
        self.keeping: dict[Choice, QPushButton] = {}
        offers: tuple[tuple[Choice, str], ...] = (
            ("both", translate("Merge", "As the merge has it")),
            ("mine", translate("Merge", "Keep mine")),
            ("theirs", translate("Merge", "Keep the file's")),
        )
        for choice, words in offers:
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self.choose, choice))
            row.addWidget(button)
            self.keeping[choice] = button
        row.addStretch()
        return row

    def _foot(self, *, changes: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        self.leave = QPushButton(
            translate("Merge", "Leave it") if changes else translate("Merge", "Close")
        )
        self.leave.setAutoDefault(not changes)
        self.leave.clicked.connect(self.reject)
        row.addWidget(self.leave)
        self.take = QPushButton(translate("Merge", "Merge"))
        self.take.setProperty("kind", "primary")
        self.take.clicked.connect(self._take)
        self.take.setVisible(changes)
        self.take.setDefault(changes)
        row.addWidget(self.take)
        return row

    def choose(self, choice: Choice) -> None:
        """Decides what is kept of the chosen rows that leave a choice."""
        for row in self.view.chosen:
            if row.what in _OPEN:
                self.model.choices[row.id] = choice
        self.model.set_theme(self.model.theme)  # which tells the view of every cell
        self._tell_row()

    def _step(self) -> None:
        """Space or Enter: the next choice for the current row."""
        row = self.view.current
        if isinstance(row, Difference) and row.what in _OPEN:
            held = _CHOICES.index(self.model.choices.get(row.id, "both"))
            self.choose(_CHOICES[(held + 1) % len(_CHOICES)])

    def _tell_row(self) -> None:
        """Both texts of the current row in full."""
        row = self.view.current
        shown = row if isinstance(row, Difference) else None
        mine = translate("Merge", "Mine: {text}").format(text=_said(shown.mine)) if shown else ""
        theirs = (
            translate("Merge", "In the file: {text}").format(text=_said(shown.theirs))
            if shown
            else ""
        )
        for label, text in ((self._mine, mine), (self._theirs, theirs)):
            label.setText(text[:400])
            label.setVisible(bool(text))
        decides = any(one.what in _OPEN for one in self.model.shown)
        for button in self.keeping.values():
            button.setVisible(decides)
            button.setEnabled(shown is not None and shown.what in _OPEN)

    def _take(self) -> None:
        self.taken.emit(dict(self.model.choices))
        self.accept()


def _summary(preview: Preview) -> str:
    """How many notes there are of each kind; only kinds that there are."""
    counted = [(what, preview.count(what)) for what in (*_ORDER, "same")]
    parts = [f"{_kind(what)}: {many}" for what, many in counted if many]
    if not parts:
        return translate("Merge", "There is no note in this file.")
    if len(parts) == 1 and preview.count("same"):
        return translate("Merge", "You have all of these notes already. Nothing would change.")
    return " · ".join(parts)


def _listed(problems: Sequence[str]) -> QScrollArea:
    """What could not be read, a few lines high."""
    words = QLabel("\n".join(problems))
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    words.setProperty("role", "wrong")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setAccessibleName(translate("Merge", "What could not be read of the file"))
    area.setWidget(words)
    area.setMaximumHeight(scaled(72))
    return area
