"""The drafts of handouts that a reader keeps, several for each library.

What is put is on disk when the call returns, whole: after a crash a draft is as it was or as it is.
"""

from typing import Any

import msgspec

from desktop.library.errors import EnvironmentFault
from desktop.library.handouts.draft import Draft, Passage, new_id
from desktop.library.reader.anchors import Span
from desktop.library.reader.state import DATABASE, ReaderState, now

_DRAFT = msgspec.json.Decoder(Draft)


class _Collected(msgspec.Struct):
    """A passage as the preference `composition/<library>` of formats before 5 kept it."""

    briefing: str
    title: str
    section: str
    quote: str
    spans: tuple[Span, ...]


_COLLECTED = msgspec.json.Decoder(list[_Collected])


class Compositions:
    """The drafts of one reader's state. One thread, as its `ReaderState`.

    Raises: EnvironmentFault from every method.
    """

    def __init__(self, state: ReaderState) -> None:
        self._state = state

    def all(self, library: str) -> list[Draft]:
        """The drafts of a library, the one changed last first.

        Passages that a former program collected become a draft when this is first asked.
        """
        self._take_over(library)
        rows = self._state.rows(
            "SELECT content FROM draft WHERE library = :library ORDER BY modified DESC, id",
            {"library": library},
        )
        return [_draft(row) for row in rows]

    def read(self, identifier: str) -> Draft | None:
        """The draft of that id, None when there is none."""
        rows = self._state.rows(
            "SELECT content FROM draft WHERE id = :identifier", {"identifier": identifier}
        )
        return _draft(rows[0]) if rows else None

    def begin(self, library: str, title: str = "") -> Draft:
        """A new, empty draft, kept at once."""
        return self.put(Draft(id=new_id(), library=library, title=title))

    def put(self, draft: Draft) -> Draft:
        """Keeps a draft: new, changed, or brought back; as it is kept, with its time."""
        kept = msgspec.structs.replace(draft, modified=now())
        values = {name: getattr(kept, name) for name in ("id", "library", "title", "modified")}
        self._state.change(
            """INSERT OR REPLACE INTO draft
               VALUES (:id, :library, :title, :modified, :content)""",
            values | {"content": msgspec.json.encode(kept)},
        )
        return kept

    def remove(self, identifier: str) -> None:
        self._state.change("DELETE FROM draft WHERE id = :identifier", {"identifier": identifier})

    def _take_over(self, library: str) -> None:
        key = f"composition/{library}"
        held = self._state.preference(key)
        if not held:
            return
        try:
            collected = _COLLECTED.decode(held)
        except msgspec.MsgspecError as error:
            raise EnvironmentFault("state_damaged", file=DATABASE) from error
        with self._state.transaction():
            if collected:
                items = tuple(_passage(one) for one in collected)
                self.put(Draft(id=new_id(), library=library, items=items))
            self._state.set_preference(key, "")


def _draft(row: tuple[Any, ...]) -> Draft:
    try:
        return _DRAFT.decode(row[0])
    except msgspec.MsgspecError as error:
        raise EnvironmentFault("state_damaged", file=DATABASE) from error


def _passage(one: _Collected) -> Passage:
    return Passage(
        id=new_id(),
        briefing=one.briefing,
        title=one.title,
        section=one.section,
        quote=one.quote,
        spans=one.spans,
    )
