"""The open document to paper and to a file: characters that no print font has are asked about."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise")
]
CONTROL = Qt.KeyboardModifier.ControlModifier
PATIENCE_MS = 60_000
ASKED = {"vi": "In dấu □ thay", "en": "Print □ for them"}


@pytest.fixture(params=["vi", "en"])
def window(open_window, request):
    """A window on a document with 😀 in it."""
    opened = open_window("khung-hoang", language=request.param)
    opened.asked = ASKED[request.param]
    return opened


def shown(window, kind):
    return [one for one in window.findChildren(kind) if one.isVisible()]


def settle(window, qtbot):
    qtbot.waitUntil(lambda: window.settled, timeout=30_000)


def test_an_emoji_is_named_and_printed_as_a_square_only_with_consent(window, qtbot):
    with qtbot.waitSignal(window.handing.offered, timeout=PATIENCE_MS):
        qtbot.keyClick(window.reader.page, Qt.Key.Key_P, CONTROL)
    settle(window, qtbot)
    notice = window.reader.notice
    assert "GRINNING FACE" in notice.text
    assert shown(window, QPrintDialog) == []
    assert notice._act.text() == window.asked
    qtbot.mouseClick(notice._act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(window, QPrintDialog) != [], timeout=PATIENCE_MS)
    shown(window, QPrintDialog)[0].reject()


def test_a_file_with_squares_is_written_only_with_consent(window, qtbot, tmp_path):
    path = tmp_path / "bão.pdf"
    qtbot.keyClick(window.reader.page, Qt.Key.Key_E, CONTROL)
    [dialog] = shown(window, QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(path.name)
    with qtbot.waitSignal(window.handing.offered, timeout=PATIENCE_MS):
        dialog.accept()
    settle(window, qtbot)
    assert "GRINNING FACE" in window.reader.notice.text
    assert list(tmp_path.glob("*.pdf")) == []
    with qtbot.waitSignal(window.handing.ended, timeout=PATIENCE_MS):
        qtbot.mouseClick(window.reader.notice._act, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    with pypdfium2.PdfDocument(path) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "□" in text
    assert "😀" not in text
