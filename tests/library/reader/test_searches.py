"""Recent and saved searches: what is kept, in which order, and for which library."""

from pathlib import Path

import pytest

from desktop.library.errors import EnvironmentFault
from desktop.library.reader.searches import MOST_RECENT, Query, Searches, read, write
from desktop.library.reader.state import ReaderState

STORM = Query("bão lũ", filters={"year": "2026"})


def test_the_newest_leads_and_its_like_is_dropped() -> None:
    held = Searches().noting(Query("bão  Lũ")).noting(Query("loa")).noting(STORM)
    assert held.recent == (STORM, Query("loa"))
    assert held.noting(Query("bão lũ", "notes")).recent[1:] == held.recent


def test_no_more_than_the_last_are_kept_and_all_cleared_at_once() -> None:
    held = Searches().saving("Mùa bão", STORM)
    for number in range(MOST_RECENT + 5):
        held = held.noting(Query(f"câu {number}"))
    assert [one.text for one in held.recent] == [
        f"câu {number}" for number in range(MOST_RECENT + 4, 4, -1)
    ]
    assert held.cleared() == Searches(saved=held.saved)


def test_a_name_is_one_search() -> None:
    held = Searches().saving("Bão", STORM).saving("Loa", Query("loa")).saving("Bão", Query("gió"))
    assert [(one.name, one.query.text) for one in held.saved] == [("Bão", "gió"), ("Loa", "loa")]
    assert [one.name for one in held.without_saved("Bão").saved] == ["Loa"]


def test_one_recent_search_is_forgotten() -> None:
    held = Searches().noting(Query("loa")).noting(STORM)
    assert held.without_recent(STORM).recent == (Query("loa"),)


def test_each_library_has_its_own(tmp_path: Path) -> None:
    held = Searches().noting(STORM).saving("Bão", STORM)
    with ReaderState(tmp_path) as state:
        write(state, "tinh", held)
    with ReaderState(tmp_path) as state:
        assert read(state, "tinh") == held
        assert read(state, "trung-uong") == Searches()


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        state.set_preference("searches:tinh", "[")
        with pytest.raises(EnvironmentFault, match="state_damaged"):
            read(state, "tinh")
