"""Merging a file of notes into the reader's own: looked at first, whole or not at all, and undone.

Notes are joined as `records.join` says: files may be merged in any order and as often as one
likes, and every copy that has seen the same files holds the same. Nothing that somebody wrote is
lost: what two changed without knowing of each other stands side by side.
"""

import secrets
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Literal, get_args

import msgspec

from desktop.library.errors import Problem
from desktop.library.progress import CancelToken, Progress, no_progress
from desktop.library.reader.annotations import (
    Annotation,
    keep,
    meet,
    records,
    version_of,
)
from desktop.library.reader.exchange.incoming import Incoming, both, digest
from desktop.library.reader.exchange.selecting import private_tags
from desktop.library.reader.records import Dot, Record, Version
from desktop.library.reader.state import REPLICA, ReaderState, now

What = Literal["new", "same", "changed", "conflicting", "deleted", "elsewhere", "refused"]
"""What a file makes of a note here.

`new`: not held. `same`: nothing that a person sees changes. `changed`: replaced by a newer one.
`conflicting`: changed on both sides; both stay. `deleted`: deleted there, untouched here.
`elsewhere`: new, of a library that is not here. `refused`: it bears the id of a note of another
document, or no history of a note leads to it.
"""
WHATS: tuple[What, ...] = get_args(What)
Choice = Literal["both", "mine", "theirs"]
"""What a conflict, or a deletion, comes to. `both` is what `join` makes of it."""
_BATCH = 500


class Difference(msgspec.Struct, frozen=True):
    """One note of a file beside this reader's; None where it is deleted or not held."""

    id: str
    library: str
    briefing: str
    what: What
    mine: Annotation | None
    theirs: Annotation | None


class Preview(msgspec.Struct, frozen=True):
    """What a merge would do, in the order of the file, and what could not be read of it."""

    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...] = ()

    def counts(self) -> dict[What, int]:
        """How many there are of each."""
        found = Counter(one.what for one in self.differences)
        return {what: found[what] for what in WHATS}

    def count(self, what: What) -> int:
        return self.counts()[what]

    def of(self, what: What) -> list[Difference]:
        return [one for one in self.differences if one.what == what]


class Merged(msgspec.Struct, frozen=True):
    """What a merge did, and what `undo` needs: records before (None: not held) and after."""

    preview: Preview
    before: dict[str, Record | None]
    after: dict[str, Record]
    private: tuple[tuple[str, str], ...]

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.after or self.private)


class _Step(msgspec.Struct, frozen=True):
    difference: Difference
    held: Record | None
    theirs: Record
    result: Record | None


