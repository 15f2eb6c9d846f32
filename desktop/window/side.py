"""The right pane: outline, notes, related documents, citations."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.window import arrangement
from desktop.window.panes.annotations import AnnotationsPane
from desktop.window.panes.citations import CitationsPane
from desktop.window.panes.outline import OutlinePane
from desktop.window.panes.related import RelatedPane
from desktop.window.theme import Theme, scaled
from desktop.window.wordlist import number

translate = QCoreApplication.translate
OUTLINE, NOTES, RELATED, CITATIONS = range(4)


class SidePane(QTabWidget):
    """Four tabs, each a pane of its own."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
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
        self.addTab(self.outline, translate("Side", "Outline"))
        self.addTab(self.notes, translate("Side", "Notes"))
        self.addTab(self.related, translate("Side", "Related"))
        self.addTab(self.citations, translate("Side", "Citations"))
        bar = self.tabBar()
        bar.setDrawBase(False)
        bar.setAccessibleName(translate("Side", "Beside the text"))
        bar.setUsesScrollButtons(False)
        bar.setElideMode(Qt.TextElideMode.ElideRight)

    @property
    def shows_notes(self) -> bool:
        return self.currentIndex() == NOTES

    def sizeHint(self) -> QSize:
        return QSize(scaled(288), 400)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for every tab's word, up to the width of the notes; none while hidden."""
        if self.isHidden():
            return QSize()
        words = min(self.tabBar().sizeHint().width(), scaled(arrangement.NOTES))
        return super().minimumSizeHint().expandedTo(QSize(words, 0))

    def set_theme(self, theme: Theme) -> None:
        for part in (self.outline, self.notes, self.related, self.citations):
            part.set_theme(theme)

    def count_notes(self, many: int) -> None:
        text = translate("Side", "Notes")
        self.setTabText(NOTES, f"{text} {number(many)}" if many else text)
