"""What a window tells its reader: faults, work under way, and that all is well again."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from desktop.library.errors import AppError
from desktop.window.finding import Finding
from desktop.window.handing import Handing
from desktop.window.lacking import Lacking
from desktop.window.session import Session
from desktop.window.widgets.notice import Notice
from desktop.wording import Language, say_error

translate = QCoreApplication.translate


class Telling(QObject):
    """Puts into words, in the notice under the page, what the parts of a window signal."""

    def __init__(
        self,
        session: Session,
        notice: Notice,
        finding: Finding,
        handing: Handing,
        lacking: Lacking,
        language: Language,
    ) -> None:
        super().__init__(notice)
        self._notice = notice
        self._lacking = lacking
        self._language = language
        session.document_refused.connect(self._document_refused)
        session.state_refused.connect(self.state_refused)
        session.state_kept.connect(lambda: notice.settle("state"))
        session.jobs.job_failed.connect(self.tell)
        finding.began.connect(lambda: notice.settle("search"))
        finding.refused.connect(self._search_failed)
        handing.begun.connect(notice.tell_of_work)
        handing.printing.connect(notice.tell_of_work)
        handing.ended.connect(self._handed)
        handing.refused.connect(self.tell)
        handing.offered.connect(self._offer)

    def tell(self, error: AppError) -> None:
        self._notice.tell(say_error(error, self._language), "danger")

    def _offer(self, lead: str, error: AppError, act: str, do: Callable[[], object]) -> None:
        told = f"{lead} {say_error(error, self._language)}".strip()
        self._notice.tell(told, "warn", act, do)

    def _document_refused(self, error: AppError) -> None:
        self._notice.tell(say_error(error, self._language), "danger", about="document")

    def _search_failed(self, error: AppError) -> None:
        # A search may be the first to meet it.
        if error.code in {"index_damaged", "index_outdated"}:
            self._lacking.tell_index(error, "search")
            return
        self._notice.tell(say_error(error, self._language), "danger", about="search")

    def state_refused(self, error: AppError) -> None:
        """The reader's state cannot be written."""
        if self._notice.about == "note":
            return  # that it is a note that is not saved says more, and what to do about it
        lead = translate("Window", "Reading goes on, but notes and places cannot be saved.")
        told = f"{lead} {say_error(error, self._language)}"
        self._notice.tell(told, "warn", about="state")

    def _handed(self, text: str) -> None:
        if text:
            self._notice.tell(text)
        else:
            self._notice.hide()
