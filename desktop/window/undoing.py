"""What can be undone and done again, document by document."""

from collections.abc import Callable

import msgspec


class Deed(msgspec.Struct, frozen=True):
    """Something done that can be taken back. `name` is a key of `wordlist.deed_name`.

    Deeds that follow one another and have the same `strand` are one, as when a text is typed.
    `about` is the annotation it is about, if it is only one.
    """

    name: str
    back: Callable[[], object]
    forth: Callable[[], object]
    strand: str = ""
    about: str = ""


Place = tuple[str, str]
"""Library id and briefing id."""


class Deeds:
    """Holds what was done in each document; going to another and back loses none of it."""

    def __init__(self) -> None:
        self._done: dict[Place, list[Deed]] = {}
        self._undone: dict[Place, list[Deed]] = {}
        self.place: Place = ("", "")

    @property
    def done(self) -> list[Deed]:
        """What can be undone where one is now, the latest last."""
        return self._done.setdefault(self.place, [])

    @property
    def undone(self) -> list[Deed]:
        """What can be done again where one is now, the first last."""
        return self._undone.setdefault(self.place, [])

    @property
    def next_undo(self) -> str:
        """The name of what `undo` would take back, "" for nothing."""
        return self.done[-1].name if self.done else ""

    @property
    def next_redo(self) -> str:
        """The name of what `redo` would do again, "" for nothing."""
        return self.undone[-1].name if self.undone else ""

    def add(self, deed: Deed) -> None:
        """Remembers what has been done; what was undone before is not done again any more."""
        self.undone.clear()
        last = self.done[-1] if self.done else None
        if last is not None and deed.strand and last.strand == deed.strand:
            self.done[-1] = msgspec.structs.replace(deed, back=last.back)
        else:
            self.done.append(deed)

    def end_strand(self) -> None:
        """What follows is a deed of its own."""
        if self.done and self.done[-1].strand:
            self.done[-1] = msgspec.structs.replace(self.done[-1], strand="")

    def forget(self, about: str) -> None:
        """What was done last about an annotation has come to nothing."""
        while self.done and self.done[-1].about == about:
            self.done.pop()

    def undo(self) -> None:
        if self.done:
            deed = self.done.pop()
            self.undone.append(deed)
            deed.back()

    def redo(self) -> None:
        if self.undone:
            deed = self.undone.pop()
            self.done.append(msgspec.structs.replace(deed, strand=""))
            deed.forth()
