"""The library's links: addresses to copy; this program opens none."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from desktop.library.schema import Link
from desktop.window.widgets.sheet import Sheet

translate = QCoreApplication.translate


class LinksSheet(Sheet):
    """Title and address of each link, with a button that copies the address."""

    def __init__(self, links: Sequence[Link], parent: QWidget) -> None:
        super().__init__(translate("Links", "Links"), parent)
        if not links:
            self.add_line(translate("Links", "This library gives no links."))
            return
        self.add_line(
            translate(
                "Links",
                "This program opens no addresses. Copy one to use it on a machine with a network.",
            )
        )
        for link in links:
            title = QLabel(link.title)
            title.setWordWrap(True)
            self.add_row(title, self._address(link))
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _address(self, link: Link) -> QWidget:
        """The address as text that can be read and selected, whatever its length."""
        shown = QLineEdit(link.address)
        shown.setReadOnly(True)
        shown.setCursorPosition(0)
        shown.setAccessibleName(translate("Links", "Address of {title}").format(title=link.title))
        copy = QPushButton(translate("Links", "Copy"))
        copy.setAutoDefault(False)
        copy.setAccessibleName(
            translate("Links", "Copy the address of {title}").format(title=link.title)
        )

        def copied() -> None:
            QGuiApplication.clipboard().setText(link.address)
            copy.setText(translate("Links", "Copied"))

        copy.clicked.connect(lambda _checked=False: copied())
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(shown, 1)
        row.addWidget(copy)
        return holder
