"""Xapian's part of the search benchmark, run by the Python that Debian ships it for.

The steps and their answers are those of `search_measure`: ``build NAME SOURCE FOLDER``, ``open``
and ``ask``. It stands alone, since that Python has none of the project's packages.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import xapian

LIMIT = 20


def build(source: str, folder: str) -> float:
    started = time.perf_counter()
    base = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OVERWRITE)
    with open(source, encoding="utf-8") as lines:  # noqa: PTH123 - one file, by the system's Python
        for line in lines:
            day, kind, body = line.rstrip("\n").split("\t")
            document = xapian.Document()
            for place, word in enumerate(body.split(), 1):
                document.add_posting(word[:80], place)
            document.add_boolean_term("K" + kind)
            document.add_value(0, xapian.sortable_serialise(int(day)))
            base.add_document(document)
    base.commit()
    base.compact(folder + "/compact")
    base.close()
    return time.perf_counter() - started


def query(ask: dict[str, Any]) -> xapian.Query:
    kind = xapian.Query
    terms = [kind(word) for word in ask["words"]]
    if ask["rule"] == "or":
        return kind(kind.OP_OR, terms)
    if ask["rule"] == "phrase":
        return kind(kind.OP_PHRASE, terms)
    if ask["rule"] == "prefix":
        return kind(kind.OP_WILDCARD, ask["words"][0], 0, kind.WILDCARD_LIMIT_ERROR, kind.OP_OR)
    whole = kind(kind.OP_AND, terms)
    if ask["rule"] == "date":
        low, high = (xapian.sortable_serialise(ask[name]) for name in ("first", "last"))
        return kind(kind.OP_FILTER, whole, kind(kind.OP_VALUE_RANGE, 0, low, high))
    if ask["rule"] == "field":
        return kind(kind.OP_FILTER, whole, kind("K" + ask["kind"]))
    return whole


def answer(base: xapian.Database, ask: dict[str, Any]) -> list[int]:
    enquire = xapian.Enquire(base)
    if ask["rule"] == "prefix":
        enquire.set_weighting_scheme(xapian.BoolWeight())
    else:
        enquire.set_weighting_scheme(xapian.BM25Weight(1.2, 0, 1, 0.75, 0.5))
    enquire.set_query(query(ask))
    return [match.docid for match in enquire.get_mset(0, LIMIT)]


def opened(folder: str, asked: list[dict[str, Any]]) -> float:
    started = time.perf_counter()
    answer(xapian.Database(folder + "/compact"), asked[0])
    return (time.perf_counter() - started) * 1000


def answers(folder: str, asked: list[dict[str, Any]]) -> dict[str, Any]:
    idle = most = anonymous()
    base = xapian.Database(folder + "/compact")
    first: list[float] = []
    again: list[float] = []
    for ask in asked:
        for times in (first, again):
            started = time.perf_counter()
            answer(base, ask)
            times.append((time.perf_counter() - started) * 1000)
        most = max(most, anonymous())
    return {"first": first, "again": again, "memory": (most - idle) / 1e6}


def anonymous() -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon"))


def main() -> None:
    step, _, source, folder = sys.argv[1:5]
    made: Any
    if step == "build":
        made = build(source, folder)
    else:
        asked = [json.loads(line) for line in sys.stdin]
        for path in Path(folder, "compact").iterdir():
            path.read_bytes()  # the page cache is hot
        made = opened(folder, asked) if step == "open" else answers(folder, asked)
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    main()
