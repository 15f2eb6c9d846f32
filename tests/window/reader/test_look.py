"""Faces, lines and columns: as wide and as far apart as was chosen, whatever the face."""

from typing import get_args

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF

from desktop.library.document import Node, Run
from desktop.window.reader.columns import measured, parted
from desktop.window.reader.look import (
    BODY,
    FAMILIES,
    Column,
    Face,
    Look,
    Spacing,
    column_width,
    evened,
    reading_font,
)
from desktop.window.reader.styles import Styles
from desktop.window.theme import load


@pytest.mark.parametrize("face", get_args(Face))
def test_every_face_is_our_own_copy(app, face):
    assert QFontInfo(reading_font(BODY, family=FAMILIES[face])).family() == FAMILIES[face]


@pytest.mark.parametrize("face", get_args(Face))
@pytest.mark.parametrize("spacing", get_args(Spacing))
def test_lines_stand_equally_far_apart_in_every_face(app, face, spacing):
    def pixels(look):
        form = Styles(load("light"), 100, 540, 1.0, look).leaf_block(Node("paragraph"))
        metrics = QFontMetricsF(reading_font(BODY, family=look.family))
        return form.lineHeight() / 100 * metrics.lineSpacing()

    assert pixels(Look(face, spacing)) == pytest.approx(pixels(Look("times", spacing)), rel=0.03)
    assert evened(FAMILIES["times"]) == 1.0


def test_columns_differ_and_lines_too(app):
    widths = [column_width(100, look=Look(column=column)) for column in get_args(Column)]
    assert widths == sorted(set(widths))
    lines = [Look(spacing=spacing).line for spacing in get_args(Spacing)]
    assert lines == [136.0, 150.0, 165.0]


def row(*texts, head=False, spans=()):
    cells = [
        Node("cell", head=head, span=spans[at] if spans else 1, runs=(Run(text),))
        for at, text in enumerate(texts)
    ]
    return Node("row", head=head, children=tuple(cells))


def test_a_column_is_as_wide_as_its_words_want(app):
    rows = [
        row("STT", "Nội dung công việc", head=True),
        row("1", "Rà soát danh sách hộ cần hỗ trợ"),
    ]
    shares = measured(Node("table", children=tuple(rows))).shares()
    assert sum(shares) == pytest.approx(100)
    assert shares[1] > 2 * shares[0]


@pytest.mark.parametrize("many", [1, 40, 41, 399, 400])
def test_parts_hold_every_row_once(many):
    rows = [row(str(at)) for at in range(many)]
    parts = parted(rows)
    assert [one for part in parts for one in part] == rows
    assert (len(parts) == 1) == (many <= 40)


def test_rows_longer_or_shorter_than_others_do_no_harm():
    rows = [row("a", "b", spans=(2, 1)), row("c"), Node("row"), row("d", "e", "f")]
    letters = measured(Node("table", children=tuple(rows)))
    assert len(letters.shares()) == 3
    assert letters.wide(10) > 0
    assert measured(Node("table")).wide(10) == 0
