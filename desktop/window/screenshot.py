"""`--screenshot`: waits until the window stands still and is painted, saves it, ends."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QObject, QTimer

from desktop.library import disk
from desktop.library.errors import AppError
from desktop.window.main_window import MainWindow


class Screenshot(QObject):
    """Takes the picture once nothing is under way; painting itself may ask for more rows.

    Without a library that is what is painted, unless a document is `sought` in it. `error` tells
    why the picture could not be saved, or why what was to be seen could not be opened.
    """

    def __init__(self, window: MainWindow, path: Path, *, sought: bool) -> None:
        super().__init__(window)
        self._window = window
        self._path = path
        self._painted = False
        self.error: AppError | None = None
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._look)
        window.session.jobs.idled.connect(self._idled)
        window.session.document_refused.connect(self._fail)
        if sought:
            window.session.library_refused.connect(self._fail)
        self._timer.start()

    def _idled(self) -> None:
        self._painted = False
        self._timer.start()

    def _fail(self, error: AppError) -> None:
        self.error = error
        QCoreApplication.exit(error.exit_code)

    def _look(self) -> None:
        if self.error is not None:
            return
        if not self._window.settled:
            if not self._window.session.jobs.busy:
                self._timer.start()
            return
        picture = self._window.grab()
        if not self._painted or not self._window.settled:
            self._painted = True
            self._timer.start()
            return
        self._window.session.jobs.idled.disconnect(self._idled)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")
        try:
            disk.write_whole(self._path, bytes(buffer.data().data()))
        except AppError as error:
            self.error = error
        QCoreApplication.exit(self.error.exit_code if self.error else 0)
