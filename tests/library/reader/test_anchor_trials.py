"""The bench that measures anchoring knows what became of a passage, and notes survive it."""

import random
from collections import Counter
from pathlib import Path

import pytest
from anchor_drafts import Word, drafted, read
from anchor_revising import succeed
from anchor_trials import tell

from desktop.library.reader.placing import Placing
from desktop.library.text.rendering import render
from tests.library.reader.passages import ALIKE, ASKED, LITTLE, NOW, A, B, C

SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "sample-library"


@pytest.mark.parametrize(
    ("copied", "reads", "now", "heir"),
    [
        (ALIKE, ASKED, "A copy B C it", False),
        (ALIKE, LITTLE, "A copy B C it", True),
        (ALIKE, "", "A copy B C", True),
        (ALIKE, "", "A B C copy", False),
        (ALIKE + " Nay.", "", "A copy B C", True),
        (ASKED, NOW, "A copy B C it", True),
        (ASKED, NOW, "A it copy B C", True),
        (ASKED, NOW, "A it B C copy", False),
        (ASKED, "", "A B C copy", True),
        (ASKED, NOW, "C copy it B A", True),
    ],
    ids=[
        *("went off as it was", "went off and is less like it", "gone", "gone, a lookalike away"),
        *("gone, a longer lookalike", "went off reworded", "reworded beside a copy"),
        *("reworded in its place", "gone, a copy away", "reworded beside a copy, elsewhere"),
    ],
)
def test_the_heir_in_the_bench_is_what_a_reader_of_both_editions_takes_for_the_sentence(
    copied: str, reads: str, now: str, heir: bool
) -> None:
    draft = drafted(f"{A} {ASKED} {B} {C}")
    (block,) = draft.blocks()
    sentence, order = block[1], [id(one) for one in block]
    whose = {word.whose for word in sentence}
    before = {id(sentence): (sentence, ASKED, [word.whose for word in sentence])}
    copy = [Word(word, next(draft.numbers)) for word in copied.split()]
    draft.copies.append((sentence, copy))
    named = {"A": block[0], "it": sentence, "B": block[2], "C": block[3], "copy": copy}
    block[:] = [named[name] for name in now.split()]
    words = zip(reads.split(), sentence, strict=False)
    sentence[:] = [Word(text, old.whose) for text, old in words]
    succeed(draft, before, order)
    assert any(word.whose in whose for word in copy) is heir
    assert any(word.whose in whose for word in sentence) is (not heir and reads != "")


@pytest.mark.parametrize("copied", [ALIKE, ASKED])
@pytest.mark.parametrize("first", [ASKED, NOW])
def test_a_copy_of_another_that_was_much_like_it_is_the_sentence_in_its_place(
    copied: str, first: str
) -> None:
    draft = drafted(f"{first} {A} {B} {ASKED} {C}")
    (block,) = draft.blocks()
    order = [id(one) for one in block]
    before = {
        id(one): (one, " ".join(word.text for word in one), [word.whose for word in one])
        for one in block
    }
    other, sentence = block[0], block[3]
    whose, others = ({word.whose for word in one} for one in (sentence, other))
    copy = [Word(word, next(draft.numbers)) for word in copied.split()]
    draft.copies.append((other, copy))
    block[3] = copy
    succeed(draft, before, order)
    assert any(word.whose in whose for word in copy)
    assert {word.whose for word in other} == others


@pytest.mark.parametrize("seed", [11, 12])
def test_notes_survive_three_revisions_of_the_sample_library(seed: int) -> None:
    outcomes: Counter[tuple[str, str]] = Counter()
    for number, path in enumerate(sorted(SAMPLE.rglob("*.md"))):
        body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        story = tell(read(render(body)), random.Random(f"{seed}/{number}"))
        placing = Placing(story.documents[-1], story.versions)
        for trial in story.trials[-1]:
            placement = placing.place((trial.passage.target,), 1)
            placed = placement.spans if placement.state == "placed" else ()
            outcomes[trial.fate, trial.judge(placed)] += 1
    assert not any(outcome == "wrong" for _, outcome in outcomes), outcomes
    alive = sum(many for (fate, _), many in outcomes.items() if fate == "survives")
    assert alive > 150
    assert outcomes["survives", "right"] > 0.9 * alive
