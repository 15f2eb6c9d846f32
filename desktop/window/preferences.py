"""How the window was left: theme, zoom, language, size; a small file in the state folder."""

from pathlib import Path
from typing import get_args

import msgspec
from PySide6.QtCore import QByteArray, QSettings

from desktop.window.reader.look import Column, Face, Look, Spacing
from desktop.window.theme import Choice
from desktop.wording import Language

SIZES = (100, 115, 130, 150, 200)
"""The interface sizes that may be chosen, per cent of the system's (DESIGN.md section 11.13)."""


class Preferences:
    """Reads and writes `window.ini`. A folder that cannot be written costs only the memory."""

    def __init__(self, folder: Path) -> None:
        self._file = str(folder / "window.ini")
        self._settings = QSettings(self._file, QSettings.Format.IniFormat)

    @property
    def theme(self) -> Choice:
        value = self._settings.value("theme", "system")
        return next((choice for choice in get_args(Choice) if choice == value), "system")

    @theme.setter
    def theme(self, choice: Choice) -> None:
        self._settings.setValue("theme", choice)

    @property
    def look(self) -> Look:
        """How the text is set; what is not known any more is as at first."""
        usual = Look()

        def kept(name: str, known: tuple[str, ...], otherwise: str) -> str:
            value = str(self._settings.value(f"look/{name}", otherwise))
            return value if value in known else otherwise

        return msgspec.convert(
            {
                "face": kept("face", get_args(Face), usual.face),
                "spacing": kept("spacing", get_args(Spacing), usual.spacing),
                "column": kept("column", get_args(Column), usual.column),
            },
            Look,
        )

    @look.setter
    def look(self, look: Look) -> None:
        for name, value in msgspec.structs.asdict(look).items():
            self._settings.setValue(f"look/{name}", value)

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

    @property
    def lectern(self) -> tuple[int, bool]:
        """The size of the lectern's text in per cent, and whether highlights come first there."""
        size = str(self._settings.value("lectern_size", "200"))
        first = str(self._settings.value("lectern_highlights", "0"))
        return int(size) if size.isdecimal() else 200, first == "1"

    @lectern.setter
    def lectern(self, look: tuple[int, bool]) -> None:
        self._settings.setValue("lectern_size", look[0])
        self._settings.setValue("lectern_highlights", "1" if look[1] else "0")

    def text(self, name: str) -> str:
        """What was kept under `name`; "" if nothing was."""
        value = self._settings.value(name, "")
        return value if isinstance(value, str) else ""

    def set_text(self, name: str, text: str) -> None:
        self._settings.setValue(name, text)

    def write_text(self, name: str, text: str) -> None:
        """Keeps a text on the disk at once; from any thread, since that takes its time."""
        settings = QSettings(self._file, QSettings.Format.IniFormat)
        settings.setValue(name, text)
        settings.sync()

    def save(self) -> None:
        self._settings.sync()
