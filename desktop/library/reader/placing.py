"""Where notes stand in a document: in the version they were made in, a later one, or an older one.

A note is placed by itself only where no other place could be meant; everything else is for the
reader to look at. A wrong silent placement is worse than a question.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from desktop.library.document import Block, Document
from desktop.library.editions.records import VersionRecord
from desktop.library.reader.anchors import Anchor, Span
from desktop.library.reader.carrying import LOST, TOGETHER, WHOLLY, Carried, Step, mostly
from desktop.library.reader.wording import Pair
from desktop.library.text.lineage import blocks_of
from desktop.library.text.sentences import Run, Sheet, Writing

LEFT = 2 / 3
"""Least share that is left of the words of a passage's sentences, but for those that are gone."""


class Placement(msgspec.Struct, frozen=True, gc=False):
    """Where the targets of a note stand in a document: all of them (`placed`), or not (`review`).

    `spans` are the sure places, in the order of the targets; a passage that was cut in two has two,
    also one among which others were put.
    `proposals` has for each target its sure place or the best candidate, empty if nothing comes
    near; it may be attached by `anchors(document, spans)`. `changed` is the edition that changed or
    took out what is for review, 0 if that is unknown: a reader who left the note with its old
    passage in that edition or a later one has seen all there is to see. `reworded`: what is placed
    is in a sentence that reads otherwise than when the note was made, were it the same words.
    """

    spans: tuple[Span, ...]
    state: Literal["placed", "review"]
    proposals: tuple[tuple[Span, ...], ...] = ()
    changed: int = 0
    reworded: bool = False


class Placing:
    """Places the notes of one document, which is read once for all of them.

    `lineage` is what `Edition.lineage` gives for the oldest edition that a note was made in; empty
    when no note is older than the document's version. Use from one thread at a time.
    """

    def __init__(self, document: Document, lineage: Sequence[VersionRecord] = ()) -> None:
        self._blocks = blocks_of(document)
        self._texts = {block.id: block.text for block in self._blocks}
        self._lineage = lineage
        self._writing = Writing()
        self._sheets: dict[int, Sheet] = {}
        self._steps: dict[int, Step] = {}
        self._strangers: dict[Block, Step] = {}
        self._known: dict[tuple[tuple[Anchor, ...], int], Placement] = {}

    def place(self, targets: tuple[Anchor, ...], made: int) -> Placement:
        """Where the targets of a note made in edition `made` stand."""
        known = self._known.get((targets, made))
        if known is None:
            found = [self._trace(target, made) for target in targets]
            known = self._known[targets, made] = _placement(found)
        return known

    def _trace(self, target: Anchor, made: int) -> "_Trace":
        span = (target.block, target.start, target.end)
        at = self._version_of(target, made)
        if at is None:
            return self._strange(target)
        if at >= len(self._lineage) - 1:  # nothing to carry it through, so no sentence is read
            return _Trace((span,), sure=True, changed=0)
        spelt = _spelt(self._sheet(at), span)
        of = [self._sheet(at).sentence_at(word) for word in spelt]
        said = _said(self._sheet(at), [span])
        trace = _Trace((span,), sure=True, changed=0, own=list(enumerate(spelt)), of=of)
        while at < len(self._lineage) - 1 and trace.spans:
            at += 1
            trace = self._onward(trace, at)
        reworded = said != _said(self._sheet(at), trace.spans)
        return msgspec.structs.replace(trace, reworded=reworded)

    def _version_of(self, target: Anchor, made: int) -> int | None:
        """Which version a target belongs to: its place in the lineage, None if to no known one.

        The one shown in edition `made`, else the latest that has its block as it was. A later
        edition than is known here may have taken the block's id for another that reads so.
        """
        if not self._lineage:
            return 0 if self._texts.get(target.block) == target.block_text else None
        if made > self._lineage[-1].edition:
            return None
        places = range(len(self._lineage))
        shown = [at for at in places if self._lineage[at].edition <= made]
        for at in (*shown[-1:], *reversed(places)):
            if self._sheet(at).texts.get(target.block) == target.block_text:
                return at
        return None

    def _sheet(self, at: int) -> Sheet:
        """A version's sheet; the present one's is that of the document."""
        if at not in self._sheets:
            present = at >= len(self._lineage) - 1
            blocks = self._blocks if present else self._lineage[at].blocks
            self._sheets[at] = Sheet(blocks, self._writing)
        return self._sheets[at]

    def _onward(self, trace: "_Trace", at: int) -> "_Trace":
        """From the version before the one at `at` in the lineage to that one."""
        if at not in self._steps:
            descents = self._lineage[at].descents
            self._steps[at] = Step(self._sheet(at - 1), self._sheet(at), descents)
        step, edition = self._steps[at], self._lineage[at].edition
        spans, sure, changed = list[Span](), trace.sure, trace.changed
        own, runs, still = list[Pair](), list[Run](), True
        for span in trace.spans:
            words = step.old.words(*span)
            carried = step.carry(words)
            spans += _spans(step, span, carried)
            sure = sure and carried.sure
            still = still and carried.still
            if not carried.sure or not carried.still:
                changed = edition
            if carried.runs:
                own += step.follow(trace.own, words, carried)
                runs += carried.runs
        beyond = trace.beyond
        if not still:
            places, size = _placed(own, runs, step.new)
            sure = sure and _together(own, places, size, trace.of)
            if own:
                beyond = places[0], size - 1 - places[-1]
                sure = sure and not _grown(own, trace.beyond, beyond, len(trace.of))
        return _Trace(tuple(spans), sure, changed, own, trace.of, beyond)

    def _strange(self, target: Anchor) -> "_Trace":
        """A target of a version that is not known here: of a later edition, or another's."""
        present = self._sheet(max(0, len(self._lineage) - 1))
        block = Block(target.block, "", target.block_text)
        if block not in self._strangers:
            self._strangers[block] = Step(Sheet([block], self._writing), present, whole=False)
        step = self._strangers[block]
        span = (target.block, target.start, target.end)
        carried = step.carry(step.old.words(*span))
        spans = _spans(step, span, carried)
        reworded = _said(step.old, [span]) != _said(present, spans)
        return _Trace(spans, carried.sure, 0, reworded=reworded)


