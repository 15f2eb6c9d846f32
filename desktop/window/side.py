"""The right pane: outline, notes, and the handout being composed."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.window.composition import Composition
from desktop.window.panes.annotations import AnnotationsPane
from desktop.window.panes.outline import OutlinePane
from desktop.window.panes.tray import TrayPane
from desktop.window.theme import Theme

translate = QCoreApplication.translate
OUTLINE, NOTES, TRAY = range(3)


class SidePane(QTabWidget):
    """Three tabs; each is a pane of its own."""

    def __init__(
        self, composition: Composition, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setDocumentMode(True)
        self.setAccessibleName(translate("Side", "Beside the text"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.outline = OutlinePane(theme)
        self.notes = AnnotationsPane(theme)
        self.tray = TrayPane(composition, theme)
        self.addTab(self.outline, translate("Side", "Outline"))
        self.addTab(self.notes, translate("Side", "Notes"))
        self.addTab(self.tray, translate("Side", "Handout"))
        bar = self.tabBar()
        bar.setDrawBase(False)
        bar.setAccessibleName(translate("Side", "Beside the text"))
        bar.setUsesScrollButtons(False)
        self._composition = composition
        composition.changed.connect(self._count)

    def sizeHint(self) -> QSize:
        return QSize(288, 400)

    def set_theme(self, theme: Theme) -> None:
        for part in (self.outline, self.notes, self.tray):
            part.set_theme(theme)

    def count_notes(self, many: int) -> None:
        text = translate("Side", "Notes")
        self.setTabText(NOTES, f"{text} {many}" if many else text)

    def _count(self) -> None:
        text, many = translate("Side", "Handout"), len(self._composition.passages)
        self.setTabText(TRAY, f"{text} {many}" if many else text)
