"""The way from a reader's window to the librarians': made when it is first asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.window.preferences import Preferences
from desktop.window.session import Session
from desktop.window.theme import Appearance
from desktop.wording import Language

if TYPE_CHECKING:
    from desktop.window.office.releasing import Releasing


class Librarian(QObject):
    """Takes part in a window: opens the librarians' window beside it, and closes it with it."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        dress: tuple[Appearance, Language],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._preferences = preferences
        self._dress = dress
        self.releasing: Releasing | None = None

    def open(self) -> None:
        """Shows the window, with what was done in it before."""
        if self.releasing is None:
            # The signing's modules take longer to load than a reader who never signs should wait.
            from desktop.window.office.releasing import Releasing  # noqa: PLC0415

            self.releasing = Releasing(self._session, self._preferences, *self._dress)
        view = self.releasing.view
        view.show()
        view.raise_()
        view.activateWindow()

    def close(self) -> None:
        if self.releasing is not None:
            self.releasing.close()
            self.releasing = None


DEEDS: dict[str, Callable[[Librarian], object]] = {"office": Librarian.open}
