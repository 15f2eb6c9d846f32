"""Anchors are found again where no other place could be meant, and nowhere else."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.document import Document, Node, Run
from desktop.library.errors import InputError
from desktop.library.reader.anchors import CONTEXT, Anchor, anchors
from desktop.library.reader.placing import place


def document(**texts: str) -> Document:
    return tuple(Node("paragraph", id=key, runs=(Run(text),)) for key, text in texts.items())


SENTENCE = "Điểm sơ tán có nước sạch đủ dùng ít nhất ba ngày và đèn dự phòng."
OTHER = "Xã chỉ dùng một đầu mối phát tin."
START = SENTENCE.index("nước sạch")
SPAN = ("a", START, START + len("nước sạch đủ dùng"))


def test_an_anchor_keeps_quote_context_and_whole_block() -> None:
    (anchor,) = anchors(document(a=SENTENCE), (SPAN,))
    assert anchor.quote == "nước sạch đủ dùng"
    assert anchor.prefix == SENTENCE[:START][-CONTEXT:]
    assert anchor.suffix == SENTENCE[SPAN[2] : SPAN[2] + CONTEXT]
    assert anchor.block_text == SENTENCE


@pytest.mark.parametrize(
    "span", [("a", 0, 0), ("a", 5, 3), ("a", 0, 999), ("b", 0, 1), ("a", -1, 2)]
)
def test_a_span_outside_its_block_is_refused(span: tuple[str, int, int]) -> None:
    with pytest.raises(InputError):
        anchors(document(a=SENTENCE), (span,))


@pytest.mark.parametrize(
    ("changed", "span"),
    [
        (document(a=SENTENCE), SPAN),
        (document(a="Mới: " + SENTENCE), ("a", SPAN[1] + 5, SPAN[2] + 5)),
        (document(a=SENTENCE.replace("nước sạch", "nước uống")), SPAN),
        (document(b=OTHER, c=SENTENCE), ("c", SPAN[1], SPAN[2])),
        (document(b=OTHER, c="Nay thêm. " + SENTENCE), ("c", SPAN[1] + 10, SPAN[2] + 10)),
    ],
    ids=["unchanged", "edited around", "reworded", "block renamed", "block renamed and grown"],
)
def test_sure_places_are_found(changed: Document, span: tuple[str, int, int]) -> None:
    placement = place(anchors(document(a=SENTENCE), (SPAN,)), changed)
    assert (placement.state, placement.spans) == ("placed", (span,))


@pytest.mark.parametrize(
    "changed",
    [
        document(b=OTHER),
        document(a=f"{SENTENCE} {SENTENCE}"),
        document(b=SENTENCE, c=SENTENCE),
        document(a=OTHER, b=SENTENCE),
    ],
    ids=["gone", "doubled in its block", "two lookalikes", "lookalike elsewhere"],
)
def test_anything_less_sure_is_for_review(changed: Document) -> None:
    placement = place(anchors(document(a=SENTENCE), (SPAN,)), changed)
    assert (placement.state, placement.spans) == ("review", ())


def test_one_lost_part_puts_the_whole_note_under_review() -> None:
    both = anchors(document(a=SENTENCE, b=OTHER), (SPAN, ("b", 0, 2)))
    placement = place(both, document(a=SENTENCE))
    assert (placement.state, placement.spans) == ("review", (SPAN,))


@given(st.text(min_size=1, max_size=80), st.data())
def test_place_undoes_anchors(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    here = document(a=text)
    targets = anchors(here, (("a", start, end),))
    assert place(targets, here).spans == (("a", start, end),)


def test_anchors_travel_as_json() -> None:
    targets = anchors(document(a=SENTENCE), (SPAN,))
    assert msgspec.json.decode(msgspec.json.encode(targets), type=tuple[Anchor, ...]) == targets
