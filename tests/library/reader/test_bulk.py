"""Many notes are changed at once, and every change is taken back whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.library.reader import bulk
from desktop.library.reader.anchors import Anchor
from desktop.library.reader.annotations import Annotation, annotations, put
from desktop.library.reader.state import ReaderState

ANCHOR = Anchor("a", 0, 3, "lời", "", "", "lời")


@pytest.fixture
def state(tmp_path):
    with ReaderState(tmp_path) as opened:
        yield opened


def note(identifier, **more):
    values = {"targets": (ANCHOR,), "colour": "idea", "note": "", "created": "2026-01-01"} | more
    return Annotation(identifier, "kho", "b", 1, modified="2026-01-01", **values)


def held(state):
    return {one.id: one for one in annotations(state, "kho")}


def said(state):
    """What the notes say, whenever they were changed."""
    names = ("colour", "note", "tags", "private_tags", "kind", "parent")
    return {key: tuple(getattr(one, name) for name in names) for key, one in held(state).items()}


def some(state):
    put(state, note("n1", tags=("bão",)))
    put(state, note("n2", private_tags=("riêng",)))
    put(state, note("n3", kind="document", targets=()))
    put(state, note("r1", kind="reply", parent="n1", targets=()))


DEEDS = st.sampled_from(
    (
        lambda state, ids: bulk.alter(state, ids, bulk.recoloured("figure")),
        lambda state, ids: bulk.alter(state, ids, bulk.tagged(("bão", "lũ"), private=False)),
        lambda state, ids: bulk.alter(state, ids, bulk.tagged(("lũ", "riêng"), private=True)),
        lambda state, ids: bulk.alter(state, ids, bulk.untagged(("bão", "riêng"))),
        lambda state, ids: bulk.alter(state, ids, bulk.rewritten("Mới")),
        bulk.remove,
    )
)


@settings(max_examples=30)
@given(st.lists(st.tuples(DEEDS, st.sets(st.sampled_from(("n1", "n2", "n3", "r1", "không"))))))
def test_deeds_are_taken_back_in_turn_and_done_again(tmp_path_factory, deeds):
    with ReaderState(tmp_path_factory.mktemp("state")) as state:
        some(state)
        steps, changes = [said(state)], []
        for deed, ids in deeds[:4]:
            changes.append(deed(state, sorted(ids)))
            steps.append(said(state))
        for before, change in zip(steps[-2::-1], changes[::-1], strict=True):
            bulk.take_back(state, change)
            assert said(state) == before
        for after, change in zip(steps[1:], changes, strict=True):
            bulk.repeat(state, change)
            assert said(state) == after


def test_labels_are_added_where_they_lack_and_stay_what_they_are(state):
    some(state)
    change = bulk.alter(state, ("n1", "n2"), bulk.tagged(("bão", "riêng"), private=False))
    assert (held(state)["n1"].tags, held(state)["n2"].tags) == (("bão", "riêng"), ("bão",))
    assert held(state)["n2"].private_tags == ("riêng",)
    assert change.briefings == {"b"}
    bulk.alter(state, ("n1", "n2"), bulk.untagged(("riêng",)))
    assert (held(state)["n1"].tags, held(state)["n2"].private_tags) == (("bão",), ())


def test_only_what_has_a_colour_gets_another(state):
    some(state)
    change = bulk.alter(state, ("n1", "n3", "r1"), bulk.recoloured("excerpt"))
    assert [one.id for one in change.after] == ["n1"]


def test_replies_go_with_what_they_answer(state):
    some(state)
    change = bulk.remove(state, ("n1",))
    assert sorted(held(state)) == ["n2", "n3"]
    bulk.take_back(state, change)
    assert sorted(held(state)) == ["n1", "n2", "n3", "r1"]
