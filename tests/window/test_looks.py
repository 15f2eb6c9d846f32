"""Theme, language and size of the interface, changed while one reads: nothing is lost by it."""

import itertools
import shutil
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from desktop.window import main
from desktop.window.language import TRANSLATIONS
from desktop.window.preferences import SIZES, Preferences
from desktop.window.resuming import Resuming, capture
from desktop.window.side import NOTES
from desktop.window.theme import NAMES, load
from desktop.window.widgets.reading_options import ReadingOptions
from tests.window.walking import texts

pytestmark = pytest.mark.qt_log_ignore(
    "propagateSizeHints", "grabbing the keyboard", "support raise"
)


def settle(qtbot, window):
    qtbot.waitUntil(lambda: window.settled)


def leave(qtbot, window, action):
    """Does what closes the window for another; what that other one is to show."""
    window.deeds[action].trigger()
    qtbot.waitUntil(lambda: window.personal.following is not None)
    assert not window.isVisible()
    return window.personal.following.resume


def select(window, text):
    page = window.reader.page
    for leaf in page.typeset.leaves:
        if text in leaf.text:
            start = leaf.text.index(text)
            page.select(leaf.block, start, start + len(text))
            return
    raise AssertionError(text)


# themes


def test_the_reading_options_need_no_scroll_bar_where_there_is_room(open_window, qtbot):
    window = open_window("khung-hoang")
    window.deeds["reading_options"].trigger()
    areas = window.findChild(ReadingOptions).findChildren(QScrollArea)
    qtbot.waitUntil(lambda: all(area.isVisible() for area in areas))
    QCoreApplication.processEvents()
    assert [area.verticalScrollBar().maximum() for area in areas] == [0]


def test_f12_offers_the_themes_and_enter_takes_one(open_window, qtbot):
    window = open_window("dai")
    qtbot.keyClick(window.reader.page, Qt.Key.Key_F12)
    menu = QApplication.activePopupWidget()
    assert menu.activeAction() is window.deeds["theme_light"]
    assert menu.activeAction().isChecked()
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert window.appearance.theme == load("paper")
    assert window.deeds["theme_paper"].isChecked()
    assert not window.deeds["theme_light"].isChecked()


@pytest.mark.parametrize(("one", "other"), list(itertools.pairwise((*NAMES, "light"))))
def test_a_window_that_changed_its_theme_looks_like_one_opened_in_it(
    open_window, qtbot, state_folder, one, other
):
    window = marked(open_window, qtbot, other)
    wanted = picture(qtbot, window)
    window.close()
    shutil.rmtree(state_folder)
    window = marked(open_window, qtbot, one)
    window.deeds[f"theme_{other}"].trigger()
    assert Preferences(state_folder).theme == other
    assert apart(picture(qtbot, window), wanted) == []


def marked(open_window, qtbot, theme):
    """A window with results, a highlight and its note."""
    window = open_window(search="khung hoang", scheme=theme)
    select(window, "Danh sách hộ")
    window.deeds["idea"].trigger()
    window.deeds["notes"].trigger()
    settle(qtbot, window)
    return window


def picture(qtbot, window):
    """The window without what tells of time."""
    settle(qtbot, window)
    window.reader.notice.hide()
    window.results.head._count.clear()
    settle(qtbot, window)
    QApplication.sendPostedEvents()  # layouts that are still to be made
    return window.grab().toImage()


def apart(one, other):
    assert one.size() == other.size()
    points = itertools.product(range(0, one.width(), 2), range(0, one.height(), 2))
    return [point for point in points if one.pixel(*point) != other.pixel(*point)]


# language and size


@pytest.mark.parametrize(("one", "other"), [("vi", "en"), ("en", "vi")])
def test_no_text_of_the_former_language_is_left(open_window, qtbot, one, other):
    window = open_window(search="khung hoang", language=one)
    window.deeds["notes"].trigger()
    former = set(texts(window))
    resume = leave(qtbot, window, f"language_{other}")
    window = open_window(language=other, resume=resume)
    settle(qtbot, window)
    vietnamese = set()
    english = set()
    for context in ET.parse(TRANSLATIONS / "briefing-reader_vi.ts").getroot().iter("message"):
        english.add(context.findtext("source"))
        vietnamese.add(context.findtext("translation"))
    wrong = vietnamese - english if other == "en" else english - vietnamese
    shown = set(texts(window))
    assert len(shown) > 100
    assert shown & {text for text in wrong if text} == set()
    assert len(former & shown) < len(shown) / 3


