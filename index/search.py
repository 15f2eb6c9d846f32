"""The index as its users see it: open a folder, find, close."""

import threading
import time
from pathlib import Path
from types import TracebackType

import msgspec

from index import manifest
from index.corpus import Corpus
from index.query import parse
from index.ranking import LEVELS, Level, Ranking


class Match(msgspec.Struct, frozen=True):
    """A document that answers: its key, its score, and the step of the match ladder it stands on.

    `exact`: every word as typed. `tone`: the tone mark placed otherwise, or i for y.
    `unaccented`: the same letters with other marks.
    """

    key: str
    score: float
    level: Level


class Matches(msgspec.Struct, frozen=True):
    """The best answers, best first. `total` counts all; `searched` is the query as it was read."""

    query: str
    searched: str
    literal: bool
    total: int
    seconds: float
    matches: tuple[Match, ...]


class Index:
    """A finished index. Safe from any thread: searches wait for one another.

    Raises: IndexMissing, IndexDamaged, IndexOutdated.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._corpus = Corpus(folder)
        self._lock = threading.Lock()

    def __enter__(self) -> "Index":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """Documents that can be found."""
        return self._corpus.documents

    def close(self) -> None:
        with self._lock:
            self._corpus.close()

    def find(
        self, text: str, *, limit: int = 20, literal: bool = False, plain: bool = False
    ) -> Matches:
        """The documents that hold every word of `text`, or any where none holds all.

        Understands "phrases" and -not; all else is words, and nothing typed is an error.
        `literal`: exactly the letters typed, no ladder. `plain`: bare BM25 of the words as typed,
        neither ladder nor nearness.

        Raises: IndexDamaged.
        """
        begun = time.perf_counter()
        query = parse(text)
        matches: tuple[Match, ...] = ()
        total = 0
        if query.clauses and len(self):
            with self._lock:
                try:
                    ranked = Ranking(self._corpus, query, literal=literal, plain=plain).ranked()
                    total = len(ranked.documents)
                    best = zip(ranked.documents, ranked.scores, ranked.levels, strict=True)
                    matches = tuple(
                        Match(self._corpus.key(int(document)), float(score), LEVELS[level])
                        for (document, score, level), _ in zip(best, range(limit), strict=False)
                    )
                except Exception:
                    manifest.verify(self._folder)  # Names the damaged file, if it is that.
                    raise
        seconds = time.perf_counter() - begun
        return Matches(text, query.text, literal, total, seconds, matches)
