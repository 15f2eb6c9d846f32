"""The text of attached files, page by page, so that a search can name the page.

A PDF has the pages that it has; a Word, HTML, Markdown or plain text file is one page. Pictures and
all other formats have no text.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from desktop.library import disk
from desktop.library.document import leaves
from desktop.library.errors import InputError
from desktop.library.ingest.sources import MAX_TEXT_BYTES, decode, too_large
from desktop.library.ingest.texts import plain_paragraphs
from desktop.library.text.rendering import NestedTooDeep, render
from index.vietnamese import length

Outcome = Literal["read", "protected", "damaged", "large"]
ORIGINAL_ENDINGS = ("docx", "pdf", "html", "txt")
"""What `ingest` keeps of the files that it took in, by their endings there."""
_PROTECTED = frozenset({"ingest_pdf_encrypted", "ingest_docx_protected"})
_WITHOUT_TEXT = frozenset({"ingest_empty", "ingest_no_text"})
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", re.DOTALL)


class Reading(msgspec.Struct, frozen=True):
    """What a file yielded: the text of each page, and how many word positions each takes."""

    sha256: str
    outcome: Outcome
    pages: tuple[str, ...] = ()
    lengths: tuple[int, ...] = ()


def original_of(owner: str, conference: str, names: Sequence[str]) -> str:
    """The attachment that a document was itself ingested from, "" if it has none.

    Front matter does not tell. `ingest` puts it first and calls it by the id of the document, or of
    the conference whose report it is, with one of `ORIGINAL_ENDINGS`: the first attachment is the
    original if it is called so, and no other is. Its text is the document's own.
    """
    stems = {owner, conference} - {""}
    given = {f"{stem}.{ending}" for stem in stems for ending in ORIGINAL_ENDINGS}
    return names[0] if names and names[0] in given else ""


def has_text(name: str) -> bool:
    """Whether a file of this name is read at all."""
    return Path(name).suffix.casefold() in _READERS


def plain_pages(data: bytes, name: str) -> list[str]:
    """The text of each page of a file, a paragraph a line; none for a format without text.

    Raises: InputError, if the file is protected, damaged, or holds no text.
    """
    path = Path(name)
    reader = _READERS.get(path.suffix.casefold())
    try:
        return reader(data, path) if reader is not None else []
    except NestedTooDeep as error:
        raise InputError("nested_too_deep", file=name) from error


def read_attached(path: Path) -> Reading:
    """Reads a file of the workspace's attachments; runs in worker processes.

    Raises: EnvironmentFault.
    """
    with disk.faults(path):
        data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        pages = tuple(_READERS[path.suffix.casefold()](data, path))
    except InputError as error:
        if error.code in _WITHOUT_TEXT:
            return Reading(sha256, "read")
        if error.code == "ingest_too_large":
            return Reading(sha256, "large")
        return Reading(sha256, "protected" if error.code in _PROTECTED else "damaged")
    except NestedTooDeep:
        return Reading(sha256, "damaged")
    return Reading(sha256, "read", pages, tuple(map(length, pages)))


def _pdf(data: bytes, path: Path) -> list[str]:
    from desktop.library.ingest.pdf import read_pages  # noqa: PLC0415 - heavy

    return read_pages(data, path)


def _word(data: bytes, path: Path) -> list[str]:
    from desktop.library.ingest.word import read_word  # noqa: PLC0415 - heavy

    return [_plain(read_word(data, path).body)]


def _html(data: bytes, path: Path) -> list[str]:
    from desktop.library.ingest.web import read_page  # noqa: PLC0415 - heavy

    return [_plain(read_page(_text(data, path), path).body)]


def _markdown(data: bytes, path: Path) -> list[str]:
    return [_plain(_FRONT.sub("", _text(data, path).replace("\r\n", "\n")))]


def _paragraphs(data: bytes, path: Path) -> list[str]:
    return ["\n".join(plain_paragraphs(_text(data, path)))]


def _text(data: bytes, path: Path) -> str:
    if len(data) > MAX_TEXT_BYTES:
        raise too_large(path, len(data), MAX_TEXT_BYTES)
    return decode(data, path)


def _plain(markdown: str) -> str:
    """A line for each leaf of the document."""
    return "\n".join(leaf.text for leaf in leaves(render(markdown)) if leaf.text)


_READERS: dict[str, Callable[[bytes, Path], list[str]]] = {
    ".pdf": _pdf,
    ".docx": _word,
    **dict.fromkeys((".html", ".htm", ".xhtml"), _html),
    **dict.fromkeys((".md", ".markdown"), _markdown),
    **dict.fromkeys((".txt", ".text"), _paragraphs),
}
