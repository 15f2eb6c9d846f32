"""The page in place of a library that is not there or cannot be opened, with the ways out."""

from PySide6.QtCore import QCoreApplication, QObject

from desktop.library.editions.doctor import repair
from desktop.library.editions.library import Library
from desktop.library.editions.sample import former, make_sample
from desktop.library.errors import AppError
from desktop.library.folders import default_sample
from desktop.resources import RESOURCES
from desktop.window.installing import Installing
from desktop.window.reader.pane import ReaderPane
from desktop.window.safekeeping import Safekeeping
from desktop.window.session import Session
from desktop.wording import Language, say_error

translate = QCoreApplication.translate
_SOURCES = RESOURCES / "sample-library"


class Lacking(QObject):
    """Tells what is wrong with the library, and does what the person chooses about it."""

    def __init__(
        self,
        session: Session,
        reader: ReaderPane,
        safekeeping: Safekeeping,
        installing: Installing,
        language: Language,
    ) -> None:
        super().__init__(reader)
        self._session = session
        self._reader = reader
        self._blank = reader.blank
        self._safekeeping = safekeeping
        self._installing = installing
        self._language = language
        session.library_refused.connect(self.tell)
        session.search_refused.connect(self.tell_index)

    def tell(self, error: AppError) -> None:
        """In place of a library: what is wrong with it, and the ways out."""
        if error.code == "library_missing":
            self._tell_first()
        else:
            self._tell_damage(error)
        self._reader.show_blank()
        self._blank.take_focus()

    def _tell_first(self) -> None:
        """The first start: nothing is wrong, and there is a way to look around."""
        told = translate(
            "Lacking",
            "There is no library on this machine yet. Put in the USB stick with its package, or "
            "ask whoever hands out the sticks for one.",
        )
        looked = translate("Lacking", "It was looked for in {folder}.")
        self._blank.tell(
            ("package", "accent"),
            translate("Lacking", "No documents yet"),
            f"{told}\n{looked.format(folder=self._session.folder)}",
            translate("Lacking", "Open a package…"),
            self._installing.ask_which,
        )
        if _SOURCES.is_dir():
            self._blank.offer(translate("Lacking", "Open the sample library"), self.open_sample)
        else:
            self._blank.offer(translate("Lacking", "Try again"), self._session.open_library)
        self._safekeeping.offer_restoration()

    def _tell_damage(self, error: AppError) -> None:
        self._blank.tell(
            ("alert", "danger"),
            translate("Lacking", "The library cannot be opened"),
            say_error(error, self._language),
            translate("Lacking", "Repair the library"),
            self.repair,
        )
        self._blank.offer(translate("Lacking", "Try again"), self._session.open_library)

    def tell_index(self, error: AppError, about: str = "index") -> None:
        """Reading goes on; only the index has to be made again. `about` is as for a notice."""
        self._reader.notice.tell(
            say_error(error, self._language),
            "danger",
            translate("Lacking", "Make the index again"),
            self.repair,
            about=about,
        )

    # the ways out

    def open_sample(self) -> None:
        """Makes the sample library, which stands apart from the reader's own, and opens it."""
        self._wait(translate("Lacking", "Making the sample library…"))
        folder = default_sample()

        def made(_: None) -> None:
            self._session.folder = folder
            self._session.open_library()

        job = self._session.jobs.run(lambda: make_sample(_SOURCES, folder))
        job.then(made).failed(self._tell_damage)

    def repair(self) -> None:
        """Makes the index again; if the catalogue is beyond that, offers the edition before."""
        self._wait(translate("Lacking", "Repairing the library. Your notes are not touched…"))
        library = Library(self._session.folder)

        def repaired(_: str) -> None:
            self._reader.notice.hide()
            self._session.open_library()

        job = self._session.jobs.run(lambda: repair(library))
        job.then(repaired).failed(self._beyond_repair)

    def _beyond_repair(self, error: AppError) -> None:
        if self._session.edition is not None:
            self._reader.notice.tell(say_error(error, self._language), "danger")
            return
        self._tell_damage(error)
        library = Library(self._session.folder)

        def found(name: str) -> None:
            if name:
                number = int(name.partition("-")[0])
                text = translate("Lacking", "Open the former edition ({number})")
                self._blank.offer(text.format(number=number), lambda: self._go_back_to(name))

        self._session.jobs.run(lambda: former(library)).then(found).failed(self._tell_damage)

    def _go_back_to(self, name: str) -> None:
        library = Library(self._session.folder)
        job = self._session.jobs.run(lambda: library.switch(name))
        job.then(lambda _: self._session.open_library()).failed(self._tell_damage)

    def _wait(self, text: str) -> None:
        if self._session.edition is None:
            self._blank.tell(("package", "text3"), text)
        else:
            self._reader.notice.tell_of_work(text)
