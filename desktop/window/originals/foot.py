"""The line under a file's pages: which page is read, of how many, and how large it is."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton

from desktop.window import icons
from desktop.window.theme import Theme, ui_font

translate = QCoreApplication.translate
_NARROWEST = 240


class Foot(QFrame):
    """A field for the page number, and buttons for pages and zoom.

    Signals: `page_requested(int)` counted from 0; `page_stepped(int)` and `zoom_stepped(int)` with
    1 or -1; `fit_requested()`.
    """

    page_requested = Signal(int)
    page_stepped = Signal(int)
    zoom_stepped = Signal(int)
    fit_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("footer")
        self._icons: list[tuple[QToolButton, str]] = []
        self._compact = False
        self.setMinimumWidth(_NARROWEST)
        self._page = QLabel(translate("Originals", "Page"))
        self.field = QLineEdit()
        self.field.setValidator(QIntValidator(1, 1, self.field))
        self.field.setFixedWidth(self.field.fontMetrics().horizontalAdvance("000000") + 20)
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setAccessibleName(translate("Originals", "Page number"))
        self._page.setBuddy(self.field)
        self._many, self._zoom = QLabel(), QLabel()
        for label in (self._page, self._many, self._zoom):
            label.setFont(ui_font(-0.5))
        self._fit = QPushButton(translate("Originals", "Fit the width"))
        self._fit.setProperty("kind", "tab")
        self._fit.setCheckable(True)
        self._fit.clicked.connect(self.fit_requested)
        self._paged = [
            self._button("chevron-up", translate("Originals", "Previous page")),
            self._page,
            self.field,
            self._many,
            self._button("chevron-down", translate("Originals", "Next page")),
        ]
        sized = [
            self._button("minus", translate("Originals", "Smaller (Ctrl+-)")),
            self._zoom,
            self._button("plus", translate("Originals", "Larger (Ctrl++)")),
            self._fit,
        ]
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 14, 3)
        row.setSpacing(6)
        for one in self._paged:
            row.addWidget(one)
        row.addStretch(1)
        for one in sized:
            row.addWidget(one)
        self.field.returnPressed.connect(self._entered)
        (up, down, out, into) = (button for button, _ in self._icons)
        up.clicked.connect(lambda: self.page_stepped.emit(-1))
        down.clicked.connect(lambda: self.page_stepped.emit(1))
        out.clicked.connect(lambda: self.zoom_stepped.emit(-1))
        into.clicked.connect(lambda: self.zoom_stepped.emit(1))
        self.set_theme(theme)

    def tell(self, page: int, pages: int, zoom: float, *, fits: bool) -> None:
        """Where the view is: `page` counts from 0."""
        for one in self._paged:
            one.setVisible(pages > 1 and not (one is self._page and self._compact))
        if not self.field.hasFocus():
            self.field.setText(str(page + 1))
        self.field.setValidator(QIntValidator(1, max(pages, 1), self.field))
        self._many.setText(f"/ {pages}")
        self._zoom.setText(f"{zoom:.0f}%")
        self._fit.setChecked(fits)

    @property
    def full_width(self) -> int:
        """What the line takes with all its words."""
        left_out = [one for one in (self._page, self._fit) if one.isHidden()]
        return self.sizeHint().width() + sum(one.sizeHint().width() + 6 for one in left_out)

    def set_compact(self, *, compact: bool) -> None:
        """Leaves out what the keyboard does as well (W), and a word, where there is no room."""
        self._compact = compact
        self._fit.setVisible(not compact)
        self._page.setVisible(not compact and self.field.isVisible())

    def set_theme(self, theme: Theme) -> None:
        for button, name in self._icons:
            button.setIcon(icons.icon(name, theme.colour("text2")))

    def _entered(self) -> None:
        number = int(self.field.text())
        self.field.clearFocus()
        self.page_requested.emit(number - 1)

    def _button(self, icon: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "quiet")
        button.setToolTip(text)
        button.setAccessibleName(text)
        self._icons.append((button, icon))
        return button
