"""The order of answers: equals, depth, totals, fixed phrases, repeated words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Entry, Index, write
from index.ranking import READ_CLOSELY


def entry(key: str, body: str, date: int = 0) -> Entry:
    return Entry(key, "", "", body, date=date)


BODIES = st.sampled_from(["bão lũ", "lũ bão", "bão và lũ lụt", "quản lý bão", "quản lí bão", "lũ"])
DATES = st.sampled_from([0, 20240101, 20250101, 20260101])


@settings(max_examples=60)
@given(
    given=st.lists(st.tuples(BODIES, DATES), min_size=2, max_size=12),
    query=st.sampled_from(["bão", "bão lũ", "bao lu", '"quản lý"', "bã*", "lụt OR lũ", "lu bao"]),
    cut=st.integers(0, 12),
)
def test_of_equal_texts_the_newer_comes_first_whatever_its_segment(
    tmp_path_factory: pytest.TempPathFactory,
    given: list[tuple[str, int]],
    query: str,
    cut: int,
) -> None:
    folder = tmp_path_factory.mktemp("ties")
    entries = [entry(str(i), *one) for i, one in enumerate(given)]
    write(folder / "1", entries[:cut])
    write(folder / "2", entries[cut:], previous=folder / "1")
    with Index(folder / "2") as index:
        found = index.find(query, limit=50).matches
        first = index.find(query, limit=1).matches
    places: dict[str, list[tuple[int, int]]] = {}
    for match in found:
        body, date = given[int(match.key)]
        places.setdefault(body, []).append((-date, int(match.key)))
    assert all(held == sorted(held) for held in places.values())
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)
    assert [match.key for match in first] == [match.key for match in found[:1]]


MANY = READ_CLOSELY + 300


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """More equal documents than are read closely, the newest last, in two segments."""
    folder = tmp_path_factory.mktemp("many")
    every = [entry(f"{i:05}", "bão lũ", 20000101 + i) for i in range(MANY)]
    write(folder / "1", every[: MANY // 2])
    write(folder / "2", every[MANY // 2 :], previous=folder / "1")
    with Index(folder / "2") as index:
        yield index


@pytest.mark.parametrize("query", ["bão", "bao lu", "bã*", '"bão lũ"', "bão OR lũ", "tu:1999"])
def test_the_newest_of_very_many_equals_are_shown_and_all_counted(many: Index, query: str) -> None:
    found = many.find(query, limit=3, facets=["year"])
    assert [match.key for match in found.matches] == [f"{MANY - 1 - i:05}" for i in range(3)]
    assert found.total == MANY
    assert sum(one.count for one in found.facets["year"]) == MANY


def test_a_limit_beyond_the_depth_gives_every_document(many: Index) -> None:
    found = many.find("bão", limit=MANY * 2)
    assert len({match.key for match in found.matches}) == MANY
    assert all(match.places["body"].positions.tolist() == [0] for match in found.matches)


@pytest.mark.parametrize(("date", "count"), [("den:2000-01-01", 1), ("tu:2001 bão", 300)])
def test_dates_limit_what_is_counted(tmp_path: Path, date: str, count: int) -> None:
    every = [entry("first", "bão", 20000101)]
    every += [entry(f"x{i}", "bão", 20010101) for i in range(300)]
    write(tmp_path / "index", every)
    with Index(tmp_path / "index") as index:
        assert index.find(date, limit=5).total == count


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    texts = {
        "apart": "tin bão rồi mới đến tin lũ", "beside": "tin rồi mới đến tin bão lũ",
        "early": "bão lũ tin rồi mới đến tin", "other": "phòng đọc mở cửa", "read": "đọc phòng tin",
    }  # fmt: skip
    folder = tmp_path_factory.mktemp("few") / "index"
    write(folder, (entry(key, body) for key, body in texts.items()))
    with Index(folder) as index:
        yield index


def scores(index: Index, query: str) -> dict[str, float]:
    return {match.key: match.score for match in index.find(query).matches}


def test_words_repeated_count_once(few: Index) -> None:
    assert scores(few, "bão bão") == pytest.approx(scores(few, "bão"))
    assert scores(few, "bão tin bão tin") == pytest.approx(scores(few, "bão tin bão"))
    assert few.find("bão bão").total == few.find("bão").total == 3


def test_a_phrase_is_held_though_no_document_holds_the_rest(few: Index) -> None:
    assert set(scores(few, '"phòng đọc" zzzz')) == {"other"}
    assert set(scores(few, '"phòng đọc" bão')) == {"other"}
    assert set(scores(few, '"đọc phòng" tin zzzz')) == {"read"}
    assert few.find('"cửa phòng" tin').total == 0


def test_neighbours_outrank_the_same_words_apart_and_early_ones_late_ones(few: Index) -> None:
    assert [match.key for match in few.find("bão lũ").matches] == ["early", "beside", "apart"]
    assert [match.key for match in few.find("bao lu").matches] == ["early", "beside", "apart"]
    assert [match.key for match in few.find("bão lũ", literal=True).matches] == [
        "early", "beside", "apart",
    ]  # fmt: skip
