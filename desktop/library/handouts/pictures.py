"""What kind of picture a file is, by its first bytes."""

from typing import Literal

from lxml import etree

Kind = Literal["svg", "png", "jpg", "gif", "webp"]
MEDIA_TYPES: dict[Kind, str] = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}


def kind_of(data: bytes) -> Kind | None:
    """The kind of picture, or None for what cannot be printed."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "svg" if _svg(data) is not None else None


def svg_text(data: bytes) -> str:
    """The words in an SVG picture ("" for any other)."""
    root = _svg(data)
    if root is None:
        return ""
    return " ".join(
        "".join(map(str, element.itertext())) for element in root.iter("{*}text", "text")
    )


def _svg(data: bytes) -> etree._Element | None:
    """The root of an SVG file; entities and outside files are never followed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    return root if etree.QName(root).localname == "svg" else None
