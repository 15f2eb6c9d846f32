"""Builds the next edition of a workspace into a library, and makes it the live one.

Only what changed since the live edition is rendered and indexed. The new edition is made in a
folder without a name and named when it is whole; a crash at any point leaves the old one live.
"""

import concurrent.futures
import contextlib
import datetime as dt
import multiprocessing
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

import index
from desktop.library import disk
from desktop.library.editions import catalogue
from desktop.library.editions.drafting import Draft, Order, draft, report_of
from desktop.library.editions.edition import Edition
from desktop.library.editions.indexing import entries
from desktop.library.editions.library import EDITIONS, Library, edition_name
from desktop.library.editions.manifest import (
    CATALOGUE,
    FORMAT,
    INDEX,
    MANIFEST,
    Manifest,
    list_files,
)
from desktop.library.editions.writing import CatalogueWriter
from desktop.library.errors import InputError, Problem, ProblemsFound
from desktop.library.progress import CancelToken, Progress, no_progress
from desktop.library.schema import LibrarySettings
from desktop.library.text.history import read_history
from desktop.library.workspace.layout import Workspace
from desktop.library.workspace.survey import Survey, survey

PARALLEL_FROM = 64
"""Changed briefings from which worker processes pay for their start."""
_CHUNK = 16


class Built(msgspec.Struct, frozen=True):
    """What a build did. `number` is the live edition; `fresh` whether it was made just now."""

    number: int
    fresh: bool
    folder: Path
    added: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    warnings: tuple[Problem, ...]


