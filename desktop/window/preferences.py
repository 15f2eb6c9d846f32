"""How the window was left: theme, zoom, panes, size; a small file in the state folder."""

from pathlib import Path
from typing import get_args

from PySide6.QtCore import QByteArray, QSettings

from desktop.window.theme import Choice


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
    def geometry(self) -> QByteArray:
        value = self._settings.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._settings.setValue("geometry", value)

    def text(self, name: str) -> str:
        """What was kept under `name`; "" if nothing was."""
        value = self._settings.value(name, "")
        return value if isinstance(value, str) else ""

    def set_text(self, name: str, text: str) -> None:
        self._settings.setValue(name, text)

    def save(self) -> None:
        self._settings.sync()
