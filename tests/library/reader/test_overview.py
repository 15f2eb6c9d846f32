"""All notes of a library: what is read, what a filter lets through, how they stand."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.reader.anchors import Anchor
from desktop.library.reader.annotations import Annotation, put, remove
from desktop.library.reader.overview import ORDERS, Overview, Row, Titled, Wanted, read
from desktop.library.reader.records import COLOURS, KINDS
from desktop.library.reader.state import ReaderState

DOCUMENTS = {
    "b1": Titled("Ấm áp", "c1", "Hội nghị mùa xuân"),
    "b2": Titled("Ăn chắc", "c2", "Hội nghị mùa thu"),
    "b3": Titled("Đò dọc", "c1", "Hội nghị mùa xuân"),
}


def anchor(quote):
    return Anchor("a", 0, len(quote), quote, "", "", quote)


@pytest.fixture
def state(tmp_path):
    with ReaderState(tmp_path) as opened:
        yield opened


def note(identifier, briefing="b1", **more):
    values = {"colour": "idea", "note": "", "created": "2026-03-01", "targets": (anchor("lời"),)}
    values |= more
    return Annotation(
        identifier, "kho", briefing, 1, modified=values["created"], **values
    )  # fmt: skip


def test_what_a_row_tells(state):
    put(state, note("n1", tags=("bão",), private_tags=("riêng",), note="Xem lại"))
    put(state, note("n2", created="2026-02-01", targets=(anchor("một"), anchor("hai"))))
    put(state, note("n3", kind="reply", parent="n2", targets=(), note="Đúng", created="2026-04-01"))
    put(state, note("n4"))
    remove(state, "n4")
    put(state, Annotation(**{**fields(note("n5")), "library": "kho khác"}))
    second, first, reply = read(state, "kho")
    assert (first.id, first.tags, first.private) == ("n1", ("bão", "riêng"), ("riêng",))
    assert (second.id, second.quote, second.author) == ("n2", "một … hai", "")
    assert (reply.parent, reply.quote, reply.note) == ("n2", "một … hai", "Đúng")


def fields(held):
    return {name: getattr(held, name) for name in held.__struct_fields__}


ROWS = st.builds(
    Row,
    id=st.uuids().map(str),
    briefing=st.sampled_from((*DOCUMENTS, "lạ")),
    edition=st.just(1),
    kind=st.sampled_from(KINDS),
    colour=st.sampled_from(COLOURS),
    note=st.just(""),
    created=st.dates().map(lambda day: f"{day}T08:00:00.000+00:00"),
    modified=st.just("2026"),
    parent=st.just(""),
    tags=st.lists(st.sampled_from(("bão", "lũ", "họp")), unique=True).map(tuple),
    private=st.just(()),
    author=st.sampled_from(("", "x1")),
    rivals=st.just(0),
    quote=st.just("lời"),
)
WANTED = st.builds(
    Wanted,
    colours=st.frozensets(st.sampled_from(COLOURS), max_size=2),
    kinds=st.frozensets(st.sampled_from(KINDS), max_size=2),
    tags=st.frozensets(st.sampled_from(("bão", "lũ")), max_size=2),
    conference=st.sampled_from(("", "c1", "c2")),
    author=st.sampled_from((None, "", "x1")),
    since=st.sampled_from(("", "0900-01-01", "2000-01-01")),
    until=st.sampled_from(("", "2500-12-31", "1999-12-31")),
)


def fits(row, wanted):
    """What `Wanted` says, one by one."""
    told = DOCUMENTS.get(row.briefing, Titled())
    return (
        (
            not wanted.colours
            or (row.kind not in ("document", "reply") and row.colour in wanted.colours)
        )
        and (not wanted.kinds or row.kind in wanted.kinds)
        and wanted.tags <= set(row.tags)
        and wanted.conference in ("", told.conference)
        and wanted.author in (None, row.author)
        and (not wanted.since or row.created >= wanted.since)
        and (not wanted.until or row.created < wanted.until)
    )


@given(st.lists(ROWS, max_size=12, unique_by=lambda row: row.id), WANTED)
def test_a_filter_lets_through_what_it_says(rows, wanted):
    assert Overview(rows, DOCUMENTS).narrowed(wanted) == [row for row in rows if fits(row, wanted)]


@given(st.lists(ROWS, max_size=12, unique_by=lambda row: row.id), st.randoms())
def test_what_a_search_found_narrows_too(rows, luck):
    found = frozenset(row.id for row in luck.sample(rows, len(rows) // 2))
    shown = Overview(rows, DOCUMENTS).narrowed(Wanted(among=found))
    assert {row.id for row in shown} == found


@given(st.lists(ROWS, max_size=12, unique_by=lambda row: row.id))
def test_an_order_loses_nothing_and_counts_agree(rows):
    held = Overview(rows, DOCUMENTS)
    for order in ORDERS:
        for reverse in (False, True):
            shown = held.arranged(rows, order, reverse=reverse)
            assert sorted(row.id for row in shown) == sorted(row.id for row in rows)
    counts = held.counts
    for colour in COLOURS:
        assert counts.colours[colour] == len(held.narrowed(Wanted(colours=frozenset({colour}))))
    for conference in ("c1", "c2"):
        assert counts.conferences[conference] == len(held.narrowed(Wanted(conference=conference)))


def test_documents_stand_as_in_a_vietnamese_dictionary():
    rows = [
        Row(f"{briefing}{at}", briefing, 1, "highlight", "idea", "", f"2026-01-{at:02}", "", "",
            (), (), "", 0, "")
        for at, briefing in enumerate(("b3", "b2", "b1", "lạ", "b3"), 1)
    ]  # fmt: skip
    random.Random(1).shuffle(rows)
    held = Overview(sorted(rows, key=lambda row: row.created), DOCUMENTS)
    shown = held.arranged(held.rows, "document")
    assert [row.id for row in shown] == ["lạ4", "b22", "b13", "b31", "b35"]
    shown = held.arranged(held.rows, "conference")
    assert [row.id for row in shown] == ["lạ4", "b22", "b13", "b31", "b35"]
