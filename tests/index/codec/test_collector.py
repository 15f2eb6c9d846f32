"""Vectorised answers against stock Whoosh, scored document by document without a limit."""

import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query as wq
from whoosh.searching import Searcher

from index.codec.collector import ArrayCollector, Found, Order
from index.codec.index import ArrayIndex
from index.codec.invert import Split
from index.codec.writer import ArrayWriter
from tests.index.codec import corpora

CORPORA = {
    "one segment": {"count": 60, "segments": 1, "deleted": [], "merge": False},
    "three segments": {"count": 70, "segments": 3, "deleted": [], "merge": False},
    "deletions": {"count": 70, "segments": 2, "deleted": [0, 5, 6, 30, 68, 69], "merge": False},
    "merged": {"count": 70, "segments": 3, "deleted": [1, 2, 3, 40, 69], "merge": True},
    "long lists": {"count": 400, "segments": 2, "deleted": [7], "merge": False},
    "one document": {"count": 1, "segments": 1, "deleted": [], "merge": False},
}


@pytest.fixture(scope="module", params=CORPORA)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> corpora.Pair:
    wanted = dict(CORPORA[request.param])
    documents = corpora.documents(len(request.param), wanted.pop("count"))
    return corpora.build(tmp_path_factory.mktemp("index"), documents, **wanted)


def search(searcher: Searcher, query: wq.Query, limit: int | None, **options: object) -> Found:
    collector = ArrayCollector(limit, **options)
    searcher.search_with_collector(query, collector)
    return collector.found()


def search_count(searcher: Searcher, query: wq.Query, limit: int) -> int:
    collector = ArrayCollector(limit)
    searcher.search_with_collector(query, collector)
    return len(collector.results())


def assert_same(
    pair: corpora.Pair, query: wq.Query, limit: int, expected: dict[int, float]
) -> None:
    every = search(pair.ours, query, None)
    assert set(every.documents.tolist()) == set(expected)
    for document, score in zip(every.documents.tolist(), every.scores.tolist(), strict=True):
        assert score == pytest.approx(expected[document], abs=1e-4)
    pairs = list(zip((-every.scores).tolist(), every.documents.tolist(), strict=True))
    assert pairs == sorted(pairs)
    assert search_count(pair.ours, query, limit) == len(expected)
    few = search(pair.ours, query, limit)
    assert few.scores.tolist() == pytest.approx(every.scores[:limit].tolist(), abs=1e-12)
    assert few.documents.tolist() == every.documents[:limit].tolist()


SETTINGS = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@SETTINGS
@given(query=corpora.QUERIES, limit=st.integers(1, 30))
def test_scores_equal_exhaustive_stock_whoosh(
    pair: corpora.Pair, query: wq.Query, limit: int
) -> None:
    expected = {hit.docnum: hit.score for hit in pair.stock.search(query, limit=None)}
    assert_same(pair, query, limit, expected)


@SETTINGS
@given(query=corpora.ALL_QUERIES, limit=st.integers(1, 30))
def test_scores_equal_those_of_stock_leaves_put_together(
    pair: corpora.Pair, query: wq.Query, limit: int
) -> None:
    assert_same(pair, query, limit, corpora.reference(query, pair.stock))


@SETTINGS
@given(query=corpora.QUERIES)
def test_stock_matchers_run_on_our_segments(pair: corpora.Pair, query: wq.Query) -> None:
    expected = {hit.docnum: hit.score for hit in pair.stock.search(query, limit=None)}
    found = {hit.docnum: hit.score for hit in pair.ours.search(query, limit=None)}
    assert found == pytest.approx(expected, abs=1e-4)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """Short documents, so many that phrases are read in several batches."""
    chance = random.Random(4)
    index = ArrayIndex(tmp_path_factory.mktemp("index"), corpora.schema())
    with ArrayWriter(index, {"body": Split(str.split)}) as writer:
        for _ in range(6000):
            words = chance.choices(["a", "b", "c", "d"], [8, 4, 2, 1], k=chance.randint(1, 12))
            writer.add_document(body=" ".join(words))
    with ArrayWriter(index) as writer:
        for number in range(0, 6000, 7):
            writer.delete_document(number)
    return index.searcher()


