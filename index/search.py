"""The index as its users see it: open a folder, find, close."""

import contextlib
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import msgspec

from index import manifest, model
from index.begun import Begun, begun
from index.corpus import Corpus
from index.facets import Facets, FacetValue, refuse_unknown
from index.ranking import LEVELS, NOTHING, Level, Places, Ranked, Ranking
from index.reading import Reading, as_typed, read
from index.related import Related, related
from index.suggesting import Suggested, Suggester
from index.vietnamese.restore import Model

SOME_WORDS = "some_words"
"""The hint of an answer that holds some of the words, since no document holds all."""
FACET_VALUES = 50
"""Values of a facet that are told."""


class Match(msgspec.Struct, frozen=True):
    """A document that answers: its key, its score, and the step of the match ladder it stands on.

    `exact`: every word as searched. `tone`: the tone mark placed otherwise, or i for y.
    `unaccented`: the same letters with other marks. `abbreviated`: an abbreviation of the words, or
    what one stands for. `approximate`: a word put in place of one that the library does not hold,
    or a slip away from one asked for with `~`. `places` are the words found, by field (`title`,
    `headings`, `body`, `attachments`), at the best step that the document reaches for each.
    """

    key: str
    score: float
    level: Level
    places: dict[str, Places] = {}


class Matches(msgspec.Struct, frozen=True):
    """The best answers, best first.

    `total` counts all. `searched` is the query as it was read: marks restored, keystrokes and old
    encodings converted, unknown words corrected. `literal_offered` says that it differs from what
    was typed, so that a reader may want `literal`. `suggestion` is another query that may be meant,
    or "". `hint` is the code of what was read as words though it looked like more
    (`index.query`), `SOME_WORDS` where nothing holds all words, or "". `facets` are those asked
    for, the frequent values first.
    """

    query: str
    searched: str
    literal: bool
    total: int
    seconds: float
    matches: tuple[Match, ...]
    literal_offered: bool = False
    suggestion: str = ""
    hint: str = ""
    facets: dict[str, tuple[FacetValue, ...]] = {}


class Index:
    """A finished index. Safe from any thread: searches wait for one another.

    Queries are read by its own syllables' model, or by `syllables`: that of a larger index, where
    this one holds few texts.

    Raises: IndexMissing, IndexDamaged, IndexOutdated.
    """

    def __init__(self, folder: Path, *, syllables: Model | None = None) -> None:
        self._folder = folder
        self._corpus = Corpus(folder)
        self._model = syllables or model.read(folder)
        self._suggester = Suggester(self._corpus, self._model)
        self._facets = Facets()
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

    @property
    def syllables(self) -> Model:
        """The model that marks are restored with; usable after the index is closed."""
        return self._model

    def close(self) -> None:
        with self._lock:
            self._facets = Facets()
            self._corpus.close()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except Exception:
                manifest.verify(self._folder)  # Names the damaged file, if it is that.
                raise

    def suggest(self, text: str, *, limit: int = 8) -> Suggested:
        """What may be meant by what stands in a search box so far: at most `limit` of each kind.

        Raises: IndexDamaged.
        """
        with self._reading():
            return self._suggester.suggest(text, limit=limit)

    def begun(self, text: str) -> Begun:
        """What has been typed of a few words, to look for in texts: raw keystrokes are read."""
        return begun(text, self._model)

    def values(self, facet: str, *, most: int) -> tuple[FacetValue, ...]:
        """The values of a facet over all documents, the frequent ones first; years newest first.

        Raises: IndexDamaged; ValueError for a facet that there is not.
        """
        refuse_unknown((facet,))
        with self._reading():
            return self._facets.counts(self._corpus.every(), (facet,), most)[facet]

    def related(
        self, text: str, *, title: str = "", exclude: Collection[str] = (), limit: int = 10
    ) -> tuple[Related, ...]:
        """The documents that share most of what a text is about; none whose key is in `exclude`.

        Raises: IndexDamaged.
        """
        with self._reading():
            return related(
                self._corpus, self._model, text, title=title, exclude=exclude, limit=limit
            )

    def find(
        self,
        text: str,
        *,
        limit: int = 20,
        literal: bool = False,
        plain: bool = False,
        filters: Mapping[str, str] | None = None,
        facets: Sequence[str] = (),
    ) -> Matches:
        """The documents that hold every word of `text`, or any where none holds all.

        Understands the language of `index.query`; nothing typed is an error. What was typed without
        marks is searched as the library's own texts make it likeliest, and nothing that it might
        mean otherwise is lost. `literal`: exactly the letters typed, no ladder. `plain`: bare BM25
        of the words as typed, neither ladder nor nearness nor fields. `filters` keeps documents
        that bear a facet's value, and `facets` names those to be counted (`index.facets.EVERY`).

        Raises: IndexDamaged; ValueError for a facet that there is not.
        """
        started = time.perf_counter()
        wanted = filters or {}
        refuse_unknown((*wanted, *facets))
        with self._reading():
            reading = self._read(text, literal=literal, plain=plain)
            ranked = self._ranked(reading, limit, wanted, literal=literal, plain=plain)
            counted = self._facets.counts(ranked.matched, facets, FACET_VALUES)
            return self._told(text, reading, ranked, counted, literal=literal, started=started)

    def _told(
        self,
        text: str,
        reading: Reading,
        ranked: Ranked,
        facets: dict[str, tuple[FacetValue, ...]],
        *,
        literal: bool,
        started: float,
    ) -> Matches:
        matches = self._matches(ranked)
        return Matches(
            query=text,
            searched=reading.query.text,
            literal=literal,
            total=ranked.total,
            seconds=time.perf_counter() - started,
            matches=matches,
            literal_offered=reading.changed,
            suggestion=reading.suggestion,
            hint=reading.hint or (SOME_WORDS if ranked.partly else ""),
            facets=facets,
        )

    def _read(self, text: str, *, literal: bool, plain: bool) -> Reading:
        if literal or plain:
            return as_typed(text, language=not plain)
        return read(text, self._model, self._corpus)

    def _ranked(
        self,
        reading: Reading,
        limit: int,
        filters: Mapping[str, str],
        *,
        literal: bool,
        plain: bool,
    ) -> Ranked:
        query = reading.query
        allowed = self._facets.allowed(query.dates, filters)
        if not query.clauses and allowed is None:
            return NOTHING
        ranking = Ranking(
            self._corpus, self._model, reading, literal=literal or plain, allowed=allowed
        )
        return ranking.plain(limit) if plain else ranking.ranked(limit)

    def _matches(self, ranked: Ranked) -> tuple[Match, ...]:
        keys = self._corpus.keys(ranked.documents.tolist())
        columns = keys, ranked.scores.tolist(), ranked.levels, ranked.places
        return tuple(
            Match(key, score, LEVELS[level], places)
            for key, score, level, places in zip(*columns, strict=True)
        )
