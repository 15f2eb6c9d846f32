"""What a segment keeps of the terms asked for last, so that the next query with them is quicker.

Decoded postings and scores of single terms are kept, never the answer to a query.
"""

from collections import OrderedDict
from threading import Lock
from typing import Final

import numpy as np
import numpy.typing as npt

from index.codec.inverted import Longs
from index.codec.postings import Postings

_BYTES_A_DOCUMENT: Final = 640
_LEAST: Final = 1 << 20
_OVERHEAD: Final = 1000
_COMMON: Final = 4
_BYTES_A_SPREAD: Final = 8  # a document
# Number 4, count 1 or 2, place of its positions 4, score or, of a term that is not scored, place 8.
_BYTES_A_POSTING: Final = 18


class KeptTerm:
    """A term's postings, decoded as far as it was needed, and the scores last worked out for it."""

    __slots__ = ("_places", "common", "postings", "scored", "spread")

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        self.scored: tuple[object, npt.NDArray[np.float64]] | None = None
        self._places: Longs | None = None
        # Whether its scores may be kept by document as well, for many hold it.
        self.common = _COMMON * postings.documents > postings.size
        self.spread: tuple[object, npt.NDArray[np.float64]] | None = None

    def places(self) -> Longs:
        """`Postings.places`, kept: for terms of short fields that are not scored."""
        if self._places is None:
            self._places = self.postings.places()
        return self._places

    def cost(self) -> int:
        """Bytes it takes at most."""
        spread = _BYTES_A_SPREAD * self.postings.size if self.common else 0
        return _OVERHEAD + _BYTES_A_POSTING * self.postings.documents + spread


class KeptTerms:
    """The terms of one segment that were asked for last, within a number of bytes.

    That number follows the documents of the segment, so that an index of many segments keeps no
    more than one of a single segment. Threads may share it.
    """

    def __init__(self, documents: int) -> None:
        self._budget = max(_BYTES_A_DOCUMENT * documents, _LEAST)
        self._terms: OrderedDict[tuple[str, bytes], KeptTerm] = OrderedDict()
        self._held = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._terms)

    def get(self, field: str, term: bytes) -> KeptTerm | None:
        with self._lock:
            found = self._terms.get((field, term))
            if found is not None:
                self._terms.move_to_end((field, term))
            return found

    def put(self, field: str, term: bytes, postings: Postings) -> KeptTerm:
        """Keeps a term, unless it alone would take everything."""
        made = KeptTerm(postings)
        cost = made.cost()
        if cost > self._budget:
            return made
        with self._lock:
            before = self._terms.pop((field, term), None)
            self._held += cost - (before.cost() if before else 0)
            self._terms[field, term] = made
            while self._held > self._budget:
                _, dropped = self._terms.popitem(last=False)
                self._held -= dropped.cost()
        return made
