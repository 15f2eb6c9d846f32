"""Shelves, facets, orders, the filter and bookmarks, by keyboard on a real library."""

import datetime as dt

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.library.errors import EnvironmentFault
from desktop.library.reader.bookmarks import bookmarks
from desktop.library.reader.state import ReaderState
from desktop.library.schema import Conference, FrontMatter
from desktop.window.browsing import _by_year, _drawer
from desktop.window.jobs import Jobs
from desktop.window.panes.cards import MARKED
from desktop.window.panes.library import LibraryView
from desktop.window.panes.library_model import SHELF, LibraryModel, Line, Shelf
from desktop.window.theme import load

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
]


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


def listed(window):
    """The ids on the list, from top to bottom."""
    return [card.id for card in window.session.edition.cards(window.documents.model.numbers)]


def stand_on(qtbot, window, identifier):
    """Moves the keyboard to a row of the list."""
    view = window.documents.view
    view.setFocus()
    card = window.session.edition.card(identifier)
    view.setCurrentIndex(window.documents.model.index(window.documents.model.row_of(card.number)))
    settle(qtbot, window)


def places(window):
    model = window.library.model
    return [model.index(row, 0).data(SHELF) for row in range(model.rowCount())]


def test_the_shelves_stand_in_the_glossarys_words(open_window):
    window = open_window()
    titles = [shelf.title for shelf in places(window) if shelf.place != "section"]
    assert titles == [
        "Đang đọc dở", "Mới nhất", "Chưa đọc", "Hay mở", "Dấu trang", "Vừa cập nhật", "Đã thu hồi",
    ]  # fmt: skip
    sections = [shelf.title for shelf in places(window) if shelf.place == "section"]
    assert sections == ["Hội nghị", "Chủ đề", "Báo cáo viên", "Đơn vị", "Loại", "Năm"]


def test_a_bookmark_is_made_by_its_key_on_a_row_and_undone(open_window, qtbot, state_folder):
    window = open_window()
    library = window.session.edition.library
    stand_on(qtbot, window, "huong-dan")
    window.deeds["bookmark"].trigger()
    settle(qtbot, window)
    current = window.documents.view.currentIndex()
    assert current.data(MARKED)
    assert "có dấu trang" in current.data(Qt.ItemDataRole.AccessibleTextRole)
    window.library.choose("marked")
    assert listed(window) == ["huong-dan"]
    with ReaderState(state_folder) as state:
        assert list(bookmarks(state, library)) == ["huong-dan"]
    window.deeds["undo"].trigger()
    settle(qtbot, window)
    assert listed(window) == []
    assert window.documents.told == "Chưa có tài liệu nào ở mục này."
    with ReaderState(state_folder) as state:
        assert bookmarks(state, library) == {}


def test_bookmarks_of_the_open_document_are_there_again(open_window, qtbot):
    window = open_window("khung-hoang")
    window.deeds["bookmark"].trigger()
    settle(qtbot, window)
    window.close()
    again = open_window()
    again.library.choose("marked")
    settle(qtbot, again)
    assert listed(again) == ["khung-hoang"]
    assert again.browsing.shelves().counts()["marked"] == 1


def test_a_withdrawn_document_keeps_its_mark_but_stands_on_no_shelf(open_window, qtbot):
    window = open_window("da-thu-hoi")
    window.deeds["bookmark"].trigger()
    settle(qtbot, window)
    assert list(window.marking.marked) == ["da-thu-hoi"]
    counts = window.browsing.shelves().counts()
    assert (counts["marked"], counts["reading"], counts["withdrawn"]) == (0, 0, 1)


def test_without_a_document_the_key_says_what_it_needs(open_window):
    window = open_window()
    window.toolbar.omnibox.field.setFocus()
    window.deeds["bookmark"].trigger()
    assert window.marking.marked == {}
    assert "chọn hoặc mở" in window.reader.notice.text


def test_a_mark_that_cannot_be_kept_is_said(open_window, qtbot, state_folder):
    state_folder.parent.mkdir(exist_ok=True)
    state_folder.write_text("a file where the folder should be", encoding="utf-8")
    window = open_window("khung-hoang")
    window.reader.notice.hide()
    window.deeds["bookmark"].trigger()
    settle(qtbot, window)
    assert window.reader.notice.warns
    assert "khung-hoang" in window.marking.marked


