"""Two versions of a briefing side by side: what stayed, was reworded, moved, added or taken out.

Which block became which is told by the lineage alone: by block ids, and by the lines of descent of
all versions in between, so that any two versions can be compared. Words are compared only within
what belongs together (`text/difference.py`).
"""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from desktop.library.text.difference import Piece, difference, read_back
from desktop.library.text.lineage import Block, Descent

State = Literal["same", "changed", "split", "joined", "moved", "left", "added", "removed"]
"""`left` is where a moved passage stood; `moved` is where it stands now."""
_NOT_OLD: tuple[State, ...] = ("moved", "added")
_NOT_NEW: tuple[State, ...] = ("left", "removed")


class Passage(msgspec.Struct, frozen=True):
    """One block, or blocks that one was cut into or joined from.

    `block` is its id in the newer version; for what is not there any more, the one that it stood
    after. `kind` is the block's.
    """

    state: State
    kind: str
    block: str
    pieces: tuple[Piece, ...]


class Comparison(msgspec.Struct, frozen=True):
    """Two versions compared, in the newer one's order; what went stands where it had stood."""

    title: tuple[Piece, ...]
    passages: tuple[Passage, ...]

    @property
    def counts(self) -> Counter[State]:
        """How many passages there are of each state."""
        return Counter(passage.state for passage in self.passages)

    def old(self) -> list[str]:
        """The older version's blocks."""
        return self._texts("old", _NOT_OLD)

    def new(self) -> list[str]:
        """The newer version's blocks."""
        return self._texts("new", _NOT_NEW)

    def _texts(self, side: Literal["old", "new"], without: tuple[State, ...]) -> list[str]:
        held = [passage for passage in self.passages if passage.state not in without]
        return [text for passage in held for text in read_back(passage.pieces, side)]


