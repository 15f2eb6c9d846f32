"""The interface language: our tables and Qt's own buttons, Vietnamese by default."""

from typing import get_args

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from desktop.library.errors import EnvironmentFault
from desktop.resources import RESOURCES
from desktop.wording import Language

TRANSLATIONS = RESOURCES / "translations"
LANGUAGES: tuple[Language, ...] = get_args(Language)
_TABLES: dict[Language, tuple[str, ...]] = {
    "vi": ("briefing-reader_vi", "qt_vi"),
    "en": ("briefing-reader_en",),
}
_LOCALES: dict[Language, QLocale] = {
    "vi": QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


_installed: list[QTranslator] = []
"""The tables in use. Looking for them among the application's parts would wrap every one."""


def install(application: QCoreApplication, language: Language) -> None:
    """Loads the tables of `language` in place of those of another.

    Raises: EnvironmentFault, if a compiled table is missing: the program was not set up.
    """
    QLocale.setDefault(_LOCALES[language])
    while _installed:
        former = _installed.pop()
        application.removeTranslator(former)
        former.deleteLater()
    for name in _TABLES[language]:
        translator = QTranslator(application)
        if not translator.load(str(TRANSLATIONS / f"{name}.qm")):
            raise EnvironmentFault("translation_missing", file=TRANSLATIONS / f"{name}.qm")
        application.installTranslator(translator)
        _installed.append(translator)
