"""Reads a whole workspace and finds everything that is wrong with it, at once."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Generic

import msgspec

from desktop.library.document import CIRCULATIONS
from desktop.library.errors import Problem
from desktop.library.progress import CancelToken, Progress, no_progress
from desktop.library.schema import Conference, FrontMatter
from desktop.library.workspace.front_matter import Page, Shape, Unreadable, read, validate
from desktop.library.workspace.layout import LOOSE, Workspace

_FIGURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\(\s*<?(?P<src>[^)\s>]+)")
_CIRCLE = re.compile(r"^#{1,6} .*\{[^}]*\bcirculation=[\"']?(?P<circle>[^\s\"'}]*)")
_FENCE = re.compile(r"^(```|~~~)")
_CODE = re.compile(r"(`+).*?\1")
_INITIALS = re.compile(r"(^|\s)[^\W\d_]\.(\s|$)")
_OFFICE = re.compile(r"\.(docm?|dotx?|rtf|odt|wps|xls[xm]?|ods|pp[ts]x?|odp)$", re.IGNORECASE)
"""Files that hold words which no reader of ours gets at, by their endings."""
_SAFE_NAME = re.compile(r"^[\w][\w. -]*$")


class Surveyed(msgspec.Struct, Generic[Shape], frozen=True):
    """A readable file: its front matter, and the hash of its canonical bytes."""

    path: Path
    front: Shape
    sha256: str


class Survey(msgspec.Struct):
    """What stands in a workspace: the readable files by id, and every problem."""

    conferences: dict[str, Surveyed[Conference]]
    briefings: dict[str, Surveyed[FrontMatter]]
    problems: list[Problem]

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]


def canonical_sha256(front: FrontMatter | Conference, body: str) -> str:
    """The hash that names a version: the front matter as sorted UTF-8 JSON, then the Markdown."""
    head = msgspec.json.encode(msgspec.to_builtins(front), order="sorted")
    return hashlib.sha256(head + b"\n" + body.encode()).hexdigest()


def survey(
    workspace: Workspace, cancel: CancelToken | None = None, progress: Progress = no_progress
) -> Survey:
    """Reads every file of `workspace` once.

    Raises: Cancelled; EnvironmentFault when a file cannot be read at all.
    """
    found = Survey({}, {}, [])
    for path in workspace.conference_files():
        for page, conference in _load(workspace, path, Conference, found.problems):
            _note(workspace, path, conference, path.parent.name, page, found.conferences, found)
    paths = list(workspace.briefing_files())
    for number, path in enumerate(paths):
        if cancel:
            cancel.check()
        for page, front in _load(workspace, path, FrontMatter, found.problems):
            _note(workspace, path, front, path.stem, page, found.briefings, found)
            found.problems += _briefing_problems(workspace, path, front, page, found)
        progress("surveying", number + 1, len(paths))
    found.problems += _succession_problems(workspace, found.briefings)
    return found


def _load(
    workspace: Workspace, path: Path, shape: type[Shape], problems: list[Problem]
) -> Iterator[tuple[Page, Shape]]:
    """The file's page and front matter, or nothing but problems."""
    named = workspace.named(path)
    try:
        page = read(path, named)
    except Unreadable as error:
        problems.append(error.problem)
        return
    front, faults = validate(page, shape, named)
    problems += faults
    if front is not None:
        yield page, front


def _note(
    workspace: Workspace,
    path: Path,
    front: Shape,
    place: str,
    page: Page,
    among: dict[str, Surveyed[Shape]],
    found: Survey,
) -> None:
    """Adds a readable file under its id, and what is wrong with the id and the attachments."""
    named = workspace.named(path)
    line = page.lines.get(("id",), 1)
    twin = among.get(front.id)
    if twin:
        other = {"other": workspace.named(twin.path)}
        found.problems.append(Problem("id_twice", named, line, "id", other))
        return
    if front.id != place:
        found.problems.append(Problem("id_not_place", named, line, "id", {"place": place}))
    among[front.id] = Surveyed(path, front, canonical_sha256(front, page.body))
    for number, name in enumerate(front.attachments):
        where = page.lines.get(("attachments", number), 1)
        key = f"attachments[{number}]"
        if not _SAFE_NAME.match(name):
            found.problems.append(Problem("attachment_name", named, where, key, {"name": name}))
        elif not (workspace.attachments_folder / name).is_file():
            found.problems.append(Problem("attachment_missing", named, where, key, {"name": name}))
        elif _OFFICE.search(name):
            ending = {"ending": Path(name).suffix}
            found.problems.append(
                Problem("attachment_without_words", named, where, key, ending, "warning")
            )
    if front.suggested:
        keys = {"keys": ", ".join(front.suggested)}
        where = page.lines.get(("suggested",), 1)
        found.problems.append(Problem("suggested_left", named, where, "suggested", keys, "warning"))


