"""Writing and reading a file of notes by its ending."""

from collections.abc import Callable
from pathlib import Path

from desktop.library import disk
from desktop.library.editions.edition import Edition
from desktop.library.errors import InputError
from desktop.library.reader.exchange import pages, sheet, web
from desktop.library.reader.exchange.incoming import LARGEST, Incoming
from desktop.library.reader.exchange.selecting import Selection
from desktop.library.reader.exchange.shelving import Shelf
from desktop.library.reader.exchange.words import Language, words
from desktop.library.reader.state import ReaderState

WEB, PAGES, SHEET = ".jsonld", ".md", ".csv"
ENDINGS = (WEB, PAGES, SHEET)


def write(
    path: Path, selection: Selection, edition: Edition | None = None, language: Language = "vi"
) -> int:
    """Writes notes to `path`, whole or not at all; how many a person finds there.

    `edition` gives titles, sections and the order of passages. Raises:
    InputError("notes_ending") for an ending that is none of `ENDINGS`, ("notes_nothing") where
    nothing was selected, ("notes_too_many") for more than a file may hold; EnvironmentFault.
    """
    encoders: dict[str, Callable[[], bytes]] = {
        WEB: lambda: web.encode(selection, words(language)["label"]),
        PAGES: lambda: pages.encode(selection, Shelf(edition), language),
        SHEET: lambda: sheet.encode(selection, Shelf(edition), language),
    }
    encode = encoders.get(path.suffix.lower())
    if encode is None:
        raise InputError("notes_ending", file=path)
    if not selection.records:
        raise InputError("notes_nothing")
    data = encode()
    if len(data) > LARGEST:
        raise InputError("notes_too_many", file=path, megabytes=LARGEST // 1024**2)
    disk.write_whole(path, data)
    return selection.shown


def read(path: Path, state: ReaderState, edition: Edition | None = None) -> Incoming:
    """What a file of notes holds; nothing is changed by it.

    A table or pages give what was edited of notes that `state` has; only another program's
    annotations ask `edition` for the documents they name. Raises: InputError when the file is
    none, too large, damaged, in another encoding or of a newer program; EnvironmentFault.
    """
    match path.suffix.lower():
        case ".md":
            return pages.read(path, state)
        case ".csv":
            return sheet.read(path, state)
        case ".jsonld" | ".json":
            return web.read(path, Shelf(edition))
        case _:
            raise InputError("notes_ending", file=path)
