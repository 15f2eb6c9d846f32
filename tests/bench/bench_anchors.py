"""Anchor survival: notes on documents that are revised three times, the truth known.

What counts as surviving, right and wrong is told in `anchor_trials.py`. The revisions go the
program's own way: Markdown, rendered, ids by `lineage.align`, notes placed by `Placing`. Rules were
tuned on seeds 1 to 10, 12, 22, 24, 26, 31 to 33, 41 to 61, 63, 67 to 79, 83 to 85, 89 to 96, 98 to
103, 109, 117, 120 to 124, 126, 132, 133, 136, 143, 149, 154, 160, 169, 186, 187, 195 to 209 and on
1001 to 1024 with 60 passages in each document; the tables give others.
"""

import gzip
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from anchor_drafts import Draft, drafted, read
from anchor_peers import Page, by_quote, by_selectors, selectors
from anchor_revising import EDITS
from anchor_trials import LENGTHS, Fate, Outcome, Story, Unreadable, tell
from harness import PROJECT, Table, Value, corpus

from desktop.library.document import leaves
from desktop.library.reader.anchors import anchors
from desktop.library.reader.placing import Placing
from desktop.library.text.rendering import render

SEEDS = (97,)
TEXTS = 300
NOTES = 500
WAYS = ("ours", "quote with context", "Hypothesis's order")
Counts = Counter[tuple[str, str, Fate, Outcome]]
"""By way, by row of the table, by fate and outcome."""


def tables(work: Path, seeds: Sequence[int] = SEEDS, texts: int = TEXTS) -> list[Table]:
    _ = work
    found: list[Table] = []
    for seed in seeds:
        counts, unread = Counter[tuple[str, str, Fate, Outcome]](), 0
        for number, draft in enumerate(drafts(texts)):
            try:
                story = tell(draft, random.Random(f"{seed}/{number}"))
            except Unreadable:
                unread += 1
                continue
            tried(story, counts)
        found.append(_table(counts, seed, unread))
    return [*found, speed()]


