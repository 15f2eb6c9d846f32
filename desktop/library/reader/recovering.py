"""A damaged file is replaced by its newest sound backup with all that is newer and still readable.

Nothing of it is silent, and nothing is thrown away: the damaged file is kept beside the new one,
and a report stands in the new one until its reader has seen it. What is newer in the damaged file
joins the backup as two readers' notes do (`records.join`), so no change that can be read is lost.
The recovered state is a replica of its own.
"""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from desktop.library import disk
from desktop.library.errors import EnvironmentFault, Problem
from desktop.library.progress import Progress, no_progress
from desktop.library.reader import checking, wal
from desktop.library.reader.annotations import keep, records, records_of
from desktop.library.reader.backup import KEPT_AS
from desktop.library.reader.copying import schema_of
from desktop.library.reader.dated import backups, day_of
from desktop.library.reader.holding import DAMAGED, STAGED
from desktop.library.reader.records import Record, join
from desktop.library.reader.salvage import Salvaged, clear, salvage
from desktop.library.reader.state import DATABASE, ReaderState, now
from desktop.library.reader.tables import FORMAT, REPLICA

CLOSELY_DAYS = 7
_REPORT, _CHECKED = "recovery/report", "check/closely"
_SCRATCH = ".recovering"
_RECORDS = ("annotation", "rival")
_AT_ONCE = 200
"""Notes that are joined before the next word of how far it is."""


class Recovery(msgspec.Struct, frozen=True):
    """What became of a damaged file. `day` is its backup's, "" where there was none.

    Of the notes that there are now, `newer` were read from the damaged file and are newer than the
    backup, `older` could not be read there and are as on that day; `missing` are nowhere any more.
    `apart`: of what is no note some could not be read, or of a note's other versions.
    """

    made: str
    day: str
    damaged: str
    notes: int
    newer: int
    older: int
    missing: int
    apart: bool
    skipped: tuple[str, ...]


def examine_closely(state: Path) -> list[Problem]:
    """Reads every note, beside whoever has the state open. Raises: EnvironmentFault."""
    return checking.examine(state / DATABASE, closely=True)


def is_due(state: ReaderState, moment: datetime) -> bool:
    """Whether the state should be examined closely: weekly, and after it was not closed."""
    last = state.preference(_CHECKED)
    if state.ended_badly or not last:
        return True
    passed = moment - datetime.fromisoformat(last)
    return not timedelta() <= passed < timedelta(days=CLOSELY_DAYS)


def found_sound(state: ReaderState) -> None:
    """Keeps that the state was examined closely."""
    state.set_preference(_CHECKED, now())
    state.ended_badly = False


def report(state: ReaderState) -> Recovery | None:
    """What its reader has yet to be told, if the state was recovered."""
    try:
        return msgspec.json.decode(state.preference(_REPORT), type=Recovery)
    except msgspec.MsgspecError:
        return None


def seen(state: ReaderState) -> None:
    """The reader knows of the recovery."""
    state.change("DELETE FROM preference WHERE key = :key", {"key": _REPORT})


def told(recovery: Recovery, state: Path) -> list[Problem]:
    """A report as sentences to be said one after the other."""
    code = "recovered_from" if recovery.day else "recovered_without"
    facts: list[tuple[str, dict[str, object]]]
    facts = [(code, {"day": recovery.day, "notes": recovery.notes})]
    if recovery.newer and recovery.day:
        facts.append(("recovered_newer", {"count": recovery.newer}))
    if recovery.older:
        facts.append(("recovered_older", {"count": recovery.older, "day": recovery.day}))
    if recovery.missing:
        facts.append(("recovered_missing", {"count": recovery.missing}))
    if recovery.apart:
        facts.append(("recovered_apart", {}))
    if recovery.skipped:
        facts.append(("recovered_skipped", {"names": ", ".join(recovery.skipped)}))
    if recovery.damaged:
        facts.append(("recovered_kept", {"file": state / recovery.damaged}))
    return [
        Problem(
            code,
            DATABASE,
            params={name: str(value) for name, value in params.items()},
            severity="warning",
        )
        for code, params in facts
    ]


