"""Reads a librarian's file from disk with every limit, before any format is looked at."""

from pathlib import Path

from desktop.library.errors import EnvironmentFault, InputError

MAX_TEXT_BYTES = 16 * 1024 * 1024
"""Text, Markdown, HTML and one line of JSON Lines: about three million words."""
MAX_FILE_BYTES = 256 * 1024 * 1024
"""DOCX and PDF files, which are kept whole as attachments."""
_UTF8 = b"\xef\xbb\xbf"
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def read_limited(path: Path, limit: int) -> bytes:
    """The bytes of `path`; at most one more than `limit` is ever read.

    Raises: InputError when missing, a folder, empty or too large; EnvironmentFault.
    """
    try:
        if path.is_dir():
            raise InputError("ingest_folder", file=path)
        size = path.stat().st_size
        if size > limit:
            raise too_large(path, size, limit)
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError as error:
        raise InputError("ingest_missing", file=path) from error
    except OSError as error:
        raise unreadable(path, error) from error
    if len(data) > limit:
        raise too_large(path, len(data), limit)
    if not data.strip():
        raise InputError("ingest_empty", file=path)
    return data


def unreadable(path: Path, error: OSError) -> EnvironmentFault:
    """What the disk said of an input file."""
    return EnvironmentFault("ingest_unreadable", file=path, reason=error.strerror or str(error))


def too_large(path: Path, size: int, limit: int) -> InputError:
    """The refusal of a file that passes its limit."""
    return InputError(
        "ingest_too_large",
        file=path,
        megabytes=f"{size / 1024 / 1024:.0f}",
        limit=limit // (1024 * 1024),
    )


def decode(data: bytes, path: Path) -> str:
    """Text in UTF-8, or in UTF-16 with its byte-order mark.

    Raises: InputError that names the first wrong byte, or says that the file is no text.
    """
    encoding = _UTF16.get(data[:2], "utf-8")
    start = 3 if data.startswith(_UTF8) else (2 if encoding != "utf-8" else 0)
    if encoding == "utf-8" and b"\0" in data:
        raise InputError("ingest_binary", file=path, offset=data.index(b"\0"))
    try:
        text = data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        offset = error.start + start
        byte = f"0x{data[offset]:02X}"
        raise InputError("ingest_encoding", file=path, offset=offset, byte=byte) from error
    if "\0" in text:
        raise InputError("ingest_binary", file=path, offset=text.index("\0"))
    if not text.strip():
        raise InputError("ingest_empty", file=path)
    return text
