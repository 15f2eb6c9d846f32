"""Xapian's part of the search benchmark, run by the Python that Debian ships it for.

``build SOURCE FOLDER`` indexes; ``search FOLDER ROUNDS`` reads queries as JSON lines and prints
the milliseconds of each query in each round.
"""

import json
import sys
import time
from typing import Any

import xapian

LIMIT = 20


def build(source: str, folder: str) -> None:
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


def search(folder: str, rounds: int) -> list[list[float]]:
    base = xapian.Database(folder + "/compact")
    result = []
    asks = [json.loads(line) for line in sys.stdin]
    for _ in range(rounds):
        times = []
        for ask in asks:
            enquire = xapian.Enquire(base)
            if ask["rule"] == "prefix":
                enquire.set_weighting_scheme(xapian.BoolWeight())
            else:
                enquire.set_weighting_scheme(xapian.BM25Weight(1.2, 0, 1, 0.75, 0.5))
            started = time.perf_counter()
            enquire.set_query(query(ask))
            _ = [match.docid for match in enquire.get_mset(0, LIMIT)]
            times.append((time.perf_counter() - started) * 1000)
        result.append(times)
    return result


if __name__ == "__main__":
    if sys.argv[1] == "build":
        build(sys.argv[2], sys.argv[3])
    else:
        json.dump(search(sys.argv[2], int(sys.argv[3])), sys.stdout)
