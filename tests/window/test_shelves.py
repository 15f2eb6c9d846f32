"""Which rows stand on which shelf."""

from desktop.library.reader.state import Position
from desktop.window.session import Contents
from desktop.window.shelves import Shelves

KNOWN = {"moi": 1, "cu": 2, "giua": 3, "da-thu-hoi": 4}
CONTENTS = Contents(
    newest=(1, 3, 2), withdrawn=(4,), updated=(3,), current=frozenset((1, 2, 3))
)  # fmt: skip


def shelves(positions=None, marked=None):
    return Shelves(CONTENTS, positions or {}, KNOWN, marked or {})


def test_who_has_read_nothing_has_everything_before_them():
    mine = shelves()
    assert mine.numbers("unread") == [1, 3, 2]
    assert [mine.numbers(place) for place in ("reading", "often", "marked")] == [[], [], []]
    assert mine.counts() == {
        "reading": 0, "newest": 3, "unread": 3, "often": 0, "marked": 0, "updated": 1,
        "withdrawn": 1,
    }  # fmt: skip


def test_what_was_read_moves_on():
    mine = shelves(
        {
            "moi": Position(furthest=0.4, opened="2026-09-02", times=2),
            "cu": Position(furthest=1.0, opened="2026-09-03", times=5),
            "giua": Position(furthest=0.1, opened="2026-09-04", times=1),
            "da-thu-hoi": Position(furthest=0.2, opened="2026-09-05", times=9),
            "khac": Position(furthest=0.2, opened="2026-09-06", times=9),
        }
    )
    assert mine.numbers("unread") == []
    assert mine.numbers("reading") == [3, 1]
    assert mine.numbers("often") == [2, 1]
    assert mine.usage() == {1: (2, "2026-09-02"), 2: (5, "2026-09-03"), 3: (1, "2026-09-04")}


def test_bookmarks_stand_by_when_they_were_made_and_none_of_what_is_withdrawn():
    marked = {"cu": "2026-09-01", "moi": "2026-09-03", "da-thu-hoi": "2026-09-04"}
    mine = shelves(marked=marked)
    assert mine.numbers("marked") == [1, 2]


def test_every_count_is_that_of_its_shelf():
    mine = shelves({"moi": Position(furthest=0.4, times=2)}, {"cu": "2026-09-01"})
    for place, many in mine.counts().items():
        assert len(mine.numbers(place)) == many
    assert mine.numbers("topic") is None
