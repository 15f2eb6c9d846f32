"""The drawn parts of a file's pages and the places of their letters, as far as they are seen.

One piece of work is under way at a time, the nearest first; what scrolled away is given up.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop.library.errors import AppError, Cancelled
from desktop.library.pdf import Letters, Tile
from desktop.library.progress import CancelToken
from desktop.window.jobs import Jobs

KEPT_BYTES = 64 * 1024 * 1024
"""Two screens of 3840 x 2160."""
_LETTERS = 24
R = TypeVar("R")


class PagedFile(Protocol):
    """What can be shown page by page: a PDF, a picture."""

    sizes: tuple[tuple[float, float], ...]

    def draw(self, tile: Tile, cancel: CancelToken | None = None) -> bytes: ...
    def letters(self, number: int) -> Letters: ...
    def text(self, number: int) -> str: ...
    def rough_text(self, number: int) -> str: ...
    def close(self) -> None: ...


class Tiles(QObject):
    """Draws what is wanted of one file, and keeps it within `KEPT_BYTES`.

    Signals: `drawn()` when a part can be shown; `letters_read(int)` for a page.
    """

    drawn = Signal()
    letters_read = Signal(int)

    def __init__(self, file: PagedFile, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file = file
        self.broken: set[int] = set()
        self.kept_bytes = 0
        self._jobs = jobs
        self._images: OrderedDict[Tile, QImage] = OrderedDict()
        self._letters: OrderedDict[int, Letters] = OrderedDict()
        self._wanted: list[Tile] = []
        self._read: list[int] = []
        self._under_way: Tile | int | None = None
        self._token = CancelToken()
        self._closed = False

    def want(self, tiles: Iterable[Tile], pages: Iterable[int]) -> None:
        """What the view shows now, most urgent first, and the pages whose letters it needs."""
        self._wanted, self._read = list(tiles), list(pages)
        if isinstance(self._under_way, Tile) and self._under_way not in self._wanted:
            self._token.cancel()
        self._go_on()

    def image(self, tile: Tile) -> QImage | None:
        """A part as it was drawn."""
        if tile in self._images:
            self._images.move_to_end(tile)
        return self._images.get(tile)

    def former(self, page: int, across: int) -> list[tuple[Tile, QImage]]:
        """What a page looked like at other zooms, until it is drawn for this one."""
        return [
            (tile, image)
            for tile, image in self._images.items()
            if tile.page == page and tile.across != across
        ]

    def letters(self, page: int) -> Letters | None:
        """The letters of a page, once they are read."""
        if page in self._letters:
            self._letters.move_to_end(page)
        return self._letters.get(page)

    def close(self) -> None:
        """Lets go of the file when the work under way has ended."""
        if not self._closed:
            self._closed = True
            self._token.cancel()
            self._images.clear()
            self._jobs.draw(self.file.close)

    def _go_on(self) -> None:
        if self._under_way is not None or self._closed:
            return
        for tile in self._wanted:
            if tile not in self._images and tile.page not in self.broken:
                self._draw(tile)
                return
        for page in self._read:
            if page not in self._letters and page not in self.broken:
                keep = partial(self._keep_letters, page)
                self._begin(page, partial(self.file.letters, page), keep)
                return

    def _draw(self, tile: Tile) -> None:
        self._token = token = CancelToken()

        def work() -> bytes | None:
            try:
                return self.file.draw(tile, token)
            except Cancelled:
                return None

        def keep(pixels: bytes | None) -> None:
            if pixels is not None:
                self._keep(tile, pixels)

        self._begin(tile, work, keep)

    def _begin(self, what: Tile | int, work: Callable[[], R], keep: Callable[[R], object]) -> None:
        self._under_way = what

        def done(result: R) -> None:
            self._under_way = None
            if not self._closed:
                keep(result)
                self._go_on()

        def failed(_: AppError) -> None:
            self._under_way = None
            if not self._closed:
                self.broken.add(what.page if isinstance(what, Tile) else what)
                self.drawn.emit()
                self._go_on()

        self._jobs.draw(work).then(done).failed(failed)

    def _keep(self, tile: Tile, pixels: bytes) -> None:
        form = QImage.Format.Format_RGB32
        image = QImage(pixels, tile.width, tile.height, tile.width * 4, form).copy()
        self._images[tile] = image
        self.kept_bytes += image.sizeInBytes()
        seen = set(self._wanted)
        for old in [one for one in self._images if one not in seen]:
            if self.kept_bytes <= KEPT_BYTES:
                break
            self.kept_bytes -= self._images.pop(old).sizeInBytes()
        self.drawn.emit()

    def _keep_letters(self, page: int, letters: Letters) -> None:
        self._letters[page] = letters
        if len(self._letters) > max(_LETTERS, len(self._read)):
            self._letters.popitem(last=False)
        self.letters_read.emit(page)
