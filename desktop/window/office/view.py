"""The librarians' window: three pages, a line for messages, and long work at the foot."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop.window.office.changes import ChangesPage
from desktop.window.office.history import HistoryPage
from desktop.window.office.signing import SigningPage
from desktop.window.theme import Theme, scaled
from desktop.window.widgets.notice import Notice
from desktop.window.widgets.work_strip import WorkStrip
from desktop.wording import Language

translate = QCoreApplication.translate
_MARGIN = 48
"""Pixels of the screen that the window leaves free, its own frame among them."""


class OfficeWindow(QWidget):
    """A window of its own beside the reader's; Esc closes it while nothing is under way."""

    def __init__(self, language: Language, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("office")
        self.setWindowTitle(translate("Office", "Library keeping"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.changes = ChangesPage(language, theme)
        self.signing = SigningPage()
        self.history = HistoryPage(theme)
        self.notice = Notice(theme)
        self.strip = WorkStrip()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for at, page in enumerate((self.changes, self.signing, self.history), 1):
            self.tabs.addTab(page, f"{at}  {page.accessibleName()}")
        self.tabs.tabBar().setAccessibleName(translate("Office", "Steps"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.notice)
        column.addWidget(self.strip)
        room = self.screen().availableGeometry().adjusted(0, 0, -_MARGIN, -_MARGIN)
        self.resize(min(scaled(980), room.width()), min(scaled(640), room.height()))

    def set_theme(self, theme: Theme) -> None:
        self.changes.set_theme(theme)
        self.history.set_theme(theme)
        self.notice.set_theme(theme)

    def lock(self, *, locked: bool) -> None:
        """While something is checked, signed or written, nothing of it may be changed."""
        self.tabs.setEnabled(not locked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+1 to Ctrl+3 turn to a page."""
        pages = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() in pages and self.tabs.isEnabled():
            self.tabs.setCurrentIndex(pages.index(Qt.Key(event.key())))
            self.tabs.currentWidget().setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self.tabs.isEnabled():
            self.close()
        else:
            super().keyPressEvent(event)
