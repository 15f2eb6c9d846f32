"""The register: what was handed out, to whom, and what became of each copy.

A handing keeps the passages with their blocks' texts as they were, so that a later edition can be
held against it. What is said of a copy may change; every former word of it is kept. Nothing is
deleted: a handing noted by mistake is set aside and can be brought back.
"""

import uuid
from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from desktop.library.document import CIRCULATIONS, Circulation
from desktop.library.errors import InputError
from desktop.library.reader.state import ReaderState, now

CopyState = Literal["handed", "returned", "destroyed"]
SHORTEST_ID = 4
"""Signs of a handing's id that a person must type at least."""


class HandedBlock(msgspec.Struct, frozen=True, array_like=True):
    """Code points `start` to `end` of a block that was handed out, and its whole text then."""

    block: str
    start: int
    end: int
    text: str

    @property
    def quote(self) -> str:
        return self.text[self.start : self.end]


class HandedSource(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was handed out of one document, as `edition` had it; `whole`: all of it."""

    briefing: str
    title: str
    edition: int
    blocks: tuple[HandedBlock, ...]
    whole: bool = False


class Facts(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is told of a handing beside its sources.

    `decision` is the recorded reason for a circle wider than the sources', "" for none; `digest`
    the SHA-256 of the PDF before it was numbered; `of` how many copies there are, 0 where
    nobody counted. `answered` has, by document, the digest of the correction that its holders were
    last given.
    """

    title: str
    template: str = ""
    circulation: Circulation = CIRCULATIONS[-1]
    decision: str = ""
    digest: str = ""
    pages: int = 0
    of: int = 0
    answered: dict[str, str] = {}


class Handing(msgspec.Struct, frozen=True):
    """A paper that was handed out. `made` is ISO 8601, UTC; `removed` too, "" while it counts."""

    id: str
    library: str
    edition: int
    made: str
    facts: Facts
    sources: tuple[HandedSource, ...]
    removed: str = ""


class HandedCopy(msgspec.Struct, frozen=True, omit_defaults=True):
    """One numbered copy and where it is. `handed` and `settled` are days, ISO 8601.

    `settled`: when it was returned or destroyed, "" while it is out.
    """

    handing: str
    number: int
    name: str
    unit: str = ""
    state: CopyState = "handed"
    handed: str = ""
    settled: str = ""
    remarks: str = ""


class Former(msgspec.Struct, frozen=True):
    """What was said of a copy until `moment`."""

    moment: str
    copy: HandedCopy


_COPY = HandedCopy.__struct_fields__
_PUT = f"""INSERT OR REPLACE INTO handed_copy ({", ".join(_COPY)})
           VALUES ({", ".join(f":{name}" for name in _COPY)})"""  # noqa: S608 - our own words only
_COPIES = f"SELECT {', '.join(_COPY)} FROM handed_copy"  # noqa: S608 - our own words only
_HANDINGS = "SELECT id, library, edition, made, facts, sources, removed FROM handing"


class Register:
    """The register of one reader's state. One thread, as its `ReaderState`.

    Raises: EnvironmentFault from every method.
    """

    def __init__(self, state: ReaderState) -> None:
        self._state = state

    def record(self, handing: Handing, copies: Iterable[HandedCopy]) -> None:
        """Keeps a new handing with its copies: all of it or nothing."""
        with self._state.transaction():
            self._put(handing)
            for copy in copies:
                self._state.change(_PUT, msgspec.structs.asdict(copy))

    def handings(self, library: str = "", *, removed: bool = False) -> list[Handing]:
        """Newest first; of one library or of all; those set aside only with `removed`."""
        rows = self._state.rows(
            f"{_HANDINGS} WHERE :library IN ('', library) ORDER BY made DESC, id",
            {"library": library},
        )
        found = map(_handing, rows)
        return [handing for handing in found if removed or not handing.removed]

    def handing(self, identifier: str) -> Handing:
        """The handing whose id is or begins with `identifier`, set aside or not.

        Raises: InputError("handing_unknown"), InputError("handing_ambiguous").
        """
        rows = self._state.rows(
            f"{_HANDINGS} WHERE substr(id, 1, :length) = :identifier ORDER BY id LIMIT 2",
            {"identifier": identifier, "length": len(identifier)},
        )
        if len(identifier) < SHORTEST_ID or not rows:
            raise InputError("handing_unknown", id=identifier)
        if len(rows) > 1:
            raise InputError("handing_ambiguous", id=identifier)
        return _handing(rows[0])

    def copies(self, identifier: str) -> list[HandedCopy]:
        """The copies of a handing in the order of their numbers."""
        query = f"{_COPIES} WHERE handing = :handing ORDER BY number"
        rows = self._state.rows(query, {"handing": identifier})
        return [HandedCopy(*row) for row in rows]

    def change(self, copies: Iterable[HandedCopy]) -> list[HandedCopy]:
        """Says something else of copies that are there; what was said before, to undo it with.

        Those that stay as they are are passed over. Raises: InputError("copy_unregistered").
        """
        former = []
        with self._state.transaction():
            for copy in copies:
                held = self._copy(copy.handing, copy.number)
                if held == copy:
                    continue
                former.append(held)
                self._state.change(
                    "INSERT INTO copy_change VALUES (:id, :handing, :number, :moment, :former)",
                    {
                        "id": uuid.uuid4().hex,
                        "handing": held.handing,
                        "number": held.number,
                        "moment": now(),
                        "former": msgspec.json.encode(held),
                    },
                )
                self._state.change(_PUT, msgspec.structs.asdict(copy))
        return former

    def history(self, identifier: str, number: int) -> list[Former]:
        """All that was ever said of a copy before, oldest first."""
        rows = self._state.rows(
            """SELECT moment, former FROM copy_change
               WHERE handing = :handing AND number = :number ORDER BY moment, id""",
            {"handing": identifier, "number": number},
        )
        return [
            Former(moment, msgspec.json.decode(former, type=HandedCopy)) for moment, former in rows
        ]

    def set_aside(self, identifier: str) -> None:
        """Takes a handing that was noted by mistake out of the lists; it stays in the file."""
        self._set_removed(identifier, now())

    def bring_back(self, identifier: str) -> None:
        """Undoes `set_aside`."""
        self._set_removed(identifier, "")

    def answer(self, identifier: str, answered: dict[str, str]) -> None:
        """Notes, by document, the corrections that the holders of a handing were given."""
        handing = self.handing(identifier)
        known = {**handing.facts.answered, **answered}
        facts = msgspec.structs.replace(handing.facts, answered=known)
        self._put(msgspec.structs.replace(handing, facts=facts))

    def _put(self, handing: Handing) -> None:
        values = msgspec.structs.asdict(handing) | {
            "facts": msgspec.json.encode(handing.facts),
            "sources": msgspec.json.encode(handing.sources),
        }
        self._state.change(
            """INSERT OR REPLACE INTO handing
               VALUES (:id, :library, :edition, :made, :removed, :facts, :sources)""",
            values,
        )

    def _copy(self, handing: str, number: int) -> HandedCopy:
        query = f"{_COPIES} WHERE handing = :handing AND number = :number"
        rows = self._state.rows(query, {"handing": handing, "number": number})
        if not rows:
            raise InputError("copy_unregistered", number=number)
        return HandedCopy(*rows[0])

    def _set_removed(self, identifier: str, moment: str) -> None:
        self._state.change(
            "UPDATE handing SET removed = :moment WHERE id = :id",
            {"moment": moment, "id": identifier},
        )


def settled(copy: HandedCopy, state: CopyState, day: str, remarks: str = "") -> HandedCopy:
    """A copy once it is in `state`, since `day`; `remarks` are added to those there were."""
    noted = "; ".join(filter(None, (copy.remarks, " ".join(remarks.split()))))
    since = "" if state == "handed" else day
    return msgspec.structs.replace(copy, state=state, settled=since, remarks=noted)


def new_id() -> str:
    """An id for a handing that no other state has."""
    return uuid.uuid4().hex


def _handing(row: tuple[Any, ...]) -> Handing:
    identifier, library, edition, made, facts, sources, removed = row
    return Handing(
        identifier,
        library,
        edition,
        made,
        msgspec.json.decode(facts, type=Facts),
        msgspec.json.decode(sources, type=tuple[HandedSource, ...]),
        removed,
    )
