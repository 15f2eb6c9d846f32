"""The reader's own file: what is kept, what comes back, and what stands in the way."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from desktop.library.document import Node, Run
from desktop.library.errors import EnvironmentFault
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import annotate, annotations, put, remove
from desktop.library.reader.state import DATABASE, ReaderState
from desktop.library.reader.tables import FORMAT

DOCUMENT = (Node("paragraph", id="a", runs=(Run("Nước sạch đủ ba ngày"),)),)
TARGETS = anchors(DOCUMENT, (("a", 0, 9),))
PLACE = ("kho", "truc-ban", 3)


def test_annotations_survive_closing(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        kept = annotate(state, PLACE, TARGETS, "figure", "Hỏi lại 🌧")
    with ReaderState(tmp_path) as state:
        assert annotations(state, "kho", "truc-ban") == [kept]
        assert annotations(state, "kho") == [kept]
        assert annotations(state, "kho-khac") == []
        assert kept.targets == TARGETS


def test_a_removed_annotation_comes_back(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        kept = annotate(state, PLACE, TARGETS, "idea")
        remove(state, kept.id)
        assert annotations(state, "kho") == []
        put(state, kept)
        assert annotations(state, "kho") == [kept]


def test_positions_keep_the_furthest_point(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        assert state.position("kho", "a") is None
        state.note_opened("kho", "a")
        state.set_position("kho", "a", "block", 4, 0.6)
        state.set_position("kho", "a", "block", 1, 0.2)
        state.note_opened("kho", "a")
        position = state.position("kho", "a")
        assert position is not None
        assert (position.fraction, position.furthest, position.times) == (0.2, 0.6, 2)
        assert state.positions("kho") == {"a": position}


def test_preferences(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        assert state.preference("theme", "light") == "light"
        state.set_preference("theme", "dark")
        assert state.preference("theme") == "dark"


def test_a_commit_is_durable_and_another_process_would_see_it(tmp_path: Path) -> None:
    with (
        ReaderState(tmp_path) as state,
        contextlib.closing(sqlite3.connect(tmp_path / DATABASE)) as other,
    ):
        mode = state._connection.execute("PRAGMA journal_mode").fetchone()[0]
        level = state._connection.execute("PRAGMA synchronous").fetchone()[0]
        assert (mode, level) == ("wal", 2)
        annotate(state, PLACE, TARGETS, "idea")
        assert other.execute("SELECT count(*) FROM annotation").fetchone()[0] == 1


def test_a_newer_state_is_refused(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    with pytest.raises(EnvironmentFault) as raised:
        ReaderState(tmp_path)
    assert raised.value.code == "state_newer"


def test_a_damaged_state_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"no database at all" * 99)
    with pytest.raises(EnvironmentFault) as raised:
        ReaderState(tmp_path)
    assert raised.value.code == "state_damaged"
    assert (tmp_path / DATABASE).read_bytes() == b"no database at all" * 99


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("x")
    with pytest.raises(EnvironmentFault):
        ReaderState(tmp_path / "state")


def test_a_locked_state_is_named(tmp_path: Path) -> None:
    with (
        ReaderState(tmp_path) as state,
        contextlib.closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as other,
    ):
        state._connection.execute("PRAGMA busy_timeout = 0")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(EnvironmentFault) as raised:
            annotate(state, PLACE, TARGETS, "idea")
        assert raised.value.code == "locked"
