"""Titles: near-equal lines that part no word of two syllables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.window.panes.cards import BOUND
from desktop.window.theme import ui_font
from desktop.window.widgets.balanced import balanced

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
TITLE = "Xử lý khủng hoảng truyền thông khi có bão, lũ"
KEPT = TITLE.replace("truyền thông", "truyền\u00a0thông")


def parted(lines):
    return any(line.endswith("truyền") for line in lines)


def test_a_word_that_would_be_parted_is_not_when_it_is_bound(app):
    widths = range(150, 420, 4)
    assert any(parted(balanced(TITLE, ui_font(bold=True), width, 4)) for width in widths)
    assert not any(parted(balanced(KEPT, ui_font(bold=True), width, 4)) for width in widths)


def test_a_title_is_sooner_parted_than_cut(app):
    font = ui_font(bold=True)
    for width in range(60, 420, 4):
        free, kept = balanced(TITLE, font, width, 2), balanced(KEPT, font, width, 2)
        assert free[-1].endswith("…") == kept[-1].endswith("…")


def test_lines_hold_the_title_and_no_space_that_cannot_break(app):
    @given(st.text("ab \u00a0", max_size=60), st.integers(40, 300))
    def holds(text, width):
        lines = balanced(text, ui_font(), width, 200)
        assert "\u00a0" not in "".join(lines)
        assert "".join("".join(lines).split()) == "".join(text.split())

    holds()


def test_cards_heading_and_outline_are_given_the_librarys_words(open_window):
    window = open_window("dai")
    bound = window.session.bound("Mỗi thôn lập một danh sách ngắn")
    assert "danh\u00a0sách" in bound
    assert bound.replace("\u00a0", " ") == "Mỗi thôn lập một danh sách ngắn"
    index = window.cards.index(window.cards.row_of(window.session.card.number))
    assert window.cards.data(index, BOUND) == window.session.bound("Tài liệu dài")
    assert window.session.reading.bound == window.session.bound("Tài liệu dài")
