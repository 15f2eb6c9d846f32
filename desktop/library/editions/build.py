"""Builds the next edition of a workspace into a library, and makes it the live one.

Only what changed since the live edition is rendered and indexed. The new edition is made in a
folder without a name and named when it is whole; a crash at any point leaves the old one live.
"""

import contextlib
import datetime as dt
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

import index
from desktop.library import disk
from desktop.library.editions import catalogue
from desktop.library.editions.attached import original_of, read_attached
from desktop.library.editions.crew import shared_out
from desktop.library.editions.drafting import Draft, Order, draft, report_of
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
from desktop.library.editions.planning import Plan, compare
from desktop.library.editions.writing import CatalogueWriter
from desktop.library.errors import EnvironmentFault, InputError, Problem, ProblemsFound
from desktop.library.ingest.sources import MAX_TEXT_BYTES
from desktop.library.progress import CancelToken, Progress, no_progress
from desktop.library.workspace.layout import Workspace
from desktop.library.workspace.survey import Survey, survey

PARALLEL_FROM = 64
"""Changed briefings from which worker processes pay for their start."""
ATTACHED_FROM = 8
"""The same of attachments to be read."""
_PACKET = 16


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


class _Work(msgspec.Struct, frozen=True):
    """How the work is done, whatever it is."""

    processes: int
    cancel: CancelToken
    progress: Progress


class _Made(msgspec.Struct, frozen=True):
    """Whether the edition in the scratch folder differs from the live one, and what was noticed."""

    changed: bool
    warnings: list[Problem]


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
        todo = compare(workspace, library, surveyed)
        scratch = library.editions_folder / f".building-{todo.number}"
        try:
            made = _make(workspace, todo, scratch, now, _Work(processes, cancel, progress))
            kept = todo.previous if not made.changed else None
            name = kept.name if kept else _name(library, scratch)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    same = len(surveyed.briefings) - len(todo.added) - len(todo.updated)
    return Built(
        number=int(name[:8]),
        fresh=made.changed,
        folder=library.editions_folder / name,
        added=todo.added,
        updated=todo.updated,
        removed=todo.removed,
        unchanged=same,
        warnings=(*surveyed.problems, *made.warnings),
    )


def _name(library: Library, scratch: Path) -> str:
    """Gives the finished folder its name and makes it the live edition."""
    name = edition_name(int(scratch.name.rpartition("-")[2]))
    with disk.faults(scratch):
        scratch.rename(library.editions_folder / name)
        disk.sync_folder(library.editions_folder)
    library.switch(name)
    return name


def _make(workspace: Workspace, plan: Plan, scratch: Path, now: dt.datetime, work: _Work) -> _Made:
    """Writes the whole edition into `scratch`, unless it would be the live one again."""
    with disk.faults(scratch):
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        path = scratch / CATALOGUE
        if plan.previous and not plan.anew:
            shutil.copyfile(plan.previous / CATALOGUE, path)
    connection = catalogue.create(path) if plan.anew else catalogue.open_to_write(path)
    try:
        writer = CatalogueWriter(connection, workspace.settings)
        changed = plan.resettled or plan.anew or bool(plan.removed)
        changed |= not (plan.previous and _searchable(plan.previous / INDEX))
        changed |= _write_conferences(writer, workspace, plan)
        changed |= _write_briefings(writer, workspace, plan, work)
        attached = _write_attachments(writer, workspace, plan, work)
        changed |= bool(attached)
        changed |= writer.settle(_successors(plan.surveyed))
        warnings = _unread(writer, workspace)
        connection.commit()
        if not changed:
            return _Made(changed, warnings)
        _write_index(connection, plan, attached, scratch / INDEX, work)
    finally:
        connection.close()
    _settle_histories(plan)
    _seal(workspace, plan, scratch, now)
    return _Made(changed, warnings)


def _searchable(folder: Path) -> bool:
    """Whether this program can search the index; not one that is damaged or of another format."""
    try:
        index.Index(folder).close()
    except index.IndexFault:
        return False
    return True


