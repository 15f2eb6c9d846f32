"""A damaged state: what is found, what comes back, what is said, and what is no damage at all."""

import contextlib
import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.library.errors import EnvironmentFault
from desktop.library.reader import checking, dated, holding, recovering
from desktop.library.reader.annotations import annotate, annotations, keep, put, records
from desktop.library.reader.bookmarks import bookmarks
from desktop.library.reader.records import join
from desktop.library.reader.state import DATABASE, ReaderState
from desktop.library.reader.tables import FORMAT
from desktop.wording import say
from tests.library.reader.damaging import (
    DAY,
    NEW,
    OLD,
    PAGE,
    PLACE,
    TARGETS,
    changed,
    everything,
    kept,
    notes,
    of_the_day,
    overwrite,
    pages_of,
    recovered,
    spoil,
)


def test_a_sound_state_is_left_as_it_is(noted: Path) -> None:
    before = (noted / DATABASE).read_bytes()
    assert recovered(noted) is None
    assert notes(noted) == everything()
    assert (noted / DATABASE).read_bytes() == before
    assert not list(noted.glob("reader-damaged-*"))


def test_a_recovery_tells_how_far_it_is(noted: Path) -> None:
    with ReaderState(noted) as own:
        ((many,),) = own.rows("SELECT count(*) FROM annotation", {})
    told: list[tuple[str, int, int]] = []
    with holding.in_use(noted):
        recovering.recover(noted, lambda *one: told.append(one))
    assert many > 0
    assert told[0] == ("salvaging", 0, 0)
    assert told[-1] == ("recovering_notes", many, many)
    assert {say(f"stage_{stage}", "vi") for stage, _, _ in told}.isdisjoint(
        say(f"stage_{stage}", "en") for stage, _, _ in told
    )


def test_a_state_that_is_not_there_yet_is_made(tmp_path: Path) -> None:
    assert recovered(tmp_path / "mới") is None
    assert notes(tmp_path / "mới") == set()


def test_an_empty_file_gives_way_to_the_newest_backup(noted: Path) -> None:
    (noted / DATABASE).write_bytes(b"")
    told = recovered(noted)
    assert told is not None
    assert (told.day, told.newer, told.older) == ("2026-03-02", 0, OLD)
    assert notes(noted) == of_the_day()
    assert kept(noted).read_bytes() == b""


@pytest.mark.parametrize(
    "spoiled", [lambda path: path.unlink(), lambda path: path.write_bytes(b"")]
)
def test_nobody_begins_anew_over_backups(noted: Path, spoiled: Callable[[Path], object]) -> None:
    spoiled(noted / DATABASE)
    with pytest.raises(EnvironmentFault) as raised:
        ReaderState(noted)
    assert raised.value.code == "state_lost"
    assert recovered(noted) is not None


def test_a_file_that_is_gone_comes_back(noted: Path) -> None:
    (noted / DATABASE).unlink()
    told = recovered(noted)
    assert told is not None
    assert (told.day, told.damaged) == ("2026-03-02", "")
    assert notes(noted) == of_the_day()


@pytest.mark.parametrize("size", [100, PAGE, 5 * PAGE + 700, -PAGE, -3 * PAGE - 1])
def test_a_truncated_file(noted: Path, size: int) -> None:
    data = (noted / DATABASE).read_bytes()[:size]
    (noted / DATABASE).write_bytes(data)
    told = recovered(noted)
    assert told is not None
    assert told.day == "2026-03-02"
    held = notes(noted)
    assert {one for one in of_the_day() if one not in ("cũ 1", "cũ 2")} <= held
    assert held <= everything() | of_the_day()
    assert told.notes == len(held)
    assert kept(noted).read_bytes() == data


@pytest.mark.parametrize("size", [16, 100, PAGE])
def test_an_overwritten_header_costs_nothing(noted: Path, size: int) -> None:
    overwrite(noted, 0, b"\xff" * size)
    told = recovered(noted)
    assert told is not None
    assert notes(noted) == everything()
    assert (told.newer, told.older, told.missing) == (NEW + 1, 0, 0)


