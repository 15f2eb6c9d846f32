"""The right pane: outline, notes, related documents, citations, and the handout being composed."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.window import arrangement, icons
from desktop.window.composition import Composition
from desktop.window.panes.annotations import AnnotationsPane
from desktop.window.panes.citations import CitationsPane
from desktop.window.panes.outline import OutlinePane
from desktop.window.panes.related import RelatedPane
from desktop.window.panes.tray import TrayPane
from desktop.window.theme import Theme, scaled
from desktop.window.wordlist import number

translate = QCoreApplication.translate
OUTLINE, NOTES, RELATED, CITATIONS, TRAY = range(5)


class SidePane(QTabWidget):
    """Five tabs, each a pane of its own; the handout has an icon and its count for a word."""

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
        self.related = RelatedPane(theme)
        self.citations = CitationsPane(theme)
        self.tray = TrayPane(composition, theme)
        self.addTab(self.outline, translate("Side", "Outline"))
        self.addTab(self.notes, translate("Side", "Notes"))
        self.addTab(self.related, translate("Side", "Related"))
        self.addTab(self.citations, translate("Side", "Citations"))
        self.addTab(self.tray, "")
        self.setTabToolTip(TRAY, translate("Side", "Handout"))
        bar = self.tabBar()
        bar.setAccessibleTabName(TRAY, translate("Side", "Handout"))
        bar.setDrawBase(False)
        bar.setAccessibleName(translate("Side", "Beside the text"))
        bar.setUsesScrollButtons(False)
        bar.setElideMode(Qt.TextElideMode.ElideRight)
        self._composition = composition
        composition.changed.connect(self._count)

    @property
    def shows_notes(self) -> bool:
        return self.currentIndex() == NOTES

    def sizeHint(self) -> QSize:
        return QSize(scaled(288), 400)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for every tab's word, up to the width of the notes."""
        words = min(self.tabBar().sizeHint().width(), scaled(arrangement.NOTES))
        return super().minimumSizeHint().expandedTo(QSize(words, 0))

    def set_theme(self, theme: Theme) -> None:
        for part in (self.outline, self.notes, self.related, self.citations, self.tray):
            part.set_theme(theme)
        self.setTabIcon(TRAY, icons.icon("tray", theme.colour("text2")))

    def count_notes(self, many: int) -> None:
        text = translate("Side", "Notes")
        self.setTabText(NOTES, f"{text} {number(many)}" if many else text)

    def _count(self) -> None:
        many = len(self._composition.passages)
        self.setTabText(TRAY, number(many) if many else "")
