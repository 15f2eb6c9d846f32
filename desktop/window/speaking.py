"""Opens the lectern on the open document, and leads back to the place spoken last."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from desktop.window.deeds import Actions
from desktop.window.lectern.view import Lectern
from desktop.window.preferences import Preferences
from desktop.window.reader.pane import ReaderPane
from desktop.window.session import Session
from desktop.window.theme import Appearance


class Speaking(QObject):
    """Takes part in a window: holds its notices while the lectern stands before it."""

    def __init__(
        self,
        session: Session,
        reader: ReaderPane,
        actions: Actions,
        appearance: Appearance,
        preferences: Preferences,
    ) -> None:
        super().__init__(reader)
        self._session = session
        self._reader = reader
        self._appearance = appearance
        self._preferences = preferences
        self._action = actions["lectern"]
        self.view: Lectern | None = None
        appearance.theme_changed.connect(self._set_theme)
        session.history_changed.connect(self._tell_action)
        self._tell_action()

    def open(self) -> None:
        """F5: the open document, from the place being read on."""
        reading = self._session.reading
        if reading is None or self.view is not None:
            return
        marks = tuple(
            (one.annotation.colour, one.spans) for one in self._session.notes.all() if one.sure
        )
        zoom, keys_first = self._preferences.lectern
        theme = self._appearance.theme
        self.view = view = Lectern(
            reading, marks, theme, zoom, keys_first=keys_first, bound=self._session.bound
        )
        self._appearance.dress(view)
        view.looked.connect(self._keep_look)
        view.closed.connect(self._closed)
        self._reader.notice.hold(held=True)
        _cover(self._reader.window(), view)
        block, offset, _ = self._reader.page.place()
        view.go_to(block, offset)
        view.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        if self.view is not None:
            self.view.close()

    def _closed(self) -> None:
        view, self.view = self.view, None
        if view is None:
            return
        block, offset = view.place
        view.deleteLater()
        self._reader.notice.hold(held=False)
        if block:
            self._reader.page.go_to(block, offset)
        self._reader.window().activateWindow()
        self._reader.front.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_look(self) -> None:
        if self.view is not None:
            self._preferences.lectern = self.view.zoom, self.view.keys.isChecked()

    def _set_theme(self) -> None:
        if self.view is not None:
            self.view.set_theme(self._appearance.theme)

    def _tell_action(self) -> None:
        self._action.setEnabled(self._session.reading is not None)


def _cover(window: QWidget, view: Lectern) -> None:
    """Over the whole of the screen that the window is on."""
    view.setScreen(window.screen())
    view.setGeometry(window.screen().geometry())
    view.showFullScreen()
    view.activateWindow()


DEEDS: dict[str, Callable[[Speaking], object]] = {"lectern": Speaking.open}
