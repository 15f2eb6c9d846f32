"""The QApplication: fonts, style and language, before any window."""

import gc
import sys

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QStyleFactory

from desktop.library.errors import EnvironmentFault
from desktop.resources import RESOURCES
from desktop.window.language import install
from desktop.window.theme import UI_FAMILY
from desktop.wording import Language

NAME = "briefing-reader"
SMALLEST = 10.0
"""Points; the interface never goes below, whatever the system says."""


def load_fonts() -> None:
    """Makes the bundled faces known. Raises: EnvironmentFault, if one cannot be read."""
    for path in sorted((RESOURCES / "fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise EnvironmentFault("font_unreadable", file=path)


def create(language: Language) -> QApplication:
    """The one application of this process, ready for windows.

    Raises: EnvironmentFault, if fonts or translations are missing.
    """
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName(NAME)
    application.setStyle(QStyleFactory.create("Fusion"))
    load_fonts()
    font = QFont(UI_FAMILY)
    font.setPointSizeF(max(application.font().pointSizeF(), SMALLEST))
    application.setFont(font)
    install(application, language)
    return application


def spare_collector() -> None:
    """Leaves all that there is now out of later garbage collections.

    Some 75,000 objects of modules and window live to the end; looking through them takes 50 ms,
    and scrolling alone brings that about. What is made afterwards is collected as ever.
    """
    gc.freeze()


def forget_window() -> None:
    """A window is gone for good: what `spare_collector` left out is looked at again, once."""
    gc.unfreeze()
    gc.collect()
