"""Run as a program: a bare PySide6 window; prints when it was painted, as JSON."""

import json
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Bare(QWidget):
    """Nothing in it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, QApplication.quit)


application = QApplication([])
window = Bare()
window.resize(1366, 768)
window.show()
application.exec()
print(json.dumps({"painted": time.time(), "worked": time.process_time()}))  # noqa: T201  its output
