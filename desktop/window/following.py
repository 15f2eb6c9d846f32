"""What comes when a window has closed: other notes, another library, or the same again."""

from pathlib import Path

import msgspec

from desktop.library.reader.searches import Query
from desktop.window.arrangement import Stage
from desktop.wording import Language


class NoteUnderWay(msgspec.Struct, frozen=True):
    """A note that was being written: its text as it stood, and the caret in it (UTF-16 units).

    `answers` is the annotation that a reply is to.
    """

    identifier: str
    text: str
    caret: int
    answers: str = ""


class Resume(msgspec.Struct, frozen=True):
    """What was to be seen in a window whose place another one takes.

    `language` and `size` (per cent) are those of the window to come; its tabs and panes are
    restored as at any start. `page` is one of the handbook, by the name of its file. `scroll` is
    the value of the page's scroll bar, and its largest: where that is the same again, so is every
    line. `hit` is the row of the result whose words are marked in the text, -1 where none are.
    `focus` names the part with the keyboard.
    """

    language: Language
    size: int
    page: str = ""
    place: tuple[str, int] = ("", 0)
    scroll: tuple[int, int] = (0, 0)
    query: Query = Query("")
    text: str = ""
    stage: Stage = ""
    hit: int = -1
    shelf: tuple[str, str] = ("newest", "")
    scrolled: int = 0
    note: NoteUnderWay | None = None
    focus: str = ""


class Following(msgspec.Struct, frozen=True):
    """The state folder that is opened next, and what is to be seen then.

    `library` is the folder of the library that is to be read, where it is another one.
    """

    state: Path
    library: Path | None = None
    restored: bool = False
    resume: Resume | None = None
