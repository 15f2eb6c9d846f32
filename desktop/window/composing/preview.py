"""The right of the composer: the pages as they will be printed, one at a time."""

import math

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.library.errors import AppError
from desktop.library.pdf import PdfFile, Tile
from desktop.window import icons
from desktop.window.jobs import Job, Jobs
from desktop.window.theme import Theme, scaled, ui_font
from desktop.window.widgets.blank import Blank
from desktop.window.widgets.elided import ElidedLabel
from desktop.window.wordlist import number

translate = QCoreApplication.translate
_AROUND = 16
"""Pixels of ground around the page."""
_MOST_PIXELS = 4_000
"""Of a page's longer side."""


class _Sheet(QWidget):
    """One page on its ground."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.page = QSize()
        self.grey = False

    def show_page(self, image: QImage, size: QSize) -> None:
        self.image, self.page = image, size
        self.setMinimumSize(size + QSize(2 * _AROUND, 2 * _AROUND))
        self.update()

    @property
    def place(self) -> QRect:
        """Where the page lies."""
        left = max((self.width() - self.page.width()) // 2, _AROUND)
        return QRect(QPoint(left, _AROUND), self.page)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        if self.image.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for spread, shade in ((3, 12), (1, 28)):
            painter.fillRect(
                self.place.adjusted(-spread, -spread, spread, spread), QColor(0, 0, 0, shade)
            )
        painter.drawImage(self.place, self.image)


class Preview(QWidget):
    """Shows the pages of a proof. The last good page stays until the new one is drawn.

    Signals: `told(AppError)` when a page cannot be drawn; `turned()` to another page.
    """

    told = Signal(object)
    turned = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self._jobs = jobs
        self._file: PdfFile | None = None
        self._page = 0
        self._copy = ""
        self._drawing: Job[QImage] | None = None
        self.fits_width = True
        self.grey = False
        self._sheet = _Sheet()
        self.area = QScrollArea()
        self.area.setObjectName("proof")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        # Always there, so that the room of a page does not hang on whether the page needs it.
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setWidget(self._sheet)
        self.area.installEventFilter(self)
        self.blank = Blank(theme)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self.blank)
        self._stack.addWidget(self.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._head())
        column.addWidget(holder, 1)
        self.set_theme(theme)
        self.show_nothing()

    def _head(self) -> QHBoxLayout:
        title = QLabel(translate("Preview", "Preview"))
        title.setFont(ui_font(1, bold=True))
        self._where = ElidedLabel()
        self._tools: list[tuple[QToolButton, str]] = []
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(title)
        row.addWidget(self._where, 1)
        for icon, text, step in (
            ("chevron-up", translate("Preview", "Previous page (PgUp)"), -1),
            ("chevron-down", translate("Preview", "Next page (PgDn)"), 1),
        ):
            button = QToolButton()
            button.setProperty("kind", "quiet")
            button.setToolTip(text)
            button.setAccessibleName(text)
            button.clicked.connect(lambda _=False, step=step: self.step(step))
            self._tools.append((button, icon))
            row.addWidget(button)
        self.width_button = self._toggle(translate("Preview", "Page width"), on=True)
        self.width_button.toggled.connect(self._fit)
        self.grey_button = self._toggle(translate("Preview", "Grey"), on=False)
        self.grey_button.setToolTip(translate("Preview", "As a printer without colours prints it"))
        self.grey_button.toggled.connect(self._turn_grey)
        row.addWidget(self.width_button)
        row.addWidget(self.grey_button)
        return row

    def _toggle(self, text: str, *, on: bool) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", "tab")
        button.setCheckable(True)
        button.setChecked(on)
        button.setAccessibleName(text)
        return button

    def set_theme(self, theme: Theme) -> None:
        self.blank.set_theme(theme)
        for button, icon in self._tools:
            button.setIcon(icons.icon(icon, theme.colour("text2"), theme.colour("linestrong")))

    # what is shown

    @property
    def waiting(self) -> bool:
        """Whether a page is being drawn."""
        return self._drawing is not None

    @property
    def page(self) -> int:
        """Which page is shown, from 0."""
        return self._page

    @property
    def pages(self) -> int:
        return len(self._file.sizes) if self._file is not None else 0

    @property
    def image(self) -> QImage:
        """What is shown of the page."""
        return self._sheet.image

    @property
    def where(self) -> str:
        """What the head says of the page and the copy."""
        return self._where.text()

    def show_nothing(self, text: str = "") -> None:
        """Says why there are no pages; what was shown is let go."""
        self._let_go()
        words = text or translate("Preview", "What you collect is shown here, page by page.")
        self.blank.tell(("printer", "text3"), "", words)
        self._stack.setCurrentIndex(0)
        self._where.setText("")
        self._enable()

    def show_proof(self, file: PdfFile, copy: str) -> None:
        """Shows another proof at the same page; `copy` names the copy that it is."""
        self._let_go()
        self._file, self._copy = file, copy
        self._page = min(self._page, self.pages - 1)
        self._stack.setCurrentIndex(1)
        self._draw()

    def close_file(self) -> None:
        """Lets the pages go before the lanes close."""
        self._let_go()

    def _let_go(self) -> None:
        if self._drawing is not None:
            self._drawing.drop()
            self._drawing = None
        if self._file is not None:
            self._jobs.draw(self._file.close)
            self._file = None

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) page."""
        to = min(max(self._page + by, 0), max(self.pages - 1, 0))
        if to != self._page:
            self._page = to
            self.area.verticalScrollBar().setValue(0)
            self._draw()
            self.turned.emit()

    def go_to(self, page: int) -> None:
        """To a page, from 0."""
        self.step(page - self._page)

    def _fit(self, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.fits_width = on
        self._draw()

    def _turn_grey(self, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.grey = on
        self._draw()

    # drawing

    def _shown_size(self) -> QSize:
        """The page's size on the screen, in logical pixels."""
        if self._file is None:
            return QSize()
        width, height = self._file.sizes[self._page]
        room = self.area.viewport().size() - QSize(2 * _AROUND, 2 * _AROUND)
        share = room.width() / width
        if not self.fits_width:
            share = min(share, room.height() / height)
        share = min(max(share, 0.2), _MOST_PIXELS / max(width, height))
        return QSize(math.floor(width * share), math.floor(height * share))

    def _draw(self) -> None:
        """Has the page drawn at the size that it is shown at."""
        if self._drawing is not None:
            self._drawing.drop()
            self._drawing = None
        file, size, grey = self._file, self._shown_size(), self.grey
        if file is None or size.isEmpty():
            return
        ratio = self.devicePixelRatioF()
        across, down = round(size.width() * ratio), round(size.height() * ratio)
        tile = Tile(self._page, across, down, 0, 0, across, down)

        def work() -> QImage:
            pixels = file.draw(tile)
            image = QImage(pixels, across, down, across * 4, QImage.Format.Format_RGB32)
            return image.convertToFormat(QImage.Format.Format_Grayscale8) if grey else image.copy()

        self._drawing = self._jobs.draw(work)
        self._drawing.then(lambda image: self._drawn(image, size)).failed(self._failed)
        self._tell()

    def _drawn(self, image: QImage, size: QSize) -> None:
        self._drawing = None
        self._sheet.show_page(image, size)

    def _failed(self, error: AppError) -> None:
        self._drawing = None
        self.told.emit(error)

    def _tell(self) -> None:
        text = translate("Preview", "Page {page}/{pages}")
        at = text.format(page=number(self._page + 1), pages=number(self.pages))
        self._where.setText(" · ".join(filter(None, (at, self._copy))))
        self._sheet.setAccessibleName(
            translate("Preview", "Preview of page {page}").format(page=number(self._page + 1))
        )
        self.area.setAccessibleName(self._sheet.accessibleName())
        self._enable()

    def _enable(self) -> None:
        (up, _), (down, _) = self._tools
        up.setEnabled(self._page > 0 and self._file is not None)
        down.setEnabled(self._page + 1 < self.pages)

    # what Qt calls

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._file is not None and self._shown_size() != self._sheet.page:
            self._draw()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.area:
            self.resizeEvent(QResizeEvent(self.size(), self.size()))
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
            if Qt.Key(event.key()) in steps:
                self.step(steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Past the end of a page the wheel turns to the next."""
        self.step(1 if event.angleDelta().y() < 0 else -1)
        event.accept()

    def sizeHint(self) -> QSize:
        return QSize(scaled(520), scaled(600))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(260), scaled(200))
