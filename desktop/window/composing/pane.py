"""The composer: its head with the draft's title, the tray, the options, the preview, the foot."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.library.handouts.draft import Draft
from desktop.window import icons
from desktop.window.composing.findings import FindingsPane
from desktop.window.composing.options import OptionsPane
from desktop.window.composing.preview import Preview
from desktop.window.composing.tray import TrayPane
from desktop.window.jobs import Jobs
from desktop.window.panes.stand_in import StandInPane
from desktop.window.theme import Theme, scaled, ui_font
from desktop.window.widgets.elided import ElidedLabel
from desktop.window.widgets.notice import Notice
from desktop.window.widgets.segments import Segments
from desktop.wording import Language

translate = QCoreApplication.translate
WIDE = 1100
"""Pixels, as drawn, from which on tray and options stand side by side."""
_TRAY, _OPTIONS = 300, 320


class ComposerPane(StandInPane):
    """Stands where the page does. PgUp and PgDn turn the preview wherever the keyboard is.

    Signals: `came()` and `went()` when it is shown and hidden; `titled(str)`;
    `print_requested()`; `form_requested(str)` a format to save in; `draft_requested(str)` another
    draft; `begin_requested()`, `copy_requested()`, `remove_requested()` of drafts;
    `prose_requested()`.
    """

    came = Signal()
    went = Signal()
    titled = Signal(str)
    print_requested = Signal()
    form_requested = Signal(str)
    draft_requested = Signal(str)
    begin_requested = Signal()
    copy_requested = Signal()
    remove_requested = Signal()
    prose_requested = Signal()

    def __init__(
        self, theme: Theme, jobs: Jobs, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tray = TrayPane(theme)
        self.options = OptionsPane()
        self.preview = Preview(theme, jobs)
        self.findings = FindingsPane(theme, language)
        self.notice = Notice(theme)
        self.setFocusProxy(self.tray.list)
        self.tray.prose_requested.connect(self.prose_requested)
        self._drafts: Sequence[Draft] = ()
        self._current = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addLayout(self._body(), 1)
        column.addWidget(self.notice)
        for keys, do in (
            ("Ctrl+N", self.prose_requested.emit),
            ("Alt+M", self._to_template),
            ("PgUp", lambda: self.preview.step(-1)),
            ("PgDown", lambda: self.preview.step(1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)
        self.set_theme(theme)

    def _head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("composer_head")
        self.back = QToolButton()
        self.back.setProperty("kind", "quiet")
        words = translate("Composer", "Back to the document (Esc)")
        self.back.setToolTip(words)
        self.back.setAccessibleName(words)
        self.back.clicked.connect(self.left)
        name = QLabel(translate("Composer", "Handout"))
        name.setFont(ui_font(2, bold=True))
        self.title = QLineEdit()
        self.title.setAccessibleName(translate("Composer", "Title of the handout"))
        self.title.setPlaceholderText(translate("Composer", "Title, or that of the source"))
        self.title.setMinimumWidth(scaled(150))
        self.title.setMaximumWidth(scaled(360))
        self.title.textEdited.connect(self.titled)
        self.drafts = QPushButton(translate("Composer", "Drafts"))
        self.drafts.clicked.connect(self._offer_drafts)
        self._saved = ElidedLabel()
        self._saved.setProperty("role", "muted")
        self.save = QPushButton(translate("Composer", "Export"))
        self.save.clicked.connect(self._offer_forms)
        self.print = QPushButton(translate("Composer", "Print…"))
        self.print.setProperty("kind", "primary")
        self.print.clicked.connect(self.print_requested)
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(name)
        row.addWidget(self.title, 2)
        row.addWidget(self.drafts)
        row.addWidget(self._saved, 1)
        row.addWidget(self.save)
        row.addWidget(self.print)
        return head

    def _body(self) -> QHBoxLayout:
        self._turn = Segments(
            translate("Composer", "Beside the preview"),
            (
                ("tray", translate("Composer", "Contents")),
                ("options", translate("Composer", "Layout")),
            ),
        )
        self._turn.chosen.connect(self.turn)
        self._turn.show_choice("tray")
        self._part = "tray"
        self._middle = QFrame()
        self._middle.setObjectName("composer_options")
        self.summary = QLabel()
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.summary.setObjectName("composer_summary")
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.options, 1)
        middle.addWidget(self.summary)
        self._left = QVBoxLayout()
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(0)
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.addWidget(self.tray)
        sides.addWidget(self._middle)
        self._left.addWidget(self._turn)
        self._left.addLayout(sides, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(self._left)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.preview, 1)
        right.addWidget(self.findings)
        body.addLayout(right, 1)
        return body

    def set_theme(self, theme: Theme) -> None:
        self.back.setIcon(icons.icon("back", theme.colour("text2")))
        self.drafts.setIcon(icons.icon("chevron-down", theme.colour("text2")))
        self.save.setIcon(icons.icon("export", theme.colour("text2")))
        self.print.setIcon(icons.icon("printer", theme.colour("accent_on")))
        for part in (self.tray, self.preview, self.findings, self.notice):
            part.set_theme(theme)

    # what is shown

    def show_drafts(self, drafts: Sequence[Draft], current: Draft | None) -> None:
        """Knows the drafts that can be turned to; shows the title of the current one."""
        self._drafts = drafts
        self._current = current.id if current is not None else ""
        title = current.title if current is not None else ""
        if self.title.text() != title:
            self.title.setText(title)

    def show_summary(self, text: str) -> None:
        """How much paper it takes; "" while there are no pages."""
        self.summary.setText(text)
        self.summary.setVisible(bool(text))
        if not text:
            self.findings.hide()

    def tell_saved(self, text: str) -> None:
        self._saved.setText(text)

    @property
    def narrow(self) -> bool:
        """Whether tray and options take turns beside the preview."""
        return self.width() < scaled(WIDE)

    def turn(self, part: str) -> None:
        """Where there is no room for both: shows the `tray` or the `options`."""
        self._part = part
        self._turn.show_choice(part)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.narrow
        self._turn.setVisible(narrow)
        self.tray.setVisible(not narrow or self._part == "tray")
        self._middle.setVisible(not narrow or self._part == "options")
        self.tray.setFixedWidth(scaled(_TRAY))
        self._middle.setFixedWidth(scaled(_OPTIONS if not narrow else _TRAY))

    def _to_template(self) -> None:
        """Alt+M: the templates are offered."""
        if self.narrow:
            self.turn("options")
        self.options.template.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.options.template.showPopup()

    def to_options(self, name: str) -> None:
        """Brings the keyboard to an option."""
        if self.narrow:
            self.turn("options")
        self.options.lead_to(name)

    # menus

    def _offer_drafts(self) -> None:
        menu = self._menu()
        for draft in self._drafts:
            action = menu.addAction(named(draft).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(draft.id == self._current)
            action.triggered.connect(lambda _=False, one=draft.id: self.draft_requested.emit(one))
        menu.addSeparator()
        for words, wish in (
            (translate("Composer", "New draft"), self.begin_requested),
            (translate("Composer", "Copy of this draft"), self.copy_requested),
            (translate("Composer", "Delete this draft"), self.remove_requested),
        ):
            menu.addAction(words).triggered.connect(lambda _=False, wish=wish: wish.emit())
        self._pop(menu, self.drafts)

    def _offer_forms(self) -> None:
        menu = self._menu()
        for form, words in form_names():
            action = menu.addAction(words)
            action.triggered.connect(lambda _=False, form=form: self.form_requested.emit(form))
        self._pop(menu, self.save)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _pop(self, menu: QMenu, under: QPushButton) -> None:
        menu.popup(under.mapToGlobal(QPoint(0, under.height())))
        menu.setActiveAction(menu.actions()[0])

    # what Qt calls

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.came.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.went.emit()


def form_names() -> tuple[tuple[str, str], ...]:
    """What a draft can be saved as."""
    return (
        ("pdf", translate("Composer", "PDF (Ctrl+E)")),
        ("pdfa", translate("Composer", "PDF to keep (PDF/A-2u, PDF/UA-1)")),
        ("docx", translate("Composer", "Word")),
        ("html", translate("Composer", "Web page in one file")),
        ("md", translate("Composer", "Markdown")),
        ("txt", translate("Composer", "Plain text")),
    )


def named(draft: Draft) -> str:
    """A draft by its title, or by what it holds first."""
    if draft.title:
        return draft.title
    for item in draft.items:
        title = getattr(item, "title", "")
        if title:
            return str(title)
    return translate("Composer", "Without a title")
