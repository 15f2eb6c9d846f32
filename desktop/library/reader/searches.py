"""The searches a reader made last, and those kept under a name; one list for each library."""

from typing import Literal

import msgspec

from desktop.library.errors import EnvironmentFault
from desktop.library.reader.state import DATABASE, ReaderState

MOST_RECENT = 20
Scope = Literal["content", "notes"]


class Query(msgspec.Struct, frozen=True):
    """What was asked: the text as typed, in which texts, and how it was narrowed."""

    text: str
    scope: Scope = "content"
    literal: bool = False
    filters: dict[str, str] = {}


class SavedSearch(msgspec.Struct, frozen=True):
    """A query under the name that the reader gave it."""

    name: str
    query: Query


class Searches(msgspec.Struct, frozen=True):
    """Both lists: `recent` newest first, `saved` in the order of saving."""

    recent: tuple[Query, ...] = ()
    saved: tuple[SavedSearch, ...] = ()

    def noting(self, query: Query) -> "Searches":
        """With `query` as the newest of at most `MOST_RECENT`; its like of before is dropped."""
        others = tuple(one for one in self.recent if _like(one) != _like(query))
        return msgspec.structs.replace(self, recent=(query, *others)[:MOST_RECENT])

    def saving(self, name: str, query: Query) -> "Searches":
        """With `query` under `name`, in the place of what had that name."""
        saved = SavedSearch(name, query)
        held = [saved if one.name == name else one for one in self.saved]
        return msgspec.structs.replace(self, saved=tuple(held if saved in held else [*held, saved]))

    def without_saved(self, name: str) -> "Searches":
        return msgspec.structs.replace(
            self, saved=tuple(one for one in self.saved if one.name != name)
        )

    def without_recent(self, query: Query) -> "Searches":
        return msgspec.structs.replace(
            self, recent=tuple(one for one in self.recent if one != query)
        )

    def cleared(self) -> "Searches":
        """Without any recent search; what was saved stays."""
        return msgspec.structs.replace(self, recent=())


def _like(query: Query) -> tuple[str, str]:
    """Two queries alike in this are one to whoever looks for it again."""
    return " ".join(query.text.casefold().split()), query.scope


def _key(library: str) -> str:
    return f"searches:{library}"


def read(state: ReaderState, library: str) -> Searches:
    """The reader's searches in a library. Raises: EnvironmentFault."""
    held = state.preference(_key(library))
    if not held:
        return Searches()
    try:
        return msgspec.json.decode(held, type=Searches)
    except msgspec.MsgspecError as error:
        raise EnvironmentFault("state_damaged", file=DATABASE) from error


def write(state: ReaderState, library: str, searches: Searches) -> None:
    """Keeps the reader's searches in a library. Raises: EnvironmentFault."""
    state.set_preference(_key(library), msgspec.json.encode(searches).decode())
