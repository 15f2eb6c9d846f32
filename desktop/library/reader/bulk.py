"""Changes of many notes at once, each of them one transaction and taken back as one."""

from collections.abc import Callable, Iterable

import msgspec

from desktop.library.reader.annotations import COLUMNS, Annotation, annotation_of, change_all
from desktop.library.reader.records import Colour
from desktop.library.reader.state import ReaderState, now

Alter = Callable[[Annotation], Annotation]
_BATCH = 500


class Change(msgspec.Struct, frozen=True):
    """The notes that were changed as they were, and as they are; what was removed has no after."""

    before: tuple[Annotation, ...] = ()
    after: tuple[Annotation, ...] = ()

    @property
    def briefings(self) -> frozenset[str]:
        """The documents whose notes it changed."""
        return frozenset(one.briefing for one in self.before)


def alter(state: ReaderState, identifiers: Iterable[str], change: Alter) -> Change:
    """Changes notes on disk; what it leaves as it was is none of it. Raises: EnvironmentFault."""
    before, after, moment = [], [], now()
    for one in _held(state, "id", identifiers):
        made = change(one)
        if made != one:
            before.append(one)
            after.append(msgspec.structs.replace(made, modified=moment))
    change_all(state, after, ())
    return Change(tuple(before), tuple(after))


def remove(state: ReaderState, identifiers: Iterable[str]) -> Change:
    """Takes notes away with the replies to them. Raises: EnvironmentFault."""
    named = list(identifiers)
    found = {one.id: one for field in ("id", "parent") for one in _held(state, field, named)}
    change_all(state, (), found)
    return Change(tuple(found.values()))


def take_back(state: ReaderState, change: Change) -> None:
    """Leaves the notes as they were before a change. Raises: EnvironmentFault."""
    change_all(state, change.before, ())


def repeat(state: ReaderState, change: Change) -> None:
    """Makes a change once more. Raises: EnvironmentFault."""
    kept = {one.id for one in change.after}
    change_all(state, change.after, [one.id for one in change.before if one.id not in kept])


def recoloured(colour: Colour) -> Alter:
    """Gives a colour to what has one: not to replies and notes on a whole document."""

    def made(one: Annotation) -> Annotation:
        coloured = one.kind in ("highlight", "underline")
        return msgspec.structs.replace(one, colour=colour) if coloured else one

    return made


def tagged(tags: Iterable[str], *, private: bool) -> Alter:
    """Adds labels; those that a note has already stay as they are."""
    wanted = tuple(dict.fromkeys(tags))

    def made(one: Annotation) -> Annotation:
        held = {*one.tags, *one.private_tags}
        new = tuple(tag for tag in wanted if tag not in held)
        if private:
            kept = tuple(sorted((*one.private_tags, *new)))
            return msgspec.structs.replace(one, private_tags=kept)
        return msgspec.structs.replace(one, tags=(*one.tags, *new))

    return made


def untagged(tags: Iterable[str]) -> Alter:
    """Takes labels away, shared and private."""
    gone = frozenset(tags)

    def made(one: Annotation) -> Annotation:
        shared, private = (
            tuple(tag for tag in held if tag not in gone) for held in (one.tags, one.private_tags)
        )
        return msgspec.structs.replace(one, tags=shared, private_tags=private)

    return made


def rewritten(note: str) -> Alter:
    """Gives a note another text."""
    return lambda one: msgspec.structs.replace(one, note=note)


def _held(state: ReaderState, field: str, values: Iterable[str]) -> list[Annotation]:
    """The notes whose `field`, an id, is one of `values`."""
    wanted, found = list(dict.fromkeys(values)), list[Annotation]()
    for start in range(0, len(wanted), _BATCH):
        some = {f"i{at}": one for at, one in enumerate(wanted[start : start + _BATCH])}
        marks = ",".join(f":{name}" for name in some)
        query = f"""SELECT {COLUMNS} FROM annotation a WHERE removed = ''
                    AND {field} IN ({marks}) ORDER BY created, id"""  # noqa: S608 - our own words only
        found += [annotation_of(row) for row in state.rows(query, some)]
    return found
