"""Words of two syllables, by what stands side by side in the library: a title keeps them whole."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from index.errors import IndexFault
from index.vietnamese import canonical, lower

NO_BREAK = "\N{NO-BREAK SPACE}"
_SYLLABLES = re.compile(r"(?<!\S)\W*(\w+)(\W*)(?!\S)")
_SEEN, _SHARE = 3, 0.15
"""How often a pair must stand in the library, and how much that is of its rarer syllable."""
_HELD = 256


class Pairs:
    """Binds the syllables of common pairs. `count` and `beside` are those of the syllable model."""

    def __init__(self, count: Callable[[str], int], beside: Callable[[str, str], int]) -> None:
        self._count = count
        self._beside = beside
        self._held: dict[str, str] = {}

    def bound(self, text: str) -> str:
        """`text` with a no-break space inside each common pair; where two overlap, the closer one.

        As long as before. Syllables with a mark of punctuation between them are no pair. The texts
        asked for last are held, since a card is drawn with every change of its state.
        """
        held = self._held.get(text)
        if held is None:
            if len(self._held) >= _HELD:
                self._held.clear()
            held = self._held[text] = self._bind(text)
        return held

    def _bind(self, text: str) -> str:
        found = list(_SYLLABLES.finditer(text))
        near: list[tuple[float, int]] = []
        for at, (one, other) in enumerate(pairwise(found)):
            if text[one.end(1) : other.start(1)] == " ":
                share = self._share(one[1], other[1])
                if share >= _SHARE:
                    near.append((share, at))
        letters, taken = list(text), set[int]()
        for _, at in sorted(near, key=lambda pair: (-pair[0], pair[1])):
            if not taken & {at, at + 1}:
                taken |= {at, at + 1}
                letters[found[at].end(1)] = NO_BREAK
        return "".join(letters)

    def _share(self, one: str, other: str) -> float:
        first, second = canonical(lower(one)), canonical(lower(other))
        together = self._beside(first, second)
        if together < _SEEN:
            return 0.0
        return together / max(1, min(self._count(first), self._count(second)))


def of_index(folder: Path) -> Pairs | None:
    """The pairs of a finished index; None where its syllable model cannot be read."""
    from index import model  # noqa: PLC0415 - heavy, and titles can be listed before

    try:
        held = model.read(folder)
    except IndexFault:
        return None
    return Pairs(held.count, held.beside)
