from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.library.document import plain_text
from desktop.library.ingest.escape import clean, escape_paragraph, plain
from desktop.library.text.rendering import render

SIGNS = "\\`*_[]{}()<>#+-.!|&;:=~\"'/%$@^ 1aăđế"
TEXT = st.text(st.sampled_from(SIGNS), min_size=1, max_size=40)


@settings(deadline=None)
@given(TEXT)
@example("1. Mở cửa")
@example("# Không phải đề mục")
@example(": định nghĩa")
@example("&copy; <b>chữ</b> [x](y) ![z](t)")
@example("{: .lop } C# *đậm* _nghiêng_ `mã`")
@example("===")
@example("- - -")
@example("~~~")
def test_escaped_text_is_shown_letter_for_letter(text: str) -> None:
    shown = plain_text(render(escape_paragraph(text)))
    assert shown == " ".join(text.split())


@settings(deadline=None)
@given(TEXT)
def test_plain_undoes_escaping(text: str) -> None:
    assert plain(escape_paragraph(text)) == " ".join(text.split())


def test_clean_gives_nfc_and_unix_line_ends() -> None:
    assert clean("Bo\u0302\u0301\r\nmột\rhai\x00\x08") == "Bố\nmột\nhai"


def test_lines_of_a_paragraph_stay_lines() -> None:
    assert plain_text(render(escape_paragraph("Dòng một\nDòng hai"))) == "Dòng một\nDòng hai"


def test_plain_takes_marks_links_and_block_signs_off() -> None:
    assert plain("## **Phòng** [đọc](https://vd.vn) *mới*") == "Phòng đọc mới"
    assert plain("> - ![Sơ đồ](a.png) `mã`") == "Sơ đồ mã"
