"""What a table is written as comes back from it, and runs nothing in a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.document import Node
from desktop.library.reader.tabular import as_csv, as_lines, as_markdown
from desktop.library.text.rendering import render

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
ROWS = st.lists(st.lists(TEXTS, min_size=3, max_size=3), max_size=4)


def read(data):
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@given(ROWS)
def test_a_spreadsheet_has_every_cell_and_no_formula(rows):
    head, *found = read(as_csv(("a", "b", "c"), rows))
    assert head == ["a", "b", "c"]
    assert [[cell.removeprefix("'") for cell in row] for row in found] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    for cell in (cell for row in found for cell in row):
        assert not cell.startswith(("=", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("cell", "written"),
    [("=1+1", "'=1+1"), ("-2,5", "-2,5"), ("-A1", "'-A1"), ("62,5%", "62,5%"), ("@x", "'@x")],
)
def test_numbers_stay_numbers(cell, written):
    assert read(as_csv(("a",), [[cell]]))[1] == [written]


def cells(nodes):
    for node in nodes:
        if node.kind == "cell":
            yield node.text
        yield from cells(node.children)


def test_markdown_is_a_table_with_its_words_as_they_were():
    words = ["1.250 hộ | *trũng*", "<b>[x](y)</b> & `z`", "a\nb"]
    page = as_markdown("Sổ # một", ("Số liệu", "Câu", "Nguồn"), [words]).decode()
    document = render(page)
    assert isinstance(document[0], Node)
    assert document[0].text == "Sổ # một"
    assert list(cells(document))[3:] == ["1.250 hộ | *trũng*", "<b>[x](y)</b> & `z`", "a b"]


def test_lines_to_paste_have_one_tab_between_cells():
    assert as_lines(("A", "B"), [("một\thai", "ba\nbốn")]) == "A\tB\nmột hai\tba bốn"
