"""Small files that travel on sticks between laptops and librarians: slips and receipts.

Each is one JSON object in one form. It says its `format` and `version` first of all others that it
needs; whatever reads it believes nothing else of the file.
"""

from pathlib import Path
from typing import TypeVar

import msgspec

from desktop.library import disk
from desktop.library.errors import InputError

LARGEST = 4 * 1024
"""Bytes that such a file has at most."""
_Form = TypeVar("_Form", bound=msgspec.Struct)


class _Head(msgspec.Struct):
    format: str
    version: int


def data_of(form: msgspec.Struct) -> bytes:
    """The one form that a file of this content has."""
    return msgspec.json.format(msgspec.json.encode(form), indent=1) + b"\n"


def read_form(path: Path, kind: type[_Form]) -> _Form:
    """Reads a file of `kind`, a struct with a literal `format` and `version`.

    Raises: InputError("form_newer") for a later version, "form_damaged" for anything else that is
    not in its one form; EnvironmentFault.
    """
    with disk.faults(path), path.open("rb") as file:
        data = file.read(LARGEST + 1)
    try:
        if len(data) > LARGEST:
            raise InputError("form_damaged", file=path)
        head = msgspec.json.decode(data, type=_Head)
        known = {one.name: one.default for one in msgspec.structs.fields(kind)}
        if head.format == known["format"] and head.version > known["version"]:
            raise InputError("form_newer", file=path)
        form = msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InputError("form_damaged", file=path) from error
    if data != data_of(form):
        raise InputError("form_damaged", file=path)
    return form
