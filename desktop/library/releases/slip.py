"""Request slips: what one laptop has, on a stick to the librarian, who answers with what it lacks.

A `.briefslip` (`form.py`) says the library's id, the live edition's number, the
hash of its signed page and the version of the root that is trusted. It names no person and no
machine. A laptop without a library says 0 and nothing; so does an edition that no package brought.
"""

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from desktop.library import disk
from desktop.library.editions.library import Library
from desktop.library.releases import install, trust
from desktop.library.releases.contents import identity
from desktop.library.releases.form import data_of, read_form

ENDING = ".briefslip"
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
        return disk.portable_name(f"phieu-yeu-cau{library}-{self.edition}", ENDING)


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
    disk.write_whole(path, data_of(slip))
    return slip


def read_slip(path: Path) -> Slip:
    """Reads a slip. Raises: as `read_form`."""
    return read_form(path, Slip)
