"""What a release changes since the one before it, to be shown before it is signed."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

import msgspec

from desktop.library import versions
from desktop.library.editions.edition import Edition
from desktop.library.releases.contents import Change, EditionPage, Held
from desktop.library.text.comparison import Comparison

ChangeKind = Literal["added", "updated", "superseded", "withdrawn", "removed"]
"""`removed` is a document whose file is gone; it was not withdrawn, and its readers lose it."""
KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)


class ChangeShown(msgspec.Struct, frozen=True):
    """One change, and what it is worked out from: the edition's folder and the release before."""

    id: str
    title: str
    kind: ChangeKind
    folder: Path
    previous: int

    @property
    def comparison(self) -> Comparison | None:
        """Word by word, how an updated document differs from what readers have; else None.

        Worked out anew each time: keep it. None too where its details alone were changed.
        Raises: EnvironmentFault.
        """
        if self.kind != "updated":
            return None
        with Edition(self.folder) as edition:
            lineage = edition.lineage(self.id, self.previous)
        if not lineage:
            return None
        return versions.between(lineage, lineage[0].version, lineage[-1].version)


def changes_since(
    connection: sqlite3.Connection,
    held: tuple[Held, ...],
    former: EditionPage | None,
    title_of: Callable[[str], str],
) -> dict[ChangeKind, tuple[Change, ...]]:
    """The documents by what became of them since the release `former`, each list by id.

    `held` are those of the new edition; `title_of` names one that it lacks. Editions that were
    built since and never released count as one with it.
    """
    known = {one.id: one for one in former.briefings} if former else {}
    altered = {one.id for one in held if known.get(one.id) != one}
    since = former.number if former else 0
    rows = connection.execute(
        """SELECT b.id, json_extract(b.facts, '$.title'), b.status, b.edition, s.edition
           FROM briefing b LEFT JOIN briefing s ON s.id = b.superseded_by ORDER BY b.id"""
    )
    found: dict[ChangeKind, list[Change]] = {kind: [] for kind in KINDS}
    for identifier, title, status, edition, successor in rows:
        change = Change(identifier, title)
        if status == "withdrawn":
            if identifier in altered and edition > since:
                found["withdrawn"].append(change)
            continue
        if identifier not in known:
            found["added"].append(change)
        elif edition > since:
            found["updated"].append(change)
        if identifier in altered and identifier in known and (successor or 0) > since:
            found["superseded"].append(change)
    gone = known.keys() - {one.id for one in held}
    found["removed"] = [Change(one, title_of(one)) for one in sorted(gone)]
    return {kind: tuple(some) for kind, some in found.items()}
