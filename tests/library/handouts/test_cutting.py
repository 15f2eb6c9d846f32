import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.document import Document, Node, Run, leaves
from desktop.library.errors import InputError
from desktop.library.handouts.cutting import Excerpt, cut, cut_runs
from desktop.library.text.rendering import render

STYLED = st.builds(
    Run, text=st.text("ab cđẫ", min_size=1), bold=st.booleans(), italic=st.booleans()
)
TEXT = """\
Mở đầu[^1].

1. Một
2. Hai
    1. Hai một
    2. Hai hai
3. Ba
4. Bốn

| A | B | C |
|---|---|---|
| 1 | 2 | 3 |
| 4 | 5 | 6 |

![Sơ đồ](so-do.svg "Hình 1")

> Trích lời.

[^1]: Chú thích[^2].
[^2]: Chú thích của chú thích.
"""


def identified(nodes: Document) -> Document:
    """Every leaf named by its own text."""
    return tuple(
        msgspec.structs.replace(node, id=node.text, children=identified(node.children))
        for node in nodes
    )


@pytest.fixture
def document() -> Document:
    return identified(render(TEXT))


def taken(document: Document, *blocks: str) -> Document:
    return cut(document, [Excerpt("x", block) for block in blocks])


@given(st.lists(STYLED), st.integers(0, 30), st.integers(0, 30))
def test_runs_are_cut_as_their_text_is(runs: list[Run], start: int, end: int) -> None:
    text = "".join(run.text for run in runs)
    pieces = [cut_runs(runs, *ends) for ends in ((0, start), (start, end), (end, len(text) + 1))]
    assert "".join(run.text for run in pieces[1]) == text[start:end]
    if start <= end:
        joined = [letter for piece in pieces for run in piece for letter in styled(run)]
        assert joined == [letter for run in runs for letter in styled(run)]


def styled(run: Run) -> list[Run]:
    return [msgspec.structs.replace(run, text=letter) for letter in run.text]


def test_part_of_a_block_keeps_its_styles() -> None:
    document = (Node("paragraph", id="p", runs=(Run("Đọc "), Run("kỹ lời", bold=True), Run("."))),)
    assert cut(document, [Excerpt("x", "p", 2, 6)]) == (
        Node("paragraph", id="p", runs=(Run("c "), Run("kỹ", bold=True))),
    )


def test_footnotes_follow_the_words_that_refer_to_them(document: Document) -> None:
    kept = taken(document, "Mở đầu.")
    assert [node.kind for node in kept] == ["paragraph", "footnotes"]
    assert [note.label for note in kept[1].children] == ["1", "2"]


def test_a_note_goes_where_its_place_is_cut_away(document: Document) -> None:
    kept = cut(document, [Excerpt("x", "Mở đầu.", 0, 3)])
    assert [leaf.text for leaf in leaves(kept)] == ["Mở "]


def test_items_keep_their_numbers(document: Document) -> None:
    kept = taken(document, "Một", "Ba", "Bốn")
    assert [(node.start, len(node.children)) for node in kept] == [(1, 1), (3, 2)]


def test_an_inner_item_stands_without_the_outer_one(document: Document) -> None:
    (kept,) = taken(document, "Hai hai")
    assert (kept.kind, kept.start) == ("list", 2)
    assert [leaf.text for leaf in leaves([kept])] == ["Hai hai"]


def test_an_item_and_its_inner_item_stay_nested(document: Document) -> None:
    (kept,) = taken(document, "Hai", "Hai một")
    assert kept.start == 2
    assert [child.kind for child in kept.children[0].children] == ["paragraph", "list"]


def test_one_cell_is_a_paragraph(document: Document) -> None:
    assert taken(document, "5") == (Node("paragraph", runs=(Run("5"),)),)


def test_cells_keep_rows_and_columns(document: Document) -> None:
    (table,) = taken(document, "A", "C", "6")
    assert [[cell.text for cell in row.children] for row in table.children] == [
        ["A", "C"],
        ["", "6"],
    ]
    assert table.children[0].head


def test_a_caption_brings_its_picture(document: Document) -> None:
    (figure,) = taken(document, "Hình 1")
    assert (figure.kind, figure.src) == ("figure", "so-do.svg")


def test_order_is_the_readers(document: Document) -> None:
    kept = taken(document, "Trích lời.", "Một", "Một")
    assert [leaf.text for leaf in leaves(kept)] == ["Trích lời.", "Một", "Một"]


@pytest.mark.parametrize(
    ("excerpt", "code"),
    [
        (Excerpt("x", "không có"), "excerpt_block_unknown"),
        (Excerpt("x", "Một", 3, 4), "excerpt_outside"),
        (Excerpt("x", "Một", 2, 1), "excerpt_outside"),
        (Excerpt("x", "Một", -1, 2), "excerpt_outside"),
        (Excerpt("x", "Một", 0, 9), "excerpt_outside"),
    ],
)
def test_a_bad_excerpt_is_named(document: Document, excerpt: Excerpt, code: str) -> None:
    with pytest.raises(InputError) as caught:
        cut(document, [excerpt])
    assert caught.value.code == code
    assert caught.value.params["block"] == excerpt.block
    assert caught.value.params["id"] == "x"


def test_a_note_before_the_first_word_stays_with_a_passage_from_the_start() -> None:
    note, words = Run("", note="1"), Run("Mở đầu")
    assert cut_runs((note, words), 0, 2) == (note, Run("Mở"))
    assert cut_runs((Run("A"), note, words), 1, 3) == (Run("Mở"),)
    assert cut_runs((Run("A"), note, words), 0, 1) == (Run("A"), note)
