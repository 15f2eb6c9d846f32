"""Takes a librarian's files into a workspace, each wholly or not at all."""

import re
from collections.abc import Sequence
from pathlib import Path

from desktop.library import disk
from desktop.library.errors import (
    AppError,
    Cancelled,
    EnvironmentFault,
    InputError,
    Problem,
    ProblemsFound,
)
from desktop.library.ingest import records
from desktop.library.ingest.placing import Original, Placed, Placing
from desktop.library.ingest.reading import is_stream, read_file
from desktop.library.ingest.report import Failed, Present, Report, Streamed
from desktop.library.ingest.sources import read_limited
from desktop.library.ingest.staging import Staging, recover
from desktop.library.progress import CancelToken, Progress, no_progress
from desktop.library.workspace.layout import SETTINGS, Workspace

MAX_NOTES = 50
"""A JSON Lines file is told of in so many notes, and its faults in so many problems."""
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


def ingest(
    workspace: Workspace,
    files: Sequence[Path],
    *,
    conference: str | None = None,
    keep_originals: bool = True,
    cancel: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Report:
    """Adds the briefings that `files` hold to `workspace`; bad files are reported, not raised.

    `conference` is the id of the conference for briefings that name none. Originals of plain text,
    HTML, Word and PDF files are kept as attachments; those of scans always. Files after a refusal
    of the disk, or after `cancel`, are left untouched.

    Raises: InputError for a wrong `conference`; EnvironmentFault when the workspace is locked or
    cannot be written at all.
    """
    if conference is not None and not _IDENTIFIER.fullmatch(conference):
        raise InputError("ingest_conference_name", name=conference)
    with disk.locked(workspace.folder / SETTINGS):
        recover(workspace)
        run = _Run(workspace, conference, cancel or CancelToken(), progress, keep_originals)
        for number, path in enumerate(files):
            progress("ingesting", number, len(files))
            try:
                run.take(path)
            except Cancelled:
                run.report.cancelled = True
            except AppError as error:
                run.report.failed.append(Failed(path, error))
            if run.stopped:
                run.report.untouched += files[number + (not run.report.cancelled) :]
                break
        progress("ingesting", len(files), len(files))
    return run.report


class _Run:
    """One ingest: what every file of it shares."""

    def __init__(
        self,
        workspace: Workspace,
        conference: str | None,
        cancel: CancelToken,
        progress: Progress,
        keep_originals: bool,  # noqa: FBT001 - handed through from a keyword
    ) -> None:
        self.report = Report()
        self._workspace = workspace
        self._placing = Placing(workspace, conference)
        self._cancel = cancel
        self._progress = progress
        self._keep_originals = keep_originals

    @property
    def stopped(self) -> bool:
        """Whether nothing more can be written, or the person wants no more."""
        failed = self.report.failed
        full = bool(failed) and isinstance(failed[-1].error, EnvironmentFault)
        return self.report.cancelled or (full and failed[-1].error.code != "ingest_unreadable")

    def take(self, path: Path) -> None:
        """Takes one file in. Raises: AppError, with nothing changed; Cancelled."""
        self._cancel.check()
        with Staging(self._workspace) as staging:
            if is_stream(path):
                self._stream(path, staging)
            else:
                self._file(path, staging)

    def _file(self, path: Path, staging: Staging) -> None:
        intake, data = read_file(path, self._cancel)
        keep = self._keep_originals or intake.needed
        original = Original(data, intake.ending) if keep else Original()
        placed = self._placing.intake(intake, path, original, staging)
        self._cancel.check()
        staging.commit()
        self._placing.settle(placed, path)
        for one in placed:
            if one.added:
                self.report.added.append(one.added)
            else:
                self.report.present.append(Present(path, one.id))
            self.report.notes += one.notes
        if any(one.added for one in placed):
            self.report.notes += intake.notes

    def _stream(self, path: Path, staging: Staging) -> None:
        """Checks every line; only a file without a fault is committed."""
        faults: list[Problem] = []
        notes = _Notes(path)
        progress = self._progress
        added = present = 0
        if path.is_file() and path.stat().st_size == 0:
            read_limited(path, 1)
        for number, line in records.lines(path):
            self._cancel.check()
            progress("ingesting_lines", number, 0)
            try:
                placed = self._line(line, number, path, staging, notes, sound=not faults)
            except ProblemsFound as error:
                faults += error.problems
            except InputError as error:
                faults.append(_as_problem(error, path, number))
            else:
                added += placed is not None and placed.added is not None
                present += placed is not None and placed.added is None
            if len(faults) >= MAX_NOTES:
                faults.append(Problem("record_faults_more", str(path), number))
                break
        if faults:
            raise ProblemsFound(faults)
        if not added and not present:
            raise InputError("ingest_empty", file=path)
        staging.commit()
        self._placing.forget()
        self.report.streamed.append(Streamed(path, added, present))
        self.report.notes += notes.told()

    def _line(
        self,
        line: bytes,
        number: int,
        path: Path,
        staging: Staging,
        notes: "_Notes",
        *,
        sound: bool,
    ) -> Placed | None:
        """Stages one line; after a fault lines are only read, to find the other faults."""
        draft, found = records.draft(line, number, path)
        if not sound:
            return None
        placed = self._placing.draft(draft, path, staging)
        notes.add((*found, *placed.notes))
        return placed


class _Notes:
    """Notes on the lines of a stream: the first ones, and how many more there were."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: list[Problem] = []
        self._more = 0

    def add(self, notes: tuple[Problem, ...]) -> None:
        room = MAX_NOTES - len(self._kept)
        self._kept += notes[:room]
        self._more += max(0, len(notes) - room)

    def told(self) -> list[Problem]:
        if not self._more:
            return self._kept
        params = {"count": str(self._more)}
        return [
            *self._kept,
            Problem("record_notes_more", str(self._path), params=params, severity="warning"),
        ]


def _as_problem(error: InputError, path: Path, number: int) -> Problem:
    """An error of one line as a problem with its line."""
    return Problem(error.code, str(path), number, params=error.params)
