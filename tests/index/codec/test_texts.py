"""What stands in texts: the terms of every script, found again where they stand."""

import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import fields
from whoosh import query as wq
from whoosh.analysis import SpaceSeparatedTokenizer

from index.codec import invert
from index.codec.collector import ArrayCollector
from index.codec.index import ArrayIndex
from index.codec.invert import Analyser, Split, TokenField, Tokens, spaced
from index.codec.writer import ArrayWriter

pytestmark = pytest.mark.usefixtures("no_pickles")

TERMS = [
    unicodedata.normalize("NFD", "truyền thông").split()[0],
    "truyền",
    "😀",
    "👩‍👩‍👧",
    "การศึกษา",
    "中文維基百科",
    "𠮷",
    "a\0b",
    "a",
    "fifteen-bytes-x",
    "sixteen-bytes-xy",
    "x" * 50_000,
    "đ" * 500_000,  # 1 MB without a space
]


def schema() -> fields.Schema:
    return fields.Schema(body=fields.TEXT(analyzer=SpaceSeparatedTokenizer()))


def built(folder: Path, analyser: Analyser, texts: list[str]) -> ArrayIndex:
    index = ArrayIndex(folder, schema())
    with ArrayWriter(index, {"body": analyser}) as writer:
        for text in texts:
            writer.add_document(body=text)
    return index


def found(index: ArrayIndex, query: wq.Query) -> list[int]:
    collector = ArrayCollector(None)
    with index.searcher() as searcher:
        searcher.search_with_collector(query, collector)
    return sorted(collector.found().documents.tolist())


@pytest.mark.parametrize("analyser", [Split(str.split), spaced], ids=["split", "spaced"])
def test_every_term_is_found_where_it_stands(tmp_path: Path, analyser: Analyser) -> None:
    texts = ["", *TERMS, " ".join(TERMS), " ".join(reversed(TERMS))]
    index = built(tmp_path, analyser, texts)
    whole = len(TERMS) + 1
    for place, term in enumerate(TERMS):
        assert found(index, wq.Term("body", term)) == [1 + place, whole, whole + 1]
    for first, second in pairwise(TERMS):
        assert found(index, wq.Phrase("body", [first, second])) == [whole]
        assert found(index, wq.Phrase("body", [second, first])) == [whole + 1]


LETTERS = st.sampled_from("aăâ\u0302\u0323bđeêạxyz中文ภ😀\0")
WORDS = st.text(LETTERS, min_size=1, max_size=20)
BLANKS = st.text(st.sampled_from(" \t\n\r\f\v"), min_size=1, max_size=3)
TEXTS = st.lists(
    st.lists(st.tuples(WORDS, BLANKS), max_size=30).map(
        lambda pairs: "".join(word + blank for word, blank in pairs)
    ),
    max_size=8,
)


def inverted(analyser: Analyser, texts: list[str], field: TokenField | None = None) -> list[object]:
    field = TokenField() if field is None else field
    for document, text in enumerate(texts):
        tokens = analyser(text, field.vocabulary)
        if isinstance(tokens, Tokens):
            field.add(document, tokens)
        else:
            field.add_text(document, tokens)
    lengths = field.lengths(len(texts)).tolist()
    made = field.inverted()
    assert made.positions is not None
    arrays = (made.documents, made.ids, made.counts, made.positions)
    return [lengths, made.terms, *(array.tolist() for array in arrays)]


@given(texts=TEXTS)
def test_spaced_texts_are_cut_as_split_cuts_them(texts: list[str]) -> None:
    assert inverted(spaced, texts) == inverted(Split(str.split), texts)


def test_more_terms_than_the_table_holds() -> None:
    texts = [" ".join(f"{one * 7919 % 300_000}" for one in range(300_000))] * 2
    assert inverted(spaced, texts) == inverted(Split(str.split), texts)


def test_a_run_holds_nothing_of_the_run_before(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["c a b", "b", "đ c", "a e e"]
    for known in (100, 3):
        monkeypatch.setattr(invert, "_KNOWN_TERMS", known)
        field = TokenField()
        for run in (texts, texts[2:], texts[:1]):
            for analyser in (spaced, Split(str.split)):
                assert inverted(analyser, run, field) == inverted(Split(str.split), run)
                field.clear()


def test_texts_and_tokens_mix_in_one_field() -> None:
    def turns(text: str, vocabulary: object) -> object:
        analyser = spaced if len(text) % 2 else Split(str.split)
        return analyser(text, vocabulary)  # type: ignore[operator]

    texts = ["a b c", "b c", "", "c a", "a a a a"]
    assert inverted(turns, texts) == inverted(Split(str.split), texts)  # type: ignore[arg-type]


def test_positions_too_wide_for_one_number() -> None:
    field = TokenField()
    far, words = (1 << 32) - 1, field.vocabulary
    field.add(0, Tokens([words["b"], words["a"], words["b"]], [0, 5, far]))
    field.add((1 << 32) - 1, Tokens([words["a"], words["a"]], [7, 7]))
    made = field.inverted()
    assert made.terms == [b"a", b"b"]
    assert made.positions is not None
    assert made.positions.tolist() == [5, 7, 7, 0, far]
    assert (made.ids.tolist(), made.counts.tolist()) == ([0, (1 << 32) - 1, 0], [1, 2, 2])


def test_a_lone_surrogate_is_refused_and_leaves_no_trace(tmp_path: Path) -> None:
    index = ArrayIndex(tmp_path, schema())
    with ArrayWriter(index, {"body": spaced}) as writer:
        with pytest.raises(UnicodeEncodeError):
            writer.add_document(body="a \ud800")
        writer.add_document(body="b")
    assert index.reader().doc_count() == 1
    assert found(index, wq.Term("body", "a")) == []
