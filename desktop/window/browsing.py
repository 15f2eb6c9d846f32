"""The library in the window: it is opened, its shelves are shown, its documents are listed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop.library.editions.browsing import Arrangement, Facet, Listing
from desktop.library.editions.edition import Edition
from desktop.library.schema import Conference
from desktop.window.jobs import Job
from desktop.window.marking import Marking
from desktop.window.panes.documents import DocumentsPane
from desktop.window.panes.library import LibraryPane
from desktop.window.panes.library_model import Line, Place, Shelf
from desktop.window.preferences import Preferences
from desktop.window.session import Session
from desktop.window.shelves import Shelves
from desktop.window.wordlist import moment
from index.vietnamese import fold

if TYPE_CHECKING:
    from desktop.window.reader.pane import ReaderPane

translate = QCoreApplication.translate
_FACETS: dict[str, Facet] = {
    "topic": "topic",
    "people": "people",
    "unit": "unit",
    "kind": "kind",
    "year": "year",
}
_ICONS = {"topic": "tag", "people": "person"}
_MOST, _DRAWER = 150, 100
"""Lines that stand under one heading, and in each drawer where there are more."""


class Browsing(QObject):
    """Leads from the library pane to the list, which is shown before there is a page to read on.

    Signals: `search_requested(str)`, whose first hit is to be opened; `shown()` when the library is
    to be seen and no document is sought.
    """

    search_requested = Signal(str)
    shown = Signal()

    def __init__(
        self,
        session: Session,
        panes: tuple[LibraryPane, DocumentsPane],
        marking: Marking,
        preferences: Preferences,
    ) -> None:
        super().__init__(session)
        self._session = session
        self.library, self.documents = panes
        self._marking = marking
        self._preferences = preferences
        self._first: tuple[str | None, str | None] = (None, None)
        self._listing: Listing | None = None
        self._shelf = Shelf("newest")
        self._numbers: Sequence[int] = ()
        self._arranged = _kept(preferences.text("orders"))
        self._jumping: Job[int] | None = None
        self._jobs: list[Job[tuple[int, ...]]] = []
        self.library.model.fetch = self._fetch_lines
        self.library.model.refused.connect(session.jobs.job_failed)
        session.library_listed.connect(self._library_listed)
        session.positions_changed.connect(self._use_changed)
        marking.changed.connect(self._marks_changed)
        self.library.shelf_chosen.connect(self._show_shelf)
        self.library.document_requested.connect(self._open)
        self.documents.document_requested.connect(self._open)
        self.documents.arranged.connect(self._arrange_as)
        self.documents.narrowed.connect(self._fill)
        self.documents.jumped.connect(self._jump)

    def start(self, identifier: str | None = None, search: str | None = None) -> None:
        """Opens the library, then a document by its id or the first hit of a search."""
        self.seek(identifier, search)
        self._session.open_library()

    def seek(self, identifier: str | None = None, search: str | None = None) -> None:
        """What is to be opened as soon as the library is open."""
        self._first = (identifier, search)

    @property
    def seeks(self) -> bool:
        """Whether a document was named at the start and is still to be opened."""
        return any(self._first)

    def shelves(self) -> Shelves:
        """The reader's shelves as they are now."""
        session = self._session
        return Shelves(session.contents, session.positions, session.known, self._marking.marked)

    def _open(self, identifier: str) -> None:
        """Opens a document; one that was chosen before the library is open, as soon as it is."""
        if self._session.ready:
            self._session.open_document(identifier)
        else:
            self.seek(identifier)

    def _library_listed(self) -> None:
        edition = self._session.edition
        if edition is None:
            return
        self.documents.model.forget()
        self._listing = Listing(edition)
        self.library.show_lines(self._lines(), self._line(edition), ("conference", "topic"))
        self.library.choose("newest")

    def _line(self, edition: Edition) -> str:
        return translate("Window", "Edition {number} · {date}").format(
            number=edition.number, date=moment(edition.built_at)
        )

    def join(self, reader: "ReaderPane") -> None:
        """There is a page now: what is opened is shown on it."""
        self._session.library_opened.connect(lambda: self._library_opened(reader))

    def _library_opened(self, reader: "ReaderPane") -> None:
        session, edition = self._session, self._session.edition
        if edition is None:
            return
        self.documents.view.bind_anew()
        if reader.is_blank:
            reader.blank.tell(
                ("book", "text3"),
                edition.name,
                translate("Window", "Choose a document in the list, or type a few words above."),
            )
        (identifier, search), self._first = self._first, (None, None)
        if identifier:
            session.open_document(identifier)
        if search:
            self.search_requested.emit(search)
        if not identifier and not search and reader.is_blank:
            self.shown.emit()

    # the library pane

    def _lines(self) -> list[Line]:
        counts = self.shelves().counts()
        shelves = (
            ("reading", translate("Library", "Being read"), "clock"),
            ("newest", translate("Library", "Latest"), "inbox"),
            ("unread", translate("Library", "Not read"), "unread"),
            ("often", translate("Library", "Often opened"), "trend"),
            ("marked", translate("Library", "Bookmarks"), "bookmark"),
            ("updated", translate("Library", "Newly updated"), "updated"),
            ("withdrawn", translate("Library", "Withdrawn"), "withdrawn"),
        )
        sections = (
            ("topic", translate("Library", "Topics")),
            ("people", translate("Library", "Speakers")),
            ("unit", translate("Library", "Units")),
            ("kind", translate("Library", "Kinds")),
            ("year", translate("Library", "Years")),
        )
        title = translate("Library", "Conferences")
        conferences = _by_year(self._session.contents.conferences)
        many = len(self._session.contents.conferences)
        held = Line(Shelf("section", "conference", title), many, lines=conferences)
        return [
            *(Line(Shelf(place, "", name), counts[place], icon) for place, name, icon in shelves),  # type: ignore[arg-type]
            *([held] if conferences else []),
            *(Line(Shelf("section", key, name), opens=True) for key, name in sections),
        ]

    def _fetch_lines(self, shelf: Shelf) -> Job[list[Line]] | None:
        """The lines below a section or a conference, off the UI thread."""
        edition = self._session.edition
        if edition is None:
            return None
        if shelf.place == "conference":
            return self._session.jobs.run(lambda: _documents(edition, shelf.key))
        return self._session.jobs.run(lambda: _values(edition, _FACETS[shelf.key]))

    def _use_changed(self) -> None:
        self.library.model.set_counts(self.shelves().counts())
        self.documents.model.refresh()

    def _marks_changed(self) -> None:
        self.documents.model.marked = self._marking.marked
        self._use_changed()
        if self._shelf.place == "marked":
            self._show_shelf(self._shelf)

    # the list

    def _show_shelf(self, shelf: Shelf) -> None:
        session, edition = self._session, self._session.edition
        if edition is None:
            return
        if shelf != self._shelf:
            self.documents.clear_filter()
        self._shelf = shelf
        numbers = self.shelves().numbers(shelf.place)
        if numbers is None and shelf.place == "conference":
            held = {one.id: numbers for one, numbers in session.contents.conferences}
            numbers = held[shelf.key]
        if numbers is not None:
            self._show_numbers(shelf, numbers)
            return
        facet = _FACETS[shelf.place]
        session.jobs.run(lambda: edition.bearing(facet, shelf.key)).then(
            lambda numbers: self._show_numbers(shelf, numbers)
        )

    def _show_numbers(self, shelf: Shelf, numbers: Sequence[int]) -> None:
        """Lists them, unless another line has been chosen meanwhile."""
        if shelf == self._shelf:
            self._numbers = numbers
            self._fill()

    def _arrange_as(self, arrangement: Arrangement) -> None:
        """Another order for this kind of list, also at the next start."""
        self._arranged[self._shelf.place] = arrangement
        self._preferences.set_text("orders", msgspec.json.encode(self._arranged).decode())
        self._fill()

    def forget_orders(self) -> None:
        """Every list as its shelf has it."""
        self._arranged = {}
        self._preferences.set_text("orders", "")
        self._fill()

    def _jump(self, letters: str, after: int) -> None:
        """Leads to the next row whose title begins with letters that were typed on the list."""
        listing, shown = self._listing, self.documents.model.numbers
        if self._jumping is not None:
            self._jumping.drop()
        if listing is None:
            return

        def found(row: int) -> None:
            if row >= 0 and shown is self.documents.model.numbers:
                self.documents.choose(row)

        self._jumping = self._session.jobs.run(lambda: listing.jump(shown, letters, after))
        self._jumping.then(found)

    def _fill(self) -> None:
        """Lists what was chosen, in its order and narrowed; what is on screen stays until then."""
        shelf, listing, numbers = self._shelf, self._listing, self._numbers
        arrangement = self._arranged.get(shelf.place, "shelf")
        narrowed = self.documents.field.text()
        for job in self._jobs:
            job.drop()
        self._jobs = []
        if listing is None or (arrangement == "shelf" and not narrowed.strip()):
            self._show(shelf, arrangement, numbers)
            return
        usage = self.shelves().usage()
        job = self._session.jobs.run(lambda: listing.arrange(numbers, arrangement, narrowed, usage))
        job.then(lambda found: self._show(shelf, arrangement, found))
        self._jobs.append(job)

    def _show(self, shelf: Shelf, arrangement: Arrangement, numbers: Sequence[int]) -> None:
        self.documents.show_title(shelf.title, arrangement)
        self.documents.show_numbers(numbers)
        if self._session.card is not None:
            self.documents.mark_open(self._session.card.number)


