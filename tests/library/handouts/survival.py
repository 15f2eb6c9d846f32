"""Whether every word of some documents survives in what was written of them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from desktop.library.document import Document, Node, leaves

_BROKEN = 12
"""Letters of a word from which on a line may be broken within it (an address)."""


def words(text: str) -> list[str]:
    """Letters and figures in runs: a line may be broken at any sign."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", text))


def survive(
    text: str, documents: Iterable[Document], between: int, *, merged: bool = False
) -> None:
    """Asserts that no word is lost, and that each block's words stand in order and together.

    As a multiset: `text` has each word at least as often as the documents do; `merged` if a reader
    of PDFs takes the end of a line and the next one's beginning for one word here and there. In
    order: the blocks follow one another, and within each no more than `between` foreign letters and
    figures (notes' signs; on paper also the foot and head of a page) part its words. Notes may
    stand anywhere.
    """
    found = words(text)
    joined = "".join(found)
    kept = [leaf for one in documents for leaf in _leaves(one)]
    counted = Counter(found)
    wanted = Counter(word for leaf, _ in kept for word in words(leaf.text))
    short = {word: count - counted[word] for word, count in wanted.items() if counted[word] < count}
    lost = {
        word: count
        for word, count in short.items()
        if joined.count(word) < wanted[word] or not (merged or len(word) >= _BROKEN)
    }
    assert not lost, lost
    place = 0
    for leaf, note in kept:
        at = _stands(joined, words(leaf.text), 0 if note else place, between)
        assert at >= 0, leaf.text
        place = place if note else at


def _leaves(document: Document) -> Iterator[tuple[Node, bool]]:
    """Each leaf, and whether it is a note's."""
    for node in document:
        yield from ((leaf, node.kind == "footnotes") for leaf in leaves((node,)))


def _stands(joined: str, some: list[str], start: int, between: int) -> int:
    """Where `some` begin to stand in that order and near enough, from `start` on; -1: nowhere."""
    if not some:
        return start
    begin = joined.find(some[0], start)
    while begin >= 0:
        place, room = begin, between
        for word in some:
            at = joined.find(word, place, place + room + len(word))
            if at < 0:
                break
            room -= at - place
            place = at + len(word)
        else:
            return begin
        begin = joined.find(some[0], begin + 1)
    return -1
