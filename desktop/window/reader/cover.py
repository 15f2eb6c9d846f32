"""What is seen while a long text is being set again: the page as it was, or clean paper."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QTextBrowser


class Cover(QLabel):
    """Lies over the text of a page until the place that is to be shown is there."""

    def __init__(self, page: QTextBrowser) -> None:
        super().__init__(page)
        self._page = page
        self.setAutoFillBackground(True)
        page.viewport().installEventFilter(self)
        self.hide()

    def freeze(self) -> None:
        """Keeps on showing what is shown now."""
        if self.isHidden():
            self.setPixmap(self._page.viewport().grab())
            self._lay()

    def draw(self) -> None:
        """Shows clean paper, or goes on showing what is frozen."""
        if self.isHidden():
            self.setPixmap(QPixmap())
            self._lay()

    def lift(self) -> None:
        self.hide()
        self.clear()

    def _lay(self) -> None:
        self.setPalette(self._page.palette())
        self.fit()
        self.show()
        self.raise_()

    def fit(self) -> None:
        """Lies exactly over the text."""
        self.setGeometry(self._page.viewport().geometry())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.fit()
        return super().eventFilter(watched, event)
