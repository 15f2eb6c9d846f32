"""The help of the query language is true: its examples work, and nothing is left out of it."""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

import index.query
from desktop import query_help
from desktop.library.document import Node
from desktop.library.editions.build import build
from desktop.library.editions.library import Library
from desktop.library.search import Search
from desktop.library.workspace.layout import Workspace
from desktop.query_help import Example, page, say_hint, sections
from desktop.resources import RESOURCES
from desktop.wording import Language
from index.dates import Range
from index.query import DATES, EITHER, FIELDS, Query, parse
from tests.library.conftest import NOW
from tests.library.test_handbook import every, pages

LANGUAGES: tuple[Language, ...] = get_args(Language)
EVERY = [
    pytest.param(one, id=f"{language}/{one.id}")
    for language in LANGUAGES
    for section in sections(language)
    for one in section.examples
]


def one_field(name: str) -> Callable[[Query], bool]:
    return lambda query: [clause.field for clause in query.clauses] == [name]


MEANT: dict[str, Callable[[Query], bool]] = {
    "words": lambda query: len(query.clauses) > 1 and not query.excluded,
    "phrase": lambda query: len(query.clauses) == 1 and len(query.clauses[0].words) > 1,
    "gap": lambda query: query.clauses[0].gap > 0,
    "minus": lambda query: bool(query.clauses and query.excluded),
    "either": lambda query: bool(query.clauses[0].either),
    "wild": lambda query: query.words[0].wild,
    "near": lambda query: any(word.near for word in query.words),
    "bare": lambda query: not query.marked,
    "telex": lambda query: not query.marked,
    "vni": lambda query: not query.marked,
    "short": lambda query: bool(query.words[0].expansions),
    "cited": lambda query: bool(query.words[0].parts),
    "year": lambda query: query.dates.first > Range().first and query.dates.last < Range().last,
    "from": lambda query: query.dates.first > 1 and query.dates.last == Range().last,
    "to": lambda query: query.dates.first == 1 and query.dates.last < Range().last,
    "together": lambda query: bool(query.free) and query.dates != Range(),
    **{name: one_field(name) for name in set(FIELDS.values())},
}
"""What each example is meant to show, as the index reads it."""


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    """The sample library, searched."""
    folder = tmp_path_factory.mktemp("kho")
    build(Workspace(RESOURCES / "sample-library"), Library(folder), now=NOW)
    with Library(folder).current() as edition:
        made = Search(edition)
        yield made
        made.close()


def test_every_example_has_a_meaning_to_show() -> None:
    for language in LANGUAGES:
        shown = [one.id for section in sections(language) for one in section.examples]
        assert sorted(shown) == sorted(MEANT)


@pytest.mark.parametrize("one", EVERY)
def test_the_index_understands_the_example(one: Example) -> None:
    query = parse(one.typed)
    assert query.hint == ""
    assert MEANT[one.id](query)


@pytest.mark.parametrize("one", EVERY)
def test_the_example_finds_what_it_says_in_the_sample_library(one: Example, search: Search) -> None:
    found = search.find(one.typed)
    assert found.total
    assert found.hint == ""
    if one.id in ("bare", "telex", "vni"):
        assert found.searched.startswith("khủng hoảng")
    if one.id == "near":
        assert "tán" in found.hits[0].snippet.text
    if one.id == "minus":
        assert found.total < search.find("bão").total
    if one.id == "together":
        assert 0 < found.total < search.find("lửa rừng").total


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_operator_field_and_date_is_told_of(language: Language) -> None:
    told = " ".join(f"{one.typed} {one.text}" for s in sections(language) for one in s.examples)
    named = set(re.findall(r"([a-z]+):", told))
    assert named == {*FIELDS, *DATES}
    assert [word for word in EITHER if word not in told] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbook_has_the_same_table(language: Language) -> None:
    (guide,) = (one for one in pages(language) if one.front.id == "doc-va-tim")
    tables = list(every(guide.document, "table"))
    heads = [[cell.text for cell in table.children[0].children] for table in tables]
    at = heads.index(["Gõ", "Tìm được"] if language == "vi" else ["Type", "To find"])

    def cells(row: Node) -> tuple[str, ...]:
        return tuple(cell.text for cell in row.children)

    rows = [cells(row) for row in tables[at].children[1:]]
    assert rows == [(one.typed, one.text) for s in sections(language) for one in s.examples]


def test_the_page_holds_everything() -> None:
    for language in LANGUAGES:
        text = page(language)
        for section in sections(language):
            assert section.title in text
            assert [o for o in section.examples if o.typed not in text or o.text not in text] == []


def test_both_languages_are_whole() -> None:
    def texts(value: object) -> Iterator[dict[str, str]]:
        if isinstance(value, dict):
            if set(value) & set(LANGUAGES):
                yield value
            else:
                for inner in value.values():
                    yield from texts(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from texts(inner)

    held = list(texts(tomllib.loads(query_help.FILE.read_text(encoding="utf-8"))))
    assert held
    assert [one for one in held if set(one) != set(LANGUAGES) or not all(one.values())] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_hint_of_the_index_has_its_words(language: Language) -> None:
    source = Path(str(index.query.__file__)).read_text(encoding="utf-8")
    codes = set(re.findall(r'(?:hints\.append\(|hint or )"(\w+)"', source))
    assert len(codes) == 7
    assert all(
        say_hint(code, language) for code in (*codes, index.query.TOO_LONG, index.search.SOME_WORDS)
    )