def _kept(orders: str) -> dict[Place, Arrangement]:
    """The order of each kind of list as it was chosen; text of another version is let be."""
    try:
        return msgspec.json.decode(orders or "{}", type=dict[Place, Arrangement])
    except (msgspec.DecodeError, msgspec.ValidationError):
        return {}


def _values(edition: Edition, facet: Facet) -> list[Line]:
    """The values of a facet; very many of them in drawers, as the cards of a catalogue."""
    icon = _ICONS.get(facet, "")
    lines = [
        Line(Shelf(facet, value, _capital(value)), many, icon, folded=fold(value))
        for value, many in edition.values(facet)
    ]
    if len(lines) <= _MOST:
        return lines
    drawers = (tuple(lines[start : start + _DRAWER]) for start in range(0, len(lines), _DRAWER))
    return [_drawer(f"{facet} {at}", drawer) for at, drawer in enumerate(drawers)]


def _drawer(key: str, lines: tuple[Line, ...]) -> Line:
    """Named after its first line and its last."""
    title = f"{lines[0].shelf.title} – {lines[-1].shelf.title}"
    return Line(Shelf("section", key, title), len(lines), lines=lines)


def _by_year(held: Sequence[tuple[Conference, Sequence[int]]]) -> tuple[Line, ...]:
    """The conferences, newest first; very many of them under their years."""
    years: dict[str, list[Line]] = {}
    for one, numbers in held:
        line = Line(Shelf("conference", one.id, _short(one.title)), len(numbers), opens=True)
        years.setdefault(str(one.date.year) if one.date else "…", []).append(line)
    if len(held) <= _MOST:
        return tuple(line for lines in years.values() for line in lines)
    return tuple(
        Line(Shelf("section", f"conference {year}", year), len(lines), lines=tuple(lines))
        for year, lines in years.items()
    )


def _documents(edition: Edition, conference: str) -> list[Line]:
    cards = edition.cards(edition.numbers(conference))
    return [Line(Shelf("document", card.id, card.title)) for card in cards]


def _short(title: str) -> str:
    """A conference's title under the heading that already says what it is."""
    return _capital(title.removeprefix("Hội nghị "))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


DEEDS: dict[str, Callable[[Browsing], object]] = {
    "sort": lambda browsing: browsing.documents.offer_orders(),
    "filter": lambda browsing: browsing.documents.start_filter(),
}