def test_speakers_are_found_by_typing_their_names(open_window, qtbot, growing):
    window = open_window(library=growing.library)
    view = window.library.view
    view.setFocus()
    view.setCurrentIndex(window.library.model.find("section", "people"))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    settle(qtbot, window)
    qtbot.keyClicks(view, "ddo")
    settle(qtbot, window)
    assert window.library.current == Shelf("people", "Đỗ Văn Ân", "Đỗ Văn Ân")
    assert listed(window) == ["b4", "b2"]
    assert window.documents.title == "Đỗ Văn Ân"


def test_every_facet_leads_to_its_documents(open_window, qtbot, growing):
    window = open_window(library=growing.library)
    model = window.library.model
    for place, key, expected in (
        ("unit", "Sở Y tế", ["b4", "b2"]),
        ("year", "2023", ["b3"]),
        ("topic", "Đời sống", ["b5", "b4", "b3", "b2", "b1"]),
        ("kind", "chuyên đề", ["b5", "b4", "b3", "b2", "b1"]),
        ("conference", "hoi-nghi", ["hoi-nghi", "b1", "b2", "b3", "b4", "b5"]),
    ):
        window.library.view.expand(model.find("section", place))
        settle(qtbot, window)
        window.library.choose(place, key)
        settle(qtbot, window)
        assert listed(window) == expected, place


def test_enter_opens_a_section_and_a_document_in_it(open_window, qtbot, growing):
    window = open_window(library=growing.library)
    view, model = window.library.view, window.library.model
    view.setFocus()
    view.setCurrentIndex(model.find("conference", "hoi-nghi"))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert view.isExpanded(view.currentIndex())
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.session.document_opened):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.session.card.id == "b1"


def test_an_order_is_chosen_by_keyboard_and_is_the_dictionarys(open_window, qtbot, growing):
    window = open_window(library=growing.library)
    window.deeds["sort"].trigger()
    menu = window.documents.orders
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction().text() == "Theo tên"
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert listed(window) == ["b4", "b5", "b1", "b3", "b2", "hoi-nghi"]
    window.library.choose("unread")
    settle(qtbot, window)
    assert listed(window)[0] == "hoi-nghi"
    window.library.choose("newest")
    settle(qtbot, window)
    assert listed(window)[:2] == ["b4", "b5"]


def test_the_last_opened_lead_where_that_is_wished(open_window, qtbot, growing):
    window = open_window("b1", library=growing.library)
    for arrangement in ("often", "opened"):
        window.documents.arranged.emit(arrangement)
        settle(qtbot, window)
        assert listed(window)[:2] == ["b1", "hoi-nghi"]


@pytest.fixture
def unhurried(app):
    """Letters belong together however slowly a busy machine types them."""
    usual = app.keyboardInputInterval()
    app.setKeyboardInputInterval(60_000)
    yield
    app.setKeyboardInputInterval(usual)


@pytest.mark.parametrize(
    ("keys", "led_to"),
    [
        ("d", "b3"),  # the next one after the first row: Dò đường
        ("đo", "b2"),
        ("ddof", "b2"),  # raw Telex
        ("d9o", "b2"),  # raw VNI
        ("do d", "b3"),
        ("an c", "b5"),  # marks left out: Ăn chắc, not Ánh sáng
        ("hội nghị", "hoi-nghi"),
        ("zz", "b4"),  # none: the mark stays
    ],
)
def test_letters_typed_on_the_list_lead_to_a_title(
    open_window, qtbot, growing, unhurried, keys, led_to
):
    window = open_window(library=growing.library)
    window.documents.arranged.emit("newest")
    settle(qtbot, window)
    stand_on(qtbot, window, "b4")
    view = window.documents.view
    for letter in keys:
        if letter.isascii():
            qtbot.keyClicks(view, letter)
        else:  # as input tools send what has no key
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(view, event)
    settle(qtbot, window)
    assert window.documents.current.id == led_to
    assert window.focusWidget() is view
    assert len(listed(window)) == 6


@pytest.mark.parametrize("part", ["documents", "library"])
def test_input_tools_take_back_what_was_typed_on_rows(open_window, qtbot, growing, unhurried, part):
    """`d`, Backspace, `đ`: what an input tool sends for two keys."""
    window = open_window(library=growing.library)
    view = getattr(window, part).view
    if part == "documents":
        stand_on(qtbot, window, "b5")
    else:
        view.setFocus()
        view.setCurrentIndex(window.library.model.find("section", "topic"))
        view.expand(view.currentIndex())
        settle(qtbot, window)
    qtbot.keyClicks(view, "d")
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "đ")
    QApplication.sendEvent(view, event)
    qtbot.keyClicks(view, "o")
    settle(qtbot, window)
    if part == "documents":
        assert window.documents.current.id == "b2"
    else:
        assert window.library.current.title == "Đời sống"


