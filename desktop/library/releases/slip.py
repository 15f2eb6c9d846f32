"""Request slips: what one laptop has, on a stick to the librarian, who answers with what it lacks.

A `.briefslip` is one JSON object in one form: the library's id, the live edition's number, the
hash of its signed page and the version of the root that is trusted. It names no person and no
machine. A laptop without a library says 0 and nothing; so does an edition that no package brought.
"""

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from desktop.library import disk
from desktop.library.editions.library import Library
from desktop.library.errors import InputError
from desktop.library.releases import install, trust
from desktop.library.releases.contents import identity

ENDING = ".briefslip"
FORMAT = 1
LARGEST = 4 * 1024
"""Bytes that a slip has at most."""
_Library = Annotated[str, msgspec.Meta(pattern="^([a-z0-9][a-z0-9-]{0,79})?$")]
_Hash = Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{64})?$")]
_Count = Annotated[int, msgspec.Meta(ge=0, le=2**31)]


class Slip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a laptop has. `page` is the hash of the edition's signed page, "" where it has none."""

    library: _Library
    edition: _Count
    page: _Hash
    root: _Count
    format: Literal["briefing-slip"] = "briefing-slip"
    version: Literal[1] = 1

    @property
    def name(self) -> str:
        """What its file is called, unless the reader calls it otherwise."""
        library = f"-{self.library[:60]}" if self.library else ""
        return f"phieu-yeu-cau{library}-{self.edition}{ENDING}"


class _Head(msgspec.Struct):
    format: Literal["briefing-slip"]
    version: int


def slip_of(library: Library) -> Slip:
    """What a library's folder has. Raises: EnvironmentFault."""
    root = trust.root_version(library.folder)
    if not library.exists():
        return Slip("", 0, "", root)
    manifest, page = library.manifest(), install.installed_page(library)
    return Slip(manifest.library, manifest.number, identity(page) if page else "", root)


def write_slip(library: Library, path: Path) -> Slip:
    """Writes what `library` has to `path`; what was written. Raises: EnvironmentFault."""
    slip = slip_of(library)
    disk.write_whole(path, _form(slip))
    return slip


def read_slip(path: Path) -> Slip:
    """Reads a slip, believing nothing else of the file.

    Raises: InputError("slip_newer") for a later form, "slip_damaged" for anything but a slip;
    EnvironmentFault.
    """
    with disk.faults(path), path.open("rb") as file:
        data = file.read(LARGEST + 1)
    try:
        if len(data) > LARGEST:
            raise InputError("slip_damaged", file=path)
        if msgspec.json.decode(data, type=_Head).version > FORMAT:
            raise InputError("slip_newer", file=path)
        slip = msgspec.json.decode(data, type=Slip)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError("slip_damaged", file=path) from error
    if data != _form(slip):
        raise InputError("slip_damaged", file=path)
    return slip


def _form(slip: Slip) -> bytes:
    """The one form that a slip has."""
    return msgspec.json.format(msgspec.json.encode(slip), indent=1) + b"\n"
