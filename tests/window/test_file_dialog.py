"""The dialog for files that Qt draws itself where the system has none."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFileDialog, QTreeView

from desktop.window import application
from desktop.window.widgets.file_dialog import FileDialog

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [100, 150])
def test_headings_and_dates_are_not_cut(app, qtbot, tmp_path, language, size):
    application.create(language, size)
    (tmp_path / "goi.briefpack").write_bytes(b"x" * 2_000_000)
    dialog = FileDialog(None, "Mở gói", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    tree = dialog.findChild(QTreeView, "treeView")
    qtbot.waitUntil(lambda: tree.model().rowCount(tree.rootIndex()) == 1)
    file = tree.model().index(0, 0, tree.rootIndex())
    qtbot.waitUntil(lambda: all(
        tree.columnWidth(column) >= needed(tree, column, file)
        for column in range(tree.model().columnCount()) if not tree.isColumnHidden(column)
    ))  # fmt: skip
    assert tree.horizontalScrollBar().maximum() == 0
    application.create("vi", 100)


def needed(tree, column, file):
    """What a column needs for its heading and for the file's cell."""
    letters = QFontMetrics(tree.font())
    heading = tree.model().headerData(column, Qt.Orientation.Horizontal)
    cell = file.siblingAtColumn(column).data()
    return max(letters.horizontalAdvance(str(text)) for text in (heading, cell or ""))