def test_everything_stays_when_the_language_changes(open_window, qtbot, state_folder):
    window = open_window(search="khung hoang truyen thong")
    window.deeds["notes"].trigger()
    select(window, "điều đã biết")
    window.deeds["note"].trigger()
    settle(qtbot, window)
    window.side.notes.editor.edit.setPlainText("Hỏi lại  ")
    window.room.toggle("library")
    settle(qtbot, window)
    before = capture(window, "en", 100)
    resume = leave(qtbot, window, "language_en")
    assert resume.language == "en"
    window = open_window(language=resume.language, resume=resume)
    settle(qtbot, window)
    assert capture(window, "en", 100) == before
    edit = window.side.notes.editor.edit
    assert edit.toPlainText() == "Hỏi lại  "
    assert window.focusWidget() is edit
    assert [row.note for row in window.side.notes.rows] == ["Hỏi lại"]
    assert window.side.currentIndex() == NOTES
    assert window.toolbar.omnibox.field.text() == "khung hoang truyen thong"
    assert window.reader.page.hits[1] > 0
    assert QCoreApplication.translate("Actions", "Highlight") == "Highlight"
    assert Preferences(state_folder).language == "en"


@pytest.mark.parametrize("action", ["language_en", "size_150"])
def test_a_long_document_stays_at_its_place(open_window, qtbot, action):
    window = open_window("dai")
    window.reader.page.go_to_heading(7)
    settle(qtbot, window)
    before = window.reader.page.place()[:2]
    resume = leave(qtbot, window, action)
    window = open_window(language=resume.language, size=resume.size, resume=resume)
    settle(qtbot, window)
    assert window.reader.page.place()[:2] == before
    assert window.session.card.id == "dai"


def test_a_page_of_the_handbook_is_shown_in_the_other_language(open_window, qtbot):
    window = open_window()
    window.deeds["handbook"].trigger()
    settle(qtbot, window)
    title = window.session.reading.title
    identifier = window.session.reading.id
    resume = leave(qtbot, window, "language_en")
    window = open_window(language="en", resume=resume)
    settle(qtbot, window)
    assert window.session.reading.id == identifier
    assert window.session.reading.title != title


def test_a_note_that_cannot_be_saved_keeps_the_window(open_window, qtbot, state_folder):
    state_folder.write_text("không phải thư mục")
    window = open_window("khung-hoang")
    select(window, "điều đã biết")
    window.deeds["note"].trigger()
    settle(qtbot, window)
    window.side.notes.editor.edit.setPlainText("Giữ lấy")
    window.deeds["language_en"].trigger()
    settle(qtbot, window)
    assert window.isVisible()
    assert window.personal.following is None
    assert window.session.notes.unsaved
    assert "chưa lưu" in window.reader.notice.text
    assert window.deeds["language_vi"].isChecked()
    window.close()
    assert window.isVisible()
    window.close()  # once more gives the note up


@pytest.mark.parametrize("size", SIZES)
def test_letters_take_the_chosen_size(open_window, qtbot, size):
    window = open_window("dai", size=100 if size != 100 else 115)
    reading = window.reader.page.typeset.document.defaultFont().pointSizeF()
    resume = leave(qtbot, window, f"size_{size}")
    window = open_window(size=resume.size, resume=resume)
    settle(qtbot, window)
    assert QApplication.font().pointSizeF() == pytest.approx(10 * size / 100)
    assert window.deeds[f"size_{size}"].isChecked()
    assert window.reader.page.typeset.document.defaultFont().pointSizeF() == reading


def test_the_interface_grows_step_by_step_to_its_largest(open_window, qtbot):
    window = open_window(size=150)
    resume = leave(qtbot, window, "size_up")
    assert resume.size == 200
    window = open_window(size=200, resume=resume)
    window.deeds["size_up"].trigger()
    settle(qtbot, window)
    assert window.isVisible()


def test_the_program_opens_the_window_anew_and_the_option_wins(
    app, qtbot, library_folder, state_folder, monkeypatch
):
    seen = []

    def watched(window, resume=None):
        made = Resuming(window, resume)
        jobs = window.session.jobs

        def act():
            if len(seen) > 2 or not window.settled:
                return
            jobs.idled.disconnect(act)
            seen.append((QApplication.font().pointSizeF(), window.toolbar.button("print").text()))
            window.deeds[("language_en", "size_130", "menu")[len(seen) - 1]].trigger()
            if len(seen) == 3:
                QApplication.activePopupWidget().close()
                window.close()

        jobs.idled.connect(act)
        return made

    monkeypatch.setattr(main, "Resuming", watched)
    Preferences(state_folder).language = "en"
    where = ["--library", str(library_folder), "--state", str(state_folder), "--lang", "vi"]
    assert main.run([*where, "--open", "khung-hoang"]) == 0
    assert seen == [(10, "In"), (10, "Print"), (13, "Print")]
    assert Preferences(state_folder).language == "en"
    assert Preferences(state_folder).size == 130
