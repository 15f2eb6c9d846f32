"""The places that a search tells, against the marks of the same texts."""

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import Entry, Index, Match, marks_of, write
from index.query import parse
from index.schema import SHOWN
from index.vietnamese.tokens import tokens

WORDS = [
    "hoà", "hòa", "hoa", "lý", "lí", "ly", "bão", "Bao", "lũ", "LŨ", "05-CT/TW", "05", "UBND",
    "ủy", "ban", "nhân", "dân", "👩‍👩‍👧", "漢字", ".", "tin", "tín",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
SPARSE = st.just("") | TEXT
QUERIES = st.sampled_from([
    "hoà", "hòa bình", "hoa", "lý", "li", "bão lũ", "bao", '"bão lũ"', '"bao lu" hoa', '"lý hoà"',
    "bão OR lũ", '"hoà bão" OR 漢字', "UBND", "ủy ban nhân dân", "uy ban nhan dan", "漢字",
    "lux~", "tinh~", "lú~ bảo~", "lũ -hoà", '"ba* lũ"', '"b* lu"', "nguoi:lan hoà", "bão tu:2000",
    "hoa bao ly ban dân", '"bão lũ"~2', '"hoa tin"~1 bão', '"b* lý bão"~3', '"tin tin tin"~2',
    "UBND lũ", "05", "05-CT/TW", "bão bão", "tin",
])  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> Entry:
    form = draw(st.sampled_from(["NFC", "NFD"]))
    texts = [draw(SPARSE), draw(SPARSE), draw(TEXT), draw(SPARSE)]
    title, headings, body, pages = (unicodedata.normalize(form, text) for text in texts)
    return Entry("", title, headings, body, people="Lan", date=20240101, attachments=pages)


CORPORA = st.lists(documents(), min_size=1, max_size=8)


def texts_of(entry: Entry) -> list[str]:
    return [getattr(entry, name) for name in SHOWN]


def marked(entry: Entry, query: str, *, literal: bool) -> set[tuple[str, int]]:
    """The positions of the words that are marked, by field."""
    found: set[tuple[str, int]] = set()
    every = marks_of(query, texts_of(entry), literal=literal)
    for name, text, spans in zip(SHOWN, texts_of(entry), every, strict=True):
        for token in tokens(text):
            if any(start <= token.start and token.end <= end for start, end in spans):
                found.add((name, token.position))
    return found


def told(match: Match, entry: Entry, query: str) -> set[tuple[str, int]]:
    """The positions told, those of all parts where a document number asked for stands."""
    asked = {form for word in parse(query).words if word.parts for form in word.folded}
    found = {(name, at) for name, held in match.places.items() for at in held.positions.tolist()}
    for name in match.places:
        cut = tokens(getattr(entry, name))
        for number in (token for token in cut if token.number and token.folded in asked):
            if (name, number.position) in found:
                inside = [one for one in cut if number.start <= one.start and one.end <= number.end]
                found |= {(name, one.position) for one in inside}
    return found


def in_segments(folder: Path, given: Sequence[Entry]) -> Path:
    """All of them, over two segments, with a deleted document in the first."""
    half = len(given) // 2
    write(folder / "1", [*given[:half], Entry("gone", "bão", "hoà", "lũ lý UBND")])
    write(folder / "2", given[half:], removed=["gone"], previous=folder / "1")
    return folder / "2"


@settings(max_examples=150)
@given(given=CORPORA, query=QUERIES, literal=st.booleans())
@example(given=[Entry("", "", "", "05-CT/TW 05")], query="05", literal=False)
@example(given=[Entry("", "", "", "tin tin tin tín")], query="tin", literal=False)
def test_places_are_the_words_that_are_marked(
    tmp_path_factory: pytest.TempPathFactory, given: list[Entry], query: str, literal: bool
) -> None:
    given = [
        Entry(str(i), one.title, one.headings, one.body, one.people, date=one.date,
              attachments=one.attachments)
        for i, one in enumerate(given)
    ]  # fmt: skip
    with Index(in_segments(tmp_path_factory.mktemp("places"), given)) as index:
        found = index.find(query, limit=50, literal=literal)
    for match in found.matches:
        entry = given[int(match.key)]
        assert told(match, entry, found.searched) == marked(entry, found.searched, literal=literal)
        for held in match.places.values():
            pairs = list(zip(held.positions.tolist(), held.words.tolist(), strict=True))
            assert pairs == sorted(pairs)
            assert pairs


NUMBERED = [
    Entry("whole", "", "", "Theo Chỉ thị 05 – CT/TW và 05-ct/tw, mục 05."),
    Entry("parts", "", "", "Chỉ thị số 05, về TW."),
]


@pytest.fixture
def numbered(tmp_path: Path) -> Iterator[Index]:
    write(tmp_path / "index", NUMBERED)
    with Index(tmp_path / "index") as index:
        yield index


def test_a_document_number_is_one_word_and_its_parts_where_none_bears_it(numbered: Index) -> None:
    (match,) = numbered.find("05-CT/TW").matches
    assert match.places["body"].positions.tolist() == [3, 7]
    assert told(match, NUMBERED[0], "05-CT/TW") == marked(NUMBERED[0], "05-CT/TW", literal=False)
    parted = {match.key: match for match in numbered.find("05-HD/TW").matches}
    for entry in NUMBERED:
        assert told(parted[entry.key], entry, "05-HD/TW") == marked(
            entry, "05-HD/TW", literal=False
        )


def test_each_word_of_the_query_is_told_by_its_place_in_it(tmp_path: Path) -> None:
    write(tmp_path / "index", [Entry("1", "lũ", "", "lũ bão rồi bão lũ lụt")])
    with Index(tmp_path / "index") as index:
        (match,) = index.find('bão "lũ lụt"').matches
        (other,) = index.find("bão bão").matches
    assert match.places["body"].positions.tolist() == [1, 3, 4, 5]
    assert match.places["body"].words.tolist() == [0, 0, 1, 2]
    assert set(match.places) == {"body"}
    assert sorted(set(other.places["body"].positions.tolist())) == [1, 3]
