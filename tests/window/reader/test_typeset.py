"""Every leaf stands in one text block of its own, and is found again from there."""

import itertools

import msgspec
import pytest
from PySide6.QtGui import QTextCursor

from desktop.library.document import leaves
from desktop.library.text.rendering import render
from desktop.window.reader.look import column_width
from desktop.window.reader.reading import Cited, Reading
from desktop.window.reader.styles import SECTION, TITLE, Styles
from desktop.window.reader.typeset import Typeset
from desktop.window.theme import load

SOURCE = """\
# Phần đầu

Đoạn có **chữ đậm**, 😀 và chú thích[^a] ở giữa, rồi hết.

- Một

    đoạn hai của mục một
- Hai
    1. con

> Trích
> > trong trích

| A | B |
|---|---|
| c | d😀 |

| E |
|---|
| f |

![Hình](khong-co.png)

## Phần cuối

Dòng một<br>dòng hai

```
mã 1
mã 2
```

Từ
: Nghĩa

[^a]: Lời chú.
"""


def numbered(nodes, count):
    return tuple(
        msgspec.structs.replace(node, id=f"b{next(count)}", children=numbered(node.children, count))
        for node in nodes
    )


@pytest.fixture
def typeset(app):
    document = numbered(render(SOURCE), itertools.count())
    reading = Reading("x", "Một tiêu đề khá dài để phải xuống dòng thứ hai", document)
    return Typeset(reading, Styles(load("light"), 100, 540, 1.0))


def test_each_leaf_has_its_own_block(typeset):
    wanted = list(leaves(typeset.reading.document))
    assert [leaf.block for leaf in typeset.leaves] == [leaf.id for leaf in wanted]
    numbers = [typeset.block(at).blockNumber() for at in range(len(wanted))]
    assert numbers == sorted(set(numbers))


def test_a_block_holds_its_leaf_and_nothing_else(typeset):
    for at, leaf in enumerate(typeset.leaves):
        cursor = typeset.cursor(at, 0, len(leaf.text))
        shown = cursor.selectedText().replace("\u2028", "\n").replace("[1]", "")
        assert shown == leaf.text


def test_selections_come_back_as_code_points(typeset):
    for at, leaf in enumerate(typeset.leaves):
        for start, end in itertools.combinations(range(0, len(leaf.text) + 1, 3), 2):
            cursor = typeset.cursor(at, start, end)
            assert typeset.spans(cursor) == [(leaf.block, start, end)]


def test_everything_selected_is_every_leaf(typeset):
    cursor = QTextCursor(typeset.document)
    cursor.select(QTextCursor.SelectionType.Document)
    wanted = [(leaf.block, 0, len(leaf.text)) for leaf in typeset.leaves if leaf.text]
    assert typeset.spans(cursor) == wanted


def test_headings_and_their_sections(typeset):
    assert [heading.text for heading in typeset.headings] == ["Phần đầu", "Phần cuối"]
    last = typeset.leaves[typeset.anchors["note:a"]]
    assert typeset.section(last.block) == "Phần cuối"
    assert typeset.section(typeset.leaves[1].block) == "Phần đầu"


def test_footnotes_lead_both_ways(typeset):
    reference = typeset.leaves[typeset.anchors["ref:a"]]
    assert "chú thích" in reference.text
    assert typeset.leaves[typeset.anchors["note:a"]].text == "Lời chú."


def test_a_citation_is_a_link_to_the_briefing(app):
    document = numbered(render("Theo Hướng dẫn **14/HD** của tỉnh."), itertools.count())
    [leaf] = leaves(document)
    start = leaf.text.index("Hướng")
    cited = Cited(leaf.id, start, start + 15, "huong-dan")
    typeset = Typeset(
        Reading("x", "T", document, citations=(cited,)), Styles(load("light"), 100, 540, 1.0)
    )
    cursor = typeset.cursor(0, start + 1, start + 15)
    assert cursor.charFormat().anchorHref() == "briefing:huong-dan"
    cursor = typeset.cursor(0, 0, 3)
    assert cursor.charFormat().anchorHref() == ""


@pytest.mark.parametrize("zoom", range(80, 210, 10))
def test_the_title_stays_above_the_sections(app, zoom):
    points = Styles(load("light"), zoom, 540, 1.0).title_points()
    assert points >= 1.2 * SECTION * zoom / 100 - 1e-9
    assert points <= max(TITLE * 1.4, 1.2 * SECTION * zoom / 100) + 1e-9


def test_the_column_grows_with_the_zoom(app):
    assert column_width(150) == pytest.approx(column_width(100) * 1.5, rel=0.03)