class _Plan(msgspec.Struct, frozen=True):
    """What differs between the workspace and the live edition.

    `refreshed` are briefings whose own file is the same but whose conference or library changed:
    what they inherit from it is written again, without a new version.
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


def build(
    workspace: Workspace,
    library: Library,
    *,
    now: dt.datetime,
    processes: int = 2,
    cancel: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Built:
    """Makes the next edition of `workspace` in `library`.

    Raises: ProblemsFound with every error of the workspace; InputError when the library is
    another one's; Cancelled; EnvironmentFault. In each case the live edition stays as it was.
    """
    cancel = cancel or CancelToken()
    surveyed = survey(workspace, cancel, progress)
    if surveyed.errors:
        raise ProblemsFound(surveyed.problems)
    disk.make_folder(library.folder / EDITIONS)
    with disk.locked(library.folder / ".lock"):
        library.sweep()
        plan = _plan(workspace, library, surveyed)
        scratch = library.editions_folder / f".building-{plan.number}"
        try:
            changed = _make(workspace, plan, scratch, now, (processes, cancel, progress))
            name = plan.previous.name if plan.previous and not changed else _name(library, scratch)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    warnings = tuple(surveyed.problems)
    folder = library.editions_folder / name
    number = int(name[:8])
    same = len(surveyed.briefings) - len(plan.added) - len(plan.updated)
    return Built(number, changed, folder, plan.added, plan.updated, plan.removed, same, warnings)


def _name(library: Library, scratch: Path) -> str:
    """Gives the finished folder its name and makes it the live edition."""
    name = edition_name(int(scratch.name.rpartition("-")[2]))
    with disk.faults(scratch):
        scratch.rename(library.editions_folder / name)
        disk.sync_folder(library.editions_folder)
    library.switch(name)
    return name


def _plan(workspace: Workspace, library: Library, surveyed: Survey) -> _Plan:
    previous = library.current_folder() if library.exists() else None
    held = _held(previous, workspace.settings.id) if previous else _Held({}, {}, 0, None)
    here, conferences = surveyed.briefings, surveyed.conferences
    same = [i for i in here if i in held.briefings and here[i].sha256 == held.briefings[i]]
    added = tuple(sorted(here.keys() - held.briefings.keys()))
    updated = tuple(sorted(here.keys() & held.briefings.keys() - set(same)))
    renewed = {
        identifier
        for identifier, conference in conferences.items()
        if held.conferences.get(identifier) != conference.sha256
    }
    lost = held.conferences.keys() - conferences.keys()
    resettled = held.settings is not None and held.settings != workspace.settings
    stale = renewed | lost
    return _Plan(
        surveyed=surveyed,
        previous=previous,
        number=_next_number(_changed_files(surveyed, (*added, *updated), renewed), held.number),
        added=added,
        updated=updated,
        refreshed=tuple(i for i in same if resettled or here[i].path.parent.name in stale),
        removed=tuple(sorted(held.briefings.keys() - here.keys())),
        conferences=tuple(sorted(renewed)),
        lost_conferences=tuple(sorted(lost)),
        resettled=resettled,
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


def _make(
    workspace: Workspace,
    plan: _Plan,
    scratch: Path,
    now: dt.datetime,
    work: tuple[int, CancelToken, Progress],
) -> bool:
    """Writes the whole edition into `scratch`; whether it differs from the live one."""
    _processes, cancel, progress = work
    with disk.faults(scratch):
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        path = scratch / CATALOGUE
        if plan.previous:
            shutil.copyfile(plan.previous / CATALOGUE, path)
    connection = catalogue.open_to_write(path) if plan.previous else catalogue.create(path)
    try:
        writer = CatalogueWriter(connection, workspace.settings)
        changed = plan.resettled or plan.previous is None or bool(plan.removed)
        changed |= not (plan.previous and _searchable(plan.previous / INDEX))
        changed |= _write_conferences(writer, workspace, plan)
        changed |= _write_briefings(writer, workspace, plan, work)
        changed |= writer.settle(_successors(plan.surveyed))
        connection.commit()
        if not changed:
            return False
        _write_index(connection, plan, scratch / INDEX, cancel, progress)
    finally:
        connection.close()
    _seal(workspace, plan, scratch, now)
    return True


def _searchable(folder: Path) -> bool:
    """Whether this program can search the index; not one that is damaged or of another format."""
    try:
        index.Index(folder).close()
    except index.IndexFault:
        return False
    return True


def _write_index(
    connection: sqlite3.Connection,
    plan: _Plan,
    folder: Path,
    cancel: CancelToken,
    progress: Progress,
) -> None:
    """The former index with what changed; a whole one where the former is damaged or outdated."""

    def write(identifiers: Sequence[str], previous: Path | None) -> None:
        index.write(
            folder,
            entries(connection, identifiers),
            removed=plan.unindexed,
            previous=previous,
            check=cancel.check,
            done=lambda count: progress("indexing", count, len(identifiers)),
        )

    with disk.faults(folder):
        if plan.previous:
            with contextlib.suppress(index.IndexFault):
                write(plan.indexed, plan.previous / INDEX)
                return
        rows = connection.execute("SELECT id FROM briefing ORDER BY number").fetchall()
        write([identifier for (identifier,) in rows], None)


def _seal(workspace: Workspace, plan: _Plan, scratch: Path, now: dt.datetime) -> None:
    """Makes the catalogue durable and writes the manifest, last of all."""
    with disk.faults(scratch):
        disk.sync_file(scratch / CATALOGUE)
        files = list_files(scratch)
    manifest = Manifest(
        format=FORMAT,
        library=workspace.settings.id,
        name=workspace.settings.name,
        number=plan.number,
        built_at=now.astimezone(dt.UTC).isoformat(timespec="seconds"),
        briefings=len(plan.surveyed.briefings),
        files=files,
        previous=int(plan.previous.name[:8]) if plan.previous else 0,
    )
    data = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    disk.write_whole(scratch / MANIFEST, data + b"\n")


def _write_conferences(writer: CatalogueWriter, workspace: Workspace, plan: _Plan) -> bool:
    """Whether anything changed."""
    for identifier in plan.conferences:
        found = plan.surveyed.conferences[identifier]
        named = workspace.named(found.path)
        order = report_of(found.path, named, found.front, found.sha256, plan.number)
        writer.put_conference(found.front, found.sha256)
        report = draft(order)
        if report.words:
            writer.put_briefing(report, found.front)
        else:
            writer.remove(identifier)
    for identifier in plan.lost_conferences:
        writer.remove_conference(identifier)
    changed = bool(plan.conferences or plan.lost_conferences)
    for identifier, conference in plan.surveyed.conferences.items():
        names = conference.front.attachments
        changed |= writer.put_attachments(identifier, workspace.attachments_folder, names)
    return changed


def _write_briefings(
    writer: CatalogueWriter,
    workspace: Workspace,
    plan: _Plan,
    work: tuple[int, CancelToken, Progress],
) -> bool:
    """Whether anything changed."""
    processes, cancel, progress = work
    orders = [
        Order(found.path, workspace.named(found.path), found.front, found.sha256, plan.number)
        for found in map(plan.surveyed.briefings.__getitem__, plan.drafted)
    ]
    for done, made in enumerate(_drafts(orders, processes), 1):
        cancel.check()
        conference = plan.surveyed.conferences.get(_folder(plan.surveyed, made))
        writer.put_briefing(made, conference.front if conference else None)
        progress("rendering", done, len(orders))
    for identifier in plan.removed:
        writer.remove(identifier)
    changed = bool(orders)
    for identifier, briefing in plan.surveyed.briefings.items():
        names = briefing.front.attachments
        changed |= writer.put_attachments(identifier, workspace.attachments_folder, names)
    return changed


def _folder(surveyed: Survey, made: Draft) -> str:
    return surveyed.briefings[made.front.id].path.parent.name


def _drafts(orders: list[Order], processes: int) -> Iterator[Draft]:
    """Drafts in the order asked for; in worker processes where there are many."""
    if processes < 2 or len(orders) < PARALLEL_FROM:
        yield from map(draft, orders)
        return
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(processes, mp_context=context) as pool:
        try:
            yield from pool.map(draft, orders, chunksize=_CHUNK)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _successors(surveyed: Survey) -> dict[str, str]:
    return {
        older: identifier
        for identifier, briefing in surveyed.briefings.items()
        for older in briefing.front.supersedes
    }
