"""Several terms looked up together, against a plain scan of the texts."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.gathered import gathered
from index.codec.index import ArrayIndex
from index.codec.invert import Split
from index.codec.segment import ArraySegment
from index.codec.writer import ArrayWriter
from tests.index.codec import corpora

DOCUMENTS = 400
WORDS = [f"từ{number}" for number in range(9)]
Written = tuple[ArraySegment, list[list[str]]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A segment and its texts, whose words are in nearly all of them down to hardly any."""
    draw = random.Random(5)
    weights = [3.0**-place for place in range(len(WORDS))]
    lengths = [0, 1, 9, 9, 60, 60, 600]
    texts = [draw.choices(WORDS, weights, k=draw.choice(lengths)) for _ in range(DOCUMENTS)]
    index = ArrayIndex(tmp_path_factory.mktemp("gathered"), corpora.schema())
    writer = ArrayWriter(index, {"body": Split(str.split)})
    for number, text in enumerate(texts):
        writer.add_document(body=" ".join(text), key=str(number))
    writer.commit()
    (segment,) = index.segments()
    return segment, texts


def test_there_are_lists_of_every_make(written: Written) -> None:
    field = written[0].data.fields["body"].postings
    found = [field.find(word.encode()) for word in WORDS]
    dense = [one is not None and one.bitmap is not None for one in found]
    documents = [one.documents if one is not None else 0 for one in found]
    assert any(dense)
    assert not all(dense)
    assert 0 < min(documents) < 64 < max(documents)


@given(
    words=st.lists(st.sampled_from(WORDS), max_size=6, unique=True),
    wanted=st.sets(st.integers(0, DOCUMENTS - 1), max_size=60).map(sorted),
    first=st.integers(0, 3),
)
def test_what_is_gathered_is_what_a_scan_finds(
    written: Written, words: list[str], wanted: list[int], first: int
) -> None:
    segment, texts = written
    kept = [segment.data.term("body", word.encode()) for word in words]
    several = [one.postings for one in kept if one is not None]
    assert len(several) == len(words)
    told = gathered(several, np.array(wanted, np.int64), first)
    for word, (holds, places) in zip(words, told, strict=True):
        assert holds.tolist() == [word in texts[number] for number in wanted]
        assert places.tolist() == [
            (first + row << 32) + at
            for row, number in enumerate(wanted)
            for at, held in enumerate(texts[number])
            if held == word
        ]
