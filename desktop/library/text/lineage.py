"""Carries block ids from one version of a briefing to the next.

A block keeps its id while it is the same block: unchanged in its place, moved whole, or reworded
between the same neighbours. What was cut in two or joined gets a line of lineage. Formulaic texts
are full of lookalikes, so nothing is carried on likeness alone: a reworded block must stand in the
same gap between unchanged ones, and a moved one must be the only block of its wording.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from desktop.library.document import LEAVES, Block, Descent, Document, Node

REWORDED = 60.0
"""Least likeness (`fuzz.ratio`, 0-100) of a reworded block to the one in its place."""
CONTAINED = 92.0
"""Least likeness of a part to the stretch of the block that it came from."""
SHORTEST_PART = 24
"""Code points; shorter texts stand in too many blocks to tell where they came from."""


class Aligned(msgspec.Struct, frozen=True):
    """Ids for each new leaf in order, and the descent of those cut or joined."""

    ids: tuple[str, ...]
    descents: tuple[Descent, ...]


def blocks_of(document: Document) -> tuple[Block, ...]:
    """The leaves as blocks."""
    return tuple(_blocks(document))


def with_ids(document: Document, ids: Sequence[str]) -> Document:
    """`document` with `ids` given to its leaves in reading order."""
    rest = iter(ids)

    def named(node: Node) -> Node:
        if node.kind in LEAVES:
            return msgspec.structs.replace(node, id=next(rest))
        if not node.children:
            return node
        return msgspec.structs.replace(node, children=tuple(map(named, node.children)))

    return tuple(map(named, document))


def new_id(taken: set[str], text: str) -> str:
    """An id of ten hexadecimal digits for a block that reads `text`, added to `taken`.

    It follows from what was taken before, so that a workspace gives the same ids wherever it is
    built; it tells nothing of the block, which keeps it when its text changes.
    """
    turn = len(taken)
    while (fresh := hashlib.sha256(f"{turn} {text}".encode()).hexdigest()[:10]) in taken:
        turn += 1
    taken.add(fresh)
    return fresh


def align(old: Sequence[Block], new: Sequence[Block], taken: set[str]) -> Aligned:
    """Ids for the blocks `new` (theirs are not looked at), inherited from `old` where they may be.

    `taken` holds every id that the briefing ever used; fresh ones are added to it.
    """
    ids: list[str] = [""] * len(new)
    gaps = _keep_unchanged(old, new, ids)
    left = _keep_moved(old, new, ids)
    for old_range, new_range in gaps:
        _keep_reworded(old, new, ids, left, (old_range, new_range))
    survivors = {kept for kept in ids if kept}
    ids = [kept or new_id(taken, block.text) for kept, block in zip(ids, new, strict=True)]
    return Aligned(tuple(ids), tuple(_descents(old, new, ids, survivors)))


def _blocks(nodes: Sequence[Node]) -> list[Block]:
    found: list[Block] = []
    for node in nodes:
        if node.kind in LEAVES:
            found.append(Block(node.id, node.kind, node.text))
        found += _blocks(node.children)
    return found


Gap = tuple[range, range]


def _keep_unchanged(old: Sequence[Block], new: Sequence[Block], ids: list[str]) -> list[Gap]:
    """Keeps the longest common sequence; returns the gaps that it leaves on both sides."""
    numbers: dict[tuple[str, str], int] = {}
    sequences = [
        [numbers.setdefault((block.kind, block.text), len(numbers)) for block in blocks]
        for blocks in (old, new)
    ]
    gaps: list[Gap] = []
    before = (0, 0)
    for step in Indel.opcodes(*sequences):
        if step.tag != "equal":
            continue
        gaps.append((range(before[0], step.src_start), range(before[1], step.dest_start)))
        for offset in range(step.src_end - step.src_start):
            ids[step.dest_start + offset] = old[step.src_start + offset].id
        before = (step.src_end, step.dest_end)
    gaps.append((range(before[0], len(old)), range(before[1], len(new))))
    return gaps


def _keep_moved(old: Sequence[Block], new: Sequence[Block], ids: list[str]) -> set[str]:
    """Keeps blocks moved whole, where the wording is unique on both sides; returns the ids left."""
    kept = set(ids)
    old_counts = Counter(block.text for block in old)
    new_counts = Counter(block.text for block in new)
    places = {block.text: block for block in old if block.id not in kept}
    for position, block in enumerate(new):
        source = places.get(block.text)
        alone = old_counts[block.text] == new_counts[block.text] == 1
        if not ids[position] and source and alone and source.kind == block.kind and block.text:
            ids[position] = source.id
            kept.add(source.id)
    return {block.id for block in old if block.id not in kept}


def _keep_reworded(
    old: Sequence[Block], new: Sequence[Block], ids: list[str], left: set[str], gap: Gap
) -> None:
    """Keeps, in one gap, pairs in order that are each other's best likeness."""
    sources = [old[i] for i in gap[0] if old[i].id in left]
    targets = [j for j in gap[1] if not ids[j]]
    if len(sources) * len(targets) > 250_000:
        return
    pairs = [
        (score, -i, -j)
        for i, source in enumerate(sources)
        for j in targets
        if source.kind == new[j].kind
        and (score := fuzz.ratio(source.text, new[j].text, score_cutoff=REWORDED))
    ]
    taken: list[tuple[int, int]] = []
    for _score, minus_i, minus_j in sorted(pairs, reverse=True):
        i, j = -minus_i, -minus_j
        if all((i < i2 and j < j2) or (i > i2 and j > j2) for i2, j2 in taken):
            taken.append((i, j))
            ids[j] = sources[i].id
            left.discard(sources[i].id)


def _descents(
    old: Sequence[Block], new: Sequence[Block], ids: Sequence[str], survivors: set[str]
) -> list[Descent]:
    """Fresh blocks that are a part of an old one, and lost blocks that are a part of a new one."""
    former = {block.id: block.text for block in old}
    present = {given: block.text for given, block in zip(ids, new, strict=True)}
    changed = [
        Block(given, block.kind, block.text)
        for given, block in zip(ids, new, strict=True)
        if former.get(given) != block.text
    ]
    altered = [block for block in old if present.get(block.id) != block.text]
    split = [
        Descent(block.id, origin, "split")
        for block in changed
        if block.id not in survivors and (origin := _home(block, altered, present))
    ]
    merged = [
        Descent(home, block.id, "merged")
        for block in altered
        if block.id not in survivors and (home := _home(block, changed, former))
    ]
    return split + merged


def _home(part: Block, wholes: Sequence[Block], otherwise: Mapping[str, str]) -> str:
    """The id of the one whole that `part` stands in; empty if none or more than one could be.

    `otherwise` are the texts of the other version by id: a whole that holds the part there too is
    only alike.
    """
    if len(part.text) < SHORTEST_PART:
        return ""
    homes = [whole.id for whole in wholes if _holds(whole.text, part.text)]
    if len(homes) != 1 or _holds(otherwise.get(homes[0], ""), part.text):
        return ""
    return homes[0]


def _holds(whole: str, part: str) -> bool:
    return len(whole) >= len(part) and fuzz.partial_ratio(part, whole) >= CONTAINED