def _briefing_problems(
    workspace: Workspace, path: Path, front: FrontMatter, page: Page, found: Survey
) -> Iterator[Problem]:
    named = workspace.named(path)

    def at(key: str) -> int:
        return page.lines.get((key,), 1)

    if front.id in found.conferences:
        other = {"other": workspace.named(found.conferences[front.id].path)}
        yield Problem("id_twice", named, at("id"), "id", other)
    folder = path.parent.name
    if folder != LOOSE and folder not in found.conferences:
        yield Problem("conference_unknown", named, params={"folder": folder})
    if front.conference and front.conference != folder:
        params = {"conference": front.conference, "folder": folder}
        yield Problem("conference_not_place", named, at("conference"), "conference", params)
    if front.status == "withdrawn" and not front.status_reason:
        yield Problem("withdrawn_reason", named, at("status"), "status_reason")
    if front.valid_until and front.date and front.valid_until < front.date:
        yield Problem("valid_until_early", named, at("valid_until"), "valid_until")
    if not page.body.strip():
        yield Problem("body_empty", named, page.body_line, severity="warning")
    for number, speaker in enumerate(front.speakers):
        if _INITIALS.search(speaker.name):
            key = f"speakers[{number}].name"
            line = page.lines.get(("speakers", number, "name"), at("speakers"))
            yield Problem("speaker_initials", named, line, key, {"name": speaker.name}, "warning")
    yield from _body_problems(named, front, page)


def _body_problems(named: str, front: FrontMatter, page: Page) -> Iterator[Problem]:
    if "![" not in page.body and "circulation=" not in page.body:
        return  # Most texts: there is nothing to look for line by line.
    for number, line in _outside_code(page):
        for figure in _FIGURE.finditer(line):
            if figure["src"] not in front.attachments:
                yield Problem("figure_not_attached", named, number, params={"name": figure["src"]})
            if not figure["alt"].strip():
                source = {"name": figure["src"]}
                yield Problem("figure_undescribed", named, number, "", source, "warning")
        circle = _CIRCLE.match(line)
        if circle and circle["circle"] not in CIRCULATIONS:
            params = {"circulation": circle["circle"]}
            yield Problem("circulation_unknown", named, number, params=params)


def _outside_code(page: Page) -> Iterator[tuple[int, str]]:
    """The body's lines with their numbers in the file, but those that are shown as code."""
    fence = ""
    for number, line in enumerate(page.body.split("\n"), page.body_line):
        mark = _FENCE.match(line)
        if mark and fence in {"", mark[1]}:
            fence = "" if fence else mark[1]
        elif not fence and not line.startswith(("    ", "\t")):
            yield number, _CODE.sub("", line)


def _succession_problems(
    workspace: Workspace, briefings: dict[str, Surveyed[FrontMatter]]
) -> Iterator[Problem]:
    successors: dict[str, str] = {}
    for identifier, briefing in briefings.items():
        named = workspace.named(briefing.path)
        for number, older in enumerate(briefing.front.supersedes):
            key = f"supersedes[{number}]"
            if older not in briefings:
                yield Problem("supersedes_unknown", named, 0, key, {"id": older})
            elif older in successors:
                params = {"id": older, "other": successors[older]}
                yield Problem("supersedes_twice", named, 0, key, params)
            else:
                successors[older] = identifier
    for identifier, successor in successors.items():
        step, seen = successor, {identifier}
        while step in successors and step not in seen:
            seen.add(step)
            step = successors[step]
        if step == identifier:
            named = workspace.named(briefings[identifier].path)
            yield Problem("supersedes_circle", named, 0, "supersedes", {"id": identifier})
