"""The window comes to the front when the program is started again on its state."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt

from desktop.window.main_window import MainWindow
from desktop.window.single import Wish

translate = QCoreApplication.translate


def raise_for(window: MainWindow, wish: Wish) -> None:
    """Shows the window, and in a tab of its own what the other start was for."""
    window.furnish()
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    if wish.library and Path(wish.library) != window.session.folder.resolve():
        text = translate("Window", "This window reads another library. Close it to open {folder}.")
        window.reader.notice.tell(text.format(folder=wish.library), "warn")
        return
    if wish.package:
        window.installing.take(Path(wish.package))
    if not window.session.ready:
        window.browsing.seek(wish.open, wish.search)
        return
    if wish.open:
        window.tabs.open(wish.open)
    if wish.search:
        window.tabs.open_first_hit(lambda: window.finding.ask_and_open(wish.search or ""))
