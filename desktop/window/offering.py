"""What lies under the search box: quick open while one types, kept searches before one does.

The list follows the typing and takes nothing from it: the keyboard stays in the box, Enter goes to
the first result unless a line was chosen with ↓, and ↓ below the last line goes to the results.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent

from desktop.library.errors import AppError
from desktop.library.reader.searches import Query
from desktop.library.suggestions import Suggestion, Suggestions, query_of
from desktop.window.finding import Finding
from desktop.window.jobs import Job
from desktop.window.panes.offers import REMOVABLE, Offer, OffersPopup
from desktop.window.panes.results_head import ResultsHead
from desktop.window.remembering import Remembering
from desktop.window.session import Session
from desktop.window.theme import Appearance
from desktop.window.widgets.omnibox import SHORTEST, Omnibox
from desktop.window.widgets.save_search import SaveSearch

translate = QCoreApplication.translate
_NOT_OF_NOTES = ("person", "topic", "unit", "conference", "kind", "year")
"""Kinds whose queries name a field that notes do not have."""
_MOVED = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Offering(QObject):
    """Shows the list under the box and does what is chosen in it.

    Signals: `told(str)` something for the reader to know.
    """

    told = Signal(str)

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        omnibox: Omnibox,
        finding: Finding,
        head: ResultsHead,
    ) -> None:
        super().__init__(omnibox)
        self._session = session
        self._omnibox = omnibox
        self._field = omnibox.field
        self._finding = finding
        self._scopes = head.scopes
        self.remembering = Remembering(session, self)
        self._suggestions: Suggestions | None = None
        self._unmade: Suggestions | None = None
        self._job: Job[tuple[Suggestion, ...]] | None = None
        self._remembered = False
        self.popup = OffersPopup(appearance.theme, omnibox.window())
        appearance.theme_changed.connect(self.popup.set_theme)
        session.library_opened.connect(self._library_opened)
        omnibox.suggestions_requested.connect(self._suggest)
        omnibox.entered_by_hand.connect(self._entered_by_hand)
        omnibox.left.connect(self.hide)
        self._field.textChanged.connect(lambda _: self.popup.choose(-1))
        self.popup.taken.connect(self._take)
        self.popup.removed.connect(self._remove)
        finding.used.connect(self.remembering.note)
        finding.stage_changed.connect(self._stage_changed)
        head.save_requested.connect(self.save)
        omnibox.installEventFilter(self)
        head.scopes.installEventFilter(self)
        # The last filter is asked first: keys that the list takes never reach the box's own.
        self._field.installEventFilter(self)

    # the lines

    def _library_opened(self) -> None:
        search, edition = self._session.search, self._session.edition
        self._drop()
        self._suggestions = None
        if search is not None and edition is not None:
            self._suggestions = Suggestions(edition, search.engine)
        self._unmade = self._suggestions

    def _entered_by_hand(self) -> None:
        """Makes the tables of suggestions before the first key, and shows kept searches."""
        suggestions, self._unmade = self._unmade, None
        if suggestions is not None:
            warm = self._session.jobs.find(lambda: suggestions.suggest("a", limit=1))
            warm.failed(self._finding.refused.emit)
        if not self._field.text():
            self.show_remembered()

    def _suggest(self, text: str) -> None:
        self._drop()
        suggestions = self._suggestions
        if not text:
            self.show_remembered()
        elif len(text) < SHORTEST or suggestions is None:
            self.hide()
        else:
            self._job = self._session.jobs.find(lambda: suggestions.suggest(text))
            self._job.then(lambda found: self._suggested(text, found)).failed(self._refused)

    def _drop(self) -> None:
        if self._job is not None:
            self._job.drop()
            self._job = None

    def _refused(self, error: AppError) -> None:
        self.hide()
        self._finding.refused.emit(error)

    def _suggested(self, text: str, found: tuple[Suggestion, ...]) -> None:
        """Shows an answer, unless it is stale, or came after a line was chosen."""
        self._job = None
        field = self._field
        left = field.window().focusWidget() is not field
        stale = field.text().strip() != text or field.composing
        if left or stale or self.popup.chosen is not None:
            return
        lines = [
            Offer(one.kind, one.text, one.marks, one.key, Query(query_of(one)))
            for one in found
            if self._finding.query.scope == "content" or one.kind not in _NOT_OF_NOTES
        ]
        self._show(lines, remembered=False)

    def show_remembered(self) -> None:
        """Lists the saved and the recent searches."""
        held = self.remembering.searches
        lines = [Offer("saved", one.name, query=one.query) for one in held.saved]
        lines += [Offer("recent", one.text, query=one) for one in held.recent]
        if held.recent:
            lines.append(Offer("clear", translate("Offers", "Clear recent searches")))
        self._drop()
        self._show(lines, remembered=True)

    def _show(self, lines: list[Offer], *, remembered: bool) -> None:
        self._remembered = remembered
        self.popup.show_offers(lines)
        if lines:
            self._place()
        self.popup.setVisible(bool(lines))

    def _place(self) -> None:
        """Under the box, and under the choice of scope where that lies below the box."""
        window, box = self._omnibox.window(), self._omnibox
        at = box.mapTo(window, QPoint(0, box.height() + 4))
        top = at.y()
        if self._scopes.isVisible():
            left = self._scopes.mapTo(window, QPoint(0, 0))
            beside = left.x() > at.x() + box.width() or left.x() + self._scopes.width() < at.x()
            if not beside:
                top = max(top, left.y() + self._scopes.height() + 4)
        self.popup.place(at.x(), top, box.width())

    def hide(self) -> None:
        """Takes the list away, and whatever was still to be shown in it."""
        self._drop()
        self.popup.hide()
        self.popup.choose(-1)

    def _stage_changed(self) -> None:
        """Other panes come to the front when results do: the list stays above them."""
        if self.popup.isVisible():
            self._place()

    # the keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched in (self._omnibox, self._scopes):
            if kind in _MOVED and self.popup.isVisible():
                self._place()
        elif kind == QEvent.Type.FocusOut:
            self.hide()
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return not self._field.composing and self._pressed(event)
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        """Whether the list takes the key."""
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if not self.popup.isVisible():
            return key == Qt.Key.Key_Down and not self._field.text() and self._step_in()
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key == Qt.Key.Key_Down:
            self._step(1)
        elif key == Qt.Key.Key_Up:
            self._step(-1)
        elif key == Qt.Key.Key_PageDown:
            self.hide()
            self._finding.step_down()
        else:
            return self._pressed_on_line(key)
        return True

    def _pressed_on_line(self, key: int) -> bool:
        offer = self.popup.chosen
        if key in _ENTER:
            if offer is None:
                self.hide()
                return False
            self._take(offer)
            return True
        if key == Qt.Key.Key_Delete and offer is not None and offer.kind in REMOVABLE:
            self._remove(offer)
            return True
        return False

    def _step_in(self) -> bool:
        """↓ in an empty box: the searches made before, the first of them chosen."""
        self.show_remembered()
        self._choose(0)
        return self.popup.isVisible()

    def _step(self, by: int) -> None:
        """To the next line or the one before; past the last one into the results, if there are."""
        to = self.popup.row + by
        if to < self.popup.model.rowCount():
            self._choose(max(to, -1))
        elif self._finding.active:
            self.hide()
            self._finding.step_down()

    def _choose(self, row: int) -> None:
        self.popup.choose(row)
        if row >= 0 and QAccessible.isActive():
            spoken = QAccessibleEvent(self.popup.view, QAccessible.Event.Focus)
            spoken.setChild(row)
            QAccessible.updateAccessibility(spoken)

    # what is done with a line

    def _take(self, offer: Offer) -> None:
        remembered = self._remembered
        self.hide()
        if offer.kind == "clear":
            self.remembering.clear()
        elif offer.kind == "title":
            self._finding.leave()
            self._session.open_document(offer.key)
        elif remembered:
            self._finding.run(offer.query)
            self.remembering.note(offer.query)
        else:
            self._finding.put(offer.query.text)
            self.remembering.note(self._finding.query)

    def _remove(self, offer: Offer) -> None:
        """Takes a kept search away; the line that follows it is chosen."""
        row = self.popup.row
        if offer.kind == "saved":
            self.remembering.forget_saved(offer.text)
        else:
            self.remembering.forget_recent(offer.query)
        self.show_remembered()
        if row >= 0 and self.popup.isVisible():
            self._choose(min(row, self.popup.model.rowCount() - 1))

    # actions

    def look_back(self) -> None:
        """Alt+R: the recent and the saved searches, whatever stands in the box."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.remembering.searches.recent or self.remembering.searches.saved:
            self.show_remembered()
        else:
            self.told.emit(translate("Offers", "There are no recent or saved searches yet."))

    def clear_recent(self) -> None:
        """Forgets the recent searches at once."""
        self.remembering.clear()
        self.told.emit(translate("Offers", "The recent searches are cleared."))

    def save(self) -> None:
        """Alt+L: asks for a name and keeps the present search with what it is narrowed to."""
        query = self._finding.query
        if not self._finding.active or not query.text:
            self.told.emit(translate("Offers", "Search for something first, then save it."))
            return
        dialog = SaveSearch(query, self._omnibox.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.name_given.connect(lambda name: self._save(name, query))
        dialog.open()

    def _save(self, name: str, query: Query) -> None:
        self.remembering.save(name, query)
        self.told.emit(translate("Offers", "Saved as “{name}”.").format(name=name))
