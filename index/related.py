"""Documents about the same things as a text, by its key terms, heaviest shared first.

In two steps, so that 100,000 documents take a few milliseconds: each document is credited for the
syllables of every term that it holds at all, then for the best of them it is looked up where the
syllables stand side by side. The second score is BM25's (Robertson and Walker, 1994) with the
terms' weights for idf.
"""

from collections.abc import Collection, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from index.corpus import Bearers, Corpus, Numbers
from index.evidence import common
from index.key_terms import KeyTerm, key_terms
from index.vietnamese.restore import Model

Gains = npt.NDArray[np.float64]

LEAST = 2
"""Key terms that two texts must share: one may be chance."""
_LOOKED_AT = 300
_BODY = "body"
_K1, _B = 1.2, 0.75


class Related(msgspec.Struct, frozen=True):
    """A document related to a text, and the key terms they share as the text writes them."""

    key: str
    score: float
    terms: tuple[str, ...]


def related(
    corpus: Corpus,
    model: Model,
    text: str,
    *,
    title: str = "",
    exclude: Collection[str] = (),
    limit: int = 10,
) -> tuple[Related, ...]:
    """The documents that share most of what a text is about, best first.

    Those whose keys are in `exclude` are left out: the text's own document, to begin with.

    Raises: IndexDamaged.
    """
    if not corpus.size:
        return ()
    terms = key_terms(text, model, lambda key: corpus.frequency(_BODY, key), title=title)
    if not terms:
        return ()
    held = _Held(corpus)
    candidates = _candidates(corpus.size, held, terms, _LOOKED_AT + len(exclude))
    gains = np.array([_gains(corpus, held, term, candidates) for term in terms])
    scores = gains.sum(axis=0)
    enough = (gains > 0).sum(axis=0) >= min(LEAST, len(terms))
    found: list[Related] = []
    for at in np.lexsort((candidates, -scores)):
        if not enough[at] or len(found) == limit:
            continue
        key = corpus.key(int(candidates[at]))
        if key not in exclude:
            shared = np.argsort(-gains[:, at], kind="stable")
            shown = tuple(terms[one].shown for one in shared if gains[one, at] > 0)
            found.append(Related(key, float(scores[at]), shown))
    return tuple(found)


class _Held(dict[str, Bearers]):
    """The documents whose bodies hold a word, each word looked up once."""

    def __init__(self, corpus: Corpus) -> None:
        super().__init__()
        self._corpus = corpus

    def __missing__(self, key: str) -> Bearers:
        found = self._corpus.bearers(_BODY, key)
        self[key] = found
        return found


def _candidates(size: int, held: _Held, terms: Sequence[KeyTerm], most: int) -> Numbers:
    """The documents, ascending, whose bodies hold the syllables of the heaviest terms."""
    credit = np.zeros(size)
    for term in terms:
        holds = held[term.keys[0]].holds
        for key in term.keys[1:]:
            holds = holds & held[key].holds
        credit[np.flatnonzero(holds)] += term.weight
    some = np.flatnonzero(credit)
    if len(some) > most:
        some = np.sort(some[np.argpartition(-credit[some], most)[:most]])
    return some


def _gains(corpus: Corpus, held: _Held, term: KeyTerm, candidates: Numbers) -> Gains:
    """What a term adds to the score of each candidate."""
    places = held[term.keys[0]].places_in(candidates)
    for key in term.keys[1:]:
        places = common(places, held[key].places_in(candidates) - 1)
    at = np.searchsorted(candidates, places >> 32)
    often = np.bincount(at, minlength=len(candidates))
    lengths = corpus.lengths(_BODY)[candidates] / corpus.average(_BODY)
    return term.weight * often * (_K1 + 1) / (often + _K1 * (1 - _B + _B * lengths))