def preview(
    state: ReaderState,
    incoming: Incoming,
    libraries: Collection[str] | None = None,
    *,
    cancel: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Preview:
    """What a merge would do. `libraries` are the ids of those that are here (None: any).

    Raises: EnvironmentFault, Cancelled.
    """
    steps = _steps(state, incoming, libraries, cancel or CancelToken(), progress)
    return Preview(tuple(step.difference for step in steps), incoming.problems)


def merge(
    state: ReaderState,
    incoming: Incoming,
    choices: Mapping[str, Choice] | None = None,
    libraries: Collection[str] | None = None,
    *,
    cancel: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Merged:
    """Takes the notes of a file in, all of them or, if it fails or is stopped, none.

    `choices` settle conflicts and deletions by note id; what is not named stays as `both`.
    Raises: EnvironmentFault, Cancelled.
    """
    token = cancel or CancelToken()
    replica, choices = state.replica, choices or {}
    differences: list[Difference] = []
    before: dict[str, Record | None] = {}
    after: dict[str, Record] = {}
    with state.transaction():
        for step in _steps(state, incoming, libraries, token, progress):
            differences.append(step.difference)
            if step.result is None:
                continue
            result = _chosen(step, replica, choices.get(step.theirs.id, "both"))
            if result != step.held:
                before[result.id], after[result.id] = step.held, result
        keep(state, after.values())
        refused = {one.id for one in differences if one.what == "refused"}
        given = tuple(_give(state, incoming, refused))
        for identifier, author in incoming.authors.items():
            if identifier != state.author:
                meet(state, identifier, author)
        token.check()
    return Merged(Preview(tuple(differences), incoming.problems), before, after, given)


def undo(state: ReaderState, merged: Merged) -> tuple[str, ...]:
    """Forgets a merge; the ids of notes that stay as they are, since they were changed after it.

    The state goes on under a new replica id: it may have made dots that others saw, and must not
    make them again. Raises: EnvironmentFault.
    """
    stayed: list[str] = []
    with state.transaction():
        held = {one.id: one for one in records(state, merged.after)}
        for identifier, after in merged.after.items():
            if identifier not in held or not _alike(held[identifier], after):
                stayed.append(identifier)
                continue
            former = merged.before[identifier]
            if former is None:
                values = {"id": identifier}
                state.change("DELETE FROM annotation WHERE id = :id", values)
                state.change("DELETE FROM rival WHERE annotation = :id", values)
            else:
                keep(state, [former])
        for identifier, tag in merged.private:
            values = {"id": identifier, "tag": tag}
            state.change("DELETE FROM private_tag WHERE annotation = :id AND tag = :tag", values)
        if merged.after:
            state.set_preference(REPLICA, secrets.token_hex(8))
    return tuple(stayed)


def _steps(
    state: ReaderState,
    incoming: Incoming,
    libraries: Collection[str] | None,
    cancel: CancelToken,
    progress: Progress,
) -> Iterator[_Step]:
    total = len(incoming.records)
    for start in range(0, total, _BATCH):
        cancel.check()
        progress("merging_notes", start, total)
        batch = incoming.records[start : start + _BATCH]
        held = {one.id: one for one in records(state, [one.id for one in batch])}
        for theirs in batch:
            yield _step(held.get(theirs.id), theirs, libraries)
    progress("merging_notes", total, total)


def _step(held: Record | None, theirs: Record, libraries: Collection[str] | None) -> _Step:
    result: Record | None = theirs
    if held is not None:
        theirs = _dots_apart(held, theirs)
        try:
            result = both(held, theirs)
        except ValueError:
            result = None
    difference = Difference(
        theirs.id,
        theirs.library,
        theirs.briefing,
        _what(held, theirs, result, libraries),
        _shown(held),
        _shown(theirs),
    )
    return _Step(difference, held, theirs, result)


def _dots_apart(held: Record, theirs: Record) -> Record:
    """`theirs` with another dot for whatever it brings under a dot that says something else here.

    No program of ours makes such a file; a damaged or forged one must not replace what is held.
    """
    known = {version.dot: version for version in held.versions}
    versions, context = list[Version](), dict(theirs.context)
    for version in theirs.versions:
        own = known.get(version.dot)
        if own is not None and own.content != version.content:
            dot = Dot(f"edit-{digest(held.id, version)}", 1)
            context[dot.replica] = dot.count
            versions.append(own)
            version = Version(dot, version.modified, version.content)  # noqa: PLW2901
        versions.append(version)
    return msgspec.structs.replace(theirs, context=context, versions=tuple(versions))


def _what(
    held: Record | None, theirs: Record, result: Record | None, libraries: Collection[str] | None
) -> What:
    if result is None:
        return "refused"
    if held is None:
        if theirs.shown.content is None:
            return "same"
        here = libraries is None or theirs.library in libraries
        return "new" if here else "elsewhere"
    known = {version.content for version in held.versions}
    left = {version.content for version in result.versions}
    if held.shown not in result.versions and result.shown.content != held.shown.content:
        return "deleted" if result.shown.content is None else "changed"
    if left - known:
        return "conflicting"
    return "same" if left == known else "changed"


def _chosen(step: _Step, replica: str, choice: Choice) -> Record:
    """The record that a person decided for; without a decision what both make together."""
    result = step.result or step.theirs
    if choice == "both" or step.held is None:
        return result
    if step.difference.what not in {"conflicting", "deleted", "changed"}:
        return result
    version = (step.held if choice == "mine" else step.theirs).shown
    return result.settled(replica, now(), version.content)


def _give(
    state: ReaderState, incoming: Incoming, refused: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Keeps tags that were given away as private ones here; those that are new.

    A file of this very copy brings back none that were taken off since.
    """
    if not incoming.private or incoming.replica == state.replica:
        return
    own = private_tags(state)
    for identifier, tags in incoming.private.items():
        for tag in tags:
            if identifier not in refused and tag not in own.get(identifier, ()):
                values = {"id": identifier, "tag": tag}
                state.change("INSERT INTO private_tag VALUES (:id, :tag)", values)
                yield identifier, tag


def _alike(one: Record, other: Record) -> bool:
    """Whether two records show the same, whatever dots it took."""
    return [version.content for version in (one.shown, *one.rivals)] == [
        version.content for version in (other.shown, *other.rivals)
    ]


def _shown(record: Record | None) -> Annotation | None:
    if record is None or record.shown.content is None:
        return None
    return version_of(record, record.shown)
