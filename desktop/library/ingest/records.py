"""Reads JSON Lines, plain or gzipped: one briefing a line, never more than one line in memory."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from desktop.library.errors import InputError, Problem, ProblemsFound
from desktop.library.ingest.declared import record_front
from desktop.library.ingest.draft import Draft
from desktop.library.ingest.escape import clean
from desktop.library.ingest.guess import head_lines, title
from desktop.library.ingest.sources import MAX_TEXT_BYTES, unreadable

_TEXT_KEYS = ("markdown", "html", "text")
_GZIP = b"\x1f\x8b"


def lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Every line that is not empty, with its number from 1.

    Raises: InputError for a damaged gzip file or a line over the limit; EnvironmentFault.
    """
    try:
        with path.open("rb") as raw:
            zipped = raw.read(2) == _GZIP
            raw.seek(0)
            stream = gzip.GzipFile(fileobj=raw, mode="rb") if zipped else raw
            number = 0
            while line := stream.readline(MAX_TEXT_BYTES + 1):
                number += 1
                if len(line) > MAX_TEXT_BYTES:
                    limit = MAX_TEXT_BYTES // 1024 // 1024
                    raise InputError("ingest_line_large", file=path, line=number, limit=limit)
                if number == 1:
                    line = line.removeprefix(b"\xef\xbb\xbf")
                if line.strip():
                    yield number, line
    except FileNotFoundError as error:
        raise InputError("ingest_missing", file=path) from error
    except IsADirectoryError as error:
        raise InputError("ingest_folder", file=path) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError("ingest_gzip_broken", file=path) from error
    except OSError as error:
        raise unreadable(path, error) from error


def draft(line: bytes, number: int, path: Path) -> tuple[Draft, tuple[Problem, ...]]:
    """The briefing that a line holds, and what was noticed. Raises: ProblemsFound; InputError."""
    named = str(path)
    values = _decoded(line, number, named)
    given = [key for key in _TEXT_KEYS if key in values]
    texts = {key: values.pop(key) for key in given}
    if len(given) != 1:
        params = {"keys": ", ".join(given) or "-"}
        raise _one(Problem("record_texts", named, number, params=params))
    key, text = given[0], texts[given[0]]
    if not isinstance(text, str) or not text.strip():
        raise _one(Problem("record_no_text", named, number, params={"key": key}))
    notes: tuple[Problem, ...] = ()
    if key == "html":
        from desktop.library.ingest.web import read_page  # noqa: PLC0415 - only where HTML comes

        page = read_page(clean(text), path)
        body = page.body
        notes = tuple(msgspec.structs.replace(note, line=number) for note in page.notes)
    else:
        body = clean(text)
    if "title" not in values and not title(body, head_lines(body)):
        raise _one(Problem("record_no_title", named, number))
    front = record_front(values, body, number, named)
    return Draft(front, body, line=number), notes


def _decoded(line: bytes, number: int, named: str) -> dict[str, Any]:
    try:
        values = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        params = {"reason": str(error)}
        raise _one(Problem("record_json", named, number, params=params)) from error
    if not isinstance(values, dict):
        raise _one(Problem("record_no_object", named, number))
    return values


def _one(problem: Problem) -> ProblemsFound:
    return ProblemsFound([problem])
