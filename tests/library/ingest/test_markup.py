import pytest

from desktop.library.document import plain_text
from desktop.library.errors import InputError
from desktop.library.ingest.markup import MAX_DEPTH, parse, to_markdown
from desktop.library.text.rendering import render


def markdown(html: str) -> str:
    return to_markdown(parse(f"<html><body>{html}</body></html>", "trang.html")).rstrip("\n")


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<h2>Phòng\n đọc</h2><p>Mở cửa</p>", "## Phòng đọc\n\nMở cửa"),
        ("một <b>hai </b>ba", "một **hai** ba"),
        ("chữ<b>dính</b>liền", "chữ<strong>dính</strong>liền"),
        ("<b>một</b> <b>hai</b>", "**một hai**"),
        ("<p>dòng<br>mới</p>", "dòng  \nmới"),
        (
            "<p>H<sub>2</sub>O, <u>gạch</u>, <s>bỏ</s></p>",
            "H<sub>2</sub>O, <u>gạch</u>, <del>bỏ</del>",
        ),
        ("<p><code>a*b`c</code></p>", "``a*b`c``"),
        ("<p>1. Không phải danh sách</p>", "1\\. Không phải danh sách"),
        ("<blockquote><p>một</p><p>hai</p></blockquote>", "> một\n>\n> hai"),
        ("<pre>a\n  b</pre>", "    a\n      b"),
        ("<dl><dt>Từ</dt><dd>Nghĩa</dd></dl>", "Từ\n\n:   Nghĩa"),
        ("<p>một</p><hr><p>hai</p>", "một\n\n---\n\nhai"),
        ("<a href='https://vd.vn/a(1)'>nơi [này]</a>", "[nơi \\[này\\]](https://vd.vn/a%281%29)"),
        ("<a href='javascript:x'>không</a>", "không"),
        ("<a href='#moc'>mốc</a>", "mốc"),
        ("<p>một<script>x</script> hai<!-- ẩn --></p>", "một hai"),
    ],
)
def test_blocks_and_phrases(html: str, written: str) -> None:
    assert markdown(html) == written


def test_lists_nest_by_four() -> None:
    html = "<ol start='3'><li>Ba<ul><li>con</li></ul></li><li>Bốn</li></ol>"
    assert markdown(html) == "3.  Ba\n    -   con\n4.  Bốn"


def test_items_of_several_blocks_keep_them() -> None:
    html = "<ul><li><p>một</p><p>hai</p></li><li>ba</li></ul>"
    (written,) = render(markdown(html))
    assert [len(item.children) for item in written.children] == [2, 1]
    assert plain_text([written]) == "một\n\nhai\n\nba"


def test_tables_keep_rows_columns_and_spans() -> None:
    html = (
        "<table><thead><tr><th>A</th><th>B|C</th></tr></thead><tbody>"
        "<tr><td rowspan=2>gộp</td><td><p>x</p><p>y</p></td></tr><tr><td>z</td></tr>"
        "<tr><td colspan=2><table><tr><td>trong</td><td>nữa</td></tr></table></td></tr>"
        "</tbody></table>"
    )
    assert markdown(html).split("\n") == [
        "| A | B\\|C |",
        "| --- | --- |",
        "| gộp | x<br>y |",
        "|  | z |",
        "| trong nữa |  |",
    ]


def test_a_table_that_only_lays_out_becomes_paragraphs() -> None:
    letterhead = (
        "<table><tr><td><p>UBND XÃ</p></td><td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p></td></tr>"
        "<tr><td>Số: 1</td><td>ngày</td></tr></table>"
    )
    assert "|" not in markdown(letterhead)
    assert markdown("<table><tr><td>một</td><td>hai</td></tr></table>") == "một\n\nhai"


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(
            "<p>Chữ<sup><a href='#n1' id='r1'>[1]</a></sup>.</p>"
            "<ol><li id='n1'><p>Chú thích <a href='#r1'>↑</a></p></li></ol>",
            id="mammoth",
        ),
        pytest.param(
            "<p>Chữ<a href='#_ftn1' name='_ftnref1'>[1]</a>.</p>"
            "<div id='ftn1'><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Chú thích</p></div>",
            id="word",
        ),
        pytest.param(
            "<p>Chữ<sup id='r1'><a href='#n1'>1</a></sup>.</p>"
            "<ol><li id='n1'><a href='#r1'>^</a> Chú thích</li></ol>",
            id="wiki",
        ),
    ],
)
def test_footnotes_are_found_by_their_way_back(html: str) -> None:
    assert markdown(html) == "Chữ[^1].\n\n[^1]: Chú thích"


def test_a_link_without_a_way_back_stays_words() -> None:
    assert markdown("<p>Xem <a href='#m'>mục</a></p><p id='m'>Mục</p>") == "Xem mục\n\nMục"


def test_endless_nesting_is_refused() -> None:
    assert "chữ" in markdown("<div>" * 100 + "chữ")
    for depth in (MAX_DEPTH + 10, 50_000):
        with pytest.raises(InputError) as caught:
            markdown("<div>" * depth + "chữ")
        assert caught.value.code == "ingest_html_deep"


def test_what_is_no_html_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        parse("<!-- -->", "trang.html")
    assert caught.value.code == "ingest_html_broken"
