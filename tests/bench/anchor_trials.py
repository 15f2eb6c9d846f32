"""Passages of revised documents, and what a way of finding them again made of each.

A passage **survives** when at least two thirds of its own words are still there and stand together:
from the first to the last of them at least two thirds of the words are the passage's own or were
put in the place of its own. It may then stand in two blocks. Of a **remnant** less is left, or it
is scattered; what is **gone** has no word left.

Passages are marked as a pen falls: every letter of a document is as likely to be in one.

The truth of a passage is the text from the first to the last of its surviving words, those put in
the place of its own included. A placement is **right** when it and the truth agree to 80 % of their
characters (intersection over union), or when neither end is more than one word off and it covers
half of the truth, or when it covers two thirds of the passage's words and little else; on a
remnant, when 80 % of what it covers are the passage's words, or when it is half of the truth or
more and nothing else: what is left, and what was put in its words' place. Any other placement is
**wrong**. What is not placed is for the **tray**.

The truth is what a reader of both editions could know, who sees nothing of what was done between
them. A lookalike that stands beside what its original stood beside is the original reworded, when
this is gone, and also when this went off: what has more of the old neighbours beside it, and is
itself at least as like what stood between them, is the passage, for nothing in either text says
otherwise. So is an exact copy when its original is gone or reads otherwise now, unless this keeps
more of the neighbours.

Where an edition puts an exact copy right beside its original, in the same block, the text is the
same whichever of them came first, and no way of finding could know. Such a passage has a truth for
each **reading**: it survives if it does in one, and is placed right if it is in one.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from anchor_drafts import Draft, Word, said
from anchor_revising import EDITS, numbered, revise

from desktop.library.document import Block, Document, leaves
from desktop.library.editions.records import VersionRecord
from desktop.library.reader.anchors import Anchor, Span, anchors
from desktop.library.text.lineage import align, blocks_of, with_ids
from desktop.library.text.rendering import render

Fate = Literal["survives", "remnant", "gone"]
FATES: tuple[Fate, ...] = ("survives", "remnant", "gone")
Outcome = Literal["right", "tray", "wrong"]
TOGETHER = 2 / 3
AGREES = 0.8
PASSAGES = 12
LENGTHS = ("word", "phrase", "sentence", "two sentences", "block")
_OFTEN = (15, 30, 30, 15, 10)


class Unreadable(Exception):
    """The rendered document does not read as its draft does."""


@dataclass
class Passage:
    """`whose` are the numbers of its words."""

    length: str
    whose: frozenset[int]
    target: Anchor


@dataclass
class Trial:
    """A passage in one edition: what was done to it so far, what is left of it and where."""

    passage: Passage
    edits: tuple[str, ...]
    fate: Fate
    truth: tuple[Span, ...]
    words: tuple[Span, ...]
    """Each of its words that is left."""

    near: tuple[frozenset[tuple[str, int]], frozenset[tuple[str, int]]] = (frozenset(), frozenset())
    """Where it may start and where it may end: at its own ends and a word off."""
    whose: frozenset[int] = frozenset()
    readings: tuple["Trial", ...] = ()
    """Its other readings, none of them with a better fate."""

    def _nearly(self, spans: Sequence[Span]) -> bool:
        placed, truth = _letters(spans), _letters(self.truth)
        mine = _covered(spans, self.words)
        if mine >= AGREES * len(placed) and mine >= TOGETHER * len(_letters(self.words)):
            return True
        ends = spans[0][:2] in self.near[0] and (spans[-1][0], spans[-1][2]) in self.near[1]
        return ends and 2 * len(placed & truth) >= len(truth)

    def judge(self, spans: Sequence[Span]) -> Outcome:
        """`spans` is where it was placed; none for the tray."""
        if not spans:
            return "tray"
        if any(other.judge(spans) == "right" for other in self.readings):
            return "right"
        placed, truth = _letters(spans), _letters(self.truth)
        if self.fate == "survives":
            agree = len(placed & truth) >= AGREES * len(placed | truth) or self._nearly(spans)
        elif self.fate == "remnant":
            own = _covered(spans, self.words) >= AGREES * len(placed)
            agree = own or (placed <= truth and 2 * len(placed) >= len(truth))
        else:
            agree = False
        return "right" if agree else "wrong"


@dataclass
class Story:
    """A document through its editions, the first with passages marked in it."""

    versions: list[VersionRecord] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    trials: list[list[Trial]] = field(default_factory=list)
    """By edition; the first is where the passages were marked."""


def tell(draft: Draft, chance: random.Random, editions: int = 3) -> Story:
    """Marks passages in `draft` and revises it. Raises: Unreadable."""
    story, taken = Story(), set[str]()
    numbered(draft, chance)
    _publish(story, draft, taken)
    marked = list(_mark(draft, story.documents[0], chance))
    draft.touched.clear()
    story.trials.append(_trials(draft, story.documents[0], marked))
    for _ in range(editions):
        revise(draft, chance)
        _publish(story, draft, taken)
        story.trials.append(_trials(draft, story.documents[-1], marked))
    return story


def _publish(story: Story, draft: Draft, taken: set[str]) -> None:
    """What `build` does: rendered, given its ids, kept as a version."""
    document = render(draft.markdown())
    if [leaf.text for leaf in leaves(document)] != [said(block) for block in draft.blocks()]:
        raise Unreadable
    old: Sequence[Block] = story.versions[-1].blocks if story.versions else ()
    aligned = align(old, blocks_of(document), taken)
    document = with_ids(document, aligned.ids)
    number = len(story.versions) + 1
    story.versions.append(VersionRecord(number, number, "", blocks_of(document), aligned.descents))
    story.documents.append(document)


def _mark(draft: Draft, document: Document, chance: random.Random) -> Iterator[Passage]:
    ids = [leaf.id for leaf in leaves(document)]
    blocks = [(ids[at], block) for at, block in enumerate(draft.blocks()) if said(block)]
    for _ in range(PASSAGES):
        (length,) = chance.choices(LENGTHS, _OFTEN)
        ((block, sentences),) = chance.choices(blocks, [len(said(block)) for _, block in blocks])
        words = [word for sentence in sentences for word in sentence]
        (at,) = chance.choices(range(len(sentences)), [len(one) for one in sentences])
        some = sentences[at : at + (2 if length == "two sentences" else 1)]
        chosen = [word for sentence in some for word in sentence]
        if length == "block":
            chosen = words
        elif length in ("word", "phrase"):
            many = chance.randint(1, 2) if length == "word" else chance.randint(3, 8)
            start = chance.randint(0, max(0, len(chosen) - many))
            chosen = chosen[start : start + many]
        spans = [span for word, span in _spans(words, block) if any(word is one for one in chosen)]
        whole = (block, spans[0][1], spans[-1][2])
        (target,) = anchors(document, (whole,))
        yield Passage(length, frozenset(word.whose for word in chosen), target)


def _spans(words: Sequence[Word], block: str) -> Iterator[tuple[Word, Span]]:
    start = 0
    for word in words:
        yield word, (block, start, start + len(word.text))
        start += len(word.text) + 1


def _trials(draft: Draft, document: Document, marked: Sequence[Passage]) -> list[Trial]:
    placed = [
        pair
        for leaf, block in zip(leaves(document), draft.blocks(), strict=True)
        for pair in _spans([word for sentence in block for word in sentence], leaf.id)
    ]
    return [_read(draft, passage, placed) for passage in marked]


def _read(draft: Draft, passage: Passage, placed: Sequence[tuple[Word, Span]]) -> Trial:
    """The trial of the reading with the best fate, the first of them, with the others."""
    whose = [passage.whose]
    for twins in draft.twins:
        whose += [frozenset(twins.get(one, one) for one in some) for some in whose]
    readings = [_trial(draft, passage, some, placed) for some in dict.fromkeys(whose)]
    best, *others = sorted(readings, key=lambda trial: FATES.index(trial.fate))
    return replace(best, readings=tuple(others))


def _trial(
    draft: Draft, passage: Passage, whose: frozenset[int], placed: Sequence[tuple[Word, Span]]
) -> Trial:
    here = [at for at, (word, _) in enumerate(placed) if word.whose in whose]
    own = {placed[at][0].whose for at in here if placed[at][0].own}
    done = {edit for whose in passage.whose for edit in draft.touched.get(whose, ())}
    edits = tuple(edit for edit in EDITS if edit in done)
    if not own:
        return Trial(passage, edits, "gone", (), (), whose=whose)
    words = tuple(placed[at][1] for at in here)
    together = len(here) >= TOGETHER * (here[-1] - here[0] + 1)
    survives = together and len(own) >= TOGETHER * len(whose)
    truth = _joined(span for _, span in placed[here[0] : here[-1] + 1])
    starts = frozenset(span[:2] for _, span in placed[max(0, here[0] - 1) : here[0] + 2])
    ends = frozenset(
        (name, end) for _, (name, _, end) in placed[max(0, here[-1] - 1) : here[-1] + 2]
    )
    fate: Fate = "survives" if survives else "remnant"
    return Trial(passage, edits, fate, truth, words, (starts, ends), whose)


def _joined(spans: Iterator[Span]) -> tuple[Span, ...]:
    """The stretches of text from the first to the last span, one for each block."""
    found: dict[str, tuple[int, int]] = {}
    for block, start, end in spans:
        found[block] = (found.get(block, (start, end))[0], end)
    return tuple((block, *ends) for block, ends in found.items())


def _letters(spans: Sequence[Span]) -> set[tuple[str, int]]:
    return {(block, at) for block, start, end in spans for at in range(start, end)}


def _covered(spans: Sequence[Span], words: Sequence[Span]) -> int:
    """How many characters of `spans` are in `words` or in the blank after one of them."""
    return len(_letters(spans) & _letters([(block, start, end + 1) for block, start, end in words]))
