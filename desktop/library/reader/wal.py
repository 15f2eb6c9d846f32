"""SQLite's write-ahead log, read by ourselves, since SQLite passes over what is damaged in it.

It takes a log to end where a checksum first fails, and says nothing: right for a write that a power
cut tore, and silent loss for a sector that went bad under a hundred saved notes. Layout and
checksums: sqlite.org/fileformat2.html, section 4.
"""

import struct

import msgspec

_HEAD, _FRAME = 32, 24
_BIG_ENDIAN = 1
_USUAL_PAGE = 4096
_MASK = 0xFFFFFFFF
_Sum = tuple[int, int]


class Frame(msgspec.Struct, frozen=True):
    """A page as a transaction left it; `size` counts the database's pages after a commit, or 0."""

    page: int
    size: int
    data: bytes
    whole: bool


class Log(msgspec.Struct, frozen=True):
    """The frames that belong together, up to the last commit; `lost` commits SQLite passes over."""

    frames: tuple[Frame, ...] = ()
    lost: int = 0
    headless: bool = False

    @property
    def damaged(self) -> bool:
        """Whether commits were lost that had been on disk.

        Each is there before the next begins, so that a power cut tears the last one alone.
        """
        return self.lost > 1 or (self.headless and self.lost > 0)


def read(data: bytes) -> Log:
    """A log's content, none for an empty one."""
    if len(data) < _HEAD + _FRAME:
        return Log()
    magic, _, size, _, *salts, first, second = struct.unpack(">8I", data[:_HEAD])
    order = ">" if magic & _BIG_ENDIAN else "<"
    headless = _summed((0, 0), data[: _HEAD - 8], order) != (first, second)
    if headless:
        size, order = _USUAL_PAGE, "<"
        salts = list(struct.unpack(">2I", data[_HEAD + 8 : _HEAD + 16]))
    return _of(_frames(data, size, order, (*salts, first, second)), headless=headless)


def image(database: bytes, log: Log) -> bytes:
    """The database with every whole page of its log in it, for a connection in memory."""
    made = bytearray(database)
    for frame in log.frames:
        if not frame.whole:
            continue
        end = frame.page * len(frame.data)
        made.extend(bytes(max(end - len(made), 0)))
        made[end - len(frame.data) : end] = frame.data
    if len(made) >= 20:
        made[18:20] = b"\x01\x01"  # no log any more; see `copying.copied`
    return bytes(made)


def _frames(data: bytes, size: int, order: str, head: tuple[int, ...]) -> list[Frame | None]:
    """Every frame in its place; None for one of a former log, or that does not look like one."""
    *salts, first, second = head
    found: list[Frame | None] = []
    before: _Sum = (first, second)
    for at in range(_HEAD, len(data) - _FRAME - size + 1, _FRAME + size):
        page, pages, *own, one, two = struct.unpack(">6I", data[at : at + _FRAME])
        content = data[at + _FRAME : at + _FRAME + size]
        summed = _summed(_summed(before, data[at : at + 8], order), content, order)
        whole = summed == (one, two)
        before = (one, two)
        same = own == salts and page > 0
        found.append(Frame(page, pages, content, whole) if same else None)
    return found


def _of(found: list[Frame | None], *, headless: bool) -> Log:
    sound = (
        0
        if headless
        else next((at for at, one in enumerate(found) if one is None or not one.whole), len(found))
    )
    ends = [at for at, one in enumerate(found) if one is not None and one.size]
    if not ends:
        return Log()
    frames = tuple(one for one in found[: ends[-1] + 1] if one is not None)
    return Log(frames, sum(at >= sound for at in ends), headless)


def _summed(before: _Sum, data: bytes, order: str) -> _Sum:
    one, two = before
    words = iter(struct.unpack(f"{order}{len(data) // 4}I", data))
    for even, odd in zip(words, words, strict=True):
        one = (one + even + two) & _MASK
        two = (two + odd + one) & _MASK
    return one, two
