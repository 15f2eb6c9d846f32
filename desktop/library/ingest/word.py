"""Reads DOCX: mammoth finds the structure, our own writer makes the Markdown."""

import io
import re
import xml.parsers.expat
import zipfile
import zlib
from pathlib import Path
from typing import Any

import lxml.etree

from desktop.library.errors import InputError
from desktop.library.ingest.draft import Extract, Hints
from desktop.library.ingest.markup import parse, to_markdown
from desktop.library.ingest.pictures import Pictures

MAX_UNPACKED_BYTES = 512 * 1024 * 1024
MAX_PART_BYTES = 64 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN_PART = re.compile(r"^/?word/document\d*\.xml$")
"""The name of the part that holds the text."""
_DOCTYPE = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E")
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
u => u
"""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    xml.parsers.expat.ExpatError,
    EOFError,
    LookupError,
    ValueError,
    AttributeError,
    TypeError,
    NotImplementedError,
    RecursionError,
)
"""What mammoth and zipfile raise for files that break the format."""


def read_word(data: bytes, path: Path) -> Extract:
    """The Markdown of a Word file with its pictures.

    Raises: InputError for what is no DOCX, is damaged, protected, or unpacks beyond all measure.
    """
    import mammoth  # noqa: PLC0415 - a tenth of a second that only Word files pay

    hints = checked(data, path)
    pictures = Pictures(path)

    def picture(image: Any) -> dict[str, str]:
        try:
            with image.open() as stream:
                return {"src": pictures.take_bytes(stream.read(), image.content_type or "?")}
        except mammoth.docx.files.InvalidFileReferenceError:
            return {"src": pictures.take_file("linked:")}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(picture),
            include_embedded_style_map=False,
            external_file_access=False,
        )
    except _BROKEN as error:
        raise _broken(path, error) from error
    html = result.value
    if not html.strip():
        raise InputError("ingest_no_text", file=path)
    return Extract(
        to_markdown(parse(html, path)), hints, pictures.kept, notes=tuple(pictures.notes)
    )


def _broken(path: Path, error: Exception) -> InputError:
    reason = (str(error) or type(error).__name__).splitlines()[0][:200]
    return InputError("ingest_docx_broken", file=path, reason=reason)


def checked(data: bytes, path: Path) -> Hints:
    """Reads every part once: sizes, checksums, no document types. Returns the core properties.

    Raises: as `read_word`.
    """
    if data.startswith(_OLE):
        raise InputError("ingest_docx_protected", file=path)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise InputError("ingest_docx_not_zip", file=path) from error
    with archive:
        parts = archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise InputError("ingest_docx_protected", file=path)
        if not any(MAIN_PART.match(part.filename) for part in parts):
            raise InputError("ingest_docx_no_document", file=path)
        if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES or any(
            part.file_size > MAX_PART_BYTES for part in parts
        ):
            limit = MAX_UNPACKED_BYTES // 1024 // 1024
            raise InputError("ingest_docx_bomb", file=path, limit=limit)
        core = b""
        try:
            for part in parts:
                content = archive.read(part)
                if part.filename.endswith((".xml", ".rels")) and _DOCTYPE.search(content):
                    raise InputError("ingest_docx_broken", file=path, reason="<!DOCTYPE")
                if part.filename == "docProps/core.xml":
                    core = content
        except _BROKEN as error:
            raise _broken(path, error) from error
    return _hints(core)


def _hints(core: bytes) -> Hints:
    """Title, subject and keywords of the core properties, where they are readable."""
    if not core:
        return Hints()
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    tree = lxml.etree.fromstring(core, parser=parser)
    found: dict[str, str] = {}
    for element in tree.iter() if tree is not None else ():
        if isinstance(element.tag, str) and element.text and element.text.strip():
            found[lxml.etree.QName(element).localname] = " ".join(element.text.split())
    words = re.split(r"\s*[;,]\s*", found.get("keywords", ""))
    return Hints(
        title=found.get("title", ""),
        topics=tuple(dict.fromkeys(word for word in words if word)),
    )
