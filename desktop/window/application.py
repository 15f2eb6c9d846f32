"""The QApplication: fonts, style and language, before any window."""

import gc
import sys

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop.library.errors import EnvironmentFault
from desktop.resources import RESOURCES
from desktop.window.language import install
from desktop.window.theme import UI_FAMILY
from desktop.wording import Language

NAME = "briefing-reader"
SMALLEST = 10.0
"""Points; the interface never goes below, whatever the system says."""
_SYSTEM, _SIZE = "system_points", "interface_size"
"""The application's properties: the points that the system asks for, and our per cent of them."""


def load_fonts() -> None:
    """Makes the bundled faces known. Raises: EnvironmentFault, if one cannot be read."""
    for path in sorted((RESOURCES / "fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise EnvironmentFault("font_unreadable", file=path)


def create(language: Language, size: int = 100) -> QApplication:
    """The one application of this process, ready for windows in `language`.

    `size` is that of the interface, per cent of the system's (DESIGN.md section 11.13).

    Raises: EnvironmentFault, if fonts or translations are missing.
    """
    existing = QApplication.instance()
    # The style is named here: `setStyle` answers with it, and PySide would make its every enum.
    started = [*sys.argv[:1], "-style", "Fusion"]
    application = existing if isinstance(existing, QApplication) else QApplication(started)
    if application.property(_SYSTEM) is None:
        application.setProperty(_SYSTEM, application.font().pointSizeF())
        application.setApplicationName(NAME)
        load_fonts()
    font = QFont(UI_FAMILY)
    font.setPointSizeF(max(application.property(_SYSTEM), SMALLEST) * size / 100)
    application.setFont(font)
    application.setProperty(_SIZE, size)
    install(application, language)
    return application


def interface_size() -> int:
    """The size of the interface, per cent."""
    application = QApplication.instance()
    return int(application.property(_SIZE)) if application is not None else 100


def hold_collector() -> None:
    """Collects no garbage while a window is being made: there is none, and looking takes 20 ms."""
    gc.disable()


def spare_collector(_: object = None) -> None:
    """Collects garbage from now on, and leaves all that there is already out of it.

    Some 75,000 objects of modules and window live to the end; looking through them takes 50 ms,
    and scrolling alone brings that about. What is made afterwards is collected as ever.
    """
    gc.freeze()
    gc.enable()


def give_back() -> None:
    """Gives memory that is free again back to the system, where the C library can be asked (glibc).

    It keeps what starting needed for a moment: up to a tenth of all that the program holds.
    """
    import ctypes  # noqa: PLC0415 - no part of starting

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def forget_window() -> None:
    """A window is gone for good: what `spare_collector` left out is looked at again, once."""
    gc.unfreeze()
    gc.collect()
