"""Receipts: that an edition was installed, left on the stick if the reader agrees.

A `.briefreceipt` names the library, the edition and its signed page, the moment, a random number
kept for that installation, and a label that the reader may type; no person and no machine.
"""

import datetime as dt
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from desktop.library import disk
from desktop.library.editions.library import Library
from desktop.library.errors import AppError, InputError, Problem
from desktop.library.releases.contents import identity
from desktop.library.releases.form import data_of, read_form
from desktop.library.releases.install import installed_page
from desktop.library.schema import Identifier

ENDING = ".briefreceipt"
FOLDER = "bien-nhan"
"""The folder of a stick that receipts lie in: a FAT root has room for few names."""
INSTALLATION = "installation.json"
"""The file beside an installed library's editions that holds its random number and label."""
LONGEST_LABEL = 60
_Moment = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00\Z")]
_Number = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}\Z")]
_Label = Annotated[str, msgspec.Meta(max_length=LONGEST_LABEL)]


class Installation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What receipts of one installed library have in common: drawn by lot, and a label."""

    number: _Number
    label: _Label = ""
    format: Literal["briefing-installation"] = "briefing-installation"
    version: Literal[1] = 1


class Receipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """That an edition was installed. `page` is its page's hash, `when` ISO 8601 in UTC."""

    library: Identifier
    edition: Annotated[int, msgspec.Meta(ge=1, le=2**31)]
    page: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    when: _Moment
    installation: _Number
    label: _Label = ""
    format: Literal["briefing-receipt"] = "briefing-receipt"
    version: Literal[1] = 1

    @property
    def name(self) -> str:
        """What its file is called: one for each installation and edition."""
        stem = f"{self.library[:60]}-{self.edition}-{self.installation}"
        return disk.portable_name(stem, ENDING)


def installation(library: Library, label: str | None = None) -> Installation:
    """An installed library's number, drawn when it is first asked for; `label` replaces the former.

    Raises: InputError("label_wrong") unless it is one line of at most 60 characters;
    EnvironmentFault.
    """
    path = library.folder / INSTALLATION
    try:
        known = read_form(path, Installation) if path.exists() else None
    except InputError:
        known = None  # a damaged number is drawn anew: it serves nothing but to tell laptops apart
    kept = known or Installation(secrets.token_hex(8))
    if label is not None:
        if len(label) > LONGEST_LABEL or not (label.isprintable() or not label):
            raise InputError("label_wrong", longest=LONGEST_LABEL)
        kept = msgspec.structs.replace(kept, label=label.strip())
    if kept != known:
        disk.write_whole(path, data_of(kept))
    return kept


def leave(folder: Path, library: Library, when: dt.datetime, label: str | None = None) -> Path:
    """Leaves a receipt for the live edition in `folder`, a stick; its file.

    Raises: InputError("receipt_unsigned") when no package brought that edition; as `installation`.
    """
    page = installed_page(library)
    if page is None:
        raise InputError("receipt_unsigned")
    own = installation(library, label)
    moment = when.astimezone(dt.UTC).replace(microsecond=0).isoformat()
    receipt = Receipt(page.library, page.number, identity(page), moment, own.number, own.label)
    path = folder / FOLDER / receipt.name
    disk.make_folder(path.parent)
    disk.write_whole(path, data_of(receipt))
    return path


def read_receipts(folder: Path) -> tuple[list[Receipt], list[Problem]]:
    """The receipts in `folder` and in its `bien-nhan`, and a warning for each that is none.

    Raises: EnvironmentFault when the folder cannot be read.
    """
    receipts: list[Receipt] = []
    problems: list[Problem] = []
    for path in _files(folder):
        try:
            receipts.append(read_form(path, Receipt))
        except AppError as error:
            problems.append(Problem(error.code, path.name, params=error.params, severity="warning"))
    return receipts, problems


def _files(folder: Path) -> Iterator[Path]:
    with disk.faults(folder):
        for place in (folder, folder / FOLDER):
            if place.is_dir():
                yield from sorted(
                    path
                    for path in place.iterdir()
                    if path.suffix == ENDING and path.is_file() and not path.name.startswith(".")
                )
