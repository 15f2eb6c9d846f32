"""What of a reader's notes goes into a file."""

from collections.abc import Collection, Iterable

import msgspec

from desktop.library.reader.annotations import Author, authors, records, records_of
from desktop.library.reader.records import Colour, Record
from desktop.library.reader.state import ReaderState


class Selection(msgspec.Struct, frozen=True):
    """Notes to be written: whole records, oldest first, and whoever made them by id.

    `private` are the private tags that were asked for, by record id. `author` and `replica` are
    the reader's whose notes they are and this copy's.
    """

    records: tuple[Record, ...]
    authors: dict[str, Author]
    private: dict[str, tuple[str, ...]]
    author: str
    replica: str

    @property
    def shown(self) -> int:
        """How many notes a person will find in the file; deletions are none."""
        return sum(record.shown.content is not None for record in self.records)


class Filter(msgspec.Struct, frozen=True):
    """Which notes: of one library ("": all), one briefing, one tag, one colour, or these ids.

    What is "" or None narrows nothing.
    """

    library: str = ""
    briefing: str = ""
    tag: str = ""
    colour: Colour | None = None
    ids: frozenset[str] | None = None

    @property
    def by_what_they_say(self) -> bool:
        return bool(self.tag or self.colour)


def select(state: ReaderState, wanted: Filter = Filter(), *, private: bool = False) -> Selection:  # noqa: B008 - frozen
    """The notes wanted, with the replies to them and the notes that they answer.

    A deletion is chosen by its id, or with all of its briefing or library, since it has neither
    tag nor colour left. Private tags come only if `private`. Raises: EnvironmentFault.
    """
    held = _records(state, wanted)
    tags = private_tags(state)
    chosen = [one for one in held if _wanted(one, wanted, tags.get(one.id, ()))]
    whole = _with_replies(held, {one.id for one in chosen})
    some = tuple(one for one in held if one.id in whole)
    met = authors(state)
    names = {
        version.content.author for one in some for version in one.versions if version.content
    } | {state.author}
    return Selection(
        records=some,
        authors={name: met[name] for name in sorted(names & met.keys())},
        private={one.id: tags[one.id] for one in some if one.id in tags} if private else {},
        author=state.author,
        replica=state.replica,
    )


def _records(state: ReaderState, wanted: Filter) -> list[Record]:
    if wanted.library:
        return records_of(state, wanted.library)
    rows = state.rows("SELECT id FROM annotation ORDER BY created, id", {})
    return records(state, [identifier for (identifier,) in rows])


def _wanted(record: Record, wanted: Filter, private: Collection[str]) -> bool:
    if wanted.ids is not None and record.id not in wanted.ids:
        return False
    if wanted.briefing and record.briefing != wanted.briefing:
        return False
    content = record.shown.content
    if content is None:
        return not wanted.by_what_they_say
    if wanted.tag and wanted.tag not in (*content.tags, *private):
        return False
    return wanted.colour in (None, content.colour)


def _with_replies(held: Iterable[Record], chosen: set[str]) -> set[str]:
    """The ids chosen, of whatever answers one of them, and of whatever one of them answers."""
    parents = {
        one.id: one.shown.content.parent
        for one in held
        if one.shown.content and one.shown.content.parent
    }
    whole = set(chosen)
    for identifier, parent in parents.items():
        above, seen = parent, {identifier}
        while above and above not in seen:
            if above in chosen:
                whole.add(identifier)
            if identifier in chosen:
                whole.add(above)
            seen.add(above)
            above = parents.get(above, "")
    return whole


def private_tags(state: ReaderState) -> dict[str, tuple[str, ...]]:
    """The private tags of every note that has some, by its id. Raises: EnvironmentFault."""
    found: dict[str, list[str]] = {}
    query = "SELECT annotation, tag FROM private_tag ORDER BY annotation, tag"
    for identifier, tag in state.rows(query, {}):
        found.setdefault(identifier, []).append(tag)
    return {identifier: tuple(tags) for identifier, tags in found.items()}