def _write_index(
    connection: sqlite3.Connection,
    plan: Plan,
    attached: set[str],
    folder: Path,
    work: _Work,
) -> None:
    """The former index with what changed; a whole one where the former is damaged or outdated.

    `attached` are the documents whose attachments changed.
    """

    def write(identifiers: Sequence[str], previous: Path | None) -> None:
        index.write(
            folder,
            entries(connection, identifiers),
            removed={*plan.unindexed, *attached},
            previous=previous,
            check=work.cancel.check,
            done=lambda count: work.progress("indexing", count, len(identifiers)),
            processes=work.processes,
        )

    try:
        with disk.faults(folder):
            if plan.previous and not plan.anew:
                with contextlib.suppress(index.IndexFault):
                    identifiers = dict.fromkeys((*plan.indexed, *sorted(attached)))
                    write(list(identifiers), plan.previous / INDEX)
                    return
            rows = connection.execute("SELECT id FROM briefing ORDER BY number").fetchall()
            write([identifier for (identifier,) in rows], None)
    except index.ProcessLost as error:
        raise EnvironmentFault("worker_lost") from error


def _settle_histories(plan: Plan) -> None:
    """Makes durable which histories drafting wrote, before an edition names their versions."""
    written = [plan.surveyed.briefings[one].path for one in plan.drafted]
    written += [plan.surveyed.conferences[one].path for one in plan.conferences]
    for folder in {path.parent for path in written}:
        with disk.faults(folder):
            disk.sync_folder(folder)


def _seal(workspace: Workspace, plan: Plan, scratch: Path, now: dt.datetime) -> None:
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


def _write_conferences(writer: CatalogueWriter, workspace: Workspace, plan: Plan) -> bool:
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
    return bool(plan.conferences or plan.lost_conferences)


def _write_briefings(
    writer: CatalogueWriter, workspace: Workspace, plan: Plan, work: _Work
) -> bool:
    """Whether anything changed."""
    orders = [
        Order(found.path, workspace.named(found.path), found.front, found.sha256, plan.number)
        for found in map(plan.surveyed.briefings.__getitem__, plan.drafted)
    ]
    processes = work.processes if len(orders) >= PARALLEL_FROM else 1
    for done, made in enumerate(shared_out(draft, orders, processes, _PACKET), 1):
        work.cancel.check()
        conference = plan.surveyed.conferences.get(_folder(plan.surveyed, made))
        writer.put_briefing(made, conference.front if conference else None)
        work.progress("rendering", done, len(orders))
    for identifier in plan.removed:
        writer.remove(identifier)
    return bool(orders)


def _write_attachments(
    writer: CatalogueWriter, workspace: Workspace, plan: Plan, work: _Work
) -> set[str]:
    """Brings files and their texts up to date; the ids of documents whose files changed."""
    folder = workspace.attachments_folder
    changed: set[str] = set()
    for owner, conference, names in _attachments(plan.surveyed):
        work.cancel.check()
        original = original_of(owner, conference, names)
        if writer.put_attachments(owner, folder, names, original):
            changed.add(owner)
    unread = writer.unread()
    processes = work.processes if len(unread) >= ATTACHED_FROM else 1
    paths = [folder / name for name in unread.values()]
    readings = shared_out(read_attached, paths, processes, 1)
    for done, (sha256, reading) in enumerate(zip(unread, readings, strict=True), 1):
        work.cancel.check()
        if reading.sha256 != sha256:
            raise InputError("attachment_changing", file=paths[done - 1])
        writer.put_pages(reading)
        work.progress("reading_attachments", done, len(unread))
    return changed


def _attachments(surveyed: Survey) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each document's id, the folder it stands in and the names of its files."""
    for identifier, conference in surveyed.conferences.items():
        yield identifier, identifier, conference.front.attachments
    for identifier, briefing in surveyed.briefings.items():
        yield identifier, briefing.path.parent.name, briefing.front.attachments


def _unread(writer: CatalogueWriter, workspace: Workspace) -> list[Problem]:
    """A warning for each attachment whose text could not be had."""
    problems: list[Problem] = []
    for name, outcome in writer.unreadable():
        file = workspace.named(workspace.attachments_folder / name)
        if outcome == "large":
            limit = {"limit": str(MAX_TEXT_BYTES // 1024 // 1024)}
            problems.append(Problem("attachment_large", file, params=limit, severity="warning"))
            continue
        code = "attachment_protected" if outcome == "protected" else "attachment_unread"
        problems.append(Problem(code, file, severity="warning"))
    return problems


def _folder(surveyed: Survey, made: Draft) -> str:
    return surveyed.briefings[made.front.id].path.parent.name


def _successors(surveyed: Survey) -> dict[str, str]:
    return {
        older: identifier
        for identifier, briefing in surveyed.briefings.items()
        for older in briefing.front.supersedes
    }
