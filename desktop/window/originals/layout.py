"""Where the pages of a file lie, one under another, in logical pixels. No widget is needed."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF

from desktop.library.pdf import Tile

MARGIN, GAP = 16.0, 14.0
TILE = 1280
"""Device pixels of a tile's side: a page of A4 at 100 % is one."""
PIXELS_A_POINT = 96 / 72
_NARROWEST = 40.0


class Layout:
    """Pages of some sizes (points) at a zoom (per cent), centred in a view of some width."""

    def __init__(self, sizes: Sequence[tuple[float, float]], zoom: float, width: float) -> None:
        scale = zoom / 100 * PIXELS_A_POINT
        self._sizes = [(wide * scale, high * scale) for wide, high in sizes]
        heights = (high + GAP for _, high in self._sizes)
        self._tops = list(accumulate(heights, initial=MARGIN))
        widest = max((wide for wide, _ in self._sizes), default=0.0)
        self.width = max(width, widest + 2 * MARGIN)
        self.height = self._tops[-1] - GAP + MARGIN if self._sizes else 0.0

    def rect(self, page: int) -> QRectF:
        wide, high = self._sizes[page]
        return QRectF((self.width - wide) / 2, self._tops[page], wide, high)

    def page_at(self, y: float) -> int:
        """The page at a height, or the one above it where that is between two."""
        return min(max(bisect_right(self._tops, y) - 1, 0), len(self._sizes) - 1)

    def visible(self, top: float, bottom: float) -> range:
        """The pages between two heights."""
        if not self._sizes:
            return range(0)
        return range(self.page_at(top), self.page_at(bottom) + 1)


def fitting(sizes: Sequence[tuple[float, float]], width: float) -> float:
    """The zoom (per cent) at which the widest page fills a view."""
    widest = max((wide for wide, _ in sizes), default=1.0)
    return max(width - 2 * MARGIN, _NARROWEST) / (widest * PIXELS_A_POINT) * 100


def tiles(page: int, place: QRectF, view: QRectF, ratio: float) -> Iterator[Tile]:
    """The tiles of a page at `place` that meet the view; pixels are the device's."""
    across, down = max(round(place.width() * ratio), 1), max(round(place.height() * ratio), 1)
    seen = view.intersected(place).translated(-place.topLeft())
    if seen.isEmpty():
        return
    columns = range(int(seen.left() * ratio) // TILE, int(seen.right() * ratio) // TILE + 1)
    rows = range(int(seen.top() * ratio) // TILE, int(seen.bottom() * ratio) // TILE + 1)
    for row in rows:
        for column in columns:
            left, top = column * TILE, row * TILE
            width, height = min(TILE, across - left), min(TILE, down - top)
            if width > 0 and height > 0:
                yield Tile(page, across, down, left, top, width, height)


def spot(tile: Tile, place: QRectF) -> QRectF:
    """Where a tile lies, whatever the zoom that it was drawn for."""
    wide, high = place.width() / tile.across, place.height() / tile.down
    corner = QPointF(place.left() + tile.left * wide, place.top() + tile.top * high)
    return QRectF(corner.x(), corner.y(), tile.width * wide, tile.height * high)
