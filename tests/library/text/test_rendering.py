"""Markdown to block tree: what survives, what is taken out, and how it is cut into blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.document import LEAVES, Node, Run, leaves, plain_text
from desktop.library.text.html import to_html
from desktop.library.text.rendering import _parsed, render
from desktop.library.text.sanitising import sanitise
from desktop.library.text.tree import read_blocks


def kinds(document: tuple[Node, ...]) -> list[str]:
    return [node.kind for node in document]


def test_inline_marks_become_runs() -> None:
    (paragraph,) = render("Xin **chào** *các\nbạn* ~x~ `mã`.")
    assert paragraph.text == "Xin chào các bạn ~x~ mã."
    assert Run("chào", bold=True) in paragraph.runs
    assert Run("các bạn", italic=True) in paragraph.runs
    assert Run("mã", code=True) in paragraph.runs


def test_text_is_composed_to_nfc() -> None:
    (paragraph,) = render("du\u031bo\u031b\u0300ng")
    assert paragraph.text == "dường"


def test_footnotes_come_last_and_leave_no_text_in_the_sentence() -> None:
    document = render("Câu[^a] một.\n\n[^a]: Lời **chú**.\n\nCâu hai.")
    assert kinds(document) == ["paragraph", "paragraph", "footnotes"]
    assert document[0].text == "Câu một."
    assert [run.note for run in document[0].runs if run.note] == ["a"]
    (note,) = document[2].children
    assert note.label == "a"
    assert note.children[0].text == "Lời chú."


def test_table_cells_keep_head_and_alignment() -> None:
    (table,) = render("| A | B |\n|---|--:|\n| 1 | **2** |")
    head, row = table.children
    assert head.head
    assert [cell.text for cell in row.children] == ["1", "2"]
    assert [cell.align for cell in row.children] == ["", "right"]


def test_stretched_cells_keep_the_table_rectangular() -> None:
    (table,) = render("<table><tr><td rowspan='2'>a</td><td>b</td></tr><tr><td>c</td></tr></table>")
    assert [[cell.text for cell in row.children] for row in table.children] == [
        ["a", "b"],
        ["", "c"],
    ]


def test_nested_lists_and_their_numbers() -> None:
    (numbered,) = render("3. ba\n4. bốn\n    - trong")
    assert numbered.ordered
    assert numbered.start == 3
    assert kinds(numbered.children[1].children) == ["paragraph", "list"]


def test_a_picture_alone_is_a_figure_with_its_caption() -> None:
    (figure,) = render('![Sơ đồ](so-do.svg "Hình 1. Sơ đồ")')
    assert (figure.kind, figure.src, figure.alt) == ("figure", "so-do.svg", "Sơ đồ")
    assert figure.children[0].text == "Hình 1. Sơ đồ"


def test_fenced_code_keeps_its_lines() -> None:
    (code,) = render("```\n=SUM(A1:A9)\n  <b>\n```")
    assert (code.kind, code.text) == ("code", "=SUM(A1:A9)\n  <b>")


def test_definitions() -> None:
    assert kinds(render("Từ\n:   Nghĩa")) == ["term", "definition"]


def test_circulation_goes_down_to_the_next_heading_of_its_level() -> None:
    document = render(
        "## A {circulation=restricted}\n\na\n\n### B\n\nb\n\n## C\n\nc\n\n## D {circulation=x}\n\nd"
    )
    circles = {node.text: node.circulation for node in leaves(document)}
    assert [circles[name] for name in "abcd"] == ["restricted", "restricted", "", ""]


def test_a_first_heading_that_repeats_the_title_is_left_out() -> None:
    assert plain_text(render("# Tên Bài\n\nNội dung", "Tên bài")) == "Nội dung"
    assert plain_text(render("# Khác\n\nNội dung", "Tên bài")) == "Khác\n\nNội dung"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<style>p{background:url(http://a)}</style>",
        '<img src="http://a/x.png">',
        '<img src="file:///etc/passwd">',
        '<img src="../secret.svg">',
        '<a href="javascript:alert(1)">x</a>',
        '<iframe src="x"></iframe>',
        '<p style="background:url(x)" onclick="x()">y</p>',
        "<svg><image href='http://a'/></svg>",
        '<form action="x"><input name="y"></form>',
    ],
)
def test_nothing_runs_or_loads(hostile: str) -> None:
    html = to_html(render(f"Trước\n\n{hostile}\n\nSau"))
    for forbidden in ("script", "http:", "file:", "..", "javascript", "iframe", "style", "onclick"):
        assert forbidden not in html
    assert "Trước" in html
    assert "Sau" in html


def test_remote_addresses_stay_as_text_to_copy() -> None:
    (paragraph,) = render("[cổng](https://example.vn/a)")
    assert paragraph.runs == (Run("cổng", href="https://example.vn/a"),)


SAMPLE = """
## Mục {circulation=internal}

Đoạn **đậm** *nghiêng* <u>gạch</u> H<sub>2</sub>O[^1]<br>dòng [liên kết](https://example.vn).

1. một
2. hai
    - ba

> trích

| A | B |
|---|:-:|
| 1 < 2 | `x & y` |

![mô tả "lạ"](a.svg "Hình")

Từ
:   nghĩa

---

    mã <b>

[^1]: Chú.
"""


def test_html_reads_back_into_the_same_tree() -> None:
    document = render(SAMPLE)
    assert {leaf.kind for leaf in leaves(document)} == set(LEAVES)
    again = tuple(read_blocks(_parsed(sanitise(to_html(document)))))
    circled = tuple(node for node in render(to_html(document)))
    assert [node.kind for node in again] == [node.kind for node in document]
    assert [leaf.runs for leaf in leaves(again)] == [leaf.runs for leaf in leaves(document)]
    assert [leaf.circulation for leaf in leaves(circled)] == [
        leaf.circulation for leaf in leaves(document)
    ]


@given(st.text(st.characters(exclude_categories=("C",)), max_size=60))
def test_leaves_are_trimmed_and_never_empty(text: str) -> None:
    for leaf in leaves(render(text)):
        if leaf.kind not in {"cell", "term"}:
            assert leaf.text.strip() or leaf.kind == "paragraph"
            assert leaf.kind == "code" or leaf.text == leaf.text.strip(" \n\u00a0")
