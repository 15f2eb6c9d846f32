"""A Whoosh query of our own: words side by side, each in any of several spellings."""

from collections.abc import Sequence

from whoosh import query as wq


class Beside(wq.Query):  # type: ignore[misc]  # Whoosh is untyped
    """Words of one field that stand side by side; the spellings of a word count as one term."""

    def __init__(
        self, fieldname: str, words: Sequence[Sequence[bytes]], boost: float = 1.0
    ) -> None:
        self.fieldname = fieldname
        self.words = tuple(tuple(dict.fromkeys(word)) for word in words)
        self.boost = boost
