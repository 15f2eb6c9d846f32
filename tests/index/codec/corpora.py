"""The same random documents in a stock Whoosh index and in ours."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from whoosh import fields
from whoosh import query as wq
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.columns import RefBytesColumn
from whoosh.filedb.filestore import RamStorage
from whoosh.query import wrappers
from whoosh.searching import Searcher

from index.codec.index import ArrayIndex
from index.codec.invert import Split
from index.codec.writer import ArrayWriter

WORDS = ["bão", "lũ", "bãi", "báo", "thư", "thư viện", "đê", "đê điều", "số", "số hoá", "w1", "w12"]
WORDS += [f"từ{number}" for number in range(8)]
KINDS = ["thông báo", "tài liệu", "hướng dẫn"]
FIRST = datetime(2020, 1, 1)  # noqa: DTZ001 - Whoosh's dates know no zone


def schema() -> fields.Schema:
    words = SpaceSeparatedTokenizer()
    return fields.Schema(
        title=fields.TEXT(analyzer=words),
        body=fields.TEXT(analyzer=words),
        kind=fields.ID(sortable=RefBytesColumn()),
        topics=fields.KEYWORD(commas=True),
        year=fields.NUMERIC(int, 32, sortable=True),
        date=fields.DATETIME(sortable=True),
        key=fields.ID(unique=True, sortable=True),
    )


def documents(seed: int, count: int) -> list[dict[str, Any]]:
    source = random.Random(seed)
    result: list[dict[str, Any]] = []
    for number in range(count):
        weights = [1 / (place + 1) for place in range(len(WORDS))]
        length = source.choice([0, 1, 5, 40, 200])
        body = " ".join(source.choices(WORDS, weights, k=length))
        document: dict[str, Any] = {"body": body, "key": f"k{number}"}
        if source.random() < 0.8:
            document["title"] = " ".join(source.choices(WORDS, k=source.randint(1, 6)))
        if source.random() < 0.8:
            document["kind"] = source.choice(KINDS)
            document["topics"] = ",".join(source.sample(["t1", "t2", "t3"], source.randint(1, 3)))
        if source.random() < 0.8:
            document["year"] = source.randint(-3, 30)
            document["date"] = FIRST + timedelta(days=source.randint(0, 400))
        result.append(document)
    return result


@dataclass
class Pair:
    """Two searchers over the same documents."""

    stock: Searcher
    ours: Searcher


def build(
    folder: Path, given: list[dict[str, Any]], *, segments: int, deleted: list[int], merge: bool
) -> Pair:
    form = schema()
    stock = RamStorage().create_index(form)
    ours = ArrayIndex(folder, form)
    share = -(-len(given) // segments) or 1
    analysers = {"body": Split(str.split)}
    for start in range(0, len(given), share):
        old, new = stock.writer(), ArrayWriter(ours, analysers)
        for document in given[start : start + share]:
            old.add_document(**document)
            new.add_document(**document)
        old.commit(merge=False)
        new.commit()
    if deleted:
        old, new = stock.writer(), ArrayWriter(ours)
        for number in deleted:
            old.delete_document(number)
            new.delete_document(number)
        old.commit(merge=False)
        new.commit()
    if merge:
        ours.merge()
        # Stock Whoosh sums rounded lengths when it merges, so it begins anew.
        stock = RamStorage().create_index(form)
        with stock.writer() as old:
            for number, document in enumerate(given):
                if number not in deleted:
                    old.add_document(**document)
    return Pair(stock.searcher(), ours.searcher())


BOOSTS = st.sampled_from([1.0, 1.0, 0.5, 2.0])
FIELDS = st.sampled_from(["body", "body", "title"])
WORD = st.sampled_from([*WORDS, "vắng"]).map(lambda word: word.split()[0])
YEARS = st.one_of(st.none(), st.integers(-5, 32))
DATES = st.one_of(st.none(), st.integers(-10, 410).map(lambda days: FIRST + timedelta(days=days)))


def leaves() -> st.SearchStrategy[wq.Query]:
    prefix = st.sampled_from(["b", "bã", "t", "từ", "w", "x", "đ", "thư"])
    return st.one_of(
        st.builds(wq.Term, FIELDS, WORD, boost=BOOSTS),
        st.builds(wq.Term, st.just("kind"), st.sampled_from(KINDS), boost=BOOSTS),
        st.builds(wq.Term, st.just("topics"), st.sampled_from(["t1", "t2", "vắng"])),
        st.builds(wq.Term, st.just("year"), st.integers(-3, 30)),
        st.builds(wq.Prefix, FIELDS, prefix, boost=BOOSTS, constantscore=st.booleans()),
        st.builds(wq.Wildcard, FIELDS, st.sampled_from(["b?o", "t*1", "*ã*", "đ?", "*"])),
        st.builds(wq.FuzzyTerm, FIELDS, WORD, boost=BOOSTS, prefixlength=st.integers(0, 2)),
        st.builds(wq.Every, st.sampled_from([None, "title", "kind"]), boost=BOOSTS),
        st.builds(wq.TermRange, FIELDS, st.just("b"), st.just("l")),
        st.builds(
            wq.Phrase,
            FIELDS,
            st.lists(WORD, min_size=2, max_size=4),
            slop=st.integers(1, 4),
            boost=BOOSTS,
        ),
        st.builds(
            wq.NumericRange, st.just("year"), YEARS, YEARS, st.booleans(), st.booleans(), BOOSTS
        ),
        st.builds(wq.DateRange, st.just("date"), DATES, DATES),
    )


def compounds(inner: st.SearchStrategy[wq.Query]) -> st.SearchStrategy[wq.Query]:
    """What stock Whoosh scores as it says, wherever it stands in a query."""
    several = st.lists(inner, min_size=1, max_size=4)
    return st.one_of(
        st.builds(wq.And, several, boost=BOOSTS),
        st.builds(wq.Or, several, boost=BOOSTS),
        st.builds(lambda first, second: wq.And([first, wq.Not(second)]), inner, inner),
        st.builds(wq.Require, inner, inner),
        st.builds(wrappers.ConstantScoreQuery, inner, st.sampled_from([1.0, 3.0])),
    )


def all_compounds(inner: st.SearchStrategy[wq.Query]) -> st.SearchStrategy[wq.Query]:
    """Those too whose stock matchers stand at the wrong document inside other queries."""
    return st.one_of(
        compounds(inner),
        st.builds(wq.DisjunctionMax, st.lists(inner, min_size=1, max_size=4), boost=BOOSTS),
        st.builds(wq.AndMaybe, inner, inner),
        st.builds(wq.AndNot, inner, inner),
    )


QUERIES = st.recursive(leaves(), compounds, max_leaves=6)
ALL_QUERIES = st.recursive(leaves(), all_compounds, max_leaves=6)


def reference(  # noqa: PLR0911 - one return a kind of query
    query: wq.Query, searcher: Searcher
) -> dict[int, float]:
    """What a query means, put together from the stock answers to its leaves."""
    if isinstance(query, wq.And | wq.Or | wq.DisjunctionMax):
        parts = [reference(part, searcher) for part in query]
        if len(parts) == 1:
            return parts[0]
        documents = (set.intersection if isinstance(query, wq.And) else set.union)(*map(set, parts))
        join = max if isinstance(query, wq.DisjunctionMax) else sum
        held = {one: [part[one] for part in parts if one in part] for one in documents}
        return {one: join(scores) * query.boost for one, scores in held.items()}
    if isinstance(query, wq.Not):
        without = reference(query.query, searcher)
        every = reference(wq.Every(), searcher)
        return {one: 1.0 for one in every if one not in without}
    if isinstance(query, wrappers.ConstantScoreQuery):
        return dict.fromkeys(reference(query.child, searcher), query.score)
    if isinstance(query, wq.Require | wq.AndNot | wq.AndMaybe):
        first, second = reference(query.a, searcher), reference(query.b, searcher)
        if isinstance(query, wq.AndMaybe):
            return {one: score + second.get(one, 0.0) for one, score in first.items()}
        wanted = isinstance(query, wq.Require)
        return {one: score for one, score in first.items() if (one in second) == wanted}
    return {hit.docnum: hit.score for hit in searcher.search(query, limit=None)}