def test_a_page_of_notes(noted: Path) -> None:
    leaves = pages_of(noted, "annotation")[1:]
    spoil(noted, leaves[len(leaves) // 2])
    told = recovered(noted)
    assert told is not None
    held = notes(noted)
    lost = everything() - held
    assert lost == {one for one in lost if one.startswith("mới") or one == "sửa sau"}
    assert len(lost & {f"mới {n}" for n in range(NEW)}) == told.missing
    assert held - everything() <= {"cũ 1", "cũ 2"}
    assert 0 < told.missing + told.older < 20
    assert told.notes == len(held)


def test_the_root_of_the_notes_leaves_the_backup(noted: Path) -> None:
    spoil(noted, pages_of(noted, "annotation")[0])
    told = recovered(noted)
    assert told is not None
    assert (told.day, told.newer, told.older) == ("2026-03-02", 0, OLD)
    assert notes(noted) == of_the_day()
    assert told.missing == NEW
    with ReaderState(noted) as own:
        assert set(bookmarks(own, "kho")) == {"đánh dấu sau"}


def test_an_index_alone_costs_nothing(noted: Path) -> None:
    spoil(noted, pages_of(noted, "annotation_by_briefing")[0])
    told = recovered(noted)
    assert told is not None
    assert notes(noted) == everything()
    assert (told.older, told.missing, told.apart) == (0, 0, False)
    with ReaderState(noted) as own:
        assert set(bookmarks(own, "kho")) == {"đánh dấu sau"}


def test_the_index_of_ids_alone_costs_nothing(noted: Path) -> None:
    spoil(noted, pages_of(noted, "sqlite_autoindex_annotation_1")[0])
    told = recovered(noted)
    assert told is not None
    assert notes(noted) == everything()
    assert (told.older, told.missing) == (0, 0)


def test_some_pages_of_notes_apart_from_each_other(noted: Path) -> None:
    leaves = pages_of(noted, "annotation")[1:]
    for leaf in leaves[:: len(leaves) // 3]:
        spoil(noted, leaf)
    told = recovered(noted)
    assert told is not None
    lost = everything() - notes(noted)
    assert len(lost & {f"mới {n}" for n in range(NEW)}) == told.missing
    assert told.missing + told.older < 20


def test_an_index_that_lies_is_found_closely(noted: Path) -> None:
    data = (noted / DATABASE).read_bytes()
    leaf = pages_of(noted, "annotation_by_briefing")[-1]
    at = data.index(b"truc-ban", (leaf - 1) * PAGE)
    overwrite(noted, at, b"truc-bAn")
    assert checking.examine(noted / DATABASE) == []
    assert [one.code for one in recovering.examine_closely(noted)] == ["state_unsound"]
    recovering.recover(noted)
    assert recovering.examine_closely(noted) == []
    assert notes(noted) == everything()


def test_a_note_that_only_people_could_not_read_is_found_closely(noted: Path) -> None:
    with contextlib.closing(sqlite3.connect(noted / DATABASE)) as connection, connection:
        connection.execute("UPDATE annotation SET targets = x'5b7b' WHERE note = 'cũ 7'")
        connection.execute("UPDATE annotation SET colour = 'ide\x01' WHERE note = 'mới 7'")
    assert checking.examine(noted / DATABASE) == []
    [problem] = recovering.examine_closely(noted)
    assert (problem.code, problem.params) == ("state_notes_unsound", {"count": "2"})
    told = recovering.recover(noted)
    assert (told.older, told.missing) == (1, 1)
    assert everything() - notes(noted) == {"mới 7"}


def test_a_note_that_lost_letters_is_kept(noted: Path) -> None:
    data = (noted / DATABASE).read_bytes()
    at = data.index("mới 7".encode())
    overwrite(noted, at + 1, b"\xff")
    recovering.recover(noted)
    assert any("\ufffd" in one and one.endswith("7") for one in notes(noted))


# backups that are damaged too, or none


def test_the_next_backup_is_taken_where_the_newest_is_damaged(noted: Path) -> None:
    newest = dated.backups(noted)[0]
    newest.write_bytes(newest.read_bytes()[:-PAGE])
    spoil(noted, pages_of(noted, "annotation")[0])
    told = recovered(noted)
    assert told is not None
    assert (told.day, told.skipped) == ("2026-03-01", (newest.name,))
    assert notes(noted) == {f"cũ {number}" for number in range(OLD)}


def test_without_a_backup_what_can_be_read_is_kept(noted: Path) -> None:
    shutil.rmtree(noted / dated.FOLDER)
    spoil(noted, pages_of(noted, "annotation_by_briefing")[0])
    with ReaderState(noted) as own:
        author = own.author
    told = recovered(noted)
    assert told is not None
    assert (told.day, told.notes) == ("", len(everything()))
    assert notes(noted) == everything()
    with ReaderState(noted) as own:
        assert own.author == author


def test_without_anything_it_begins_anew_and_says_so(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"no database at all" * 999)
    told = recovered(tmp_path)
    assert told is not None
    assert (told.day, told.notes) == ("", 0)
    assert kept(tmp_path).read_bytes() == b"no database at all" * 999
    for language in ("vi", "en"):
        said = " ".join(
            say(one.code, language, **one.params) for one in recovering.told(told, tmp_path)
        )
        assert str(kept(tmp_path)) in said


def test_a_second_damage_keeps_the_first_file_too(noted: Path) -> None:
    (noted / DATABASE).write_bytes(b"")
    recovered(noted)
    (noted / DATABASE).write_bytes(b"x" * 9999)
    recovered(noted)
    assert sorted(path.stat().st_size for path in noted.glob("reader-damaged-*")) == [0, 9999]


# the report, the replica, and versions


def test_a_report_stands_until_it_is_seen(noted: Path) -> None:
    (noted / DATABASE).write_bytes(b"")
    told = recovered(noted)
    assert told is not None
    assert recovered(noted) == told
    with ReaderState(noted) as own:
        recovering.seen(own)
        assert recovering.report(own) is None


def test_what_is_recovered_is_a_replica_of_its_own(noted: Path) -> None:
    with ReaderState(noted) as own:
        replica, author = own.replica, own.author
        first = annotations(own, "kho")[0]
    overwrite(noted, 0, b"\xff" * 100)
    recovered(noted)
    with ReaderState(noted) as own:
        assert own.author == author
        assert own.replica != replica
        put(own, changed(first, "sửa sau khi khôi phục"))
        [record] = records(own, [first.id])
        assert record.shown.dot.replica == own.replica
        assert record.context[replica] >= 1


def test_versions_that_cannot_be_read_are_taken_from_the_backup(noted: Path) -> None:
    with ReaderState(noted) as own:
        [record] = records(own, [annotations(own, "kho")[5].id])
        other = record.changed("người khác", "2026-03-01T00:00:00.000+00:00", record.shown.content)
        mine = record.changed(own.replica, "2026-03-02T00:00:00.000+00:00", None)
        keep(own, [join(mine, other)])
    dated.keep(noted / DATABASE, DAY + timedelta(2))
    with ReaderState(noted) as own:
        put(own, changed(annotations(own, "kho")[0], "lần nữa"))
    spoil(noted, pages_of(noted, "rival")[0])
    told = recovered(noted)
    assert told is not None
    assert told.apart
    with ReaderState(noted) as own:
        [after] = records(own, [record.id])
        assert {one.dot.replica for one in after.versions} >= {"người khác"}
        assert len(after.versions) == 2


# what is no damage


def test_a_locked_file_is_no_damage(noted: Path) -> None:
    with contextlib.closing(sqlite3.connect(noted / DATABASE, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(EnvironmentFault) as raised:
            holding.opened(noted)
        assert raised.value.code == "locked"
        other.execute("COMMIT")
    assert not list(noted.glob("reader-damaged-*"))
    assert notes(noted) == everything()


def test_who_has_it_open_is_no_damage_either(noted: Path) -> None:
    with ReaderState(noted) as other:
        annotate(other, PLACE, TARGETS, "idea", "đang viết")
        assert recovered(noted) is None
    assert "đang viết" in notes(noted)


def test_only_one_may_recover(noted: Path) -> None:
    with (
        holding.in_use(noted),
        pytest.raises(EnvironmentFault) as raised,
        holding.in_use(noted),
    ):
        pass
    assert raised.value.code == "locked"


def test_a_newer_format_is_no_damage(noted: Path) -> None:
    with contextlib.closing(sqlite3.connect(noted / DATABASE)) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    with pytest.raises(EnvironmentFault) as raised:
        holding.opened(noted)
    assert raised.value.code == "state_newer"
    assert not list(noted.glob("reader-damaged-*"))


def test_a_full_disk_leaves_the_damaged_file_in_its_place(
    noted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    overwrite(noted, 0, b"\xff" * 100)
    before = (noted / DATABASE).read_bytes()

    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refuse)
        with pytest.raises(EnvironmentFault) as raised:
            holding.opened(noted)
    assert raised.value.code == "disk_full"
    assert (noted / DATABASE).read_bytes() == before
    assert recovered(noted) is not None
    assert notes(noted) == everything()
