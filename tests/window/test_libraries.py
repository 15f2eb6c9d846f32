"""Libraries that stand side by side: one is installed beside another, and they are gone between."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.library.editions.collection import OTHERS
from desktop.library.editions.library import Library
from desktop.library.releases.install import install, root_of
from desktop.library.workspace.creation import create_workspace
from desktop.window import main, starting
from desktop.window.following import Following
from desktop.window.furnishing import Furnishing
from desktop.window.preferences import Preferences
from desktop.window.raising import raise_for
from desktop.window.refusing import RefusalSheet
from desktop.window.single import Wish
from desktop.window.widgets.libraries_sheet import LibrariesSheet
from desktop.window.widgets.package_sheet import PackageSheet, RootForm
from tests.library.releases.conftest import NOW, Desk
from tests.window.released import Laptop, dialog, press, settle

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise")
]
PAGE = "---\nid: mot-bai\ntitle: Một bài của tỉnh\n---\n\nMột đoạn.\n"


@pytest.fixture
def central(library_folder, tmp_path):
    """A laptop that has the first edition of the small library."""
    shutil.copytree(library_folder.parent / "soạn", tmp_path / "soạn")
    made = Laptop(Desk(tmp_path / "soạn", tmp_path / "bàn"), tmp_path / "máy")
    made.begin()
    return made


@pytest.fixture
def province(tmp_path):
    """The desk of another office, and the stick that it fills."""
    workspace = tmp_path / "kho tỉnh"
    create_workspace(workspace, "Kho của tỉnh")
    place = workspace / "conferences" / "tai-lieu-le"
    place.mkdir()
    (place / "mot-bai.md").write_text(PAGE, encoding="utf-8")
    return Laptop(Desk(workspace, tmp_path / "bàn tỉnh"), tmp_path / "USB tỉnh")


@pytest.fixture
def beside(central, province):
    """The folder of the other library, installed beside the first."""
    folder = central.library / OTHERS / "kho-cua-tinh"
    file = province.desk.release()
    install(file, Library(folder), NOW, root_of(file))
    return folder


@pytest.fixture
def window(open_window, central):
    made = open_window("khung-hoang", library=central.library)
    central.join(made)
    return made


def listed(qtbot, window):
    window.deeds["libraries"].trigger()
    return dialog(qtbot, window, LibrariesSheet)


def rows(sheet):
    return [sheet.list.item(at).text() for at in range(sheet.list.count())]


def test_a_package_of_another_library_is_installed_beside(window, qtbot, central, province):
    folder = central.library / OTHERS / "kho-cua-tinh"
    live = window.session.edition.number
    window.installing.take(province.bring())
    sheet = dialog(qtbot, window, RefusalSheet)
    assert "Gói này của một kho khác" in sheet.words
    press(qtbot, sheet, "Cài thêm bên cạnh kho này…")
    form = dialog(qtbot, window, RootForm)
    form.field.setText(central.words)
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    assert "không khớp" in form.wrong
    assert not Library(folder).exists()
    form.field.setText(province.words)
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    sheet = dialog(qtbot, window, PackageSheet)
    assert "Kho của tỉnh" in sheet.words
    with qtbot.waitSignal(window.installing.installed, timeout=60_000):
        qtbot.keyClick(sheet.take, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert Library(folder).manifest().library == "kho-cua-tinh"
    assert window.session.edition.number == live
    assert window.session.card.id == "khung-hoang"
    assert "Kho của tỉnh" in window.installing.bar.text
    press(qtbot, window.installing.bar, "Mở kho này")
    assert not window.isVisible()
    assert window.personal.following == Following(window.session.keeper.folder, library=folder)


def test_an_update_of_the_other_library_goes_to_it(window, qtbot, central, province, beside):
    province.desk.edit("mot-bai", "Một đoạn", "Hai đoạn")
    shutil.copy(province.bring(since=1), central.stick / "tinh.briefpack")
    with qtbot.waitSignal(window.noticing.looked, timeout=60_000):
        qtbot.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert "đợt 2 của «Kho của tỉnh»" in window.noticing.bar.text
    press(qtbot, window.noticing.bar, "Xem có gì mới")
    sheet = dialog(qtbot, window, PackageSheet)
    assert "Đợt 1 → đợt 2" in sheet.words
    with qtbot.waitSignal(window.installing.installed, timeout=60_000):
        qtbot.keyClick(sheet.take, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert Library(beside).manifest().number == 2
    assert not window.renewal.bar.isVisible()


def test_the_sheet_lists_them_and_opens_the_one_that_is_chosen(window, qtbot, beside):
    sheet = listed(qtbot, window)
    first, other = rows(sheet)
    assert first.startswith("Kho thử nghiệm – đợt ")
    assert first.endswith("– đang mở")
    assert other == "Kho của tỉnh – đợt 1"
    assert sheet.list.accessibleName() == "Các kho tài liệu"
    assert sheet.list.hasFocus()
    assert sheet.list.currentRow() == 0
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    assert window.isVisible()
    sheet = listed(qtbot, window)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    assert not window.isVisible()
    assert window.personal.following.library == beside


def test_a_window_on_the_other_one_leads_back(open_window, qtbot, central, beside):
    window = open_window("mot-bai", library=beside, language="en")
    sheet = listed(qtbot, window)
    assert rows(sheet)[1] == "Kho của tỉnh – edition 1 – open now"
    assert sheet.list.currentRow() == 1
    qtbot.keyClick(sheet.list, Qt.Key.Key_Up)
    [button] = [one for one in sheet.findChildren(QPushButton) if one.text() == "Open this library"]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert window.personal.following.library == central.library


def test_each_keeps_its_tabs_and_its_notes(open_window, qtbot, central, beside):
    window = open_window("khung-hoang", library=central.library)
    window.tabs.open("dai")
    settle(qtbot, window)
    leaf = window.reader.page.typeset.leaves[1]
    window.session.notes.add([(leaf.block, 0, 4)], "idea", "của kho thứ nhất")
    settle(qtbot, window)
    window.close()
    other = open_window("mot-bai", library=beside)
    assert [tab.id for tab in other.tabs.tabs] == ["mot-bai"]
    assert other.session.notes.all() == []
    other.close()
    again = open_window(library=central.library)
    assert [tab.id for tab in again.tabs.tabs] == ["khung-hoang", "dai"]
    assert [one.annotation.note for one in again.session.notes.all()] == ["của kho thứ nhất"]
    again.close()
    again = open_window(library=beside)
    assert [tab.id for tab in again.tabs.tabs] == ["mot-bai"]


def test_one_that_is_damaged_is_told_and_the_others_are_listed(window, qtbot, beside):
    (beside / "current").write_text("hỏng", encoding="utf-8")
    sheet = listed(qtbot, window)
    assert rows(sheet)[1] == "kho-cua-tinh – không mở được"
    sheet.list.setCurrentRow(1)
    qtbot.keyClick(sheet.list, Qt.Key.Key_Return)
    assert sheet.wrong
    assert window.isVisible()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    settle(qtbot, window)


@pytest.fixture
def usual(monkeypatch, central, tmp_path):
    """The usual folders of a machine, and the libraries that the program's windows are on."""
    monkeypatch.setattr(main, "default_library", lambda: central.library)
    monkeypatch.setattr(starting, "default_state", lambda: tmp_path / "state")
    return tmp_path / "state"


