"""Names of offices are broken over lines where their words end, into lines of nearly one length."""

import datetime as dt
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.document import Document
from desktop.library.handouts.composition import Composition
from desktop.library.handouts.compounds import ways
from desktop.library.handouts.draft import Official, Options
from desktop.library.handouts.printed import printed, rows
from desktop.library.handouts.write import write

DATE = dt.date(2026, 10, 14)
SYLLABLES = ["Ủy", "ban", "nhân", "DÂN", "tỉnh", "Hòa", "An,", "và", "xã", "hội", "𓀀", "Sở"]


@given(st.lists(st.sampled_from(SYLLABLES), max_size=12).map(" ".join))
def test_every_way_is_the_text(text: str) -> None:
    for way in ways(text):
        assert " ".join(way) == text
    assert not ways(text) or ways(text)[-1] == tuple(text.split(" "))


@pytest.mark.parametrize(
    ("text", "phrases", "words"),
    [
        (
            "ỦY BAN NHÂN DÂN TỈNH HÒA AN",
            ["ỦY BAN NHÂN DÂN", "TỈNH HÒA AN"],
            ["ỦY BAN", "NHÂN DÂN", "TỈNH", "HÒA", "AN"],
        ),
        (
            "Uỷ ban nhân dân thành phố Hồ Chí Minh",
            ["Uỷ ban nhân dân", "thành phố Hồ Chí Minh"],
            ["Uỷ ban", "nhân dân", "thành phố", "Hồ", "Chí", "Minh"],
        ),
        (
            "Sở Văn hóa, Thể thao và Du lịch",
            ["Sở", "Văn hóa,", "Thể thao", "và Du lịch"],
            ["Sở", "Văn hóa,", "Thể thao", "và", "Du lịch"],
        ),
        ("nhân, dân", ["nhân,", "dân"], ["nhân,", "dân"]),
    ],
)
def test_words_stay_whole(text: str, phrases: list[str], words: list[str]) -> None:
    assert [list(way) for way in ways(text)[:2]] == [phrases, words]


@pytest.mark.parametrize("text", ["", "Sở", "hai\ndòng chữ", "hai  dấu cách"])
def test_one_word_or_lines_of_its_own_are_left_alone(text: str) -> None:
    assert ways(text) == ()


def head(
    compose: Callable[[Document], Composition], document: Document, parent: str, issuer: str
) -> list[str]:
    """The lines of the head's left column, as they are printed."""
    official = Official(parent=parent, issuer=issuer, kind="Hướng dẫn", subject="về phòng bão")
    made = Options(template="state", official=official)
    [page, *_] = printed(write(compose(document), made, "pdf", DATE))
    left = [letter for letter in page.letters if letter.right < page.width / 2]
    page = msgspec.structs.replace(page, letters=tuple(left))
    return [row.text for row in rows(page)]


@pytest.mark.parametrize(
    ("parent", "issuer", "lines"),
    [
        (
            "Ủy ban nhân dân tỉnh Hòa An",
            "Sở Nông nghiệp và Môi trường",
            ["ỦYBANNHÂNDÂN", "TỈNHHÒAAN", "SỞNÔNGNGHIỆP", "VÀMÔITRƯỜNG"],
        ),
        (
            "Ủy ban nhân dân huyện Đông An",
            "Phòng Văn hóa, Khoa học và Thông tin",
            ["ỦYBANNHÂNDÂN", "HUYỆNĐÔNGAN", "PHÒNGVĂNHÓA,", "KHOAHỌCVÀTHÔNGTIN"],
        ),
    ],
)
def test_the_issuers_names_are_balanced_on_paper(
    compose: Callable[[Document], Composition],
    document: Document,
    parent: str,
    issuer: str,
    lines: list[str],
) -> None:
    assert head(compose, document, parent, issuer)[: len(lines)] == lines


def test_the_signatorys_office_is_broken_where_its_words_end(
    compose: Callable[[Document], Composition], document: Document
) -> None:
    role = "Phó Chủ tịch Thường trực Ủy ban nhân dân tỉnh Hòa An"
    official = Official(kind="Hướng dẫn", signatory_role=role, signatory="Nguyễn Văn An")
    made = Options(template="party", official=official)
    [*_, page] = printed(write(compose(document), made, "pdf", DATE))
    lines = [row.text for row in rows(page)]
    at = lines.index("PHÓCHỦTỊCHTHƯỜNGTRỰC")
    assert lines[at + 1] == "ỦYBANNHÂNDÂNTỈNHHÒAAN"
