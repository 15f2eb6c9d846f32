"""What a build has to do: how the workspace differs from the live edition."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from desktop.library.editions import catalogue
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.editions.manifest import CATALOGUE
from desktop.library.errors import InputError
from desktop.library.schema import LibrarySettings
from desktop.library.text.history import read_history
from desktop.library.workspace.layout import Workspace
from desktop.library.workspace.survey import Survey


class Plan(msgspec.Struct, frozen=True):
    """What differs between the workspace and the live edition.

    `refreshed` are briefings whose own file is the same but whose conference or library changed:
    what they inherit from it is written again, without a new version. `anew`: there is no live
    edition, or its catalogue is of an older format; nothing is copied from it then.
    """

    surveyed: Survey
    previous: Path | None
    number: int
    added: tuple[str, ...]
    updated: tuple[str, ...]
    refreshed: tuple[str, ...]
    removed: tuple[str, ...]
    conferences: tuple[str, ...]
    lost_conferences: tuple[str, ...]
    resettled: bool
    anew: bool

    @property
    def drafted(self) -> tuple[str, ...]:
        """The briefings to write; conferences' reports are written apart."""
        return (*self.added, *self.updated, *self.refreshed)

    @property
    def indexed(self) -> tuple[str, ...]:
        return (*self.drafted, *self.conferences)

    @property
    def unindexed(self) -> tuple[str, ...]:
        """What the former index may hold and must not any more."""
        changed = (*self.updated, *self.refreshed, *self.conferences)
        return (*changed, *self.removed, *self.lost_conferences)


class _Held(msgspec.Struct, frozen=True):
    """Hashes of what the live edition holds."""

    briefings: dict[str, str]
    conferences: dict[str, str]
    number: int
    settings: LibrarySettings | None


def compare(workspace: Workspace, library: Library, surveyed: Survey) -> Plan:
    """Compares. Raises: InputError when the library is another one's; EnvironmentFault."""
    previous = library.current_folder() if library.exists() else None
    held = _held(previous, workspace.settings.id) if previous else _Held({}, {}, 0, None)
    here, conferences = surveyed.briefings, surveyed.conferences
    same = [i for i in here if i in held.briefings and here[i].sha256 == held.briefings[i]]
    added = tuple(sorted(here.keys() - held.briefings.keys()))
    updated = tuple(sorted(here.keys() & held.briefings.keys() - set(same)))
    anew = previous is None or not catalogue.is_current(previous / CATALOGUE)
    renewed = {
        identifier
        for identifier, conference in conferences.items()
        if anew or held.conferences.get(identifier) != conference.sha256
    }
    lost = held.conferences.keys() - conferences.keys()
    resettled = held.settings is not None and held.settings != workspace.settings
    stale = renewed | lost
    return Plan(
        surveyed=surveyed,
        previous=previous,
        number=_next_number(_changed_files(surveyed, (*added, *updated), renewed), held.number),
        added=added,
        updated=updated,
        refreshed=tuple(i for i in same if anew or resettled or here[i].path.parent.name in stale),
        removed=tuple(sorted(held.briefings.keys() - here.keys())),
        conferences=tuple(sorted(renewed)),
        lost_conferences=tuple(sorted(lost)),
        resettled=resettled,
        anew=anew,
    )


def _held(previous: Path, library_id: str) -> _Held:
    with Edition(previous) as edition:
        if edition.library != library_id:
            params = {"folder": previous.parents[1], "held": edition.library, "id": library_id}
            raise InputError("library_of_another", **params)
        return _Held(*edition.hashes(), edition.number, edition.settings)


def _changed_files(
    surveyed: Survey, briefings: Iterable[str], conferences: Iterable[str]
) -> list[tuple[Path, str]]:
    """The files of what changed, each with the hash that it has now."""
    files = [(found.path, found.sha256) for found in map(surveyed.briefings.__getitem__, briefings)]
    reports = map(surveyed.conferences.__getitem__, conferences)
    return files + [(found.path, found.sha256) for found in reports]


def _next_number(changed: list[tuple[Path, str]], held: int) -> int:
    """One after the live edition; never before one that the workspace's history already names."""
    newest, all_known = held, True
    for path, sha256 in changed:
        versions = read_history(path)
        newest = max([newest, *(version.edition for version in versions)])
        all_known &= bool(versions) and versions[-1].sha256 == sha256
    return newest if all_known and newest > held else newest + 1
