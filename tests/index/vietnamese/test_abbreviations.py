"""Abbreviations, both ways."""

import pytest

from index.vietnamese import canonical, fold, lower
from index.vietnamese.abbreviations import (
    ABBREVIATIONS,
    Short,
    abbreviated,
    expansions,
    is_abbreviation,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("TW", [["trung", "ương"]]),
        ("tw", [["trung", "ương"]]),
        ("TƯ", [["trung", "ương"]]),
        ("tư", []),
        ("BCĐ", [["ban", "chỉ", "đạo"]]),
        ("BCD", [["ban", "chỉ", "đạo"]]),
        ("ubnd", [["ủy", "ban", "nhân", "dân"]]),
        ("HĐND", [["hội", "đồng", "nhân", "dân"]]),
        ("HD", [["hướng", "dẫn"]]),
        ("KH", [["kế", "hoạch"]]),
        ("TT", [["thông", "tư"], ["thông", "tri"]]),
        ("BCT", [["bộ", "chính", "trị"], ["bộ", "công", "thương"]]),
        ("TPHCM", [["thành", "phố", "hồ", "chí", "minh"]]),
        ("xyz", []),
        ("", []),
    ],
)
def test_what_it_stands_for(written: str, meant: list[list[str]]) -> None:
    assert [list(one) for one in expansions(written)] == meant


def test_tt_by_its_place_in_a_number() -> None:
    assert expansions("TT", before="/", after="-") == (("thông", "tư"),)
    assert expansions("TT", before="-", after="/") == (("thông", "tri"),)


def test_words_shortened() -> None:
    assert abbreviated(("hội", "đồng", "nhân", "dân", "xã")) == [Short(0, 4, "hđnd")]
    assert abbreviated(("báo", "cáo", "trung", "ương")) == [Short(0, 2, "bc"), Short(2, 4, "tw")]
    assert abbreviated(("chỉ", "đạo")) == []
    assert abbreviated(()) == []


def test_the_table_is_in_the_form_of_keys() -> None:
    for short, several in ABBREVIATIONS.items():
        assert short == lower(short)
        assert is_abbreviation(short)
        assert is_abbreviation(fold(short))
        for one in several:
            assert [canonical(word) for word in one.split()] == one.split()
            assert len(one.split()) > 1
            assert short in {found.key for found in abbreviated(tuple(one.split()))}
