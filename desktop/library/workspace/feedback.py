"""Takes readers' feedback files into a workspace's `feedback/`, each message once.

A message becomes `<id>.json`, the message as it came (the item of `reader.feedback`'s file), and
`<id>.txt`, the same to read. One that comes again is left as it is, or replaced where its sender
changed it since.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from desktop.library import disk
from desktop.library.errors import AppError, InputError
from desktop.library.reader.feedback import Feedback, as_text, read_file
from desktop.library.workspace.layout import Workspace

FOLDER = "feedback"


class Refused(msgspec.Struct, frozen=True):
    """A file that is no feedback, or cannot be read."""

    file: Path
    error: AppError


class Taken(msgspec.Struct):
    """What became of the files: messages new, changed and known before; files refused."""

    new: list[Feedback] = []
    changed: list[Feedback] = []
    known: int = 0
    refused: list[Refused] = []


def take_feedback(workspace: Workspace, files: Sequence[Path]) -> Taken:
    """Takes in every file that is feedback; one that is not stops no other.

    Raises: EnvironmentFault when the workspace cannot be written; what was taken before stays.
    """
    taken = Taken()
    folder = workspace.folder / FOLDER
    for file in files:
        try:
            items = read_file(file).items
        except AppError as error:
            taken.refused.append(Refused(file, error))
            continue
        disk.make_folder(folder)
        for item in items:
            _take(folder, item, taken)
    return taken


def _take(folder: Path, item: Feedback, taken: Taken) -> None:
    path = folder / f"{item.id}.json"
    held = _held(path)
    if held is not None and held.modified >= item.modified:
        taken.known += 1
        return
    # The message itself comes last: without it the next import takes both again.
    disk.write_whole(path.with_suffix(".txt"), as_text((item,)).encode())
    disk.write_whole(path, msgspec.json.format(msgspec.json.encode(item), indent=2) + b"\n")
    (taken.changed if held is not None else taken.new).append(item)


def _held(path: Path) -> Feedback | None:
    """The message as it was taken in before.

    Raises: InputError when that file is damaged: it may hold a librarian's remarks.
    """
    with disk.faults(path):
        if not path.exists():
            return None
        data = path.read_bytes()
    try:
        return msgspec.json.decode(data, type=Feedback)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError("feedback_kept_damaged", file=path, reason=error) from error
