"""Chips that narrow all notes: by colour, kind, label, conference, author, date, what to review."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import partial

import msgspec
from PySide6.QtCore import QCoreApplication, QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QWidget

from desktop.library.reader.annotations import Author
from desktop.library.reader.overview import Counts, Wanted
from desktop.library.reader.records import COLOURS, KINDS, Colour
from desktop.window import icons
from desktop.window.reader.popup import swatch
from desktop.window.theme import Theme
from desktop.window.widgets.chips import ChipsRow
from desktop.window.widgets.form import Form
from desktop.window.wordlist import colour_name, day, facet_value, kind_name, number

translate = QCoreApplication.translate
_LONGEST = 36
Offer = tuple[str, bool, Callable[[], object]]
"""A row of a menu: its words, whether it is chosen, and what choosing it does."""


class AllNotesFilter(ChipsRow):
    """Several chips narrow together; Delete on one lets everything through again.

    Signals: `changed()`.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(6, (0, 0, 0, 0), parent)
        self.wanted = Wanted()
        self.days = ("", "")
        """The first and the last day, here and not in UTC, as ISO dates; "" for no bound."""
        self.review = False
        self._counts: Counts | None = None
        self._conferences: Mapping[str, str] = {}
        self._authors: Mapping[str, Author] = {}
        self._reviewed = 0
        self.colours = {colour: self.add_chip() for colour in COLOURS}
        for colour, chip in self.colours.items():
            chip.clicked.connect(partial(self._toggle_colour, colour))
        self.menus = {
            name: self.add_chip() for name in ("kinds", "tags", "conference", "author", "dates")
        }
        for name, chip in self.menus.items():
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            chip.clicked.connect(partial(self._open, name))
        self.reviewing = self.add_chip()
        self.reviewing.clicked.connect(self._toggle_review)
        self.set_theme(theme)
        self._tell()

    def set_theme(self, theme: Theme) -> None:
        for colour, chip in self.colours.items():
            chip.setIcon(swatch(theme, colour, 14))
        for chip in self.menus.values():
            chip.setIcon(icons.icon("chevron-down", theme.colour("text2")))
        self.reviewing.setIcon(icons.icon("warn", theme.colour("warn")))

    def show_counts(
        self, counts: Counts, conferences: Mapping[str, str], authors: Mapping[str, Author]
    ) -> None:
        """What there is to choose from: titles of conferences and names of authors by their ids."""
        self._counts, self._conferences, self._authors = counts, conferences, authors
        self._tell()

    def show_reviewed(self, many: int) -> None:
        """How many notes are to be reviewed."""
        self._reviewed = many
        self._tell()

    def narrow(self, **wanted: object) -> None:
        """Asks for something else than before in some fields of `Wanted`."""
        self.wanted = msgspec.structs.replace(self.wanted, **wanted)
        self._tell()
        self.changed.emit()

    def narrow_days(self, since: str, until: str) -> None:
        """To the notes made on some days."""
        self.days = (since, until)
        after = f"{dt.date.fromisoformat(until) + dt.timedelta(1)}" if until else ""
        self.narrow(since=_midnight(since), until=_midnight(after))

    def clear(self) -> None:
        """Lets everything through again."""
        self.review, self.days = False, ("", "")
        self.narrow(**msgspec.structs.asdict(Wanted()))

    def _toggle_colour(self, colour: Colour) -> None:
        self.narrow(colours=self.wanted.colours ^ {colour})

    def _toggle_review(self) -> None:
        self.review = not self.review
        self.narrow()

    # what the chips say

    def _tell(self) -> None:
        held, wanted = self._counts, self.wanted
        for colour, chip in self.colours.items():
            many = held.colours[colour] if held is not None else 0
            on = colour in wanted.colours
            chip.say(f"{colour_name(colour)} {number(many)}", on=on)
        kinds = ", ".join(kind_name(kind) for kind in KINDS if kind in wanted.kinds)
        tags = ", ".join(sorted(wanted.tags, key=str.casefold))
        conference = self._conferences.get(wanted.conference, wanted.conference)
        who = "" if wanted.author is None else self.author_name(wanted.author)
        for name, chosen, usual in (
            ("kinds", kinds, translate("AllNotes", "Kind")),
            ("tags", tags, translate("AllNotes", "Label")),
            ("conference", facet_value("conference", conference), translate("Words", "Conference")),
            ("author", who, translate("AllNotes", "Written by")),
            ("dates", self._days(), translate("AllNotes", "Any time")),
        ):
            self.menus[name].say(chosen or usual, on=bool(chosen), longest=_LONGEST)
        self.menus["tags"].setVisible(bool(tags) or (held is not None and bool(held.tags)))
        several = held is not None and len(held.authors) > 1
        self.menus["author"].setVisible(several or bool(who))
        words = translate("AllNotes", "To review {number}").format(number=number(self._reviewed))
        self.reviewing.say(words, on=self.review)
        self.reviewing.setVisible(bool(self._reviewed) or self.review)

    def author_name(self, identifier: str) -> str:
        """Who it is; the reader's own notes are "mine"."""
        if not identifier:
            return translate("AllNotes", "Mine")
        author = self._authors.get(identifier)
        name = (author.name or author.initials) if author is not None else ""
        return name or translate("AllNotes", "No name")

    def _days(self) -> str:
        since, until = (day(dt.date.fromisoformat(one)) if one else "" for one in self.days)
        if since and until:
            return since if since == until else f"{since} – {until}"
        if since:
            return translate("AllNotes", "Since {date}").format(date=since)
        return translate("AllNotes", "Until {date}").format(date=until) if until else ""

    # menus

    def _open(self, name: str) -> None:
        offers = {
            "kinds": self._kinds,
            "tags": self._tags,
            "conference": self._conference,
            "author": self._author,
            "dates": self._dates,
        }[name]
        chip = self.menus[name]
        menu = self.menu()
        for words, chosen, do in offers():
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(chosen)
            action.triggered.connect(lambda _=False, do=do: do())
        self.open_below(chip, menu)
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])

    def _kinds(self) -> Iterable[Offer]:
        counts = self._counts.kinds if self._counts is not None else {}
        for kind in KINDS:
            chosen = kind in self.wanted.kinds
            if counts.get(kind) or chosen:
                words = _counted(kind_name(kind), counts.get(kind, 0))
                yield words, chosen, partial(self.narrow, kinds=self.wanted.kinds ^ {kind})

    def _tags(self) -> Iterable[Offer]:
        counts = self._counts.tags if self._counts is not None else {}
        for tag in sorted({*counts, *self.wanted.tags}, key=str.casefold):
            words = _counted(tag, counts.get(tag, 0))
            do = partial(self.narrow, tags=self.wanted.tags ^ {tag})
            yield words, tag in self.wanted.tags, do

    def _conference(self) -> Iterable[Offer]:
        counts: Mapping[str, int] = self._counts.conferences if self._counts is not None else {}
        held = self.wanted.conference
        yield translate("AllNotes", "All"), not held, partial(self.narrow, conference="")
        for one, many in sorted(counts.items(), key=lambda pair: -pair[1]):
            words = _counted(facet_value("conference", self._conferences.get(one, one)), many)
            yield words, one == held, partial(self.narrow, conference=one)

    def _author(self) -> Iterable[Offer]:
        counts: Mapping[str, int] = self._counts.authors if self._counts is not None else {}
        held = self.wanted.author
        yield translate("AllNotes", "All"), held is None, partial(self.narrow, author=None)
        for one, many in counts.items():
            words = _counted(self.author_name(one), many)
            yield words, one == held, partial(self.narrow, author=one)

    def _dates(self) -> Iterable[Offer]:
        today = _today()
        for words, since in (
            (translate("AllNotes", "Any time"), ""),
            (translate("AllNotes", "The last 7 days"), f"{today - dt.timedelta(6)}"),
            (translate("AllNotes", "The last 30 days"), f"{today - dt.timedelta(29)}"),
            (translate("AllNotes", "This year"), f"{today.year}-01-01"),
        ):
            yield words, self.days == (since, ""), partial(self.narrow_days, since, "")
        yield translate("AllNotes", "From … to …"), False, self._ask_days

    def _ask_days(self) -> None:
        Days(self.days, self.narrow_days, self.window()).open()

    # the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete lets everything through again."""
        if event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)


