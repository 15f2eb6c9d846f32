"""Another theme colours a text where it stands, and as if it had been set in that theme."""

import itertools

import pytest
from PySide6.QtGui import QTextCursor

from desktop.library.document import Node, Run
from desktop.library.text.rendering import render
from desktop.window.reader.reading import Badge, Byline, Reading
from desktop.window.reader.styles import Styles
from desktop.window.reader.typeset import Typeset
from desktop.window.theme import load
from tests.window.reader.test_slices import complete, long_reading, table
from tests.window.reader.test_typeset import numbered

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
SOURCE = """\
# Phần đầu

Đoạn có **chữ đậm**, [một liên kết](#b3) và `mã` ở giữa, chú thích[^a] rồi hết.

- Một

> Trích
>
> - mục trong trích

```
mã 1
```

Đoạn cuối, [liên kết thứ hai](#b1).

[^a]: Lời chú.
"""


@pytest.fixture
def reading(app):
    return Reading(
        "x",
        "Một tiêu đề",
        numbered(render(SOURCE), itertools.count()),
        conference="Hội nghị",
        byline=(Byline("", "Nguyễn Văn A", " · Ban"),),
        badges=(Badge("Nội bộ", "info"),),
    )


def styles(theme):
    return Styles(load(theme), 100, 540, 1.0, inherits=True)


def colours(typeset):
    """Every run of letters with all that is coloured in it and around it."""
    block, found = typeset.document.begin(), []
    while block.isValid():
        around = block.blockFormat().background().color(), block.charFormat().foreground().color()
        found.append((block.text(), *around))
        for run in block:
            form = run.fragment().charFormat()
            image = form.toImageFormat().name() if form.isImageFormat() else ""
            drawn = typeset.resource(image) if image else None
            paints = form.foreground(), form.background()
            shades = [(paint.style(), paint.color().name()) for paint in paints]
            found.append((run.fragment().text(), shades, form.fontUnderline(), drawn))
        block = block.next()
    return found


@pytest.mark.parametrize(
    ("former", "theme"), [("light", "dark"), ("contrast-dark", "contrast-light")]
)
def test_a_text_is_coloured_as_if_it_had_been_set_so(reading, former, theme):
    typeset, wanted = Typeset(reading, styles(former)), Typeset(reading, styles(theme))
    before = colours(typeset)
    assert typeset.can_be_tinted
    assert any(one[-1] is not None for one in before if len(one) == 4), "there is a badge"
    for _ in typeset.tint(styles(theme), 90, 120):
        pass
    assert colours(typeset) == colours(wanted)
    for _ in typeset.tint(styles(former), 0, 10_000):
        pass
    assert colours(typeset) == before != colours(wanted)


def test_what_is_to_be_seen_comes_first(app):
    nodes = [
        Node("paragraph", id=f"b{at}", runs=(Run("Chữ "), Run("dẫn", href="#b0")))
        for at in range(200)
    ]
    typeset = Typeset(Reading("x", "", tuple(nodes)), styles("light"))
    first, last = (typeset.block(leaf).position() for leaf in (150, 160))
    steps = typeset.tint(styles("dark"), first, last)
    next(steps)
    ink = load("dark").colour("accent")
    done = [leaf for leaf in range(200) if link_of(typeset, leaf) == ink]
    assert done == list(range(150, 160))
    assert sum(1 for _ in steps) > 1
    assert all(link_of(typeset, leaf) == ink for leaf in range(200))


def link_of(typeset, leaf):
    cursor = typeset.cursor(leaf, 4, 7)
    return cursor.charFormat().foreground().color()


def test_the_view_and_what_is_selected_stay_where_they_are(page, qtbot):
    page.show_reading(long_reading())
    complete(qtbot, page)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    page.select("b399", 4, 20)
    typeset, value, chosen = page.typeset, page.verticalScrollBar().value(), page.spans()
    with qtbot.waitSignal(page.completed):
        page.set_theme(load("dark"))
    assert not page.covered
    complete(qtbot, page)
    assert page.typeset is typeset
    assert page.verticalScrollBar().value() == value
    assert page.spans() == chosen == [("b399", 4, 20)]


def test_themes_may_follow_one_another_quickly(page, qtbot, reading):
    page.show_reading(reading)
    complete(qtbot, page)
    for theme in ("dark", "paper", "dark"):
        page.set_theme(load(theme))
    complete(qtbot, page)
    ink = load("dark").colour("accent")
    cursor = page.document().find("liên kết thứ hai")
    assert cursor.charFormat().foreground().color() == ink


@pytest.mark.parametrize("theme", ["dark", "contrast-light"])
def test_what_cannot_be_coloured_so_is_set_anew(page, qtbot, theme):
    nodes = (table(3),) if theme == "dark" else (Node("paragraph", id="a", runs=LINK),)
    page.show_reading(Reading("x", "Bảng", nodes))
    complete(qtbot, page)
    typeset = page.typeset
    page.set_theme(load(theme))
    complete(qtbot, page)
    assert page.typeset is not typeset
    cursor = QTextCursor(page.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    if theme == "dark":
        border = page.document().rootFrame().childFrames()[0].frameFormat().borderBrush()
        assert border.color() == load(theme).colour("linestrong")
    else:
        assert cursor.charFormat().fontUnderline()


LINK = (Run("Chữ "), Run("dẫn", href="#a"))
