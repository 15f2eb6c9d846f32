"""Feedback for the librarian: an outbox in the reader's state, saved as one file; nothing is sent.

The file is UTF-8 JSON: `{"format": "briefing-feedback", "version": 1, "saved": TIME, "items": []}`.
An item has `id` (a UUID that stays its own for good), `created` and `modified` (ISO 8601, UTC),
`sender`, `subject`, `text` and, where it concerns a document, `about`: `library`, `edition`,
`briefing`, `title` and `passages`, each a `block` with `start` and `end` (code points of its text)
and the `quote` that stood there. Other keys are passed over.
"""

import re
import uuid
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from desktop.library import disk
from desktop.library.errors import InputError
from desktop.library.reader.state import ReaderState, now

ENDING = ".json"
LARGEST = 16 * 1024 * 1024
"""Bytes of a feedback file; a larger one is no feedback."""
VERSION = 1
_PRINTED = r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
Words = Annotated[str, msgspec.Meta(max_length=300, pattern=_PRINTED)]
"""One line; no control character, since it is shown on terminals."""
Text = Annotated[str, msgspec.Meta(max_length=20_000, pattern=_PRINTED)]
Id = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Moment = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\dT[0-9:.+Z-]{5,24}$")]
Count = Annotated[int, msgspec.Meta(ge=0)]


class Passage(msgspec.Struct, frozen=True):
    """Words in one block: `start` and `end` count code points of its text."""

    block: Words
    start: Count
    end: Count
    quote: Text


class About(msgspec.Struct, frozen=True, omit_defaults=True):
    """The document that feedback concerns, in the edition that was open."""

    library: Words
    edition: Count
    briefing: Words
    title: Annotated[str, msgspec.Meta(max_length=500, pattern=_PRINTED)]
    passages: tuple[Passage, ...] = ()


class Feedback(msgspec.Struct, frozen=True, omit_defaults=True):
    """One message. `modified` changes with each edit, the id never."""

    id: Id
    created: Moment
    modified: Moment
    sender: Words
    subject: Words
    text: Text
    about: About | None = None


class Held(msgspec.Struct, frozen=True):
    """A message of the outbox, and when it was last saved for the librarian ("": not yet)."""

    feedback: Feedback
    saved: str

    @property
    def waits(self) -> bool:
        """Whether the librarian's file does not have it as it is now."""
        return self.saved < self.feedback.modified


class FeedbackFile(msgspec.Struct, frozen=True):
    """What the librarian is handed."""

    version: int
    saved: Moment
    items: tuple[Feedback, ...]
    format: Literal["briefing-feedback"] = "briefing-feedback"


_ABOUT: msgspec.json.Decoder[About | None] = msgspec.json.Decoder(About | None)


class _Head(msgspec.Struct):
    format: str = ""
    version: int = 0


class Outbox:
    """The messages of one reader's state. One thread, as its `ReaderState`.

    Raises: EnvironmentFault from every method.
    """

    def __init__(self, state: ReaderState) -> None:
        self._state = state

    def all(self) -> list[Held]:
        """Newest first."""
        rows = self._state.rows(
            """SELECT id, created, modified, sender, subject, text, about, saved
               FROM feedback ORDER BY created DESC, id""",
            {},
        )
        return [_held(row) for row in rows]

    def put(self, feedback: Feedback, saved: str = "") -> None:
        """Keeps a message: new, changed, or brought back after a deletion."""
        values = {name: getattr(feedback, name) for name in feedback.__struct_fields__}
        values |= {"about": msgspec.json.encode(feedback.about), "saved": saved}
        self._state.change(
            """INSERT OR REPLACE INTO feedback
               VALUES (:id, :created, :modified, :saved, :sender, :subject, :text, :about)""",
            values,
        )

    def remove(self, identifier: str) -> None:
        """Deletes a message."""
        self._state.change("DELETE FROM feedback WHERE id = :id", {"id": identifier})

    def save(self, path: Path) -> int:
        """Writes every message to `path` and marks them; how many. The outbox keeps them.

        `.json` is the file for the librarian; any other ending gives a text to read or print.
        Raises: InputError("feedback_nothing") while the outbox is empty; EnvironmentFault.
        """
        items = tuple(held.feedback for held in reversed(self.all()))
        if not items:
            raise InputError("feedback_nothing")
        if path.suffix.lower() != ENDING:
            disk.write_whole(path, as_text(items).encode())
            return len(items)
        moment = now()
        disk.write_whole(path, encode(FeedbackFile(VERSION, moment, items)))
        self._state.change("UPDATE feedback SET saved = :moment", {"moment": moment})
        return len(items)


def _held(row: tuple[Any, ...]) -> Held:
    identifier, created, modified, sender, subject, text, about, saved = row
    concerned = _ABOUT.decode(about)
    return Held(Feedback(identifier, created, modified, sender, subject, text, concerned), saved)


def compose(
    words: tuple[str, str, str], about: About | None = None, former: Feedback | None = None
) -> Feedback:
    """A message of sender, subject and text; `former` is the one that it changes.

    Raises: InputError when there is neither subject nor text, or one of them is too long.
    """
    sender, subject, text = (_CONTROL.sub(" ", one).strip() for one in words)
    sender, subject = " ".join(sender.split()), " ".join(subject.split())
    if not subject and not text:
        raise InputError("feedback_empty")
    for part, most in ((sender, 300), (subject, 300), (text, 20_000)):
        if len(part) > most:
            raise InputError("feedback_long", most=most, length=len(part))
    moment = now()
    identifier, created = (former.id, former.created) if former else (str(uuid.uuid4()), moment)
    return Feedback(identifier, created, moment, sender, subject, text, about)


def passage(block: str, start: int, end: int, quote: str) -> Passage:
    """A passage that an item can carry, whatever stands in the text."""
    return Passage(block, start, end, _CONTROL.sub(" ", quote)[:20_000])


def encode(file: FeedbackFile) -> bytes:
    """The file's bytes, indented for eyes."""
    return msgspec.json.format(msgspec.json.encode(file), indent=2) + b"\n"


def read_file(path: Path) -> FeedbackFile:
    """Raises: InputError that names the file, when it is no feedback; EnvironmentFault."""
    with disk.faults(path), path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError("feedback_too_large", file=path, megabytes=LARGEST // 1024**2)
    try:
        head = msgspec.json.decode(data, type=_Head)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InputError("feedback_foreign", file=path) from error
    if head.format != "briefing-feedback":
        raise InputError("feedback_foreign", file=path)
    if head.version > VERSION:
        raise InputError("feedback_newer", file=path)
    try:
        return msgspec.json.decode(data, type=FeedbackFile)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InputError("feedback_wrong", file=path, reason=error) from error


def as_text(items: tuple[Feedback, ...]) -> str:
    """The messages to read or print, oldest first."""
    rule = "\n" + "-" * 60 + "\n"
    return rule.join(_page(item) for item in items)


def _page(item: Feedback) -> str:
    lines = [
        f"{item.subject or '–'}",
        f"{item.sender or '–'} · {item.created[:16].replace('T', ' ')} UTC",
    ]
    if item.about is not None:
        about = item.about
        lines.append(f"{about.title} [{about.library}/{about.briefing}, {about.edition}]")
        lines += [f"  {one.block}: “{one.quote}”" for one in about.passages]
    return "\n".join([*lines, "", item.text, ""])
