"""When a backup is asked for, and when a restoration is offered."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.library.document import Node, Run
from desktop.library.reader import reminding
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import annotate
from desktop.library.reader.backup import LAST
from desktop.library.reader.state import ReaderState

DOCUMENT = (Node("paragraph", id="a", runs=(Run("Nước sạch"),)),)


def later(days: int) -> datetime:
    return datetime.now(UTC) + timedelta(days=days, hours=1)


def note(state: ReaderState) -> None:
    annotate(state, ("kho", "a", 1), anchors(DOCUMENT, (("a", 0, 4),)), "idea")


def test_without_notes_nobody_is_reminded(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        assert reminding.untouched(state)
        assert reminding.days_due(state, later(400)) == 0
        state.note_opened("kho", "a")
        assert not reminding.untouched(state)


def test_thirty_days_after_the_first_note_or_the_last_backup(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        note(state)
        assert [reminding.days_due(state, later(days)) for days in (0, 29, 30)] == [0, 0, 30]
        state.set_preference(LAST, later(20).isoformat())
        assert [reminding.days_due(state, later(days)) for days in (30, 49, 50)] == [0, 0, 30]


def test_put_off_it_comes_back_after_a_week(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        note(state)
        state.set_preference(LAST, later(-40).isoformat())
        assert reminding.days_due(state, later(0)) == 40
        reminding.put_off(state)
        assert [bool(reminding.days_due(state, later(days))) for days in (0, 6, 7)] == [
            False, False, True,
        ]  # fmt: skip


@pytest.mark.parametrize("last", ["2999-01-01T00:00:00+00:00", "2020-01-01", "rác", ""])
def test_a_wrong_clock_does_not_silence_it(tmp_path: Path, last: str) -> None:
    with ReaderState(tmp_path) as state:
        note(state)
        state.set_preference(LAST, last)
        assert reminding.days_due(state, later(31)) == 31
