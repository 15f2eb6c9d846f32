"""An edition that became the live one while the window was open: offered, and taken up."""

import logging

from PySide6.QtCore import QCoreApplication, QEvent, QFileSystemWatcher, QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop.library.editions.library import Library
from desktop.library.errors import AppError
from desktop.window.finding import Finding
from desktop.window.session import Session
from desktop.window.theme import Appearance
from desktop.window.widgets.notice import Notice

translate = QCoreApplication.translate
log = logging.getLogger(__name__)
_EVERY_MS = 120_000
_SETTLED_MS = 300
"""An installation touches the folder several times; the last of them counts."""


class Renewal(QObject):
    """Watches which edition is live, and leads to a new one without taking the text away.

    What is open stays readable from its own edition, which nobody changes, until the reader
    chooses. `bar` stands over the panes.
    """

    def __init__(
        self, session: Session, finding: Finding, appearance: Appearance, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._finding = finding
        self.bar = Notice(appearance.theme)
        appearance.theme_changed.connect(self.bar.set_theme)
        self._offered = ""
        self._watcher = QFileSystemWatcher(self)
        self._soon = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._soon.timeout.connect(self.look)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(lambda _: self._soon.start())
        session.library_opened.connect(self._opened)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever comes back to the window may have put in a stick meanwhile."""
        if event.type() == QEvent.Type.WindowActivate and self._timer.isActive():
            self._soon.start()
        return super().eventFilter(watched, event)

    def _opened(self) -> None:
        self._offered = ""
        self.bar.hide()
        folder = str(self._session.folder)
        if folder not in self._watcher.directories():
            self._watcher.addPath(folder)
        self._timer.start()

    def close(self) -> None:
        """Looks no more."""
        self._timer.stop()
        self._soon.stop()
        self._watcher.directoryChanged.disconnect()

    def look(self) -> None:
        """Asks the disk which edition is live."""
        edition, library = self._session.edition, Library(self._session.folder)
        if edition is None:
            return

        def read() -> tuple[str, int]:
            manifest = library.manifest()
            same = manifest.library == edition.library
            return (library.current_folder().name, manifest.number) if same else ("", 0)

        def found(live: tuple[str, int]) -> None:
            name, number = live
            if name and name not in (edition.folder.name, self._offered):
                self._offer(name, number)

        self._session.jobs.run(read).then(found).failed(self._not_read)

    def _not_read(self, error: AppError) -> None:
        """Reading goes on from the edition that is open; the next look may find more."""
        log.info("the live edition could not be read: %s", error)

    def _offer(self, name: str, number: int) -> None:
        self._offered = name
        text = translate("Renewal", "Edition {number} is here now.")
        self.bar.tell(
            text.format(number=number),
            "info",
            translate("Renewal", "Open it"),
            self._take_up,
            lasting=True,
        )

    def _take_up(self) -> None:
        """Opens the new edition; tabs, places and notes are kept."""
        if self._finding.active:
            self._finding.leave()
        self._session.open_library()
