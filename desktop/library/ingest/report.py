"""What an ingest did, file by file."""

from pathlib import Path

import msgspec

from desktop.library.errors import AppError, EnvironmentFault, Problem


class Added(msgspec.Struct, frozen=True):
    """One Markdown file that now stands in the workspace, and its keys that are guesses."""

    file: Path
    id: str
    path: Path
    suggested: tuple[str, ...] = ()
    conference: bool = False


class Streamed(msgspec.Struct, frozen=True):
    """A JSON Lines file: how many briefings it added and how many stood there already."""

    file: Path
    added: int
    present: int


class Present(msgspec.Struct, frozen=True):
    """An input whose briefing stands in the workspace already, letter for letter."""

    file: Path
    id: str


class Failed(msgspec.Struct, frozen=True):
    """An input that changed nothing, and why; a `ProblemsFound` holds several reasons."""

    file: Path
    error: AppError


class Report(msgspec.Struct):
    """Everything that happened, in the order of the inputs.

    `untouched` are the inputs that nobody looked at, because the disk refused or the person
    stopped (`cancelled`).
    """

    added: list[Added] = []
    streamed: list[Streamed] = []
    present: list[Present] = []
    failed: list[Failed] = []
    notes: list[Problem] = []
    untouched: list[Path] = []
    cancelled: bool = False

    @property
    def briefings(self) -> int:
        """How many briefings were added."""
        single = sum(not added.conference for added in self.added)
        return single + sum(streamed.added for streamed in self.streamed)

    @property
    def exit_code(self) -> int:
        """0, or 1 when an input was refused or left, or 3 when the disk stood in the way."""
        if any(isinstance(failed.error, EnvironmentFault) for failed in self.failed):
            return EnvironmentFault.exit_code
        codes = [failed.error.exit_code for failed in self.failed]
        return max(codes, default=1 if self.cancelled else 0)
