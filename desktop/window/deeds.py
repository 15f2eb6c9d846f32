"""The table of actions as Qt's: their menu, their icons, and what is done when one is asked for."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.window import icons
from desktop.window.actions import CHOICES, menus, table
from desktop.window.theme import Theme

Part = TypeVar("Part")


class Actions:
    """The table's actions as QActions of one window. Every one is done by `do`, given its id."""

    def __init__(self, window: QWidget, do: Callable[[str], object], theme: Theme) -> None:
        self._actions: dict[str, QAction] = {}
        self._theme = theme
        self._untinted: list[str] = []
        self._table = table()
        self._icons = {entry.id: entry.icon for entry in self._table}
        groups = {menu: QActionGroup(window) for menu in CHOICES}
        for entry in self._table:
            if entry.where != "window" and not entry.menu:
                continue
            action = QAction(entry.text, window)
            action.setObjectName(entry.id)
            if entry.where == "window":
                action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
            if entry.short:
                action.setIconText(entry.short)
            action.setToolTip(_told(action))
            action.triggered.connect(_dropping_checked(partial(do, entry.id)))
            window.addAction(action)
            if entry.menu in groups:
                action.setCheckable(True)
                groups[entry.menu].addAction(action)
            self._actions[entry.id] = action

    def __getitem__(self, identifier: str) -> QAction:
        return self._actions[identifier]

    def reword(self, identifier: str, text: str) -> None:
        """An action that does something else now says so."""
        action = self._actions[identifier]
        action.setText(text)
        action.setToolTip(_told(action))

    def set_theme(self, theme: Theme, toolbar: Collection[str]) -> None:
        """Tints the icons of the `toolbar`; the menu's when it is opened."""
        self._theme = theme
        self._untinted = [name for name in self._actions if name not in toolbar]
        for identifier in toolbar:
            self._tint(identifier)

    def _tint(self, identifier: str) -> None:
        theme, action, name = self._theme, self._actions[identifier], self._icons[identifier]
        if identifier == "theme":
            name = "sun" if theme.scheme == "dark" else "moon"
        if name:
            action.setIcon(icons.icon(name, theme.colour("text2"), theme.colour("text3")))

    def _tint_menu(self) -> None:
        untinted, self._untinted = self._untinted, []
        for identifier in untinted:
            self._tint(identifier)

    def fill(self, top: QMenu) -> Iterator[None]:
        """Puts every action of the table into a menu by a menu path, a submenu at a time."""
        top.aboutToShow.connect(self._tint_menu)
        for name, title in menus():
            sub = top.addMenu(title)
            sub.setObjectName(name)
            for entry in self._table:
                if entry.menu == name:
                    sub.addAction(self._actions[entry.id])
            yield


def _told(action: QAction) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{action.text()} ({keys})" if keys else action.text()


def later(
    deeds: Mapping[str, Callable[[Part], object]], of: Callable[[], Part]
) -> dict[str, Callable[[], object]]:
    """What the actions of one part of a window do, in a window that makes the part later."""

    def act(do: Callable[[Part], object]) -> None:
        do(of())

    return {name: partial(act, do) for name, do in deeds.items()}


class Shown(Protocol):
    """A part of a window that is now to be seen, now not."""

    @property
    def active(self) -> bool: ...


Seen = TypeVar("Seen", bound=Shown)


def while_shown(
    own: Mapping[str, Callable[[Seen], object]],
    of: Callable[[], Seen],
    deeds: Mapping[str, Callable[[], object]],
) -> dict[str, Callable[[], object]]:
    """A window's deeds, with a part's own in the place of theirs while it is to be seen."""

    def choose(mine: Callable[[Seen], object], usual: Callable[[], object]) -> None:
        part = of()
        if part.active:
            mine(part)
        else:
            usual()

    return {**deeds, **{name: partial(choose, do, deeds[name]) for name, do in own.items()}}


def _dropping_checked(do: Callable[[], object]) -> Callable[[], None]:
    """`triggered` brings a flag that our actions have no use for."""

    def act() -> None:
        do()

    return act