@pytest.mark.parametrize("words", ["a b", "b a", "d d", "c d b", "d c d", "b d"])
@pytest.mark.parametrize("limit", [1, 20, 300, 5000])
def test_the_best_phrases_are_those_of_all(many: Searcher, words: str, limit: int) -> None:
    query = wq.Phrase("body", words.split())
    every, few = search(many, query, None), search(many, query, limit)
    assert len(every.documents) > 10
    assert few.documents.tolist() == every.documents[:limit].tolist()
    assert few.scores.tolist() == pytest.approx(every.scores[:limit].tolist(), abs=1e-12)


@settings(SETTINGS, max_examples=25)
@given(
    query=st.lists(corpora.QUERIES, min_size=5, max_size=5),
    seed=st.integers(0, 1 << 20),
    count=st.integers(1, 90),
    segments=st.integers(1, 4),
    merge=st.booleans(),
    data=st.data(),
)
def test_scores_equal_stock_whoosh_on_any_corpus(
    tmp_path_factory: pytest.TempPathFactory,
    query: list[wq.Query],
    seed: int,
    count: int,
    segments: int,
    merge: bool,
    data: st.DataObject,
) -> None:
    deleted = data.draw(st.lists(st.integers(0, count - 1), unique=True, max_size=count - 1))
    documents = corpora.documents(seed, count)
    folder = tmp_path_factory.mktemp("index")
    pair = corpora.build(folder, documents, segments=segments, deleted=deleted, merge=merge)
    for one in query:
        expected = {hit.docnum: hit.score for hit in pair.stock.search(one, limit=None)}
        assert_same(pair, one, 5, expected)


def by_number(bases: dict[str, int], held: dict[str, np.ndarray]) -> dict[int, float]:
    """What segments hold by document, by its number in the index."""
    return {bases[name] + at: one for name, some in held.items() for at, one in enumerate(some)}


@SETTINGS
@given(
    query=corpora.QUERIES,
    seed=st.integers(0, 1000),
    limit=st.integers(1, 30) | st.none(),
    ranked=st.booleans(),
    gaining=st.booleans(),
)
def test_only_allowed_documents_are_found_and_equals_stand_by_rank(
    pair: corpora.Pair,
    query: wq.Query,
    seed: int,
    limit: int | None,
    *,
    ranked: bool,
    gaining: bool,
) -> None:
    masks: dict[str, np.ndarray] = {}
    ranks: dict[str, np.ndarray] = {}
    gains: dict[str, np.ndarray] = {}
    bases: dict[str, int] = {}
    for reader, base in pair.ours.reader().leaf_readers():
        segment = reader.segment()
        source = np.random.default_rng([seed, base])
        masks[segment.indexname] = source.random(segment.doc_count_all()) < 0.6
        ranks[segment.indexname] = source.integers(0, 3, segment.doc_count_all())
        gains[segment.indexname] = source.integers(0, 3, segment.doc_count_all()) / 2
        bases[segment.indexname] = base
    allowed = {bases[name] + int(at) for name, mask in masks.items() for at in np.flatnonzero(mask)}
    rank = by_number(bases, ranks)
    gain = by_number(bases, gains)
    plain = search(pair.ours, query, None)
    expected = [
        (-score - (gain[number] if gaining else 0), -rank[number] if ranked else 0, number)
        for number, score in zip(plain.documents.tolist(), plain.scores.tolist(), strict=True)
        if number in allowed
    ]
    collector = ArrayCollector(
        limit,
        allowed=lambda segment: masks[segment.indexname],
        order=Order(
            (lambda segment: ranks[segment.indexname]) if ranked else None,
            (lambda segment: gains[segment.indexname]) if gaining else None,
        ),
        whole=True,
    )
    pair.ours.search_with_collector(query, collector)
    found = collector.found()
    assert found.documents.tolist() == [number for _, _, number in sorted(expected)][:limit]
    assert collector.count() == len(expected)
    every = [bases[s.indexname] + int(at) for s, held in collector.matched for at in held]
    assert sorted(every) == sorted(number for _, _, number in expected)


def test_none_allows_every_document(pair: corpora.Pair) -> None:
    query = wq.Term("body", "bão")
    free, open_ = search(pair.ours, query, 5), search(pair.ours, query, 5, allowed=lambda _: None)
    assert free.documents.tolist() == open_.documents.tolist()
