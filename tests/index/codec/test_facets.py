"""Filters, masks, facets and totals of the collector."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from whoosh import query as wq
from whoosh.searching import Searcher

from index.codec.collector import ArrayCollector
from index.codec.index import ArrayIndex
from tests.index.codec import corpora

DELETED = [3, 50]
SETTINGS = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def documents() -> list[dict[str, Any]]:
    return corpora.documents(21, 80)


@pytest.fixture(scope="module")
def pair(documents: list[Any], tmp_path_factory: pytest.TempPathFactory) -> corpora.Pair:
    folder = tmp_path_factory.mktemp("index")
    return corpora.build(folder, documents, segments=2, deleted=DELETED, merge=False)


def collected(searcher: Searcher, query: wq.Query, **options: Any) -> ArrayCollector:
    collector = ArrayCollector(**options)
    searcher.search_with_collector(query, collector)
    return collector


@SETTINGS
@given(query=corpora.QUERIES, wanted=corpora.leaves(), unwanted=corpora.leaves())
def test_filter_and_mask_restrict_without_changing_scores(
    pair: corpora.Pair, query: wq.Query, wanted: wq.Query, unwanted: wq.Query
) -> None:
    inside = {hit.docnum for hit in pair.stock.search(wanted, limit=None)}
    inside -= {hit.docnum for hit in pair.stock.search(unwanted, limit=None)}
    expected = {hit.docnum: hit.score for hit in pair.stock.search(query, limit=None)}
    expected = {number: score for number, score in expected.items() if number in inside}
    collector = collected(pair.ours, query, limit=None, filter=wanted, mask=unwanted)
    found = collector.found()
    scores = dict(zip(found.documents.tolist(), found.scores.tolist(), strict=True))
    assert scores == pytest.approx(expected, abs=1e-4)
    few = collected(pair.ours, query, limit=3, filter=wanted, mask=unwanted)
    assert few.found().documents.tolist() == found.documents[:3].tolist()
    assert few.count() == len(expected)
    assert sorted(few.all_ids()) == sorted(expected)


@SETTINGS
@given(query=corpora.QUERIES)
def test_facets_count_every_document_found(
    pair: corpora.Pair, documents: list[dict[str, Any]], query: wq.Query
) -> None:
    collector = collected(pair.ours, query, limit=2, facets=["kind", "topics", "year"])
    matching = [documents[number] for number in collector.all_ids()]
    facets = collector.found().facets
    kinds = Counter(one["kind"].encode() for one in matching if "kind" in one)
    topics = Counter(
        topic.encode() for one in matching if "topics" in one for topic in one["topics"].split(",")
    )
    assert facets["kind"] == kinds
    assert facets["topics"] == topics
    assert facets["year"].total() == sum("year" in one for one in matching)


def test_a_search_in_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    with ArrayIndex(tmp_path, corpora.schema()).searcher() as searcher:
        collector = collected(searcher, wq.Every(), limit=5)
    assert collector.found().documents.tolist() == []
    assert collector.count() == 0


def test_results_are_whooshs_own(pair: corpora.Pair) -> None:
    results = collected(pair.ours, wq.Term("body", "bão"), limit=3).results()
    assert [hit.docnum for hit in results] == [number for _, number in results.top_n]
    assert len(results) == len(pair.stock.search(wq.Term("body", "bão"), limit=None))
    assert results[0]["key"].startswith(b"k")
