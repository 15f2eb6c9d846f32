"""Annotations as rows: versions, rivals, private tags, and the file of the format before."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from desktop.library.document import Node, Run
from desktop.library.errors import EnvironmentFault
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import (
    Author,
    annotate,
    annotations,
    authors,
    change_all,
    dispute,
    keep,
    keep_old,
    kept_old,
    meet,
    put,
    records,
    records_of,
    remove,
    rivals,
    settle,
    settle_removal,
    shown,
    tags_in_use,
)
from desktop.library.reader.records import join
from desktop.library.reader.state import DATABASE, ReaderState

DOCUMENT = (Node("paragraph", id="a", runs=(Run("Nước sạch đủ ba ngày"),)),)
TARGETS = anchors(DOCUMENT, (("a", 0, 9),))
PLACE = ("kho", "truc-ban", 3)


def test_all_that_a_note_holds_comes_back(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        made = annotate(state, PLACE, TARGETS, "question", "Hỏi **ai**?")
        whole = msgspec.structs.replace(
            made, kind="underline", tags=("việc", "xã"), private_tags=("riêng",), modified="3"
        )
        put(state, whole)
        assert annotations(state, "kho") == [whole]
        (record,) = records(state, [whole.id])
        assert record.context == {state.replica: 2}
        assert shown(record) == msgspec.structs.replace(whole, private_tags=(), author=state.author)


def test_private_tags_are_no_change_to_anybody_else(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        made = annotate(state, PLACE, TARGETS, "idea", "như cũ")
        held = records_of(state, "kho")
        put(state, msgspec.structs.replace(made, private_tags=("riêng",), modified="3"))
        assert records_of(state, "kho") == held
        assert annotations(state, "kho")[0].private_tags == ("riêng",)


def test_versions_of_two_readers_stand_side_by_side_until_one_is_chosen(tmp_path: Path) -> None:
    with ReaderState(tmp_path / "mai") as mai, ReaderState(tmp_path / "lan") as lan:
        note = annotate(mai, PLACE, TARGETS, "idea", "gốc")
        keep(lan, records_of(mai, "kho"))
        put(mai, msgspec.structs.replace(note, note="của Mai"))
        put(lan, msgspec.structs.replace(note, note="của Lan", modified="9"))
        both = join(records_of(mai, "kho")[0], records_of(lan, "kho")[0])
        keep(mai, [both])
        assert [one.note for one in annotations(mai, "kho")] == ["của Lan"]
        assert records(mai, [note.id]) == [both]
        remove(mai, note.id)
        assert [one.note for one in annotations(mai, "kho")] == ["của Mai"]
        settle(mai, msgspec.structs.replace(note, note="của cả hai"))
        assert [one.note for one in annotations(mai, "kho")] == ["của cả hai"]
        assert records(mai, [note.id])[0].rivals == ()


def test_names_and_choices_are_kept(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        note = annotate(state, PLACE, TARGETS, "idea")
        meet(state, "x", Author("Trần Lan", "TL"))
        keep_old(state, note.id, 8)
        assert authors(state)["x"] == Author("Trần Lan", "TL")
        assert state.author in authors(state)
        assert kept_old(state, "kho") == {note.id: 8}
        assert kept_old(state, "kho-khac") == {}


def test_a_file_of_format_3_is_brought_up_with_its_notes(
    tmp_path: Path, former: Callable[[Path, int], None]
) -> None:
    former(tmp_path, 3)
    with contextlib.closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        for identifier, removed in (("n", ""), ("xóa", "5")):
            connection.execute(
                "INSERT INTO annotation VALUES (?,'kho','bao',2,'figure','ghi','1','2',?,?)",
                (identifier, removed, msgspec.json.encode(TARGETS)),
            )
        connection.commit()
    with ReaderState(tmp_path) as state:
        (note,) = annotations(state, "kho")
        assert (note.id, note.edition, note.colour, note.note) == ("n", 2, "figure", "ghi")
        assert (note.kind, note.targets, note.author) == ("highlight", TARGETS, "")
        held = {record.id: record for record in records_of(state, "kho")}
        assert held["xóa"].shown.content is None
        assert held["n"].context == {state.replica: 1}


def test_a_file_of_format_6_is_brought_up_and_takes_less_room(
    tmp_path: Path, former: Callable[[Path, int], None]
) -> None:
    former(tmp_path, 6)
    long = anchors((Node("paragraph", id="a", runs=(Run("Nước sạch. " * 90),)),), (("a", 0, 4),))
    row = ("kho", "bao", 2, "underline", "idea", "ghi", "ai", "1", "2", "", "", '["Lũ"]')
    rest = ("máy", 1, '{"máy":1}', msgspec.json.encode(long))
    with contextlib.closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        put = f"INSERT INTO annotation VALUES ({', '.join('?' * 17)})"
        connection.executemany(put, ((f"{at:04}", *row, *rest) for at in range(500)))
        connection.commit()
    size = (tmp_path / DATABASE).stat().st_size
    with ReaderState(tmp_path) as state:
        held = annotations(state, "kho", "bao")
        assert [one.id for one in held] == [f"{at:04}" for at in range(500)]
        assert {(one.kind, one.note, one.tags, one.targets) for one in held} == {
            ("underline", "ghi", ("Lũ",), long)
        }
        assert records(state, ["0007"])[0].context == {"máy": 1}
    assert (tmp_path / DATABASE).stat().st_size < size / 2


def test_several_are_changed_together_or_not_at_all(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        first, second = (annotate(state, PLACE, TARGETS, "idea", note) for note in "ab")
        change_all(state, [msgspec.structs.replace(first, note="c")], [second.id])
        assert [one.note for one in annotations(state, "kho")] == ["c"]
        spoilt = msgspec.structs.replace(first, note="d", private_tags=("x", "x"))
        with pytest.raises(EnvironmentFault):
            change_all(state, [first, spoilt], [])
        assert [one.note for one in annotations(state, "kho")] == ["c"]


def disputed(mai: ReaderState, lan: ReaderState) -> str:
    """A note that says one thing with Mai and another with Lan, both known to Mai; its id."""
    note = annotate(mai, PLACE, TARGETS, "idea", "gốc")
    keep(lan, records_of(mai, "kho"))
    put(mai, msgspec.structs.replace(note, note="của Mai", modified="9"))
    put(lan, msgspec.structs.replace(note, note="của Lan", author=lan.author))
    keep(mai, [join(records_of(mai, "kho")[0], records_of(lan, "kho")[0])])
    return note.id


def test_a_choice_among_versions_can_be_taken_back_wherever_it_has_come_to(tmp_path: Path) -> None:
    with ReaderState(tmp_path / "mai") as mai, ReaderState(tmp_path / "lan") as lan:
        identifier = disputed(mai, lan)
        before = rivals(mai, "kho", "truc-ban")
        (own,) = annotations(mai, "kho")
        assert [one and one.note for one in before[identifier]] == ["của Lan"]
        settle(mai, own)
        assert rivals(mai, "kho", "truc-ban") == {}
        (settled,) = records(mai, [identifier])
        dispute(mai, own, before[identifier])
        after = rivals(mai, "kho", "truc-ban")
        assert [(one and one.note, one and one.author) for one in after[identifier]] == [
            ("của Lan", lan.author)
        ]
        assert [one.note for one in annotations(mai, "kho")] == ["của Mai"]
        (again,) = records(mai, [identifier])
        assert join(settled, again) == again


def test_a_note_taken_away_in_every_version_is_gone(tmp_path: Path) -> None:
    with ReaderState(tmp_path / "mai") as mai, ReaderState(tmp_path / "lan") as lan:
        identifier = disputed(mai, lan)
        settle_removal(mai, identifier)
        assert annotations(mai, "kho") == []
        assert rivals(mai, "kho", "truc-ban") == {}


def test_labels_in_use_are_those_of_what_is_there(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        first, second = (annotate(state, PLACE, TARGETS, "idea", note) for note in "ab")
        put(state, msgspec.structs.replace(first, tags=("việc", "xã"), private_tags=("riêng",)))
        put(state, msgspec.structs.replace(second, tags=("bỏ",), private_tags=("cũng bỏ",)))
        remove(state, second.id)
        assert set(tags_in_use(state, "kho")) == {"việc", "xã", "riêng"}
        assert tags_in_use(state, "kho khác") == []
