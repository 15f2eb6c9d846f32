"""Which panes are on screen at which width."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.window.arrangement import FEWEST, MIDDLE, NARROW, Choice, Panes, arrange, slides

LETTER = 7.7


def test_the_laptop_has_library_list_and_document():
    assert arrange(1366, LETTER, Choice()) == Panes(library=True, list=True, side=False)


def test_a_wide_screen_has_all():
    assert arrange(1920, LETTER, Choice()) == Panes(library=True, list=True, side=True)


def test_a_small_one_has_list_and_document():
    assert arrange(1100, LETTER, Choice()) == Panes(library=False, list=True, side=False)


def test_large_text_takes_the_library_away():
    assert not arrange(1366, LETTER * 2, Choice(side=True)).library


def test_search_brings_the_list_and_puts_the_side_away():
    panes = arrange(1366, LETTER, Choice(list=False), "results")
    assert panes.list
    assert not panes.side


@given(st.integers(860, NARROW - 1), st.floats(6, 20), st.booleans(), st.booleans())
def test_a_narrow_window_shows_results_or_document(width, letter, library, side):
    choice = Choice(library=library, side=side)
    results, document = (arrange(width, letter, choice, stage) for stage in ("results", "document"))
    assert results == Panes(library=False, list=True, side=False, document=False)
    assert document == Panes(library=False, list=False, side=False, document=True)


def test_from_1024_both_fit():
    panes = arrange(NARROW, LETTER, Choice(), "document")
    assert panes.list
    assert panes.document


@given(st.integers(MIDDLE, 3000), st.floats(6, 20), st.booleans(), st.booleans(), st.booleans())
def test_a_choice_by_hand_wins(width, letter, library, shown, side):
    choice = Choice(library=library, list=shown, side=side)
    assert arrange(width, letter, choice) == Panes(library=library, list=shown, side=side)


@given(st.integers(860, MIDDLE - 1), st.floats(6, 20), st.booleans(), st.booleans())
def test_what_slides_has_no_place_beside_the_document(width, letter, library, side):
    panes = arrange(width, letter, Choice(library=library, side=side))
    assert not panes.library
    assert not panes.side
    assert panes.list is not slides("list", width)


@given(st.integers(MIDDLE, 2600), st.floats(6, 24))
def test_the_right_pane_gives_way_before_the_library(width, letter):
    panes = arrange(width, letter, Choice())
    assert not (panes.side and not panes.library)


def test_larger_text_takes_the_right_pane_first():
    usual, large = (arrange(1700, letter, Choice()) for letter in (LETTER, LETTER * 1.9))
    assert (usual.library, usual.side) == (True, True)
    assert (large.library, large.side) == (True, False)


@given(st.integers(860, 2600), st.floats(7, 9))
def test_the_document_keeps_its_characters(width, letter):
    """At usual sizes of text, whatever the width, by the rule alone."""
    panes = arrange(width, letter, Choice())
    beside = 204 * panes.library + 288 * panes.list + 288 * panes.side
    assert width - beside - 84 >= min(FEWEST * letter, width * 0.62)
