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


def install(application: QCoreApplication, language: Language) -> list[QTranslator]:
    """Loads the tables of `language` in place of those of another.

    Raises: EnvironmentFault, if a compiled table is missing: the program was not set up.
    """
    QLocale.setDefault(_LOCALES[language])
    for former in application.findChildren(QTranslator):
        application.removeTranslator(former)
        former.deleteLater()
    translators = []
    for name in _TABLES[language]:
        translator = QTranslator(application)
        if not translator.load(str(TRANSLATIONS / f"{name}.qm")):
            raise EnvironmentFault("translation_missing", file=TRANSLATIONS / f"{name}.qm")
        application.installTranslator(translator)
        translators.append(translator)
    return translators
