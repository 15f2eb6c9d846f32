"""What belongs to the reader rather than to the library: feedback, whose notes, backups, links."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from desktop.library.reader.profiles import Profile, Profiles
from desktop.window.following import Following
from desktop.window.reader.pane import ReaderPane
from desktop.window.responding import Responding
from desktop.window.safekeeping import Safekeeping
from desktop.window.session import Session
from desktop.window.widgets.links_sheet import LinksSheet
from desktop.window.widgets.people_sheet import PeopleSheet
from desktop.wording import Language

translate = QCoreApplication.translate


class Personal(QObject):
    """Takes part in a window. `following` tells, once it has closed, what is to be opened next."""

    def __init__(
        self, session: Session, reader: ReaderPane, window: QWidget, language: Language
    ) -> None:
        super().__init__(window)
        self.following: Following | None = None
        self.profiles: Profiles | None = None
        self.responding = Responding(session, reader, window, language)
        self.safekeeping = Safekeeping(session, reader, window, language)
        self.people: PeopleSheet | None = None
        self._session = session
        self._reader = reader
        self._window = window
        self._language = language
        self.safekeeping.staged.connect(
            lambda _: self.leave(Following(session.keeper.folder, restored=True))
        )
        session.library_opened.connect(self.safekeeping.look)

    def say(self, kept: str) -> None:
        """Says that a restoration is done; `kept` names the folder of the replaced notes."""
        text = translate("Backup", "Your notes are restored.")
        if kept:
            former = translate("Backup", "The former ones are kept in {folder}.")
            text = f"{text} {former.format(folder=kept)}"
        self._reader.notice.tell_of_work(text)

    def warn(self, text: str) -> None:
        """Says what went wrong before this window opened."""
        self._reader.notice.tell(text, "danger")

    def show_links(self) -> None:
        edition = self._session.edition
        links = edition.settings.links if edition is not None else ()
        LinksSheet(links, self._window).open()

    def show_people(self) -> None:
        """Lists the readers of this machine."""
        if self.profiles is None:
            self._reader.notice.tell(
                translate(
                    "People",
                    "This window was started on a notes folder of its own, "
                    "so the reader cannot be changed here.",
                )
            )
            return
        current = Profile(self._session.keeper.folder, "", "")
        sheet = PeopleSheet(
            self.profiles, self._session.jobs, current, self._language, self._window
        )
        self.people = sheet
        sheet.chosen.connect(self._switch)
        sheet.finished.connect(self._people_closed)
        sheet.open()

    def _people_closed(self) -> None:
        self.people = None

    def _switch(self, profile: Profile) -> None:
        if profile.folder != self._session.keeper.folder:
            self.leave(Following(profile.folder))

    def reopen(self) -> None:
        """Closes the window and opens another on the same state."""
        self.leave(Following(self._session.keeper.folder))

    def leave(self, following: Following) -> None:
        """Closes the window; `following` is opened after it, unless the window stays open."""
        self.following = following
        if not self._window.close():
            self.following = None


DEEDS: dict[str, Callable[[Personal], object]] = {
    "feedback": lambda personal: personal.responding.write(),
    "outbox": lambda personal: personal.responding.show_outbox(),
    "links": Personal.show_links,
    "people": Personal.show_people,
    "backup": lambda personal: personal.safekeeping.ask_where(),
    "restore": lambda personal: personal.safekeeping.ask_which(),
}
