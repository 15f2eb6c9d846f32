"""What can be wrong with an index on disk."""


class SegmentCorrupt(Exception):
    """A file of the index is not what its writer wrote: `file` names it, `where` the part."""

    def __init__(self, file: str, where: str) -> None:
        super().__init__(f"{file}: {where}")
        self.file = file
        self.where = where