def test_orders_are_kept_for_the_next_start_until_all_is_reset(open_window, qtbot, growing):
    window = open_window(library=growing.library)
    window.documents.arranged.emit("title")
    settle(qtbot, window)
    window.close()
    again = open_window(library=growing.library)
    assert listed(again) == ["b4", "b5", "b1", "b3", "b2", "hoi-nghi"]
    again.deeds["reset"].trigger()
    settle(qtbot, again)
    assert listed(again)[0] == "hoi-nghi"
    again.close()
    assert listed(open_window(library=growing.library))[0] == "hoi-nghi"


def test_typing_in_the_field_narrows_the_list(open_window, qtbot, growing):
    window = open_window(library=growing.library)
    view, field = window.documents.view, window.documents.field
    window.deeds["filter"].trigger()
    assert window.focusWidget() is field
    qtbot.keyClicks(field, "do d")
    settle(qtbot, window)
    assert listed(window) == ["b4", "b3", "b2"]
    qtbot.keyClicks(field, "zz")
    settle(qtbot, window)
    assert window.documents.told == "Không tài liệu nào ở đây có những chữ này."
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert window.focusWidget() is view
    assert len(listed(window)) == 6


def test_input_tools_may_take_letters_back(open_window, qtbot, growing):
    """`dd` is typed as đ by Backspace and another letter: nothing but letters goes."""
    window = open_window(library=growing.library)
    window.deeds["filter"].trigger()
    field = window.documents.field
    qtbot.keyClicks(field, "d")
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    field.insert("đ")
    qtbot.keyClicks(field, "o")
    settle(qtbot, window)
    assert listed(window) == ["b4", "b2"]


def test_another_shelf_is_shown_whole(open_window, qtbot, growing):
    window = open_window(library=growing.library)
    window.documents.field.setText("do")
    settle(qtbot, window)
    window.library.choose("unread")
    settle(qtbot, window)
    assert window.documents.field.text() == ""
    assert len(listed(window)) == 6


def test_only_the_last_filter_is_shown(open_window, qtbot, growing):
    window = open_window(library=growing.library)
    for text in ("am", "an", "do"):
        window.documents.field.setText(text)
    settle(qtbot, window)
    assert listed(window) == ["b4", "b3", "b2"]


def test_a_row_offers_its_deeds_and_its_successor(open_window, qtbot, growing):
    growing.grow()
    window = open_window(library=growing.library)
    stand_on(qtbot, window, "b2")
    view = window.documents.view
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, QPoint(), QPoint()))
    menu = window.rows.menu
    words = [action.text().partition("\t")[0] for action in menu.actions()]
    assert words[:3] == ["Mở", "Mở tài liệu thay thế", "Đánh dấu trang"]
    assert {"In…", "Xuất PDF…", "Thứ tự danh sách"} <= set(words)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.session.document_opened):
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.session.card.id == "b6"


def ask_for_menu(view):
    """What the Menu key sends: the place of the current row."""
    place = view.visualRect(view.currentIndex()).center()
    reason = QContextMenuEvent.Reason.Keyboard
    event = QContextMenuEvent(reason, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)


def test_rows_of_every_list_have_the_menu_and_the_bookmark(open_window, qtbot):
    window = open_window()
    window.library.view.expand(window.library.model.find("conference", "hoi-nghi"))
    settle(qtbot, window)
    window.library.view.setCurrentIndex(window.library.model.find("document", "dai"))
    row = next(
        at for at, entry in enumerate(window.reader.start.view.rows.shown)
        if entry.title == "Hướng dẫn rà soát"
    )  # fmt: skip
    start = window.reader.start.view
    start.setCurrentIndex(start.rows.index(row, 0))
    for view, identifier in ((window.library.view, "dai"), (start, "huong-dan")):
        view.setFocus()
        ask_for_menu(view)
        settle(qtbot, window)
        assert window.rows.menu.actions()[1].text().startswith("Đánh dấu trang")
        window.rows.menu.close()
        window.deeds["bookmark"].trigger()
        settle(qtbot, window)
        assert identifier in window.marking.marked
    with qtbot.waitSignal(window.finding.began):
        window.finding.ask("khủng hoảng truyền thông")
    settle(qtbot, window)
    window.results.view.setFocus()
    ask_for_menu(window.results.view)
    settle(qtbot, window)
    window.rows.menu.close()
    window.deeds["bookmark"].trigger()
    settle(qtbot, window)
    assert set(window.marking.marked) == {"dai", "huong-dan", "khung-hoang"}