class Unit(msgspec.Struct, frozen=True):
    """What belongs together: places among the old and among the new blocks, without gaps."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def compare(
    old: Sequence[Block],
    new: Sequence[Block],
    descents: Iterable[Descent],
    titles: tuple[str, str] = ("", ""),
) -> Comparison:
    """`old` against `new`; `descents` are those of every version after the old up to the new."""
    units = _units(old, new, descents)
    moved = _moved(units)
    passages = tuple(_passages(old, new, units, moved))
    return Comparison(difference([titles[0]], [titles[1]]), passages)


def _units(old: Sequence[Block], new: Sequence[Block], descents: Iterable[Descent]) -> list[Unit]:
    """Every block of both sides once, in the order of the new ones, then what has none there."""
    olds = {block.id: place for place, block in enumerate(old)}
    news = {block.id: place for place, block in enumerate(new)}
    found = families(olds, news, descents)
    units: list[Unit] = []
    for family in found:
        if _stand_together(family, old, new):
            units.append(family)
        else:
            units += _parted(family, old, news)
    return sorted(units, key=lambda unit: (not unit.new, unit.new or unit.old))


def families(
    olds: Mapping[str, int], news: Mapping[str, int], descents: Iterable[Descent]
) -> list[Unit]:
    """What is bound by an id or a line of descent, directly or through versions in between."""
    onward, back = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for descent in descents:
        onward[descent.origin].add(descent.block)
        back[descent.block].add(descent.origin)
    bonds = defaultdict[tuple[str, int], set[tuple[str, int]]](set)

    def bind(before: str, after: str) -> None:
        ends = ("old", olds[before]), ("new", news[after])
        bonds[ends[0]].add(ends[1])
        bonds[ends[1]].add(ends[0])

    for block in olds:
        for after in {block} if block in news else _reached(block, onward, news):
            bind(block, after)
    for block in news:
        for before in () if block in olds else _reached(block, back, olds):
            bind(before, block)
    everything = [("old", at) for at in olds.values()] + [("new", at) for at in news.values()]
    return list(_bound(everything, bonds))


def _bound(
    everything: Iterable[tuple[str, int]],
    bonds: Mapping[tuple[str, int], set[tuple[str, int]]],
) -> Iterator[Unit]:
    """The connected parts."""
    seen: set[tuple[str, int]] = set()
    for start in everything:
        if start in seen:
            continue
        seen.add(start)
        waiting, part = [start], [start]
        while waiting:
            for other in bonds.get(waiting.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    part.append(other)
                    waiting.append(other)
        yield Unit(*(tuple(sorted(at for s, at in part if s == side)) for side in ("old", "new")))


def _reached(block: str, ways: Mapping[str, set[str]], wanted: Mapping[str, int]) -> set[str]:
    """The nearest blocks of the other version along lines of descent."""
    found: set[str] = set()
    seen, waiting = {block}, [block]
    while waiting:
        for other in ways.get(waiting.pop(), ()):
            if other in wanted:
                found.add(other)
            elif other not in seen:
                seen.add(other)
                waiting.append(other)
    return found


def _stand_together(family: Unit, old: Sequence[Block], new: Sequence[Block]) -> bool:
    whole = all(
        not side or side[-1] - side[0] + 1 == len(side) for side in (family.old, family.new)
    )
    kinds = {old[at].kind for at in family.old} | {new[at].kind for at in family.new}
    return whole and len(kinds) == 1


def _parted(family: Unit, old: Sequence[Block], news: Mapping[str, int]) -> Iterator[Unit]:
    """The same blocks one by one: those that kept their id in pairs, the others alone."""
    kept: set[int] = set()
    for at in family.old:
        after = news.get(old[at].id)
        if after is None:
            yield Unit((at,), ())
        else:
            kept.add(after)
            yield Unit((at,), (after,))
    yield from (Unit((), (at,)) for at in family.new if at not in kept)


def _moved(units: Sequence[Unit]) -> set[Unit]:
    """Those that left the order: all but the longest sequence that kept it."""
    both = [unit for unit in units if unit.old and unit.new]
    tails: list[int] = []
    ends: list[Unit] = []
    before: dict[Unit, Unit | None] = {}
    for unit in both:
        at = bisect_left(tails, unit.old[0])
        tails[at : at + 1] = [unit.old[0]]
        ends[at : at + 1] = [unit]
        before[unit] = ends[at - 1] if at else None
    steady: set[Unit] = set()
    last = ends[-1] if ends else None
    while last is not None:
        steady.add(last)
        last = before[last]
    return set(both) - steady


def _passages(
    old: Sequence[Block], new: Sequence[Block], units: Sequence[Unit], moved: set[Unit]
) -> Iterator[Passage]:
    left = (unit for unit in units if unit.old and (not unit.new or unit in moved))
    gone = deque(sorted(left, key=lambda unit: unit.old))
    block = new[0].id if new else ""
    waiting: list[Passage] = []
    for unit in (*(unit for unit in units if unit.new), None):
        if unit is not None and (unit in moved or not unit.old):
            waiting.append(_passage(old, new, unit, new[unit.new[0]].id, moved))
            continue
        while gone and (unit is None or gone[0].old < unit.old):
            former = gone.popleft()
            texts = [old[at].text for at in former.old]
            state: State = "left" if former.new else "removed"
            pieces = difference(texts, texts) if former.new else _wholly("removed", texts)
            yield Passage(state, old[former.old[0]].kind, block, pieces)
        yield from waiting
        waiting.clear()
        if unit is not None:
            block = new[unit.new[-1]].id
            yield _passage(old, new, unit, new[unit.new[0]].id, moved)


def _passage(
    old: Sequence[Block], new: Sequence[Block], unit: Unit, block: str, moved: set[Unit]
) -> Passage:
    texts = [new[at].text for at in unit.new]
    kind = new[unit.new[0]].kind
    if not unit.old:
        return Passage("added", kind, block, _wholly("added", texts))
    former = [old[at].text for at in unit.old]
    state: State = "changed"
    if unit in moved:
        state = "moved"
    elif former == texts:
        state = "same"
    elif len(texts) > len(former) == 1:
        state = "split"
    elif len(former) > len(texts) == 1:
        state = "joined"
    return Passage(state, kind, block, difference(former, texts))


def _wholly(change: Literal["removed", "added"], texts: Sequence[str]) -> tuple[Piece, ...]:
    """Blocks that have nothing on the other side, with the ends between them."""
    pieces: list[Piece] = []
    for at, text in enumerate(texts):
        if at:
            pieces.append(Piece(change, "", cut=True))
        if text:
            pieces.append(Piece(change, text))
    return tuple(pieces)
