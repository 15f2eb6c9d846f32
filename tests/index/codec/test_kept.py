"""Terms kept between queries: the same answers, within bounds."""

from pathlib import Path

import numpy as np
import pytest
from whoosh import query as wq
from whoosh.searching import Searcher

from index.codec.collector import ArrayCollector
from index.codec.errors import SegmentCorrupt
from index.codec.index import ArrayIndex, readers
from index.codec.invert import Split
from index.codec.kept import KeptTerms
from index.codec.postings import Postings
from index.codec.queries import Summed
from index.codec.writer import ArrayWriter
from tests.index.codec import corpora

QUERIES = [
    wq.Term("body", "bão"),
    wq.Term("body", "bão", boost=2.0),
    wq.Or([wq.Term("body", "bão"), wq.Term("body", "lũ"), wq.Term("title", "đê")]),
    wq.And([wq.Term("body", "bão"), wq.Term("body", "lũ")]),
    wq.Phrase("body", ["bão", "lũ"]),
]


def answer(searcher: Searcher, query: wq.Query) -> list[tuple[int, float]]:
    collector = ArrayCollector(None)
    searcher.search_with_collector(query, collector)
    found = collector.found()
    return list(zip(found.documents.tolist(), found.scores.tolist(), strict=True))


SUMS = [
    [wq.Term("body", "bão")],
    [wq.Term("body", "bão", boost=0.25), wq.Term("title", "bão"), wq.Term("body", "lũ")],
    [wq.Term("body", "không-có"), wq.Term("body", "đê")],
    [wq.Term("body", "không-có")],
]


def index(folder: Path, count: int = 200) -> ArrayIndex:
    made = ArrayIndex(folder, corpora.schema())
    with ArrayWriter(made, {"body": Split(str.split)}) as writer:
        for document in corpora.documents(5, count):
            writer.add_document(**document)
    return made


def test_a_query_typed_again_is_answered_the_same(tmp_path: Path) -> None:
    held = index(tmp_path)
    fresh = [answer(held.searcher(), query) for query in QUERIES]
    searcher = held.searcher()
    for _ in range(3):
        assert [answer(searcher, query) for query in QUERIES] == fresh


def test_scores_follow_the_statistics_of_the_searcher(tmp_path: Path) -> None:
    """One open segment serves two readers, of which the other holds more documents."""
    one, other = index(tmp_path / "a"), index(tmp_path / "b", 50)
    (segment,), more = one.segments(), other.segments()
    alone = readers(one.schema, [segment], 1)
    both = readers(one.schema, [segment, *more], 1)
    query = wq.Term("body", "bão")
    first = answer(Searcher(alone), query)
    together = dict(answer(Searcher(both), query))
    (again,), others = one.segments(), other.segments()
    right = dict(answer(Searcher(readers(one.schema, [again, *others], 1)), query))
    assert together == right
    assert answer(Searcher(alone), query) == first
    assert any(together[document] != score for document, score in first)


@pytest.mark.parametrize("terms", SUMS)
def test_terms_summed_answer_as_their_disjunction(tmp_path: Path, terms: list[wq.Term]) -> None:
    searcher = index(tmp_path).searcher()
    summed, other = Summed(terms), wq.Term("body", "mưa")
    for _ in range(2):
        assert answer(searcher, summed) == answer(searcher, wq.Or(terms))
        both = answer(searcher, wq.And([other, summed]))
        assert both == answer(searcher, wq.And([other, wq.Or(terms)]))


def test_sums_kept_for_one_searcher_serve_no_other(tmp_path: Path) -> None:
    one, other = index(tmp_path / "a"), index(tmp_path / "b", 50)
    (segment,), more = one.segments(), other.segments()
    alone = Searcher(readers(one.schema, [segment], 1))
    both = Searcher(readers(one.schema, [segment, *more], 1))
    summed, plain = Summed(SUMS[1]), wq.Or(SUMS[1])
    for searcher in (alone, both, alone):
        assert answer(searcher, summed) == answer(searcher, plain)


@pytest.mark.parametrize("query", [QUERIES[0], Summed(SUMS[1])])
def test_truncation_is_noticed_although_the_term_is_kept(tmp_path: Path, query: wq.Query) -> None:
    held = index(tmp_path)
    searcher = held.searcher()
    answer(searcher, query)
    (entry,) = held.manifest().segments
    with (tmp_path / entry.name).open("r+b") as file:
        file.truncate(entry.bytes // 2)
    with pytest.raises(SegmentCorrupt, match="length changed"):
        answer(searcher, query)


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    def postings(documents: int, size: int = 1 << 24) -> Postings:
        return Postings(documents, documents, 1, 0, size, None, np.arange(1), None, None)

    kept = KeptTerms(documents=10)  # so few that 1 MiB is kept
    for number in range(40):
        kept.put("body", b"%d" % number, postings(5000))
        kept.get("body", b"0")
    assert 10 < len(kept) < 20
    assert kept.get("body", b"0") is not None
    assert kept.get("body", b"1") is None
    assert kept.get("body", b"39") is not None
    common = kept.put("body", b"common", postings(5000, size=5000))
    assert common.cost() > kept.put("body", b"39", postings(5000)).cost()
    kept.put("body", b"huge", postings(1 << 20))
    assert kept.get("body", b"huge") is None
    assert kept.get("body", b"0") is not None