def test_a_section_that_could_not_be_fetched_opens_again(app, qtbot):
    jobs, answers = Jobs(), iter([EnvironmentFault("locked", path="kho"), None])

    def work():
        answer = next(answers)
        if answer is not None:
            raise answer
        return [Line(Shelf("people", "Đỗ An", "Đỗ An"), 1)]

    model = LibraryModel()
    model.fetch = lambda shelf: jobs.run(work)
    model.show([Line(Shelf("section", "people", "Báo cáo viên"), opens=True)])
    section = model.index(0, 0)
    with qtbot.waitSignal(model.refused) as refused:
        model.fetchMore(section)
    assert refused.args[0].code == "locked"
    assert model.canFetchMore(section)
    with qtbot.waitSignal(model.rowsInserted):
        model.fetchMore(section)
    assert model.index(0, 0, section).data() == "Đỗ An"
    jobs.close()


def test_a_rows_source_is_copied(open_window, qtbot):
    window = open_window()
    stand_on(qtbot, window, "khung-hoang")
    window.rows.open_menu(window.documents.current, window.pos())
    copy = next(a for a in window.rows.menu.actions() if a.text() == "Sao chép tên và nguồn")
    copy.trigger()
    window.rows.menu.close()
    assert "Lê Thị Mai" in QGuiApplication.clipboard().text()


def test_what_the_newest_editions_changed_stands_on_its_shelf(open_window, qtbot, growing):
    growing.grow()
    window = open_window(library=growing.library)
    assert window.browsing.shelves().counts()["updated"] == 1
    window.library.choose("updated")
    assert listed(window) == ["b1"]
    window.library.choose("newest")
    assert "b2" in listed(window)


def test_home_and_end_lead_to_the_ends_of_the_list(open_window, qtbot, growing):
    window = open_window(library=growing.library)
    view = window.documents.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == 5
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 0
    settle(qtbot, window)


def test_very_many_conferences_stand_under_their_years():
    held = [
        (
            Conference(
                id=f"h{at}", title=f"Hội nghị số {at}", date=dt.date(2026 - at // 100, 1, 1)
            ),
            (at,),
        )
        for at in range(300)
    ]
    years = _by_year(held)
    assert [(line.shelf.title, line.count, len(line.lines)) for line in years] == [
        ("2026", 100, 100), ("2025", 100, 100), ("2024", 100, 100),
    ]  # fmt: skip
    few = _by_year([*held[:2], (Conference(id="le", title="Hội nghị lẻ"), ())])
    assert [line.shelf.title for line in few] == ["Số 0", "Số 1", "Lẻ"]


def test_thousands_of_people_stand_in_drawers_and_typing_finds_them(app, qtbot):
    names = [f"Nguyễn Văn {number}" for number in range(3000)] + ["Vũ Thị Ước"]
    lines = [Line(Shelf("people", name, name), 1) for name in names]
    drawers = [
        _drawer(f"people {at}", tuple(lines[at : at + 100])) for at in range(0, len(lines), 100)
    ]
    people = Line(Shelf("section", "people", "Báo cáo viên"), len(lines), lines=tuple(drawers))
    model = LibraryModel()
    model.show([people])
    view = LibraryView(model, load("light"))
    qtbot.addWidget(view)
    view.show()
    view.expand(model.find("section", "people"))
    assert model.rowCount(model.index(0, 0)) == 31
    assert len(model._nodes) < 40
    qtbot.keyClicks(view, "vu")
    assert view.currentIndex().data() == "Vũ Thị Ước"
    assert view.isExpanded(view.currentIndex().parent())


def test_a_laptop_that_jumped_over_editions_sees_all_that_changed(open_window, growing):
    open_window(library=growing.library).close()
    growing.grow()
    for at in range(3):  # the editions in between, which this laptop never had
        front = FrontMatter(id="b3", title="Dò đường", order=3)
        growing._write(front, f"Nội dung lần {at}.")
        growing._build()
    window = open_window(library=growing.library)
    edition = window.session.edition
    assert (edition.number, edition.former) == (5, 1)
    told = edition.cards_by_id(["b1", "b3", "b4", "b6"])
    assert [told[one].change for one in sorted(told)] == ["updated", "updated", "", "new"]
    assert window.session.contents.updated == (told["b3"].number, told["b1"].number)
    window.close()
    again = open_window(library=growing.library)  # until the next edition
    assert again.session.edition.former == 1
