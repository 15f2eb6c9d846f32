"""Sheets as they come from a printer: folded, turned over, put back."""

import io
import re

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.errors import InputError
from desktop.library.handouts.imposition import (
    A4,
    Edge,
    Stacking,
    booklet,
    booklet_order,
    halves,
    two_up,
)
from tests.library.handouts.finished import inked, numbered_pages, sizes, text_in, texts

HALF = A4[0] / 2


def number(text: str) -> int:
    """The page that a text is from; 0 for a blank."""
    found = re.search(r"trang (\d+) hết", text)
    return int(found[1]) if found else 0


def sides(pdf: bytes) -> list[tuple[int, int]]:
    """The pages on the left and on the right of each side of the sheets."""
    left, right = (0.0, 0.0, HALF, A4[1]), (HALF, 0.0, A4[0], A4[1])
    return [
        (number(text_in(pdf, at, left)), number(text_in(pdf, at, right)))
        for at in range(len(sizes(pdf)))
    ]


def folded(order: list[tuple[int, int]]) -> list[int]:
    """The pages in the order in which one turns them, once the sheets lie in one another."""
    fronts, backs = order[::2], order[1::2]
    opening = [
        page for front, back in zip(fronts, backs, strict=True) for page in (front[1], back[0])
    ]
    closing = [
        page for front, back in zip(fronts, backs, strict=True) for page in (front[0], back[1])
    ]
    return opening + closing[::-1]


@given(st.integers(1, 400))
def test_a_folded_booklet_reads_in_order(pages: int) -> None:
    order = booklet_order(pages)
    whole = len(order) * 2
    assert whole % 4 == 0
    assert whole - 4 < pages <= whole
    assert folded(order) == list(range(whole))


@pytest.mark.parametrize("paper", ["a4", "a5"])
@pytest.mark.parametrize("pages", [1, 4, 6, 9])
def test_the_booklet_is_printed_as_ordered(paper: str, pages: int) -> None:
    made = booklet(numbered_pages(pages, paper))
    assert {tuple(map(round, size)) for size in sizes(made)} == {(842, 595)}
    wanted = [tuple(at + 1 if at < pages else 0 for at in pair) for pair in booklet_order(pages)]
    assert sides(made) == wanted


def test_pages_of_a5_keep_their_size_and_those_of_a4_are_made_smaller() -> None:
    for paper, scale in (("a5", 1.0), ("a4", 0.7071)):
        with pikepdf.open(io.BytesIO(booklet(numbered_pages(4, paper)))) as made:
            drawn = made.pages[0].Contents.read_bytes().decode()
        assert [float(one) for one in re.findall(r"q ([\d.]+) 0 0", drawn)] == pytest.approx(
            [scale] * 2, abs=1e-3
        )


def test_two_pages_a_sheet_read_from_left_to_right() -> None:
    assert sides(two_up(numbered_pages(5))) == [(1, 2), (3, 4), (5, 0)]


def test_a_page_that_is_shown_turned_stands_upright_on_the_sheet() -> None:
    with pikepdf.open(io.BytesIO(numbered_pages(2, "a5"))) as pdf:
        for page in pdf.pages:
            page.rotate(90, relative=True)
        target = io.BytesIO()
        pdf.save(target)
    assert sides(two_up(target.getvalue())) == [(1, 2)]


def test_the_printer_is_asked_to_turn_on_the_short_edge_and_to_keep_the_size() -> None:
    with pikepdf.open(io.BytesIO(booklet(numbered_pages(4)))) as made:
        assert made.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert made.Root.ViewerPreferences.PrintScaling == "/None"
        assert made.Root.Lang == "vi"


def test_a_sheet_claims_no_tags_that_it_has_lost() -> None:
    with pikepdf.open(io.BytesIO(numbered_pages(4))) as pdf:
        with pdf.open_metadata() as claims:
            claims["pdfuaid:part"] = "1"
        target = io.BytesIO()
        pdf.save(target)
    with pikepdf.open(io.BytesIO(booklet(target.getvalue()))) as made:
        assert "/StructTreeRoot" not in made.Root
        assert "/MarkInfo" not in made.Root
        assert "pdfuaid:part" not in made.open_metadata()


def pile(printed: int, stacking: Stacking) -> list[int]:
    """The sheets (from 0) from the top of the pile once its printed sides are up."""
    sheets = list(range(printed))
    return sheets if stacking == "face_down" else sheets[::-1]


@pytest.mark.parametrize("stacking", ["face_down", "face_up"])
@pytest.mark.parametrize("pages", [1, 2, 5, 8])
def test_each_sheet_gets_its_own_back(stacking: Stacking, pages: int) -> None:
    made = halves(numbered_pages(pages), stacking)
    fronts, backs = ([number(text) for text in texts(one)] for one in (made.fronts, made.backs))
    taken = pile(len(fronts), stacking)
    assert len(backs) == len(fronts)
    for sheet, back in zip(taken, backs, strict=True):
        front = fronts[sheet]
        assert back == (front + 1 if front < pages else 0)
    if pages % 2:
        blank = backs.index(0)
        assert not inked(made.backs, blank)


@pytest.mark.parametrize(("edge", "lying", "turned"), [
    ("long", True, 180), ("long", False, 0), ("short", True, 0), ("short", False, 180),
])  # fmt: skip
def test_backs_stand_as_their_fronts_do(edge: Edge, *, lying: bool, turned: int) -> None:
    pdf = booklet(numbered_pages(8)) if lying else numbered_pages(8)
    made = halves(pdf, edge=edge)
    for data, wanted in ((made.fronts, 0), (made.backs, turned)):
        with pikepdf.open(io.BytesIO(data)) as printed:
            assert {int(page.obj.get("/Rotate", 0)) for page in printed.pages} == {wanted}


def test_same_bytes_twice() -> None:
    pdf = numbered_pages(7)
    assert booklet(pdf) == booklet(pdf)
    assert two_up(pdf) == two_up(pdf)
    assert halves(pdf) == halves(pdf)
    assert booklet(pdf) != booklet(numbered_pages(7, mark="khác trang"))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"<html>"])
def test_what_is_no_pdf_is_said(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        booklet(data)
    assert caught.value.code == "pdf_broken"


def test_a_locked_pdf_is_said() -> None:
    with pikepdf.open(io.BytesIO(numbered_pages(1))) as pdf:
        target = io.BytesIO()
        pdf.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(InputError) as caught:
        booklet(target.getvalue())
    assert caught.value.code == "pdf_protected"