def drafts(texts: int) -> Iterator[Draft]:
    """The sample library's documents, then texts of the corpus, spread over all of it."""
    for path in sorted((PROJECT / "resources" / "sample-library").rglob("*.md")):
        body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        yield read(render(body))
    with gzip.open(corpus("viwiki.jsonl.gz"), "rt", encoding="utf-8") as lines:
        every = [json.loads(line)["text"] for line in lines]
    fit = [text for text in every if 1_500 < len(text) < 20_000]
    for text in fit[:: max(1, len(fit) // texts)][:texts]:
        yield drafted(text)


def tried(story: Story, counts: Counts) -> None:
    """Counts what each way makes of every passage after one edition, after all, and backwards."""
    pages = [Page(document) for document in story.documents]
    last = len(pages) - 1
    for edition in {1, last}:
        lineage = story.versions[: edition + 1]
        placing = Placing(story.documents[edition], lineage)
        for trial in story.trials[edition]:
            rows = [f"after {edition} edition{'s' if edition > 1 else ''}"]
            if edition == last:
                rows += [*(trial.edits or ("untouched",)), trial.passage.length]
            target = trial.passage.target
            kept = selectors(pages[0], target)
            placement = placing.place((target,), 1)
            answers = (
                placement.spans if placement.state == "placed" else (),
                by_quote(kept, pages[edition]),
                by_selectors(kept, pages[edition]),
            )
            for way, spans in zip(WAYS, answers, strict=True):
                outcome = trial.judge(spans)
                counts.update((way, row, trial.fate, outcome) for row in rows)
    _back(story, pages, counts)


def _back(story: Story, pages: Sequence[Page], counts: Counts) -> None:
    """Notes made in the last edition, read in the one before, which knows nothing of the last."""
    last = len(pages) - 1
    before = story.versions[:last]
    placing = Placing(story.documents[last - 1], before)
    for now, other in zip(story.trials[last], story.trials[last - 1], strict=True):
        same = (one for one in (other, *other.readings) if one.whose == now.whose)
        then = replace(next(same, other), readings=())
        if now.fate != "survives" or len(now.truth) > 1 or len(now.words) != len(then.words):
            continue
        (target,) = anchors(story.documents[last], now.truth)
        kept = selectors(pages[last], target)
        placement = placing.place((target,), last + 1)
        answers = (
            placement.spans if placement.state == "placed" else (),
            by_quote(kept, pages[last - 1]),
            by_selectors(kept, pages[last - 1]),
        )
        for way, spans in zip(WAYS, answers, strict=True):
            counts[way, "from a later edition", then.fate, then.judge(spans)] += 1


def _table(counts: Counts, seed: int, unread: int) -> Table:
    names = ["after 1 edition", "after 3 editions", "untouched", *EDITS, *LENGTHS]
    rows = [_row(counts, name) for name in [*names, "from a later edition"]]
    heads = ["right", "tray", "wrong"]
    columns = ["what was done", "survive", *(f"{way}: {head} %" for way in WAYS for head in heads)]
    columns += ["remnants, gone", *(f"{way}: wrong" for way in WAYS)]
    note = "Of the passages that survive in percent; wrong also as a count, in brackets."
    if unread:
        note += f" {unread} documents do not read as they were written and are left out."
    return Table(f"Anchor survival, seed {seed}", columns, rows, note)


def _row(counts: Counts, name: str) -> list[Value]:
    def many(way: str, fates: Sequence[Fate], outcomes: Sequence[Outcome]) -> int:
        return sum(counts[way, name, fate, outcome] for fate in fates for outcome in outcomes)

    every: tuple[Outcome, ...] = ("right", "tray", "wrong")
    alive = many(WAYS[0], ("survives",), every)
    row: list[Value] = [name, alive]
    for way in WAYS:
        right, tray, wrong = (many(way, ("survives",), (one,)) for one in every)
        row += [f"{100 * part / max(1, alive):.1f}" for part in (right, tray)]
        row.append(f"{100 * wrong / max(1, alive):.1f} ({wrong})")
    row.append(many(WAYS[0], ("remnant", "gone"), every))
    return row + [many(way, ("remnant", "gone"), ("wrong",)) for way in WAYS]


def speed() -> Table:
    """500 notes on one document: as it was, and after three revisions; processor time."""
    rows: list[list[Value]] = []
    for number, draft in enumerate(_long_ones()):
        words = sum(len(sentence) for block in draft.blocks() for sentence in block)
        story = tell(draft, random.Random(number), editions=3)
        first = story.documents[0]
        chance = random.Random(number)
        spans = []
        whole = [leaf for leaf in leaves(first) if len(leaf.text) > 20]
        for _ in range(NOTES):
            leaf = chance.choice(whole)
            start = chance.randrange(len(leaf.text) - 10)
            spans.append((leaf.id, start, min(len(leaf.text), start + chance.randint(10, 120))))
        targets = [anchors(first, (span,)) for span in spans]
        for what, document, lineage in (
            ("unchanged", first, ()),
            ("one edition on", story.documents[1], story.versions[:2]),
            ("three editions on", story.documents[3], story.versions),
        ):
            began = time.process_time()
            placing = Placing(document, lineage)
            states = Counter(placing.place(target, 1).state for target in targets)
            spent = (time.process_time() - began) * 1000
            rows.append([f"{words:,} words, {what}", states["placed"], states["review"], spent])
    columns = ["document", "placed", "tray", "ms"]
    return Table(f"Placing {NOTES} notes of one document", columns, rows)


def _long_ones() -> Iterator[Draft]:
    """A document of the usual length and a long one."""
    with gzip.open(corpus("viwiki.jsonl.gz"), "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    for size in (2_000, 8_000):
        yield drafted(min(texts, key=lambda text: abs(len(text.split()) - size)))
