"""TCVN3, VNI-Windows and VIQR: whole tables, and what is taken for them."""

import shutil
import subprocess
import unicodedata
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.vietnamese.legacy import (
    TCVN3,
    VIQR,
    VNI,
    Encoding,
    Font,
    decoded,
    detect,
    font,
    to_unicode,
)

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
MARKED = [letter for letter in LETTERS if not letter.isascii()]


@pytest.mark.skipif(not shutil.which("iconv"), reason="no iconv")
def test_tcvn3_is_glibcs() -> None:
    raw = bytes([*_CONTROLS, *range(0x80, 0x100)])
    made = subprocess.run(
        ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"],
        input=b"\n".join(bytes((byte,)) for byte in raw), capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("this iconv does not know TCVN5712-1")
    expected = [unicodedata.normalize("NFC", one) for one in made.stdout.decode().split("\n")]
    shown = [byte.to_bytes().decode("latin-1") for byte in raw]
    # A tone that stands alone has nothing to join: as it is.
    assert [one.translate(TCVN3) for one in shown] == expected


_CONTROLS = (1, 2, 4, 5, 6, *range(17, 24))


@pytest.mark.parametrize("letter", [*MARKED, *(one.upper() for one in MARKED)])
def test_every_letter_is_in_every_table(letter: str) -> None:
    for table in (VNI, VIQR):
        assert letter in table.values()
    assert letter in TCVN3.values()


def test_code_page_1252_and_latin_1_are_one() -> None:
    for byte in range(0x80, 0x100):
        shown = byte.to_bytes().decode("cp1252", "ignore")
        if shown:
            assert TCVN3[ord(shown)] == TCVN3[byte]


SAMPLES: list[tuple[Encoding, str, str]] = [
    ("tcvn3", "khñng ho¶ng truyÒn th«ng", "khủng hoảng truyền thông"),
    ("tcvn3", "§­êng vµo phßng ®äc", "Đường vào phòng đọc"),
    ("tcvn3", "C«ng t¸c tuyªn truyÒn phßng, chèng b·o", "Công tác tuyên truyền phòng, chống bão"),
    ("vni", "khuûng hoaûng truyeàn thoâng", "khủng hoảng truyền thông"),
    ("vni", "Ñöôøng vaøo phoøng ñoïc", "Đường vào phòng đọc"),
    ("vni", "ÑÖÔØNG VAØO PHOØNG ÑOÏC", "ĐƯỜNG VÀO PHÒNG ĐỌC"),
    ("vni", "nghæ ngôi, lònh hoäi, kyõ naêng, raën", "nghỉ ngơi, lịnh hội, kỹ năng, rặn"),
    ("viqr", "khu?ng hoa?ng truye^`n tho^ng", "khủng hoảng truyền thông"),
    ("viqr", "DDu+o+`ng va`o pho`ng ddo.c", "Đường vào phòng đọc"),
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "raw", "text"), SAMPLES)
def test_read(encoding: Encoding, raw: str, text: str) -> None:
    assert to_unicode(raw, encoding) == text


@pytest.mark.parametrize(("encoding", "raw", "text"), SAMPLES)
def test_recognised(encoding: Encoding, raw: str, text: str) -> None:
    assert detect(raw) == encoding
    assert detect(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "khung hoang", "Bão lũ năm 2026 thế nào?", "là gì? ở đâu?", "I'm in Vietnam",
        "don't", "Où est la bibliothèque", "Über die Brücke", "05-CT/TW", "ba? bốn.", "a(b)",
        "© 2026 §5", "中文", "truyen thong*", "phòng đọc~", "https://thu-vien.example/a?b",
    ],
)  # fmt: skip
def test_unicode_is_left_alone(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("KHñNG HO¶NG TRUYÒN TH«NG", "KHỦNG HOẢNG TRUYỀN THÔNG"),
        ("§¦êNG VµO PHßNG §äC", "ĐƯỜNG VÀO PHÒNG ĐỌC"),
        ("\u00ae\u00adêng vµo phßng ®äc", "đường vào phòng đọc"),
        ("ÑÖÔØNG VAØO PHOØNG ÑOÏC", "ĐƯỜNG VÀO PHÒNG ĐỌC"),
        ("ĐƯỜNG VÀO PHÒNG ĐỌC", None),
        ("BÌNH MINH", None),
    ],
)
def test_a_line_in_capitals_was_set_in_a_font_of_capitals(raw: str, text: str | None) -> None:
    assert decoded(raw) == text


def test_a_backslash_keeps_a_sign() -> None:
    assert to_unicode("chua xong\\. Na(m ty?", "viqr") == "chua xong. Năm tỷ"


def test_capitals_come_from_the_font() -> None:
    assert font(".VnTimeH") == Font("tcvn3", capitals=True)
    assert font(".VnTime") == font(".VnArial Narrow") == Font("tcvn3")
    assert font("VNI-Times") == Font("vni")
    assert font("Times New Roman") is font("") is None
    assert to_unicode("phßng ®äc", "tcvn3", capitals=True) == "PHÒNG ĐỌC"


def test_a_tone_of_its_own_joins_its_vowel() -> None:
    assert to_unicode("a\u00b3", "tcvn3") == "á"


@given(st.text())
def test_nothing_is_an_error(text: str) -> None:
    for encoding in get_args(Encoding):
        to_unicode(text, encoding)
    detect(text)
