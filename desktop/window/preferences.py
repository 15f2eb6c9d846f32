"""How the window was left: theme, zoom, language, size; a small file in the state folder."""

from pathlib import Path
from typing import get_args

from PySide6.QtCore import QByteArray, QSettings

from desktop.window.theme import Choice
from desktop.wording import Language

SIZES = (100, 115, 130, 150, 200)
"""The interface sizes that may be chosen, per cent of the system's (DESIGN.md section 11.13)."""


class Preferences:
    """Reads and writes `window.ini`. A folder that cannot be written costs only the memory."""

    def __init__(self, folder: Path) -> None:
        self._settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    @property
    def theme(self) -> Choice:
        value = self._settings.value("theme", "system")
        return next((choice for choice in get_args(Choice) if choice == value), "system")

    @theme.setter
    def theme(self, choice: Choice) -> None:
        self._settings.setValue("theme", choice)

    @property
    def zoom(self) -> int:
        value = str(self._settings.value("zoom", "100"))
        return int(value) if value.isdecimal() else 100

    @zoom.setter
    def zoom(self, percent: int) -> None:
        self._settings.setValue("zoom", percent)

    @property
    def language(self) -> Language:
        value = self._settings.value("language", "vi")
        return next((one for one in get_args(Language) if one == value), "vi")

    @language.setter
    def language(self, language: Language) -> None:
        self._settings.setValue("language", language)

    @property
    def size(self) -> int:
        """The size of the interface, per cent; the reading size is apart from it."""
        value = str(self._settings.value("size", "100"))
        return next((size for size in SIZES if str(size) == value), 100)

    @size.setter
    def size(self, percent: int) -> None:
        self._settings.setValue("size", percent)

    @property
    def geometry(self) -> QByteArray:
        value = self._settings.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._settings.setValue("geometry", value)

    def save(self) -> None:
        self._settings.sync()
