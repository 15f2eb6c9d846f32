"""Words side by side, each in several spellings, against a plain scan."""

from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import query as wq

from index.codec.collector import ArrayCollector
from index.codec.index import ArrayIndex
from index.codec.invert import Split
from index.codec.queries import Beside
from index.codec.writer import ArrayWriter
from tests.index.codec import corpora

WORDS = ["lý", "lí", "quản", "bão", "kỹ", "kĩ", "sĩ"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=12), min_size=1, max_size=12)
FORMS = st.lists(st.sampled_from([*WORDS, "vắng"]), min_size=1, max_size=3)


def found(index: ArrayIndex, query: wq.Query, limit: int | None) -> list[tuple[int, float]]:
    with index.searcher() as searcher:
        collector = ArrayCollector(limit, whole=limit is None)
        searcher.search_with_collector(query, collector)
        return [(int(hit["key"]), hit.score) for hit in collector.results()]


def scanned(texts: list[list[str]], words: list[list[str]]) -> set[int]:
    return {
        number for number, text in enumerate(texts)
        if any(
            all(text[at + i] in forms for i, forms in enumerate(words))
            for at in range(len(text) - len(words) + 1)
        )
    }  # fmt: skip


@settings(max_examples=80)
@given(
    texts=TEXTS,
    words=st.lists(FORMS, min_size=1, max_size=4),
    deleted=st.sets(st.integers(0, 11), max_size=2),
    cut=st.integers(1, 12),
)
def test_words_side_by_side_are_those_of_a_plain_scan(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], words: list[list[str]],
    deleted: set[int], cut: int,
) -> None:  # fmt: skip
    index = ArrayIndex(tmp_path_factory.mktemp("beside"), corpora.schema())
    numbers = count()
    for part in filter(None, (texts[:cut], texts[cut:])):
        writer = ArrayWriter(index, {"body": Split(str.split)})
        for text in part:
            writer.add_document(body=" ".join(text), key=str(next(numbers)))
        writer.commit()
    gone = {number for number in deleted if number < len(texts)}
    if gone:
        writer = ArrayWriter(index)
        for number in gone:
            writer.delete_document(number)
        writer.commit()
    query = Beside("body", [[form.encode() for form in forms] for forms in words])
    every = found(index, query, None)
    assert {number for number, _ in every} == scanned(texts, words) - gone
    assert found(index, query, 2) == every[:2]
    outer = wq.And([query, wq.Term("body", "bão")])
    holders = {number for number, text in enumerate(texts) if "bão" in text}
    assert {number for number, _ in found(index, outer, None)} == {n for n, _ in every} & holders


def test_spellings_weigh_alike_in_every_segment(tmp_path: Path) -> None:
    index = ArrayIndex(tmp_path, corpora.schema())
    for texts in (["quản lý", "quản lý", "lý do"], ["quản lí", "bão lũ"]):
        writer = ArrayWriter(index, {"body": Split(str.split)})
        for text in texts:
            writer.add_document(body=text, key="0")
        writer.commit()
    query = Beside("body", [["quản".encode()], ["lý".encode(), "lí".encode()]])
    scores = [score for _, score in found(index, query, None)]
    assert len(scores) == 3
    assert scores == pytest.approx([scores[0]] * 3, abs=1e-12)