class Days(Form):
    """Asks from which day to which."""

    def __init__(
        self, days: tuple[str, str], narrow: Callable[[str, str], object], parent: QWidget
    ) -> None:
        super().__init__(translate("AllNotes", "Notes of certain days"), parent)
        self.since = self._field(days[0] or f"{_today().year}-01-01")
        self.until = self._field(days[1] or f"{_today()}")
        self.add_row(translate("AllNotes", "From"), self.since)
        self.add_row(translate("AllNotes", "To"), self.until)
        self.add_end(translate("AllNotes", "Cancel"), self.reject)
        self.add_end(translate("AllNotes", "Show"), self._show, primary=True)
        self._narrow = narrow

    @staticmethod
    def _field(held: str) -> QDateEdit:
        field = QDateEdit(QDate.fromString(held, Qt.DateFormat.ISODate))
        field.setDisplayFormat(translate("Words", "d MMM yyyy"))
        field.setCalendarPopup(True)
        return field

    def _show(self) -> None:
        since, until = (
            field.date().toString(Qt.DateFormat.ISODate) for field in (self.since, self.until)
        )
        if since > until:
            self.say_wrong(translate("AllNotes", "The first day comes after the last."))
            return
        self._narrow(since, until)
        self.accept()


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _midnight(day: str) -> str:
    """The moment when a day begins here, as notes keep their times; "" for no day."""
    if not day:
        return ""
    begins = dt.datetime.fromisoformat(day).astimezone()
    return begins.astimezone(dt.UTC).isoformat(timespec="milliseconds")


def _counted(words: str, many: int) -> str:
    return f"{words}\t{number(many)}"
