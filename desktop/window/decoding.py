"""The short code of a printed page, typed into the search box, leads back to its paragraph."""

import itertools

from PySide6.QtCore import QCoreApplication, QObject

from desktop.library.editions.edition import Edition
from desktop.library.errors import AppError
from desktop.library.handouts.codes import Named, find_code, typed
from desktop.library.reader.state import Position
from desktop.window.reader.pane import ReaderPane
from desktop.window.session import Session
from desktop.window.widgets.omnibox import Omnibox
from desktop.wording import Language, say_error

translate = QCoreApplication.translate


class Decoding(QObject):
    """Takes part in a window: what is searched for may be such a code."""

    def __init__(
        self, session: Session, box: Omnibox, reader: ReaderPane, language: Language
    ) -> None:
        super().__init__(reader)
        self._session = session
        self._reader = reader
        self._language = language
        self._numbers = itertools.count(1)
        self._latest = 0
        box.search_requested.connect(self.look)

    def look(self, text: str) -> None:
        """Offers the paragraph that a code stands for; anything else is let be."""
        self._latest = number = next(self._numbers)
        edition, code = self._session.edition, typed(text)
        if edition is None or not code:
            return

        def found(named: list[Named]) -> None:
            if number == self._latest:
                self._offer(edition, code, named)

        self._session.jobs.run(lambda: find_code(edition, code)).then(found).failed(self._refused)

    def _offer(self, edition: Edition, code: str, named: list[Named]) -> None:
        if not named:
            return  # a word of seven letters and figures, or the code of another library
        one = named[0]
        if one.present:
            text = translate("Codes", "{code} is the code of a printed page.")
            act = translate("Codes", "Go to its paragraph")
        else:
            text = translate("Codes", "{code}: that paragraph was last in edition {edition}.")
            act = translate("Codes", "Open its document")
        told = text.format(code=code, edition=one.edition)
        held = one.briefing in edition.cards_by_id([one.briefing])
        self._reader.notice.tell(told, act=act if held else "", do=lambda: self._go(one))

    def _go(self, one: Named) -> None:
        place = Position(block=one.block) if one.present else None
        self._session.open_document(one.briefing, place=place)

    def _refused(self, error: AppError) -> None:
        self._reader.notice.tell(say_error(error, self._language), "danger")
