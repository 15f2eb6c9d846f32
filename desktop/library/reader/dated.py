"""Backups that the program makes by itself: one a day, beside the state, the last seven of them.

`<state>/backups/reader-2026-11-26.sqlite`; `reader-format-3-2026-11-26.sqlite` is the notes as
they were before a newer program changed their format. They serve where the file was damaged;
against the loss of the laptop there is `backup`.
"""

import re
from datetime import date
from pathlib import Path

from desktop.library import disk
from desktop.library.reader.copying import copied

FOLDER = "backups"
KEPT = 7
_NAME = re.compile(r"^reader-(?:format-\d+-)?(\d{4}-\d{2}-\d{2})\.sqlite$")
_COUNTERS = (slice(24, 28), slice(92, 100))
"""The bytes of a database that count its changes (sqlite.org/fileformat2.html)."""
_COUNTED, _PIECE = 100, 1 << 20


def backups(state: Path) -> list[Path]:
    """The backups of a state folder, the newest first. Raises: EnvironmentFault."""
    folder = state / FOLDER
    with disk.faults(folder):
        found = [path for path in folder.glob("reader-*.sqlite") if _NAME.match(path.name)]
    return sorted(found, key=lambda path: (day_of(path), path.name), reverse=True)


def day_of(backup: Path) -> str:
    """The day that a backup's name tells, in ISO 8601."""
    found = _NAME.match(backup.name)
    return found[1] if found else ""


def keep(database: Path, today: date) -> Path | None:
    """Today's backup of a sound database, where there is none yet and something has changed.

    Safe beside whoever writes. Raises: EnvironmentFault, with every former backup in its place.
    """
    held = backups(database.parent)
    if any(day_of(one) == today.isoformat() for one in held):
        return None
    data = copied(database)
    if held and _same(held[0], data):
        return None
    return _write(database.parent, f"reader-{today}.sqlite", data)


def keep_former(database: Path, version: int, today: date) -> Path:
    """The database as it is before its format is changed. Raises: EnvironmentFault."""
    name = f"reader-format-{version}-{today}.sqlite"
    return _write(database.parent, name, copied(database))


def _same(former: Path, data: bytes) -> bool:
    """Whether a backup holds just this, whatever the counts of changes in its first bytes."""
    with disk.faults(former), former.open("rb") as file:
        if former.stat().st_size != len(data):
            return False
        if _uncounted(file.read(_COUNTED)) != _uncounted(data[:_COUNTED]):
            return False
        starts = range(_COUNTED, len(data), _PIECE)
        return all(file.read(_PIECE) == data[start : start + _PIECE] for start in starts)


def _uncounted(head: bytes) -> bytes:
    plain = bytearray(head)
    for part in _COUNTERS:
        plain[part] = bytes(part.stop - part.start)
    return bytes(plain)


def _write(state: Path, name: str, data: bytes) -> Path:
    """The former ones go only once the new one is there."""
    path = state / FOLDER / name
    disk.make_folder(path.parent)
    disk.write_whole(path, data)
    for former in backups(state)[KEPT:]:
        with disk.faults(former):
            former.unlink()
    return path
