"""Gives each briefing its id, folder and attachments, and stages it for the workspace."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from desktop.library import disk
from desktop.library.errors import InputError, Problem
from desktop.library.ingest.draft import Draft, Intake
from desktop.library.ingest.pictures import named_for
from desktop.library.ingest.report import Added
from desktop.library.ingest.staging import Staging
from desktop.library.schema import Conference
from desktop.library.workspace.creation import slug
from desktop.library.workspace.front_matter import dump
from desktop.library.workspace.layout import CONFERENCE, LOOSE, Workspace

_SLUG_LENGTH = 72
"""Leaves room for a number within the 80 characters of an id."""
_NAMELESS = "tai-lieu"
_RESERVED = frozenset({"conference", LOOSE, *disk.RESERVED})
"""Names that mean something else in a workspace, or to Windows."""


class Original(msgspec.Struct, frozen=True):
    """The input file itself, to be kept under the id with this ending; empty to keep it not."""

    data: bytes = b""
    ending: str = ""

    def name(self, identifier: str) -> str:
        return f"{identifier}.{self.ending}" if self.ending else ""


class Placed(msgspec.Struct, frozen=True):
    """Where something went: its id, and its file (None when it stood there already)."""

    id: str
    added: Added | None = None
    notes: tuple[Problem, ...] = ()


class _Composed(msgspec.Struct, frozen=True):
    """A briefing or conference as its files will be."""

    text: bytes
    attachments: dict[str, bytes]


class Placing:
    """Places briefings in one workspace; knows which ids are taken, and by which input."""

    def __init__(self, workspace: Workspace, conference: str | None = None) -> None:
        self._workspace = workspace
        self._default = conference
        self._ids: set[str] | None = None
        self._conferences = workspace.conference_ids()
        self._inputs: dict[str, Path] = {}
        self._next: dict[str, int] = {}

    def intake(
        self, intake: Intake, path: Path, original: Original, staging: Staging
    ) -> list[Placed]:
        """Stages all that one file yields. Raises: InputError; EnvironmentFault."""
        if intake.conference:
            return self._report(intake, intake.conference, path, original, staging)
        return [self.draft(draft, path, staging, original) for draft in intake.drafts]

    def draft(
        self, draft: Draft, path: Path, staging: Staging, original: Original | None = None
    ) -> Placed:
        """Stages one briefing under an id of its own.

        A given id that is taken is refused, a derived one numbered; a briefing that stands there
        already, letter for letter or by its original, is left as it is.

        Raises: InputError; EnvironmentFault.
        """
        original = original or Original()
        folder = draft.front.conference or self._default or LOOSE
        self._refuse_other_files(draft.files, path, staging)
        for identifier in self._candidates(draft.front.id, draft.front.title, path):
            composed = _composed(draft, identifier, folder, original)
            held = self._held(identifier, staging)
            if held is None and not self._taken(composed.attachments, staging):
                return self._stage(draft, identifier, folder, composed, path, staging)
            if held is not None and (
                held == composed.text or self._keeps(original.name(identifier), original.data)
            ):
                return Placed(identifier)
            if draft.front.id:
                other = self._inputs.get(identifier) or self._whereabouts(identifier)
                raise InputError("ingest_id_taken", file=path, id=identifier, other=other)
            self._count(slug(draft.front.title)[:_SLUG_LENGTH], identifier)
        raise InputError("ingest_id_taken", file=path, id=draft.front.id, other=path)

    def settle(self, placed: list[Placed], path: Path) -> None:
        """Takes note of what was committed from one file."""
        for one in placed:
            if one.added and not one.added.conference:
                self._inputs[one.id] = path
                self._known_ids().add(one.id)
        self._conferences = self._workspace.conference_ids()

    def forget(self) -> None:
        """Lets the ids go, to be listed anew: a stream of them was committed."""
        self._ids = None
        self._conferences = self._workspace.conference_ids()

    def _report(
        self,
        intake: Intake,
        conference: Conference,
        path: Path,
        original: Original,
        staging: Staging,
    ) -> list[Placed]:
        given = conference.id or self._default or ""
        for identifier in self._candidates(given, conference.title, path):
            name = original.name(identifier)
            front = msgspec.structs.replace(
                conference,
                id=identifier,
                attachments=(*([name] if name else []), *conference.attachments),
            )
            text = dump(front, intake.conference_body).encode()
            target = self._conference_file(identifier)
            if identifier not in self._conferences and not target.exists():
                staging.add("conferences", f"{identifier}.md", target, text)
                if name:
                    staging.add("attachments", name, self._attachment(name), original.data)
                added = Added(path, identifier, target, front.suggested, conference=True)
                briefings = [
                    self.draft(_of_conference(draft, identifier, name), path, staging)
                    for draft in intake.drafts
                ]
                return [Placed(identifier, added), *briefings]
            same = _read(target) == text and all(
                self._stands(_of_conference(draft, identifier, name), staging)
                for draft in intake.drafts
            )
            if same or self._keeps(name, original.data):
                return [Placed(identifier)]
            if given:
                raise InputError("ingest_conference_taken", file=path, id=given, other=target)
        raise InputError("ingest_conference_taken", file=path, id=given, other=path)

    def _stands(self, draft: Draft, staging: Staging) -> bool:
        """Whether a conference's briefing is in the workspace under the id of its title."""
        identifier = slug(draft.front.title)[:_SLUG_LENGTH].strip("-")
        folder = draft.front.conference or LOOSE
        composed = _composed(draft, identifier, folder, Original())
        return self._held(identifier, staging) == composed.text

    def _candidates(self, given: str, title: str, path: Path) -> Iterator[str]:
        """The id given, or the title's slug and then the slug with numbers."""
        if given:
            if given in _RESERVED:
                raise InputError("ingest_id_reserved", file=path, id=given)
            yield given
            return
        base = slug(title)[:_SLUG_LENGTH].strip("-") or _NAMELESS
        if base not in _RESERVED:
            yield base
        number = self._next.get(base, 2)
        while True:
            yield f"{base}-{number}"
            number += 1

    def _count(self, base: str, identifier: str) -> None:
        """Remembers where the numbers of a much used title stand, so that none is tried twice."""
        number = identifier.removeprefix(base).removeprefix("-")
        if number.isdecimal():
            self._next[base] = int(number) + 1

    def _stage(
        self,
        draft: Draft,
        identifier: str,
        folder: str,
        composed: _Composed,
        path: Path,
        staging: Staging,
    ) -> Placed:
        notes = []
        if folder != LOOSE and folder not in self._conferences:
            notes += self._made_conference(folder, path, draft.line, staging)
        target = self._workspace.conferences_folder / folder / f"{identifier}.md"
        staging.add("briefings", target.name, target, composed.text)
        for name, data in composed.attachments.items():
            if (
                _read(self._attachment(name)) != data
                and staging.staged("attachments", name) is None
            ):
                staging.add("attachments", name, self._attachment(name), data)
        base = slug(draft.front.title)[:_SLUG_LENGTH].strip("-")
        if not draft.front.id and base and identifier != base:
            params = {"id": identifier, "other": base}
            notes.append(Problem("id_numbered", str(path), draft.line, "id", params, "warning"))
        return Placed(
            identifier, Added(path, identifier, target, draft.front.suggested), tuple(notes)
        )

    def _made_conference(
        self, identifier: str, path: Path, line: int, staging: Staging
    ) -> list[Problem]:
        """A `conference.md` for a conference that is only named, its title marked as a guess."""
        if identifier in _RESERVED:
            raise InputError("ingest_id_reserved", file=path, id=identifier)
        name = f"{identifier}.md"
        if staging.staged("conferences", name) is not None:
            return []
        conference = Conference(id=identifier, title=identifier, suggested=("title",))
        target = self._conference_file(identifier)
        staging.add("conferences", name, target, dump(conference, "").encode())
        params = {"id": identifier}
        return [Problem("conference_made", str(path), line, "conference", params, "warning")]

    def _held(self, identifier: str, staging: Staging) -> bytes | None:
        """The text of the briefing that has the id, waiting or in the workspace."""
        waiting = staging.staged("briefings", f"{identifier}.md")
        if waiting is not None or identifier not in self._known_ids():
            return waiting
        return _read(self._whereabouts(identifier))

    def _known_ids(self) -> set[str]:
        if self._ids is None:
            self._ids = self._workspace.briefing_ids()
        return self._ids

    def _whereabouts(self, identifier: str) -> Path:
        folder = self._workspace.conferences_folder
        return next(folder.glob(f"*/{identifier}.md"), folder)

    def _refuse_other_files(self, files: dict[str, bytes], path: Path, staging: Staging) -> None:
        for name, data in files.items():
            if self._taken({name: data}, staging):
                raise InputError("ingest_attachment_taken", file=path, name=name)

    def _taken(self, attachments: dict[str, bytes], staging: Staging) -> bool:
        """Whether another file has one of the names."""
        return any(
            held is not None and held != data
            for name, data in attachments.items()
            for held in (_read(self._attachment(name)), staging.staged("attachments", name))
        )

    def _keeps(self, name: str, data: bytes) -> bool:
        """Whether the original stands among the attachments already."""
        return bool(name) and _read(self._attachment(name)) == data

    def _attachment(self, name: str) -> Path:
        return self._workspace.attachments_folder / name

    def _conference_file(self, identifier: str) -> Path:
        return self._workspace.conferences_folder / identifier / CONFERENCE


def _composed(draft: Draft, identifier: str, folder: str, original: Original) -> _Composed:
    """The files of a briefing under its id; the first attachment is the original."""
    body, pictures = named_for(identifier, draft.body, draft.pictures)
    name = original.name(identifier)
    front = msgspec.structs.replace(
        draft.front,
        id=identifier,
        conference=None if folder == LOOSE else folder,
        attachments=(*([name] if name else []), *draft.front.attachments, *pictures),
    )
    files = {**({name: original.data} if name else {}), **draft.files, **pictures}
    return _Composed(dump(front, body).encode(), files)


def _of_conference(draft: Draft, identifier: str, original: str) -> Draft:
    front = msgspec.structs.replace(
        draft.front, conference=identifier, attachments=(original,) if original else ()
    )
    return msgspec.structs.replace(draft, front=front)


def _read(path: Path) -> bytes | None:
    with disk.faults(path):
        return path.read_bytes() if path.is_file() else None