def windows(monkeypatch, *deeds):
    """Runs each deed in a window of its own, as they follow one another; their libraries."""
    seen = []
    show = Furnishing._library_opened

    def opened(furnishing):
        show(furnishing)
        window = furnishing._window
        do = deeds[len(seen)]
        seen.append(window.session.folder)
        window.session.jobs.idled.connect(lambda: do(window))

    monkeypatch.setattr(Furnishing, "_library_opened", opened)
    return seen


def end(window):
    window.close()


def test_the_library_that_was_chosen_is_opened_at_the_next_start(
    app, monkeypatch, usual, central, beside
):
    def go(window):
        window.libraries.open(beside)

    def go_back(window):
        window.libraries.open(central.library)

    with monkeypatch.context() as patched:
        seen = windows(patched, go, end)
        assert main.run([]) == 0
        assert seen == [central.library, beside]
    with monkeypatch.context() as patched:
        seen = windows(patched, go_back, end)
        assert main.run([]) == 0
        assert seen == [beside, central.library]
    with monkeypatch.context() as patched:
        seen = windows(patched, end)
        assert main.run([]) == 0
        assert seen == [central.library]


def test_one_that_is_gone_gives_way_to_the_first(app, monkeypatch, usual, central, beside):
    for name in ("khong-co", "../../máy", "kho-cua-tinh/.."):
        preferences = Preferences(usual)
        preferences.set_text("library", name)
        preferences.save()
        with monkeypatch.context() as patched:
            seen = windows(patched, end)
            assert main.run([]) == 0
            assert seen == [central.library]


def test_a_library_that_is_named_wins_and_is_not_remembered(
    app, monkeypatch, usual, central, beside, library_folder
):
    def go(window):
        window.libraries.open(central.library)

    with monkeypatch.context() as patched:
        seen = windows(patched, go, end)
        assert main.run(["--library", str(beside)]) == 0
        assert seen == [beside, central.library]
    assert Preferences(usual).text("library") == ""


def test_a_start_that_names_no_library_is_content_with_the_open_one(
    open_window, qtbot, central, beside, monkeypatch
):
    monkeypatch.setattr(main, "default_library", lambda: central.library)
    window = open_window("mot-bai", library=beside)
    raise_for(window, main._wish(main.parser().parse_args([])))
    assert not window.reader.notice.warns
    raise_for(window, Wish(str(central.library.resolve())))
    assert window.reader.notice.warns
