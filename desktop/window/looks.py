"""How the window looks and speaks: theme, size of the interface and language, from the menu."""

from collections.abc import Callable
from operator import methodcaller
from typing import get_args

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from desktop.window.application import interface_size
from desktop.window.deeds import Actions
from desktop.window.preferences import SIZES, Preferences
from desktop.window.theme import Appearance, Choice
from desktop.window.toolbar import Toolbar
from desktop.wording import Language


class Looks(QObject):
    """Does what the three menus of looks offer, and keeps it.

    A theme is put on at once. Words and letters are everywhere in a window, so another language
    or another size opens the window anew, as it was.

    Signals: `reopening(Language, int)`, the language and the interface size that are wanted.
    """

    reopening = Signal(str, int)

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        language: Language,
        deeds: Actions,
        menu: QMenu,
        toolbar: Toolbar,
    ) -> None:
        super().__init__(toolbar)
        self._appearance = appearance
        self._preferences = preferences
        self._language = language
        self._deeds = deeds
        self._menu = menu
        self._button = toolbar.button("theme")
        self.size = interface_size()
        appearance.theme_changed.connect(self._mark)
        self._mark()

    def _mark(self) -> None:
        for name in (
            f"theme_{self._appearance.choice}",
            f"size_{self.size}",
            f"language_{self._language}",
        ):
            self._deeds[name].setChecked(True)

    def choose_theme(self, choice: Choice) -> None:
        self._appearance.choose(choice)
        self._preferences.theme = choice

    def offer_themes(self) -> None:
        """Opens the small choice of themes under their button, the present one chosen."""
        for sub in self._menu.findChildren(QMenu, "theme"):
            sub.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
            sub.setActiveAction(self._deeds[f"theme_{self._appearance.choice}"])

    def step_size(self, step: int) -> None:
        """To the next larger (1) or smaller (-1) interface, if there is one."""
        at = SIZES.index(self.size) + step
        if 0 <= at < len(SIZES):
            self.choose_size(SIZES[at])

    def choose_size(self, percent: int) -> None:
        if percent != self.size:
            self.reopening.emit(self._language, percent)

    def choose_language(self, language: Language) -> None:
        if language != self._language:
            self.reopening.emit(language, self.size)

    def refuse(self) -> None:
        """The window stays as it is: so do the marks in the menus."""
        self._mark()

    def keep(self, language: Language, size: int) -> None:
        """Remembers what the next window is to be like."""
        self._preferences.language = language
        self._preferences.size = size


DEEDS: dict[str, Callable[[Looks], object]] = {
    "theme": Looks.offer_themes,
    "size_up": lambda looks: looks.step_size(1),
    "size_down": lambda looks: looks.step_size(-1),
    **{f"theme_{one}": methodcaller("choose_theme", one) for one in get_args(Choice)},
    **{f"size_{one}": methodcaller("choose_size", one) for one in SIZES},
    **{f"language_{one}": methodcaller("choose_language", one) for one in get_args(Language)},
}
