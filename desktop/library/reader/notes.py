"""All notes of a state folder as they stand now, for whoever follows their changes."""

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from desktop.library.errors import EnvironmentFault
from desktop.library.reader.annotations import COLUMNS, Annotation, annotation_of
from desktop.library.reader.state import DATABASE, ReaderState, faults
from desktop.library.reader.tables import FORMAT

_BATCH = 500


class Notes:
    """Reads the notes of every library beside whoever writes them. One thread at a time.

    A state folder without notes has none. Raises: EnvironmentFault, here and from every method.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / DATABASE
        self._connection: sqlite3.Connection | None = None
        self._seen = -1

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def changed(self) -> bool:
        """Whether anything may have been written since this was last asked."""
        rows = self._rows("PRAGMA data_version")
        seen, self._seen = self._seen, rows[0][0] if rows else -1
        return seen < 0 or seen != self._seen

    def stamps(self) -> dict[str, str]:
        """For each note's id what changes with the note, even where its time does not."""
        query = "SELECT id, modified, note, length(targets) FROM annotation WHERE removed = ''"
        return {
            identifier: f"{modified}/{zlib.crc32(note.encode()):x}/{size}"
            for identifier, modified, note, size in self._rows(query)
        }

    def read(self, identifiers: Sequence[str]) -> Iterator[Annotation]:
        """The notes of these ids that are there, in no certain order."""
        for start in range(0, len(identifiers), _BATCH):
            some = identifiers[start : start + _BATCH]
            marks = ",".join("?" * len(some))
            query = f"SELECT {COLUMNS} FROM annotation a WHERE removed = '' AND id IN ({marks})"  # noqa: S608 - our own words only
            for row in self._rows(query, *some):
                yield annotation_of(row)

    def _rows(self, query: str, *values: str) -> list[Any]:
        with faults(self._path):
            if self._connection is None:
                if not self._path.is_file():
                    return []
                self._connection = self._opened()
            return self._connection.execute(query, values).fetchall()

    def _opened(self) -> sqlite3.Connection:
        uri = f"{self._path.resolve().as_uri()}?mode=ro"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            connection.execute("PRAGMA busy_timeout = 5000")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        except BaseException:
            connection.close()
            raise
        if version == FORMAT:
            return connection
        connection.close()
        if version > FORMAT:
            raise EnvironmentFault("state_newer", file=self._path)
        ReaderState(self._path.parent).close()  # which brings the file up
        return self._opened()