def recover(state: Path, progress: Progress = no_progress) -> Recovery:
    """Puts a sound state in the place of a damaged one. Hold `in_use`; nobody has it open.

    It is not to be stopped: without it there are no notes to go on with.
    Raises: EnvironmentFault, with the damaged file in its place.
    """
    scratch = state / _SCRATCH
    with disk.faults(scratch):
        shutil.rmtree(scratch, ignore_errors=True)
    try:
        backup, day, skipped = _newest_sound(state)
        base = scratch / "base"
        _lay_out(base, backup)
        template = backup or (base / DATABASE).read_bytes()
        images = _images(state / DATABASE)
        damaged = _free_name(state) if images else ""
        with ReaderState(base) as own, own.transaction():
            known, found = _shown(own), Salvaged(frozenset(_tables(own)))
            for at, image in enumerate(images):
                progress("salvaging", 0, 0)
                read = salvage(image, template, scratch / str(at))
                # Of two that are each but a part of the truth, neither shows what was deleted.
                whole = read.whole if len(images) == 1 else frozenset[str]()
                _join(own, scratch / str(at), whole, progress)
                found = _together(found, read)
            recovery = _reported(own, known, found, (day, damaged, skipped))
        _stage(base / DATABASE, state / STAGED)
        finish(state)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return recovery


def _images(database: Path) -> list[bytes]:
    """What there is to read: the file with its log in it, and before it the file alone.

    The file alone serves where the log is damaged: it is as of an earlier moment, and whole.
    """
    log = checking.log_of(database)
    with disk.faults(database):
        held = database.read_bytes() if database.is_file() else None
        logged = wal.read(log.read_bytes() if log.is_file() else b"")
    if held is None:
        return [wal.image(b"", logged)] if logged.frames else []
    whole = wal.image(held, logged)
    return [wal.image(held, wal.Log()), whole] if logged.damaged else [whole]


def finish(state: Path) -> None:
    """Ends a recovery that a crash may have cut in two: what is staged is whole.

    Raises: EnvironmentFault.
    """
    staged, database = state / STAGED, state / DATABASE
    with disk.faults(database):
        if not staged.is_file():
            return
        kept = _free_name(state)
        log = checking.log_of(database)
        if database.exists():
            database.rename(state / kept)
        if _size(log) > 0:
            log.rename(state / log.name.replace(DATABASE, kept))
        for leftover in (log, database.with_name(f"{DATABASE}-shm")):
            leftover.unlink(missing_ok=True)
        staged.rename(database)
        (state / DAMAGED).unlink(missing_ok=True)
        disk.sync_folder(state)


def _newest_sound(state: Path) -> tuple[bytes, str, tuple[str, ...]]:
    """The newest backup that can be used, its day, and the names of those that cannot."""
    skipped: list[str] = []
    for path in backups(state):
        with disk.faults(path):
            data = path.read_bytes()
        if 1 <= schema_of(data) <= FORMAT:
            return data, day_of(path), tuple(skipped)
        skipped.append(path.name)
    return b"", "", tuple(skipped)


def _lay_out(folder: Path, backup: bytes) -> None:
    disk.make_folder(folder)
    if backup:
        disk.write_whole(folder / DATABASE, backup)
    ReaderState(folder).close()  # which makes it, or brings it to the present format
    clear(folder / DATABASE)


def _together(one: Salvaged, other: Salvaged) -> Salvaged:
    return Salvaged(one.whole & other.whole, one.missing | other.missing, one.held | other.held)