class _Trace(msgspec.Struct, frozen=True, gc=False):
    """How far one target was followed.

    `own` is what is left of its words, and `of` has for each of them the sentence that it was in.
    `beyond` says how many words stand before the first and after the last that is left.
    """

    spans: tuple[Span, ...]
    sure: bool
    changed: int
    own: Sequence[Pair] = ()
    of: Sequence[int] = ()
    beyond: tuple[int, int] = (0, 0)
    reworded: bool = False


def place(
    targets: tuple[Anchor, ...],
    document: Document,
    lineage: Sequence[VersionRecord] = (),
    made: int = 0,
) -> Placement:
    """Where one note's `targets` stand in `document`; for more than one note see `Placing`."""
    return Placing(document, lineage).place(targets, made)


def _placement(found: Sequence[_Trace]) -> Placement:
    if len(found) == 1 and found[0].sure and found[0].spans:  # nearly always
        spans = found[0].spans
        return Placement(spans, "placed", (spans,), reworded=found[0].reworded)
    sure = [trace.sure and bool(trace.spans) for trace in found]
    placed = [trace for trace, surely in zip(found, sure, strict=True) if surely]
    lost = [trace for trace, surely in zip(found, sure, strict=True) if not surely]
    return Placement(
        spans=tuple(span for trace in placed for span in trace.spans),
        state="review" if lost else "placed",
        proposals=tuple(trace.spans for trace in found),
        changed=max((trace.changed for trace in lost), default=0),
        reworded=any(trace.reworded for trace in placed),
    )


def _spelt(sheet: Sheet, span: Span) -> list[int]:
    first, end = sheet.words(*span)
    return [at for at in range(first, end) if sheet.spelt((at, at + 1))]


def _said(sheet: Sheet, spans: Iterable[Span]) -> list[str]:
    """What the sentences say that stretches of text are in."""
    over = dict.fromkeys(at for span in spans for at in sheet.over(sheet.words(*span)))
    return [sheet.spoken[at] for at in over]


def _placed(own: Sequence[Pair], runs: Sequence[Run], sheet: Sheet) -> tuple[list[int], int]:
    """Where the words that are left stand among those of their place, and how many these are."""
    places = [0] * len(own)
    size = 0
    for run in runs:
        for number, (_, at) in enumerate(own):
            if at in range(*run):
                places[number] = size + sheet.spelt((run[0], at))
        size += sheet.spelt(run)
    return places, size


def _together(own: Sequence[Pair], places: Sequence[int], size: int, of: Sequence[int]) -> bool:
    """Whether enough is left of a passage's words, and not too much stands among them.

    Each edition may be sure and yet all of them together leave too little. Words that were put in
    the place of its own are counted with these, but for sentences that are gone; more must be its
    own then.
    """
    left = {of[name] for name, _ in own}
    if len(own) < max((1 - LOST) * len(of), LEFT * sum(one in left for one in of)):
        return False
    ends = [
        (-1, -1),
        *((name, at) for (name, _), at in zip(own, places, strict=True)),
        (len(of), size),
    ]
    replaced = sum(
        max(0, min(sum(one in left for one in of[last + 1 : name]), at - place - 1))
        for (last, place), (name, at) in pairwise(ends)
    )
    least = TOGETHER if left.issuperset(of) else WHOLLY
    return mostly(len(own) + replaced, size, least)


def _grown(own: Sequence[Pair], was: Run, now: Run, size: int) -> bool:
    """Whether more words than are gone came to an end of a passage, some of them later."""
    gone = own[0][0], size - 1 - own[-1][0]
    return any(
        0 < former < came and came > lost for former, came, lost in zip(was, now, gone, strict=True)
    )


def _spans(step: Step, span: Span, carried: Carried) -> tuple[Span, ...]:
    """The stretches of text that a span became; where its words stand still, letter for letter."""
    block, start, end = span
    spans = tuple(place for run in carried.runs for place in step.new.spans(run))
    if not carried.still or len(spans) != 1:
        return spans
    (before,) = step.old.spans(step.old.words(*span))
    ((name, first, last),) = spans
    kept = (first - (before[1] - start), last + (end - before[2]))
    was, now = step.old.texts[block][start:end], step.new.texts[name][kept[0] : kept[1]]
    return ((name, *kept),) if was == now else spans
