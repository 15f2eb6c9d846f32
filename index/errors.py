"""What can be wrong with an index on disk. Whoever shows it to a person converts it.

A full or read-only disk is not among these: `OSError` comes through as it is.
"""

from pathlib import Path


class IndexFault(Exception):
    """The root of this tree; `file` is the file or folder at fault."""

    def __init__(self, file: Path) -> None:
        super().__init__(str(file))
        self.file = file


class IndexMissing(IndexFault):
    """The folder holds no finished index."""


class IndexDamaged(IndexFault):
    """A file of the index is gone, cut short or altered; rebuilding mends it."""


class IndexOutdated(IndexFault):
    """The index was made by another version of this room; rebuilding mends it."""


class ProcessLost(Exception):
    """A process that wrote a part of an index ended before it was whole; nothing of it is kept."""
