"""Front matter that a file or a line declares itself, with what it leaves out guessed."""

from typing import Any

import msgspec

from desktop.library.errors import Problem, ProblemsFound
from desktop.library.ingest import guess
from desktop.library.schema import Conference, FrontMatter
from desktop.library.workspace.front_matter import Page, Shape, Unreadable, cut, validate

_UNNAMED = "x"


def cut_page(data: bytes, named: str) -> Page:
    """Parts front matter and Markdown. Raises: ProblemsFound with the one fault."""
    try:
        return cut(data, named)
    except Unreadable as error:
        raise ProblemsFound([error.problem]) from error


def briefing_front(page: Page, named: str, stem: str) -> FrontMatter:
    """The front matter of a briefing; without `id` it stays empty, without `title` it is guessed.

    Raises: ProblemsFound with every fault.
    """
    values = dict(page.values)
    derived = "id" not in values
    if derived:
        values["id"] = _UNNAMED
    guessed = "title" not in values
    if guessed:
        values["title"] = guess.title(page.body, guess.head_lines(page.body)) or stem
    front = _valid(page, values, FrontMatter, named)
    if guessed:
        suggested = tuple(dict.fromkeys((*front.suggested, "title")))
        front = msgspec.structs.replace(front, suggested=suggested)
    return msgspec.structs.replace(front, id="") if derived else front


def conference_front(page: Page, named: str) -> Conference:
    """The front matter of a `conference.md`. Raises: ProblemsFound with every fault."""
    return _valid(page, page.values, Conference, named)


def record_front(values: dict[str, Any], body: str, line: int, named: str) -> FrontMatter:
    """The front matter that one line of JSON Lines holds. Raises: ProblemsFound."""
    page = Page(values, {(): line}, body, line)
    try:
        return briefing_front(page, named, "")
    except ProblemsFound as error:
        problems = [msgspec.structs.replace(problem, line=line) for problem in error.problems]
        raise ProblemsFound(problems) from error


def _valid(page: Page, values: dict[str, Any], shape: type[Shape], named: str) -> Shape:
    changed = msgspec.structs.replace(page, values=values)
    front, problems = validate(changed, shape, named)
    if front is None:
        raise ProblemsFound(problems or [Problem("front_matter_no_keys", named)])
    return front
