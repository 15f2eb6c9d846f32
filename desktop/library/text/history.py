"""Every version of a briefing and its blocks, kept in the workspace beside the briefing.

`<briefing>.blocks.jsonl` holds one version a line, oldest first. Block ids are random and given
once, so this file is as much a source as the Markdown is.
"""

from pathlib import Path

import msgspec

from desktop.library import disk
from desktop.library.document import Block, Descent
from desktop.library.errors import InputError


class Version(msgspec.Struct, frozen=True, omit_defaults=True):
    """One version: the edition that brought it, the hash of its canonical bytes, its blocks."""

    version: int
    edition: int
    sha256: str
    title: str
    blocks: tuple[Block, ...]
    descents: tuple[Descent, ...] = ()


def history_path(briefing: Path) -> Path:
    """Where the history of the briefing at `briefing` stands."""
    return briefing.with_suffix(".blocks.jsonl")


def read_history(briefing: Path) -> list[Version]:
    """All versions, oldest first; none for a new briefing.

    Raises: InputError naming file and line when the history cannot be read.
    """
    path = history_path(briefing)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise disk.fault(error, path) from error
    versions: list[Version] = []
    for number, line in enumerate(data.splitlines(), 1):
        try:
            versions.append(msgspec.json.decode(line, type=Version))
        except msgspec.MsgspecError as error:
            raise InputError("history_damaged", file=path, line=number) from error
    return versions


def write_history(briefing: Path, versions: list[Version]) -> None:
    """Replaces the history; a crash may undo that until its folder is synced.

    Raises: EnvironmentFault.
    """
    lines = b"".join(msgspec.json.encode(version) + b"\n" for version in versions)
    disk.write_whole(history_path(briefing), lines, settled=False)
