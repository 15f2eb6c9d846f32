"""Since which edition a reader has news, and in which documents: those read, noted or marked."""

import msgspec

from desktop.library.errors import EnvironmentFault
from desktop.library.reader.state import DATABASE, ReaderState, now


class Arrival(msgspec.Struct, frozen=True):
    """An edition as a reader first met it: after which other one, and when."""

    edition: int
    former: int
    met: str


def arrival(state: ReaderState, library: str, edition: int) -> Arrival:
    """How the live edition came to this reader, kept from the first meeting on.

    For who never met another, and after a rollback, it is its own former one.
    Raises: EnvironmentFault.
    """
    held = _held(state, library)
    if held is not None and held.edition == edition:
        return held
    met = Arrival(edition, _former(held, edition), now())
    state.set_preference(_key(library), msgspec.json.encode(met).decode())
    return met


def former(state: ReaderState, library: str, edition: int) -> int:
    """The edition that the reader had before the live one, as `arrival` has it; writes nothing.

    Raises: EnvironmentFault.
    """
    return _former(_held(state, library), edition)


_CONCERNED = """
WITH RECURSIVE noted (briefing) AS (
    SELECT min(briefing) FROM annotation WHERE library = :library AND removed = ''
    UNION ALL
    SELECT (SELECT min(briefing) FROM annotation
            WHERE library = :library AND removed = '' AND briefing > noted.briefing)
    FROM noted WHERE briefing IS NOT NULL
)
SELECT briefing FROM position WHERE library = :library
UNION SELECT briefing FROM noted WHERE briefing IS NOT NULL
UNION SELECT briefing FROM bookmark WHERE library = :library
"""
"""From one document with notes to the next: asked at every opening, it must not read each note."""


def concerned(state: ReaderState, library: str) -> list[str]:
    """The briefings that a reader has read, noted in or marked. Raises: EnvironmentFault."""
    rows = state.rows(_CONCERNED, {"library": library})
    return [briefing for (briefing,) in rows]


def _key(library: str) -> str:
    return f"edition_met:{library}"


def _former(held: Arrival | None, edition: int) -> int:
    if held is None:
        return edition
    return held.former if held.edition == edition else min(held.edition, edition)


def _held(state: ReaderState, library: str) -> Arrival | None:
    text = state.preference(_key(library))
    if not text:
        return None
    try:
        return msgspec.json.decode(text, type=Arrival)
    except msgspec.MsgspecError as error:
        raise EnvironmentFault("state_damaged", file=DATABASE) from error
