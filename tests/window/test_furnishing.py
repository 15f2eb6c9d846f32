"""A window is used before all of it is made: nothing that was typed or chosen is lost."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt

from desktop.window.main_window import MainWindow
from desktop.window.preferences import Preferences
from desktop.window.session import Session
from desktop.window.theme import Appearance

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise")
]


@pytest.fixture
def begun(app, library_folder, state_folder):
    """A window whose list alone has been asked for."""
    appearance = Appearance("light")
    appearance.start()
    session = Session(library_folder, state_folder)
    window = MainWindow(session, appearance, Preferences(state_folder), "vi")
    window.resize(1366, 768)
    window.show()
    window.start()
    yield window
    if window.isVisible():
        window.close()
    window.deleteLater()


def test_the_list_is_painted_before_the_rest_is_made(begun, qtbot):
    qtbot.waitUntil(lambda: begun.listed, timeout=20_000)
    assert begun.documents.model.rowCount() > 2
    assert not begun.session.ready
    with qtbot.waitSignal(begun.session.library_opened):
        begun.furnish()
    assert begun.furnished


def test_titles_are_set_again_once_it_is_known_which_words_stay_whole(begun, qtbot):
    view = begun.documents.view
    view.selectRow(0)
    qtbot.waitUntil(lambda: begun.listed and not view.frames.waiting, timeout=20_000)
    early = view.viewport().grab().toImage()
    with qtbot.waitSignal(begun.session.library_opened):
        begun.furnish()
    late = view.viewport().grab().toImage()
    assert late != early
    view.bind_anew()
    assert view.viewport().grab().toImage() == late


def test_words_typed_before_the_search_is_open_are_searched_for(begun, qtbot):
    field = begun.toolbar.omnibox.field
    field.setFocus()
    qtbot.keyClicks(field, "khung hoang")
    assert not begun.furnished
    qtbot.waitUntil(lambda: begun.settled and begun.finding.active, timeout=20_000)
    assert [hit.id for hit in begun.results.found.hits] == ["khung-hoang"]
    assert field.text() == "khung hoang"


def test_a_document_chosen_before_the_library_is_open_is_opened(begun, qtbot):
    qtbot.waitUntil(lambda: begun.listed, timeout=20_000)
    assert not begun.session.ready
    view = begun.documents.view
    view.setCurrentIndex(begun.documents.model.index(0))
    chosen = begun.documents.current.id
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: begun.settled and begun.session.card is not None, timeout=20_000)
    assert begun.session.card.id == chosen


def test_an_action_makes_what_it_needs(begun, qtbot):
    assert not begun.furnished
    begun.deeds["shortcuts"].trigger()
    assert begun.furnished
    qtbot.waitUntil(lambda: begun.settled, timeout=20_000)


def test_a_theme_that_comes_in_the_middle_dresses_every_part(begun, qtbot):
    qtbot.waitUntil(lambda: begun._steps is not None or begun.furnished, timeout=20_000)
    begun.appearance.choose("dark")
    qtbot.waitUntil(lambda: begun.settled, timeout=20_000)
    assert begun.reader.page.theme == begun.appearance.theme


def test_a_list_needs_neither_numpy_nor_whoosh_nor_the_page():
    told = (
        "import sys, desktop.window.main\n"
        "heavy = ('numpy', 'whoosh', 'rapidfuzz', 'desktop.window.reader.page', 'index.search')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_class_of_qt_is_made_on_another_thread():
    told = (
        "import sys, desktop.window.main_window\n"
        "from desktop.window import loading\n"
        "held = set(sys.modules)\n"
        "loading.load_library()\n"
        "print([name for name in sys.modules if name not in held and 'window' in name])\n"
        "print(sum(1 for _ in loading.window_in_turns()), len(loading.WINDOW))"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    first, turns = done.stdout.splitlines()
    assert first == "[]"
    assert len(set(turns.split())) == 1
