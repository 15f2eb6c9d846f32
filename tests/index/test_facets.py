"""Facets counted and filtered as a plain reading of the entries would."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import FACETS, Entry, FacetValue, Index, write
from index.search import FACET_VALUES
from index.vietnamese import order_key

VALUES = [
    "Báo cáo",
    "báo cáo",
    "Bão, lũ",
    "a\x1fb",
    "|",
    "  hai  chữ ",
    "👩‍👩‍👧",
    "ß",
    "\ud800",
    "0",
]
VALUE = st.sampled_from(VALUES)
LINES = st.lists(VALUE, max_size=3).map("\n".join)
WORDS = ["bão", "lũ", "đê"]


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    count = draw(st.integers(0, 14))
    return [
        Entry(
            key=str(number),
            title="",
            headings="",
            body=" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=3))),
            people=draw(LINES),
            units=draw(LINES),
            conference=draw(VALUE | st.just("")),
            kind=draw(VALUE | st.just("")),
            topics=tuple(draw(st.lists(VALUE, max_size=3))),
            date=draw(st.sampled_from([0, 20240229, 20241231, 20250101])),
        )
        for number in range(count)
    ]


def shown(value: str) -> str:
    """A value as a column keeps it."""
    clean = " ".join(value.replace("\x1f", " ").split())
    return clean.encode("utf-8", "replace").decode()


def values(entry: Entry, facet: str) -> set[str]:
    if facet == "year":
        return {str(entry.date // 10_000)} if entry.date else set()
    held = getattr(entry, facet)
    several: Sequence[str] = held.split("\n") if isinstance(held, str) else held
    return {shown(value) for value in several} - {""}


def ordered(entries: Sequence[Entry], facet: str) -> tuple[FacetValue, ...]:
    counted = Counter(value for entry in entries for value in values(entry, facet))
    if facet == "year":
        pairs = sorted(counted.items(), reverse=True)
    else:
        pairs = sorted(counted.items(), key=lambda pair: (-pair[1], order_key(pair[0])))
    return tuple(FacetValue(*pair) for pair in pairs)


def in_segments(folder: Path, entries: Sequence[Entry], removed: Sequence[str]) -> Path:
    """An index of two segments, some documents of the first deleted and some replaced."""
    half = len(entries) // 2
    stale = [Entry(one.key, "", "", "bão", kind="Cũ", date=19990101) for one in entries[half:][:2]]
    write(folder / "1", [*entries[:half], *stale])
    write(folder / "2", entries[half:], removed=removed, previous=folder / "1")
    return folder / "2"


@settings(max_examples=40)
@given(
    given=entries(),
    removed=st.lists(st.integers(0, 6).map(str), max_size=2),
    query=st.sampled_from(["bão", "lũ đê", "tu:2024", "-bão tu:2000", "bão -lũ", "bão den:2024"]),
    filters=st.dictionaries(
        st.sampled_from(FACETS),
        VALUE | st.sampled_from(["2024", "2025", "0", "", "²", "9" * 5000]),
        max_size=2,
    ),
)  # fmt: skip
def test_counts_and_filters_are_those_of_a_plain_reading(
    tmp_path_factory: pytest.TempPathFactory, given: list[Entry], removed: list[str], query: str,
    filters: dict[str, str],
) -> None:  # fmt: skip
    half = len(given) // 2
    removed = [key for key in removed if int(key) < half]
    living = {entry.key: entry for entry in given if entry.key not in removed}
    folder = in_segments(tmp_path_factory.mktemp("facets"), given, removed)
    with Index(folder) as index:
        free = {match.key for match in index.find(query, limit=100).matches}
        found = index.find(query, limit=100, filters=filters, facets=FACETS)
        few = index.find(query, limit=1, filters=filters, facets=FACETS)
    kept = {
        key for key in living
        if all(value in values(living[key], name) for name, value in filters.items())
    }  # fmt: skip
    wanted = free & kept
    if not wanted and query == "lũ đê":  # Where none holds all words, any will do.
        wanted = {key for key in kept if {"lũ", "đê"} & set(living[key].body.split())}
    assert {match.key for match in found.matches} == wanted
    assert found.total == few.total == len(wanted)
    answers = [living[key] for key in wanted]
    assert found.facets == {name: ordered(answers, name) for name in FACETS}
    assert few.facets == found.facets


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Index]:
    """More values than are told, most of them equally frequent."""
    topics = [f"chủ đề {number:03}" for number in range(FACET_VALUES + 30)]
    given = [Entry(str(i), "", "", "bão", topics=(topic,)) for i, topic in enumerate(topics[::-1])]
    given.append(Entry("x", "", "", "bão", topics=(topics[-1],)))
    write(tmp_path / "index", given)
    with Index(tmp_path / "index") as index:
        yield index


def test_of_equally_frequent_values_the_first_by_name_are_told(many: Index) -> None:
    told = many.find("bão", facets=["topics"]).facets["topics"]
    assert len(told) == FACET_VALUES
    last = f"chủ đề {FACET_VALUES + 29:03}"
    names = [last, *(f"chủ đề {number:03}" for number in range(FACET_VALUES - 1))]
    assert [one.value for one in told] == names
    assert [one.count for one in told] == [2] + [1] * (FACET_VALUES - 1)


@pytest.mark.parametrize("query", ["bão", "", "xyz"])
def test_what_is_no_facet_is_refused(many: Index, query: str) -> None:
    with pytest.raises(ValueError, match="numbers"):
        many.find(query, filters={"numbers": "1"})
    with pytest.raises(ValueError, match="date"):
        many.find(query, facets=["kind", "date"])


def test_only_what_was_asked_for_is_counted(many: Index) -> None:
    assert many.find("bão").facets == {}
    assert many.find("xyz", facets=["kind", "year"]).facets == {"kind": (), "year": ()}
    assert many.find("", facets=["topics"]).facets == {"topics": ()}


def test_a_filter_alone_lists_the_newest_first(tmp_path: Path) -> None:
    dates = [20240101, 0, 20260101, 20250101, 20260101]
    given = [Entry(str(i), "", "", "bão", kind="Tin", date=date) for i, date in enumerate(dates)]
    write(tmp_path / "index", [*given, Entry("x", "", "", "bão", date=20270101)])
    with Index(tmp_path / "index") as index:
        for plain in (False, True):
            found = index.find("", filters={"kind": "Tin"}, limit=4, plain=plain, facets=["year"])
            assert [match.key for match in found.matches] == ["2", "4", "3", "0"]
            assert found.total == len(given)
            assert {one.value: one.count for one in found.facets["year"]} == {
                "2026": 2, "2025": 1, "2024": 1,
            }  # fmt: skip
        assert index.find("-bão tu:2000", filters={"kind": "Tin"}).total == 0
