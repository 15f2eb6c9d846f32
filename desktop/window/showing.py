"""The open document: shown, followed while it is read, and left by its links."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from desktop.window.finding import Finding
from desktop.window.noting import Noting
from desktop.window.opening import handbook
from desktop.window.panes.documents import DocumentsPane
from desktop.window.reader.pane import ReaderPane
from desktop.window.reader.reading import ENCLOSED, Reading
from desktop.window.session import Session
from desktop.window.side import SidePane
from desktop.window.status import tell_status
from desktop.wording import Language

translate = QCoreApplication.translate
_SETTLED_MS, _CARD_MS = 600, 25


class Showing(QObject):
    """Keeps page, outline and list in step with the open document and the place in it."""

    def __init__(
        self,
        session: Session,
        panes: tuple[ReaderPane, SidePane, DocumentsPane],
        noting: Noting,
        finding: Finding,
        language: Language,
    ) -> None:
        self._reader, self._side, self._documents = panes
        super().__init__(self._reader)
        self._session = session
        self._noting = noting
        self._finding = finding
        self._language = language
        self._following = QTimer(self, interval=0, singleShot=True)
        self._following.timeout.connect(self._follow_place)
        self._carding = QTimer(self, interval=_CARD_MS, singleShot=True)
        self._carding.timeout.connect(self._follow_in_card)
        self._place = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._place.timeout.connect(self.keep_place)
        session.document_left.connect(self._left)
        session.document_opened.connect(self._opened)
        session.document_closed.connect(self._closed)
        page, side = self._reader.page, self._side
        page.moved.connect(self._moved)
        page.link_requested.connect(self._follow)
        self._reader.contents.page_requested.connect(session.open_page)
        side.outline.heading_requested.connect(self._go_to_heading)

    @property
    def following(self) -> bool:
        """The page has moved, and its foot or its card is still to tell where to."""
        return self._following.isActive() or self._carding.isActive()

    @property
    def unsaved(self) -> bool:
        """The place being read is still to be saved."""
        return self._place.isActive()

    def _opened(self, reading: Reading) -> None:
        self._place.stop()
        self._reader.show_reading(reading)
        typeset = self._reader.page.typeset
        if typeset is not None:
            self._side.outline.show_headings(typeset.headings, self._session.bound)
        self._noting.refresh()
        self._finding.show_document()
        opened, resume = self._session.opened, self._session.resume
        if opened is not None:
            self._documents.mark_open(opened.briefing.card.number)
            tell_status(opened, self._reader.banner, self._session.open_document)
            if resume.block and not self._finding.leads:
                self._reader.page.resume(resume.block, resume.offset, resume.fraction)
        self._finding.document_opened(reading)
        if not self._reader.tabs.bar.hasFocus():  # ← and → go on along the tabs
            self._reader.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _left(self) -> None:
        """Follows to where the page has moved, if it has only just."""
        if self._following.isActive():
            self._following.stop()
            self._follow_place()
        if self._carding.isActive():
            self._carding.stop()
            self._follow_in_card()

    def _closed(self) -> None:
        self._place.stop()
        self._reader.show_blank()
        self._side.outline.show_headings([], self._session.bound)
        self._documents.view.clearSelection()

    # where the reader is

    def _moved(self) -> None:
        self._side.outline.follow(self._reader.page.heading())
        # The text may be set and led to its place first: only where that ends has been read.
        self._following.start()
        if self._session.opened is not None:
            self._place.start()

    def _follow_place(self) -> None:
        """Tells how far the document is read: at the foot, and soon the same in its card."""
        self._reader.tell_progress(self._session.follow(self._reader.page.place()))
        if not self._carding.isActive():  # while the page scrolls, a card now and then
            self._carding.start()

    def _follow_in_card(self) -> None:
        if self._session.card is not None:
            self._documents.model.refresh_card(self._session.card.number)

    def keep_place(self) -> None:
        """Saves where the reader is."""
        self._place.stop()
        self._session.keep_place(self._reader.page.place())

    def close(self) -> None:
        """Saves the place and the note being written, if that is still to be done."""
        self._side.notes.finish()
        if self.unsaved:
            self.keep_place()

    # the way there and away

    def take_keyboard(self) -> None:
        """The keyboard goes to the text, which is shown if results hide it."""
        self._finding.show_document()
        self._reader.front.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_heading(self, at: int) -> None:
        self._reader.page.go_to_heading(at)
        self._reader.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, address: str) -> None:
        if address.startswith("briefing:"):
            self._session.open_document(address.removeprefix("briefing:"))
            return
        if address.startswith(ENCLOSED):  # a file, which `originals` shows
            return
        text = translate("Window", "This program opens no addresses: {address}")
        self._reader.notice.tell(
            text.format(address=address),
            "info",
            translate("Window", "Copy the address"),
            lambda: QGuiApplication.clipboard().setText(address),
        )

    def open_handbook(self) -> None:
        """Lists the handbook's pages under the button of the menu, and opens the first."""
        self._session.jobs.run(lambda: handbook(self._language)).then(self._handbook_listed)

    def _handbook_listed(self, pages: list[tuple[str, Path]]) -> None:
        self._reader.contents.show_pages(pages)
        if pages:
            self._session.open_page(pages[0][1])


DEEDS: dict[str, Callable[[Showing], object]] = {
    "to_document": Showing.take_keyboard,
    "handbook": Showing.open_handbook,
}
