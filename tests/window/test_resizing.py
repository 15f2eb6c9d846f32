"""A window of another size: laid out at once and painted in turns, in the end as a whole."""

import pytest
from PySide6.QtCore import QEvent, QObject

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


class Painted(QObject):
    """Which parts were painted, in turns of the event loop."""

    def __init__(self, parts):
        super().__init__()
        self.told = []
        self._parts = parts
        for part in parts.values():
            part.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.told += [name for name, part in self._parts.items() if part is watched]
        return False


def picture(window):
    """What has been painted of a window."""
    return window.backingStore().paintDevice().copy()


@pytest.mark.parametrize("width", [1200, 1000, 1500])
def test_a_window_of_another_size_is_painted_part_by_part(open_window, qtbot, width):
    window = open_window("dai")
    qtbot.waitUntil(lambda: window.settled)
    parts = {"bar": window.toolbar, "list": window.documents, "document": window.reader}
    painted = Painted(parts)
    window.resize(width, 700)
    assert not window.settled
    assert window.reader.geometry().right() == width - 1, "it is laid out at once"
    assert painted.told == []
    qtbot.waitUntil(lambda: window.settled)
    shown = [name for name, part in parts.items() if part.isVisible()]
    assert list(dict.fromkeys(painted.told)) == shown  # a list may be painted in several frames
    assert window.updatesEnabled()
    assert window.reader.page.updatesEnabled()
    done = picture(window)
    window.repaint()
    assert done == picture(window)


def test_a_size_that_does_not_last_leaves_nothing_unpainted(open_window, qtbot):
    window = open_window("dai")
    painted = Painted({"bar": window.toolbar})
    for width in (1300, 1250, 1200, 1366, 1100):
        painted.told.clear()
        window.resize(width, 700)
        qtbot.waitUntil(lambda: "bar" in painted.told)  # the first part; the others still wait
    qtbot.waitUntil(lambda: window.settled)
    done = picture(window)
    assert done.size() == window.size()
    window.repaint()
    assert done == picture(window)


def test_a_page_is_painted_again_after_it_was_resized(open_window, qtbot):
    window = open_window("dai")
    window.resize(1150, 700)
    qtbot.waitUntil(lambda: window.settled)
    before = picture(window)
    bar = window.reader.page.verticalScrollBar()
    bar.setValue(bar.value() + 200)
    qtbot.waitUntil(lambda: window.settled and picture(window) != before)
