"""A state with two backups and what came after them, ways to damage it, and what must come back."""

import contextlib
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from desktop.library.document import Node, Run
from desktop.library.reader import dated, holding, recovering
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import annotate, annotations, put, remove
from desktop.library.reader.bookmarks import mark, unmark
from desktop.library.reader.recovering import Recovery
from desktop.library.reader.state import DATABASE, ReaderState

TEXT = "Nước sạch đủ ba ngày. " * 20
DOCUMENT = (Node("paragraph", id="a", runs=(Run(TEXT),)),)
TARGETS = anchors(DOCUMENT, (("a", 0, 9),))
PLACE = ("kho", "truc-ban", 1)
DAY = date(2026, 3, 1)
OLD, NEW = 60, 25
"""Notes of the backup's day, and notes made since."""
PAGE = 4096


def changed(annotation, note):
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    return type(annotation)(
        **{name: getattr(annotation, name) for name in annotation.__struct_fields__}
        | {"note": note, "modified": moment}
    )


def notes(folder: Path) -> set[str]:
    with ReaderState(folder) as own:
        return {one.note for one in annotations(own, "kho")}


def everything() -> set[str]:
    old = {f"cũ {number}" for number in range(OLD)} - {"cũ 0", "cũ 1", "cũ 2"}
    return old | {"sửa trước", "sửa sau"} | {f"mới {number}" for number in range(NEW)}


def of_the_day() -> set[str]:
    return {f"cũ {number}" for number in range(1, OLD)} | {"sửa trước"}


def recovered(folder: Path) -> Recovery | None:
    """Opens the state as the window does; the report in it. It must be sound afterwards."""
    with holding.in_use(folder), holding.opened(folder) as own:
        told = recovering.report(own)
        assert own.check() == []
    assert recovering.examine_closely(folder) == []
    assert not (folder / ".recovering").exists()
    return told


def pages_of(folder: Path, name: str) -> list[int]:
    """The pages of a table or an index, the first the root, from 1."""
    with contextlib.closing(sqlite3.connect(folder / DATABASE)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,))
        data = (folder / DATABASE).read_bytes()
        found = [root.fetchone()[0]]
    for page in found:
        start = (page - 1) * PAGE
        if data[start] in (2, 5):  # an interior page: its children, then the rightmost
            count = int.from_bytes(data[start + 3 : start + 5], "big")
            for at in range(count):
                cell = int.from_bytes(data[start + 12 + 2 * at : start + 14 + 2 * at], "big")
                found.append(int.from_bytes(data[start + cell : start + cell + 4], "big"))
            found.append(int.from_bytes(data[start + 8 : start + 12], "big"))
    return found


def overwrite(folder: Path, start: int, data: bytes) -> None:
    with (folder / DATABASE).open("r+b") as file:
        file.seek(start)
        file.write(data)


def spoil(folder: Path, page: int) -> None:
    overwrite(folder, (page - 1) * PAGE, b"\xa5" * PAGE)


def make(folder: Path) -> None:
    """Backs the state up on two days; notes are made, changed and deleted after them."""
    with ReaderState(folder) as own:
        for number in range(OLD):
            annotate(own, PLACE, TARGETS, "idea", f"cũ {number}")
        mark(own, "kho", "bỏ dấu")
    dated.keep(folder / DATABASE, DAY)
    with ReaderState(folder) as own:
        held = {one.note: one for one in annotations(own, "kho")}
        first, second, third = (held[f"cũ {number}"] for number in range(3))
        put(own, changed(first, "sửa trước"))
    dated.keep(folder / DATABASE, DAY + timedelta(1))
    with ReaderState(folder) as own:
        put(own, changed(second, "sửa sau"))
        remove(own, third.id)
        for number in range(NEW):
            annotate(own, PLACE, TARGETS, "figure", f"mới {number}")
        unmark(own, "kho", "bỏ dấu")
        mark(own, "kho", "đánh dấu sau")


def kept(folder: Path) -> Path:
    """The damaged file that was kept."""
    [path] = folder.glob("reader-damaged-*.sqlite")
    return path


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0x40
    path.write_bytes(data)
