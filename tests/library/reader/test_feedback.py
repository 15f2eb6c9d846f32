"""The outbox of feedback: kept, changed, saved as one file, and read again by the librarian."""

import contextlib
import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from desktop.library.errors import EnvironmentFault, InputError
from desktop.library.reader import feedback
from desktop.library.reader.feedback import About, Outbox, compose, passage, read_file
from desktop.library.reader.state import DATABASE, ReaderState
from desktop.library.reader.tables import FORMAT

ABOUT = About("kho", 3, "truc-ban", "Trực ban 🌧", (passage("a", 0, 9, "Nước sạch"),))
WORDS = ("Lê Thị Mai", "Sai số liệu", "Dòng một.\nDòng hai.")


def test_a_message_survives_closing_and_says_that_it_waits(tmp_path: Path) -> None:
    item = compose(WORDS, ABOUT)
    with ReaderState(tmp_path) as state:
        Outbox(state).put(item)
    with ReaderState(tmp_path) as state:
        [held] = Outbox(state).all()
    assert held.feedback == item
    assert held.waits


def test_an_edit_keeps_the_id_and_a_deletion_can_be_undone(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        outbox = Outbox(state)
        first = compose(WORDS, ABOUT)
        outbox.put(first)
        changed = compose(("Mai", "Khác", ""), None, first)
        outbox.put(changed)
        [held] = outbox.all()
        assert (held.feedback.id, held.feedback.created) == (first.id, first.created)
        assert (held.feedback.subject, held.feedback.about) == ("Khác", None)
        outbox.remove(first.id)
        assert outbox.all() == []
        outbox.put(held.feedback, held.saved)
        assert outbox.all() == [held]


def test_one_file_holds_all_and_marks_them(tmp_path: Path) -> None:
    target = tmp_path / "phản hồi.json"
    with ReaderState(tmp_path / "state") as state:
        outbox = Outbox(state)
        items = [compose(WORDS, ABOUT), compose(("", "Cảm ơn", ""))]
        for item in items:
            outbox.put(item)
        assert outbox.save(target) == 2
        assert not any(held.waits for held in outbox.all())
        outbox.put(compose(("", "Cảm ơn nhiều", ""), None, items[1]))
        assert sorted(held.waits for held in outbox.all()) == [False, True]
    read = read_file(target)
    assert sorted(read.items, key=lambda one: one.id) == sorted(items, key=lambda one: one.id)
    assert "Nước sạch" in target.read_text(encoding="utf-8")


def test_the_text_twin_reads_like_a_letter_and_marks_nothing(tmp_path: Path) -> None:
    target = tmp_path / "phan-hoi.txt"
    with ReaderState(tmp_path / "state") as state:
        Outbox(state).put(compose(WORDS, ABOUT))
        Outbox(state).save(target)
        assert Outbox(state).all()[0].waits
    text = target.read_text(encoding="utf-8")
    parts = ["Sai số liệu", "Lê Thị Mai", "Trực ban 🌧", "“Nước sạch”", "Dòng hai."]
    assert [part for part in parts if part not in text] == []


def test_an_empty_outbox_writes_no_file(tmp_path: Path) -> None:
    with ReaderState(tmp_path / "state") as state, pytest.raises(InputError) as raised:
        Outbox(state).save(tmp_path / "x.json")
    assert raised.value.code == "feedback_nothing"
    assert not (tmp_path / "x.json").exists()


def test_a_full_disk_leaves_the_outbox_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with ReaderState(tmp_path / "state") as state:
        Outbox(state).put(compose(WORDS))
        monkeypatch.setattr(os, "fsync", refuse)
        with pytest.raises(EnvironmentFault) as raised:
            Outbox(state).save(tmp_path / "x.json")
        assert Outbox(state).all()[0].waits
    assert raised.value.code == "disk_full"
    assert [path.name for path in tmp_path.iterdir()] == ["state"]


@pytest.mark.parametrize(
    ("words", "code"),
    [(("Mai", " ", "\n"), "feedback_empty"), (("Mai", "a", "b" * 20_001), "feedback_long")],
)
def test_what_is_no_message(words: tuple[str, str, str], code: str) -> None:
    with pytest.raises(InputError) as raised:
        compose(words)
    assert raised.value.code == code


def test_control_characters_never_reach_the_librarians_terminal(tmp_path: Path) -> None:
    item = compose(("M\x1bai", "a\x07b", "c\x9bd\ne"), ABOUT)
    assert (item.sender, item.subject, item.text) == ("M ai", "a b", "c d\ne")
    raw = msgspec.to_builtins(feedback.FeedbackFile(1, item.created, (item,)))
    for key, value in (("subject", "x\x1b]0;y"), ("id", "../../x"), ("modified", "\x1b")):
        former = raw["items"][0][key]
        raw["items"][0][key] = value
        (tmp_path / "x.json").write_bytes(msgspec.json.encode(raw))
        with pytest.raises(InputError) as raised:
            read_file(tmp_path / "x.json")
        assert raised.value.code == "feedback_wrong"
        raw["items"][0][key] = former


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfe", "feedback_foreign"),
        (b"", "feedback_foreign"),
        (b"[1]", "feedback_foreign"),
        (b'{"format": "x"}', "feedback_foreign"),
        (b"[" * 100_000, "feedback_foreign"),
        (b'{"format": "briefing-feedback", "version": 2}', "feedback_newer"),
        (b'{"format": "briefing-feedback", "version": 1}', "feedback_wrong"),
        (
            b'{"format": "briefing-feedback", "version": 1, "saved": "", "items": []}',
            "feedback_wrong",
        ),
    ],
)
def test_what_is_no_feedback_file_is_named(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(data)
    with pytest.raises(InputError) as raised:
        read_file(path)
    assert (raised.value.code, raised.value.params["file"]) == (code, str(path))


def test_a_huge_file_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback, "LARGEST", 10)
    (tmp_path / "x.json").write_bytes(b" " * 11)
    with pytest.raises(InputError) as raised:
        read_file(tmp_path / "x.json")
    assert raised.value.code == "feedback_too_large"


def test_a_state_of_format_1_is_brought_up_with_its_notes(
    tmp_path: Path, former: Callable[[Path, int], None]
) -> None:
    former(tmp_path, 1)
    with contextlib.closing(sqlite3.connect(tmp_path / DATABASE)) as held:
        held.execute("INSERT INTO preference VALUES ('theme', 'dark')")
        held.commit()
    with ReaderState(tmp_path) as state:
        assert state.preference("theme") == "dark"
        Outbox(state).put(compose(WORDS))
        assert len(Outbox(state).all()) == 1
        assert state.rows("PRAGMA user_version", {}) == [(FORMAT,)]


def test_a_migration_that_fails_leaves_the_state_as_it_was(
    tmp_path: Path, former: Callable[[Path, int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    former(tmp_path, 1)
    monkeypatch.setattr(
        "desktop.library.reader.state.STEPS", ("", "CREATE TABLE a (x); CREATE TABLE a (x)")
    )
    with pytest.raises(EnvironmentFault):
        ReaderState(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / DATABASE)) as left:
        assert left.execute("PRAGMA user_version").fetchone() == (1,)
        assert left.execute("SELECT count(*) FROM sqlite_master WHERE name = 'a'").fetchone() == (
            0,
        )
