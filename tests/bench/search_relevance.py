r"""Known-item relevance: 800 titles of 2 to 10 words, asked of the texts alone in four forms.

A seeded draw picks the titles; one half of them is for tuning weights, the other is reported.
The baseline is BM25 over `\w+` of the NFC lower-cased text, on marked and on folded words.
"""

import gzip
import json
import math
import os
import random
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
from harness import Table, Value, corpus

from index import Entry, Index, model, write
from index.vietnamese import canonical, fold
from index.vietnamese.syllable import ACUTE, DOT, GRAVE, HOOK, TILDE, parts

TITLES = 800
TEXTS = 6782
DEEP = 10
K1, B = 1.2, 0.75
_WORD = re.compile(r"\w+")
_LETTERS = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
_TONES = {ACUTE: "s", GRAVE: "f", HOOK: "r", TILDE: "x", DOT: "j", "": ""}

Row = dict[str, str]
Asked = list[tuple[int, str]]
"""(place of the text, its title)."""
Search = Callable[[str], list[int]]
Measures = tuple[float, float, float]
"""recall@1, recall@10, MRR@10."""


def tables(work: Path) -> list[Table]:
    rows = read()
    asked = titles(rows)[1::2]
    baselines = {"marked": Baseline(rows, str), "folded": Baseline(rows, fold)}
    folder = work / "index"
    write(folder, (Entry(str(i), "", "", row["text"]) for i, row in enumerate(rows)))
    made: list[tuple[Value, ...]] = []
    with Index(folder) as opened:
        for form, dress in FORMS.items():
            queries = [(i, dress(title)) for i, title in asked]
            for name, baseline in baselines.items():
                made.append((form, f"BM25, {name}", *measured(baseline.find, queries)))
            made.append((form, "ours", *measured(lambda query: found(opened, query), queries)))
    columns = ["titles as queries", "engine", "recall@1", "recall@10", "MRR@10"]
    load = os.getloadavg()[0]
    note = f"{len(rows):,} texts, {len(asked)} titles; load of the machine at the end {load:.1f}."
    return [
        Table("Search: relevance, known item", columns, made, note),
        goals(made),
        reading(folder, asked),
    ]


def goals(made: Sequence[tuple[Value, ...]]) -> Table:
    """The ratios that issue 3 asks for."""
    reached = {(str(row[0]), str(row[1])): float(row[4]) for row in made}
    marked = reached["with marks", "ours"]
    rows: list[tuple[Value, ...]] = [
        ("with marks, of the baseline", marked / reached["with marks", "BM25, marked"], 1.06)
    ]
    for form, goal in (("without marks", 0.97), ("half of the marks", 0.99), ("raw Telex", 0.97)):
        rows.append((f"{form}, of ours with marks", reached[form, "ours"] / marked, goal))
    return Table("Search: relevance, ratios of MRR@10", ["what", "ratio", "goal"], rows)


def reading(folder: Path, asked: Asked) -> Table:
    """What it takes to restore the marks of a query, and how often that is done rightly."""
    restore = model.read(folder).restore
    right = words = 0
    began = time.perf_counter()
    for _, title in asked:
        keys = [canonical(word) for word in _WORD.findall(title)]
        for key, made in zip(keys, restore([fold(key) for key in keys]), strict=True):
            words += 1
            right += key == made
    milliseconds = (time.perf_counter() - began) * 1000 / len(asked)
    size = (folder / model.NAME).stat().st_size
    return Table(
        "Search: marks restored",
        ["ms a query", "words of titles restored rightly", "model, MB"],
        [(milliseconds, right / words, size / 1e6)],
    )


def read(count: int = TEXTS) -> list[Row]:
    """Texts spread over the corpus, which is in the order of titles."""
    with gzip.open(corpus("viwiki.jsonl.gz"), "rt", encoding="utf-8") as lines:
        step = TEXTS // count
        rows: list[Row] = [json.loads(line) for line in islice(lines, 0, count * step, step)]
    for row in rows:
        row["text"] = unicodedata.normalize("NFC", row["text"])
        row["title"] = unicodedata.normalize("NFC", row["title"])
    return rows


def titles(rows: Sequence[Row]) -> Asked:
    fit = [(i, row["title"]) for i, row in enumerate(rows) if 2 <= len(row["title"].split()) <= 10]
    return random.Random(3).sample(fit, min(TITLES, len(fit)))


def half(title: str) -> str:
    """Every second word without marks."""
    words = title.split(" ")
    return " ".join(fold(word) if i % 2 else word for i, word in enumerate(words))


def telex(title: str) -> str:
    """The keys of each syllable, tone last, as they stand when no input method takes them."""
    return _WORD.sub(lambda match: _keys(match[0]), title)


def _keys(word: str) -> str:
    found = parts(canonical(word))
    if found is None:
        return word
    onset, rime, tone = found
    return "".join(_LETTERS.get(letter, letter) for letter in onset + rime) + _TONES[tone]


FORMS: dict[str, Callable[[str], str]] = {
    "with marks": str,
    "without marks": fold,
    "half of the marks": half,
    "raw Telex": telex,
}


class Baseline:
    """BM25 over words as they stand (`dress` is applied to texts and queries alike)."""

    def __init__(self, rows: Sequence[Row], dress: Callable[[str], str]) -> None:
        self._dress = dress
        self._size = len(rows)
        holders: dict[str, list[tuple[int, int]]] = {}
        lengths = np.zeros(len(rows))
        for i, row in enumerate(rows):
            words = self._words(row["text"])
            lengths[i] = len(words)
            for word, often in Counter(words).items():
                holders.setdefault(word, []).append((i, often))
        self._holders = {word: np.array(pairs, np.int32) for word, pairs in holders.items()}
        self._norm: npt.NDArray[np.float64] = K1 * (1 - B + B * lengths / lengths.mean())

    def _words(self, text: str) -> list[str]:
        return _WORD.findall(self._dress(text.lower()))

    def find(self, query: str) -> list[int]:
        scores = np.zeros(self._size)
        for word in self._words(query):
            pairs = self._holders.get(word)
            if pairs is None:
                continue
            documents, often = pairs[:, 0], pairs[:, 1]
            idf = math.log(1 + (self._size - len(pairs) + 0.5) / (len(pairs) + 0.5))
            scores[documents] += idf * often * (K1 + 1) / (often + self._norm[documents])
        best = np.lexsort((np.arange(self._size), -scores))[:DEEP]
        return [int(document) for document in best if scores[document] > 0]


def found(opened: Index, query: str) -> list[int]:
    return [int(match.key) for match in opened.find(query, limit=DEEP).matches]


def measured(search: Search, queries: Asked) -> Measures:
    ranks = [rank(search(query), wanted) for wanted, query in queries]
    return (
        sum(one == 1 for one in ranks) / len(ranks),
        sum(one > 0 for one in ranks) / len(ranks),
        sum(1 / one for one in ranks if one) / len(ranks),
    )


def rank(answers: Sequence[int], wanted: int) -> int:
    """From 1, or 0 where it is not among the answers."""
    return answers.index(wanted) + 1 if wanted in answers else 0
