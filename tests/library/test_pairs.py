"""Titles keep words of two syllables whole, as the library's own texts have them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.editions.build import Built
from desktop.library.editions.library import Library
from desktop.library.pairs import NO_BREAK, Pairs, of_index
from desktop.library.schema import FrontMatter
from tests.library.conftest import write_briefing

COUNTS = {"hội": 50, "nghị": 46, "phòng": 150, "đọc": 155, "cộng": 30, "đồng": 35, "chống": 17}
BESIDE = {
    ("hội", "nghị"): 42,
    ("nghị", "phòng"): 20,
    ("phòng", "đọc"): 57,
    ("đọc", "cộng"): 12,
    ("cộng", "đồng"): 16,
    ("phòng", "chống"): 10,
    ("đồng", "hội"): 2,
}
PAIRS = Pairs(lambda one: COUNTS.get(one, 0), lambda one, other: BESIDE.get((one, other), 0))
PIECES = st.sampled_from(
    [*COUNTS, "Hội", "PHÒNG", "2026", ",", ":", "(", "😀", " ", "  ", "\n", "–"]
)


def bound(text: str) -> str:
    return PAIRS.bound(text).replace(NO_BREAK, "_")


def test_of_pairs_that_overlap_the_closer_is_kept() -> None:
    assert bound("Hội nghị phòng đọc cộng đồng 2026") == "Hội_nghị phòng_đọc cộng_đồng 2026"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Phòng, chống bão", "Phòng, chống bão"),
        ("Phòng chống bão", "Phòng_chống bão"),
        ("(phòng đọc)", "(phòng_đọc)"),
        ("phòng  đọc", "phòng  đọc"),
        ("đồng hội", "đồng hội"),
        ("", ""),
    ],
)
def test_only_what_stands_side_by_side_and_often_is_bound(text: str, wanted: str) -> None:
    assert bound(text) == wanted


@given(st.lists(PIECES).map("".join))
def test_nothing_but_single_spaces_changes_and_no_syllable_is_bound_twice(text: str) -> None:
    made = PAIRS.bound(text)
    assert made.replace(NO_BREAK, " ") == text
    assert all(word.count(NO_BREAK) <= 1 for word in made.split(" "))


def test_the_pairs_come_from_the_library(
    workspace_folder: Path, library_folder: Path, build_here: Callable[[], Built]
) -> None:
    often = FrontMatter(id="thon", title="Thôn")
    write_briefing(workspace_folder, "tai-lieu-le", often, "Họp ở nhà văn hóa, gần kho. " * 9)
    build_here()
    with Library(library_folder).current() as edition:
        pairs = of_index(edition.index_folder)
    assert pairs is not None
    assert pairs.bound("Sách văn hóa").replace(NO_BREAK, "_") == "Sách văn_hóa"


def test_without_a_model_there_are_none(tmp_path: Path) -> None:
    assert of_index(tmp_path) is None
