"""The room on 400 real texts: each found by its title, each mark where the words stand."""

import gzip
import json
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from index import Entry, Index, marks, passage, verify, write
from index.query import parse
from index.vietnamese import fold
from index.vietnamese.normalise import normalise
from index.vietnamese.tokens import tokens

TEXTS = Path(__file__).parents[3] / "shared" / "data" / "viwiki.jsonl.gz"
COUNT = 400

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not TEXTS.is_file(), reason="the texts of viwiki are not here"),
]


@pytest.fixture(scope="module")
def texts() -> list[dict[str, str]]:
    # Every sixteenth: the file is in the order of titles.
    with gzip.open(TEXTS, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, 0, COUNT * 16, 16)]


@pytest.fixture(scope="module")
def index(texts: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("viwiki") / "index"
    entries = (Entry(str(i), row["title"], "", row["text"]) for i, row in enumerate(texts))
    write(folder, entries)
    verify(folder)
    with Index(folder) as opened:
        yield opened


@pytest.mark.parametrize("form", ["as written", "NFD", "without marks", "capitals"])
def test_a_text_is_found_by_its_title(index: Index, texts: list[dict[str, str]], form: str) -> None:
    dressed = {
        "as written": str,
        "NFD": lambda title: unicodedata.normalize("NFD", title),
        "without marks": fold,
        "capitals": str.upper,
    }[form]
    asked = [(i, row["title"]) for i, row in enumerate(texts) if len(tokens(row["title"])) > 1]
    first = sum(
        [match.key for match in index.find(dressed(title), limit=1).matches] == [str(i)]
        for i, title in asked
    )
    assert len(asked) > COUNT // 2
    assert first >= 0.95 * len(asked)


def test_what_is_found_is_marked_in_any_form(index: Index, texts: list[dict[str, str]]) -> None:
    for row in texts[::10]:
        query = " ".join(row["title"].split()[:4])
        allowed = {
            form for word in parse(query).words for one in (word, *word.parts)
            for form in one.folded
        }  # fmt: skip
        composed = unicodedata.normalize("NFC", row["text"])
        decomposed = unicodedata.normalize("NFD", row["text"])
        spans = marks(query, composed)
        for start, end in spans:
            assert {token.folded for token in tokens(composed[start:end])} & allowed
        shown = [normalise(decomposed[s:e]).text for s, e in marks(query, decomposed)]
        assert shown == [normalise(composed[s:e]).text for s, e in spans]
        found = passage(query, composed)
        assert bool(found.marks) == bool(spans)
