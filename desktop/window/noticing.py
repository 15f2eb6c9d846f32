"""Packages on a stick are noticed while the window is in use: a quiet bar, and nothing over a page.

No service runs. The window looks when somebody comes back to it, when it is told to, and when
another volume is mounted while it is active.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.library.errors import AppError
from desktop.library.releases.finding import packages
from desktop.window.installing import Installing
from desktop.window.session import Session
from desktop.window.theme import Appearance
from desktop.window.volumes import sticks, volume_name
from desktop.window.widgets.notice import Notice

if TYPE_CHECKING:
    from desktop.library.releases.choosing import Offer

translate = QCoreApplication.translate
_EVERY_MS, _SETTLED_MS = 3000, 300
"""How often the volumes are counted, and how long a stick is given to be mounted."""
_Seen = tuple[tuple[Path, int, float], ...]
"""Packages with their sizes and times: what was looked at is not looked at again."""
_Look = tuple[tuple[Path, ...], _Seen, "Offer | None", str]
"""What is mounted, the packages there, the one to offer and where it lies."""


class Noticing(QObject):
    """Looks for packages for the reader's library, and offers the newest that fits in `bar`.

    Signals: `looked(object)` with the `Offer` that a look found, or None.
    """

    looked = Signal(object)

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        window: QWidget,
        installing: Installing,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._installing = installing
        self.find: Callable[[], Sequence[Path]] = sticks
        """Where sticks are mounted, asked on another thread."""
        self.bar = Notice(appearance.theme)
        appearance.theme_changed.connect(self.bar.set_theme)
        installing.installed.connect(lambda _: self.bar.hide())
        self._mounted: tuple[Path, ...] = ()
        self._seen: _Seen = ()
        self._looking = False
        self._soon = QTimer(self, interval=_SETTLED_MS, singleShot=True)
        self._soon.timeout.connect(self.look)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._count)
        window.installEventFilter(self)
        if window.isActiveWindow():
            self._begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only while the window is in use are volumes counted."""
        if event.type() == QEvent.Type.WindowActivate:
            self._begin()
        elif event.type() == QEvent.Type.WindowDeactivate:
            self._timer.stop()
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        self._timer.start()
        self._soon.start()

    def close(self) -> None:
        """Looks no more."""
        self._window.removeEventFilter(self)
        self._timer.stop()
        self._soon.stop()

    def _count(self) -> None:
        if self._looking:
            return
        self._looking = True

        def counted(mounted: tuple[Path, ...]) -> None:
            self._looking = False
            if mounted != self._mounted:
                self.look()

        def refused(_: AppError) -> None:
            self._looking = False

        self._session.jobs.run(lambda: tuple(self.find())).then(counted).failed(refused)

    def look(self, *, asked: bool = False) -> None:
        """Looks through the sticks; `asked`, it also says that there is nothing."""
        known, library = () if asked else self._seen, self._installing.library
        now = self._installing.clock()

        def work() -> _Look:
            mounted = tuple(self.find())
            files = packages(mounted)
            seen = tuple(_marks(files))
            if not files or seen == known:
                return mounted, seen, None, ""
            # What believes packages is loaded with the first that there is.
            from desktop.library.releases.choosing import choose  # noqa: PLC0415

            offer = choose(files, library, now)
            return mounted, seen, offer, volume_name(offer.file) if offer is not None else ""

        def found(result: _Look) -> None:
            self._mounted, seen, offer, place = result
            fresh = seen != self._seen
            self._seen = seen
            if offer is not None and (fresh or asked):
                self._tell(offer, place)
            elif asked:
                self._tell_none(bool(seen))
            elif fresh:
                self.bar.hide()
            self.looked.emit(offer)

        job = self._session.jobs.carry(work)
        job.then(found).failed(self._session.jobs.job_failed.emit)

    def _tell(self, offer: "Offer", place: str) -> None:
        if offer.seen is None:
            text = translate("Packages", "The package on {place} cannot be installed.")
            act = translate("Packages", "See why")
            if offer.of_another:
                text = translate("Packages", "The package on {place} is of another library.")
                act = translate("Packages", "See what can be done")
            self.bar.tell(
                text.format(place=place),
                "info" if offer.of_another else "warn",
                act,
                lambda: self._installing.show(offer),
            )
            return
        text = translate("Packages", "Edition {number} is on {place}.")
        if offer.library.folder != self._installing.home:
            text = translate("Packages", "Edition {number} of “{name}” is on {place}.")
        page = offer.seen.page
        told = text.format(number=page.number, name=page.name, place=place)
        act = translate("Packages", "See what is new")
        self.bar.tell(told, "info", act, lambda: self._installing.show(offer), lasting=True)

    def _tell_none(self, there: bool) -> None:  # noqa: FBT001 - one fact
        text = (
            translate("Packages", "No package on the USB sticks is newer than your edition.")
            if there
            else translate("Packages", "There is no package on a USB stick.")
        )
        self.bar.tell(text)


def _marks(files: Sequence[Path]) -> Sequence[tuple[Path, int, float]]:
    """What tells a file from the one that was looked at; one that is gone meanwhile has none."""
    marks = []
    for file in files:
        try:
            held = file.stat()
        except OSError:
            continue
        marks.append((file, held.st_size, held.st_mtime))
    return marks


DEEDS: dict[str, Callable[[Noticing], object]] = {
    "check_sticks": lambda noticing: noticing.look(asked=True)
}
