"""Whoosh queries of our own: words side by side, and a word's terms whose scores are kept."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from whoosh import query as wq


class Beside(wq.Query):  # type: ignore[misc]  # Whoosh is untyped
    """Words of one field that stand side by side; the spellings of a word count as one term.

    `gap`: so many other words may stand between each and the next.
    """

    def __init__(
        self, fieldname: str, words: Sequence[Sequence[bytes]], boost: float = 1.0, gap: int = 0
    ) -> None:
        self.fieldname = fieldname
        self.words = tuple(tuple(dict.fromkeys(word)) for word in words)
        self.boost = boost
        self.gap = gap


class Summed(wq.Or):  # type: ignore[misc]  # Whoosh is untyped
    """Any of several terms; it keeps what they score together, for whoever asks with it again.

    8 bytes for each document of the index, for as long as the query is held.
    """

    def __init__(self, terms: Sequence[wq.Term]) -> None:
        super().__init__(terms)
        self.held: dict[str, tuple[object, npt.NDArray[np.float64], int]] = {}
        """By segment: the searcher it was worked out for, scores by document, and `Node.size`."""
