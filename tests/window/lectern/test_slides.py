"""A document cut for speaking: nothing lost, nothing twice, long parts divided."""

import itertools

import msgspec
import pytest

from desktop.library.document import Document, Node, leaves
from desktop.library.text.rendering import render
from desktop.window.lectern.slides import LONGEST, cut, key_passages, led_by
from desktop.window.reader.reading import Reading


def numbered(nodes: Document, numbers) -> Document:
    return tuple(
        msgspec.structs.replace(
            node, id=f"b{next(numbers)}", children=numbered(node.children, numbers)
        )
        for node in nodes
    )


def reading(markdown: str) -> Reading:
    return Reading("x", "Tên bài", numbered(render(markdown), itertools.count()))


def words(nodes: Document) -> list[str]:
    return [leaf.text for leaf in leaves(nodes) if leaf.text]


def test_each_section_is_a_slide_and_bare_headings_lead_the_next():
    slides = cut(
        reading("Mở đầu.\n\n## I. Một\n\n### 1. Nhỏ\n\nA.\n\n## II. Hai\n\nB.\n\n## III. Ba")
    )
    assert [slide.title for slide in slides] == [
        "Tên bài", "I. Một · 1. Nhỏ", "II. Hai", "III. Ba",
    ]  # fmt: skip
    assert [words(slide.nodes) for slide in slides] == [["Mở đầu."], ["A."], ["B."], []]
    assert [slide.section for slide in slides] == [0, 1, 2, 3]


def test_a_document_without_anything_is_one_slide():
    assert [(slide.title, slide.nodes) for slide in cut(reading(""))] == [("Tên bài", ())]


def test_a_long_section_comes_in_parts_that_hold_all_of_it():
    texts = [f"Đoạn {number} " + "chữ " * 400 for number in range(12)]
    slides = cut(reading("## I\n\n" + "\n\n".join(texts)))
    assert [slide.part for slide in slides] == list(range(len(slides)))
    assert len(slides) > 2
    told = [text for slide in slides for text in words(slide.nodes)]
    assert told == [text.strip() for text in texts]
    assert all(sum(map(len, words(slide.nodes))) <= LONGEST for slide in slides)


def test_a_long_table_keeps_its_head_on_every_slide_and_each_row_once():
    rows = "\n".join(f"| việc {n} | {'người ' * 12}|" for n in range(400))
    slides = cut(reading(f"## Bảng\n\n| Việc | Người |\n|---|---|\n{rows}"))
    assert len(slides) > 3
    tables = [node for slide in slides for node in slide.nodes]
    assert all(words(table.children[:1]) == ["Việc", "Người"] for table in tables)
    told = [row.children[0].text for table in tables for row in table.children if not row.head]
    assert told == [f"việc {n}" for n in range(400)]


def test_a_long_list_goes_on_counting():
    items = "\n".join(f"{n}. {'mục ' * 30}" for n in range(1, 101))
    lists = [node for slide in cut(reading(items)) for node in slide.nodes]
    assert len(lists) > 1
    ends = list(itertools.accumulate(len(one.children) for one in lists))
    assert [one.start for one in lists] == [1, *(end + 1 for end in ends[:-1])]
    assert ends[-1] == 100


def test_footnotes_stand_under_the_slide_that_refers_to_them_with_their_numbers():
    slides = cut(reading("## I\n\nA[^a].\n\n## II\n\nB[^b].\n\n[^a]: Một.\n[^b]: Hai."))
    assert [words(slide.nodes) for slide in slides] == [["A.", "[1] Một."], ["B.", "[2] Hai."]]
    notes = [run.note for slide in slides for leaf in leaves(slide.nodes) for run in leaf.runs]
    assert [note for note in notes if note] == ["1", "2"]


def test_key_passages_are_those_of_the_section_named_by_their_colour():
    whole = reading("## I\n\nMột hai ba.\n\n## II\n\nBốn năm.")
    slides = cut(whole)
    first, second = (leaf.id for leaf in leaves(whole.document) if leaf.kind == "paragraph")
    marks = [("idea", ((first, 4, 7),)), ("figure", ((second, 0, 3),))]
    assert key_passages(whole, slides[0], marks) == [("idea", "hai")]
    assert key_passages(whole, slides[1], marks) == [("figure", "Bốn")]
    led = led_by([("Ý chính", "hai")], slides[0].nodes)
    assert words(led) == ["Ý chính: hai", "Một hai ba."]
    assert led_by([], slides[0].nodes) == slides[0].nodes


@pytest.mark.parametrize("kind", ["quote", "code"])
def test_other_blocks_stay_whole(kind):
    source = {"quote": "> Trích dẫn dài.", "code": "```\nmã\n```"}[kind]
    assert [node.kind for node in cut(reading(source))[0].nodes] == [kind]
    assert isinstance(cut(reading(source))[0].nodes[0], Node)
