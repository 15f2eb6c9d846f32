"""Two texts word by word: what stays, what goes, what is new; both can be read back.

Words are aligned by their longest common sequence (Indel), then settled for the eye: what stays
between two changes and is no longer than either joins them, as in the semantic clean-up of
Fraser's diff-match-patch. Texts too long for that are aligned by sentences first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec
from rapidfuzz.distance import Indel

Change = Literal["same", "removed", "added"]
Token = str | None
"""A word, a sign or white space; None where one block ends and the next begins."""

CELLS = 100_000_000
"""Most pairs of tokens that are aligned at once: 13 MB, some milliseconds."""
_TOKENS = re.compile(r"\s+|\w[\w\u0300-\u036f]*(?:[./,–-]\w+)*|.", re.DOTALL)
_WORD = re.compile(r"\w")
_ENDS = frozenset(".;:?!…\n")


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text that stays, goes or is new; `cut` is the end of a block, without text."""

    change: Change
    text: str
    cut: bool = False


class _Hunk:
    """What stands in the old text and what in the new one at the same place."""

    def __init__(self, old: Sequence[Token], new: Sequence[Token], *, equal: bool) -> None:
        self.old = list(old)
        self.new = list(new)
        self.equal = equal
        self.sizes = [_size(old), _size(new)]

    @property
    def size(self) -> int:
        return max(self.sizes)

    def take(self, other: "_Hunk") -> None:
        """Joins what follows to this one."""
        self.old += other.old
        self.new += other.new
        self.equal = self.equal and other.equal
        self.sizes = [mine + more for mine, more in zip(self.sizes, other.sizes, strict=True)]


def difference(old: Sequence[str], new: Sequence[str]) -> tuple[Piece, ...]:
    """The texts of some blocks against those of the blocks that stand in their place."""
    made: list[Piece] = []
    for hunk in _settled(_hunks(_tokens(old), _tokens(new))):
        if hunk.equal:
            made += _pieces("same", hunk.old)
        else:
            made += _pieces("removed", hunk.old)
            made += _pieces("added", hunk.new)
    return tuple(made)


def read_back(pieces: Iterable[Piece], side: Literal["old", "new"]) -> list[str]:
    """The texts of one side's blocks, as `difference` was given them; one at least."""
    left_out = "added" if side == "old" else "removed"
    texts = [""]
    for piece in pieces:
        if piece.change == left_out:
            continue
        if piece.cut:
            texts.append("")
        else:
            texts[-1] += piece.text
    return texts


def shortened(pieces: Sequence[Piece], around: int = 90) -> tuple[Piece, ...]:
    """`pieces` with at most `around` characters of what stays on each side of a change."""
    made: list[Piece] = []
    for at, piece in enumerate(pieces):
        if piece.change != "same" or len(piece.text) <= 3 * around:
            made.append(piece)
            continue
        head = piece.text[:around].rsplit(" ", 1)[0] + " " if at else ""
        tail = " " + piece.text[-around:].split(" ", 1)[-1] if at + 1 < len(pieces) else ""
        if not head and not tail:
            head = piece.text[: 2 * around].rsplit(" ", 1)[0] + " "
        made.append(Piece("same", f"{head}…{tail}"))
    return tuple(made)


def _tokens(texts: Sequence[str]) -> list[Token]:
    found: list[Token] = []
    for at, text in enumerate(texts):
        if at:
            found.append(None)
        found += _TOKENS.findall(text)
    return found


def _hunks(old: list[Token], new: list[Token]) -> Iterator[_Hunk]:
    """Stretches that are equal and stretches that are not, in order."""
    if len(old) * len(new) <= CELLS:
        for source, target, equal in _aligned(old, new):
            yield _Hunk(old[source], new[target], equal=equal)
        return
    olds, news = _sentences(old), _sentences(new)
    if len(olds) * len(news) > CELLS:
        yield _Hunk(old, new, equal=False)
        return
    for source, target, equal in _aligned(olds, news):
        before = [token for sentence in olds[source] for token in sentence]
        after = [token for sentence in news[target] for token in sentence]
        if equal or len(before) * len(after) > CELLS:
            yield _Hunk(before, after, equal=equal)
        else:
            yield from _hunks(before, after)


def _aligned(old: Sequence[object], new: Sequence[object]) -> Iterator[tuple[slice, slice, bool]]:
    numbers: dict[object, int] = {}
    sequences = [[numbers.setdefault(one, len(numbers)) for one in side] for side in (old, new)]
    for step in Indel.opcodes(*sequences):
        source = slice(step.src_start, step.src_end)
        yield source, slice(step.dest_start, step.dest_end), step.tag == "equal"


def _sentences(tokens: list[Token]) -> list[tuple[Token, ...]]:
    found: list[tuple[Token, ...]] = []
    start = 0
    for at, token in enumerate(tokens, 1):
        if token is None or token in _ENDS:
            found.append(tuple(tokens[start:at]))
            start = at
    if start < len(tokens):
        found.append(tuple(tokens[start:]))
    return found


def _settled(hunks: Iterable[_Hunk]) -> list[_Hunk]:
    """Joins neighbours of one kind, and changes that hardly anything parts."""
    kept: list[_Hunk] = []
    for hunk in hunks:
        if kept and kept[-1].equal == hunk.equal:
            kept[-1].take(hunk)
        else:
            kept.append(hunk)
        while len(kept) > 2 and not kept[-1].equal and _parts_little(*kept[-3:]):
            last, between = kept.pop(), kept.pop()
            kept[-1].take(between)
            kept[-1].take(last)
    return kept


def _parts_little(before: _Hunk, between: _Hunk, after: _Hunk) -> bool:
    if None in between.old:
        return False
    if not any(_WORD.match(token) for token in between.old if token):
        return True
    return between.size <= before.size and between.size <= after.size


def _size(tokens: Sequence[Token]) -> int:
    return sum(len(token) for token in tokens if token)


def _pieces(change: Change, tokens: Sequence[Token]) -> Iterator[Piece]:
    words: list[str] = []
    for token in tokens:
        if token is not None:
            words.append(token)
            continue
        if words:
            yield Piece(change, "".join(words))
            words = []
        yield Piece(change, "", cut=True)
    if words:
        yield Piece(change, "".join(words))