def _reported(
    base: ReaderState,
    known: dict[str, tuple[str, int]],
    found: Salvaged,
    facts: tuple[str, str, tuple[str, ...]],
) -> Recovery:
    """The report of what `base` has become since it `known` what the backup did; kept in it."""
    day, damaged, skipped = facts
    there = _shown(base)
    recovery = Recovery(
        made=now(),
        day=day,
        damaged=damaged,
        notes=len(there),
        newer=sum(known.get(name) != dot for name, dot in there.items()),
        older=len(known.keys() - found.held),
        missing=len(found.missing - found.held - known.keys()),
        apart=bool(set(_tables(base)) - {"annotation", *found.whole}),
        skipped=skipped,
    )
    base.change("DELETE FROM preference WHERE key = :key", {"key": REPLICA})
    base.set_preference(_REPORT, msgspec.json.encode(recovery).decode())
    return recovery


def _join(base: ReaderState, folder: Path, whole: frozenset[str], progress: Progress) -> None:
    """Joins what was read of a damaged file, with the tables that were read to their end."""
    with ReaderState(folder) as read:
        ((total,),) = read.rows("SELECT count(*) FROM annotation", {})
        done = 0
        for (library,) in read.rows("SELECT DISTINCT library FROM annotation", {}):
            every = records_of(read, library)
            for first in range(0, len(every), _AT_ONCE):
                progress("recovering_notes", done, total)
                some = every[first : first + _AT_ONCE]
                _keep_joined(base, some, whole="rival" in whole)
                done += len(some)
        progress("recovering_notes", done, total)
        for table in _tables(base):
            if table not in _RECORDS:
                _take(base, read, table, whole=table in whole)


def _keep_joined(base: ReaderState, some: Sequence[Record], *, whole: bool) -> None:
    held = {one.id: one for one in records(base, [one.id for one in some])}
    joined = (_joined(held.get(one.id), one, whole=whole) for one in some)
    keep(base, [one for one in joined if one != held.get(one.id)])


def _joined(held: Record | None, read: Record, *, whole: bool) -> Record:
    """Where versions of the note read may be missing, it replaces none that the backup has."""
    if held is None:
        return read
    if whole:
        return join(held, read)
    blind = msgspec.structs.replace(read, context={})
    known = join(held, read).context
    return msgspec.structs.replace(join(held, blind), context=known)


def _take(base: ReaderState, read: ReaderState, table: str, *, whole: bool) -> None:
    """A table's rows as they were read: all there is if it was read to its end."""
    columns = [row[1] for row in base.rows(f"PRAGMA table_info({table})", {})]
    if whole:
        base.change(f"DELETE FROM {table}", {})  # noqa: S608 - our own tables
    names, marks = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    put = f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
    for row in read.rows(f"SELECT {names} FROM {table}", {}):  # noqa: S608
        base.change(put, dict(zip(columns, row, strict=True)))


def _tables(state: ReaderState) -> list[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return [name for (name,) in state.rows(query, {})]


def _shown(state: ReaderState) -> dict[str, tuple[str, int]]:
    """The change that made each note what it is, by its id."""
    rows = state.rows("SELECT id, replica, count FROM annotation WHERE removed = ''", {})
    return {identifier: (replica, count) for identifier, replica, count in rows}


def _stage(made: Path, staged: Path) -> None:
    with disk.faults(staged):
        if not schema_of(_rolled_back(made.read_bytes())):
            raise EnvironmentFault("state_damaged", file=made)
        disk.sync_file(made)
        made.replace(staged)
        disk.sync_folder(staged.parent)


def _rolled_back(data: bytes) -> bytes:
    return data[:18] + b"\x01\x01" + data[20:]


def _size(path: Path) -> int:
    """Bytes of a file, -1 where there is none. Raises: EnvironmentFault."""
    with disk.faults(path):
        return path.stat().st_size if path.is_file() else -1


def _free_name(state: Path) -> str:
    day = datetime.now(UTC).astimezone().date().isoformat()
    names = [f"{KEPT_AS}{day}.sqlite", *(f"{KEPT_AS}{day}-{at}.sqlite" for at in range(2, 1000))]
    for name in names:
        if not (state / name).exists() and not (state / f"{name}-wal").exists():
            return name
    raise EnvironmentFault("disk_refused", path=state / names[0])
