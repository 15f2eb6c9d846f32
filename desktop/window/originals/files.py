"""From an attachment's bytes to what can honestly be shown of it; on a reader thread."""

from array import array
from pathlib import Path

import msgspec

from desktop.library.errors import InputError
from desktop.library.pdf import Letters, PdfFile, Tile
from desktop.library.progress import CancelToken
from desktop.window.originals.picture import PictureFile
from desktop.window.originals.tiles import PagedFile

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".svg", ".webp", ".tif", ".tiff"})
MOST_LETTERS = 2_000_000
"""Letters of a bare text that are shown: about a thousand pages."""
WORD = frozenset({".docx"})


class TextFile:
    """A file of which just the words are shown: one page without a place for its letters."""

    sizes: tuple[tuple[float, float], ...] = ((0.0, 0.0),)

    def __init__(self, text: str) -> None:
        self.words = text[:MOST_LETTERS]
        self.is_cut = len(text) > MOST_LETTERS

    def draw(self, tile: Tile, cancel: CancelToken | None = None) -> bytes:
        """Never asked for. Raises: InputError("pdf_page_broken")."""
        del cancel
        raise InputError("pdf_page_broken", page=tile.page + 1)

    def letters(self, _number: int) -> Letters:
        return Letters(self.words, array("f", (0.0,)) * (4 * len(self.words)))

    def text(self, _number: int) -> str:
        return self.words

    def rough_text(self, _number: int) -> str:
        return self.words

    def close(self) -> None:
        """Nothing is held."""


class Shown(msgspec.Struct, frozen=True):
    """An opened file: `pages` to be drawn, else its `text`, else neither."""

    name: str
    data: bytes
    pages: PagedFile | None = None
    text: TextFile | None = None


def pages_of(shown: Shown) -> PagedFile:
    """The same file opened once more, for whoever closes it. Raises: InputError."""
    is_pdf = Path(shown.name).suffix.casefold() == ".pdf"
    return PdfFile(shown.data) if is_pdf else PictureFile(shown.data)


def open_file(name: str, data: bytes, *, original: bool) -> Shown:
    """Opens what the file's ending says. Of a Word original the briefing itself is the text.

    Raises: InputError, if the file is protected or damaged.
    """
    ending = Path(name).suffix.casefold()
    if not data:
        raise InputError("original_empty")
    if ending == ".pdf":
        return Shown(name, data, PdfFile(data))
    if ending in PICTURES:
        return Shown(name, data, PictureFile(data))
    if original and ending in WORD:
        return Shown(name, data)
    from desktop.library.editions.attached import plain_pages  # noqa: PLC0415 - heavy

    pages = plain_pages(data, name)
    return Shown(name, data, text=TextFile("\n\n".join(pages)) if pages else None)
