"""Reads and writes Markdown files that begin with YAML front matter."""

import datetime as dt
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from desktop.library import disk
from desktop.library.errors import Problem
from desktop.library.schema import Conference, FrontMatter
from desktop.library.workspace.validation import convert, steps

Shape = TypeVar("Shape", FrontMatter, Conference)
FENCE = "---"
MAX_BYTES = 16 * 1024 * 1024
"""A Markdown file over this size is refused: the longest briefings take a hundredth of it."""


class Page(msgspec.Struct, frozen=True):
    """A file cut in two: its front matter as plain values with their lines, and the Markdown."""

    values: dict[str, Any]
    lines: dict[tuple[str | int, ...], int]
    body: str
    body_line: int


class Unreadable(Exception):
    """The file holds no front matter and Markdown; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def read(path: Path, named: str) -> Page:
    """Cuts the file at `path`, called `named` in problems.

    Raises: Unreadable; EnvironmentFault.
    """
    with disk.faults(path):
        size = path.stat().st_size
        if size > MAX_BYTES:
            megabytes = str(size // (1024 * 1024))
            raise Unreadable(Problem("file_too_large", named, params={"megabytes": megabytes}))
        data = path.read_bytes()
    return cut(data, named)


def cut(data: bytes, named: str) -> Page:
    """Cuts a file's bytes. Raises: Unreadable."""
    if not data.strip():
        raise Unreadable(Problem("file_empty", named))
    if b"\0" in data:
        raise Unreadable(Problem("file_binary", named))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = {"offset": str(error.start)}
        raise Unreadable(Problem("file_not_utf8", named, params=offset)) from error
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].rstrip() != FENCE:
        raise Unreadable(Problem("front_matter_missing", named, line=1))
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 0)
    if not end:
        raise Unreadable(Problem("front_matter_open", named, line=1))
    values, places = _yaml("\n".join(lines[1:end]), named)
    start = next((i for i, line in enumerate(lines[end + 1 :], end + 1) if line), len(lines))
    return Page(values, places, "\n".join(lines[start:]).rstrip("\n"), start + 1)


def validate(page: Page, shape: type[Shape], named: str) -> tuple[Shape | None, list[Problem]]:
    """The front matter as a `shape`, or None with every fault: file, line and key."""
    whole, findings = convert(page.values, shape)
    problems = [
        Problem(
            finding.code,
            named,
            line=_line(page, finding.key),
            key=finding.key,
            params=finding.params,
        )
        for finding in findings
    ]
    return whole, problems


def dump(front: FrontMatter | Conference, body: str) -> str:
    """Front matter in the schema's own order, defaults left out, then the Markdown."""
    values = msgspec.to_builtins(front, builtin_types=(dt.date,))
    head = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=100)
    return f"{FENCE}\n{head}{FENCE}\n\n{body.strip()}\n"


def _line(page: Page, key: str) -> int:
    """The line of `key`, or of the nearest key above it."""
    path = tuple(steps(key))
    while path and path not in page.lines:
        path = path[:-1]
    return page.lines.get(path, 1)


def _yaml(text: str, named: str) -> tuple[dict[str, Any], dict[tuple[str | int, ...], int]]:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise Unreadable(Problem("front_matter_no_keys", named, line=1))
        places = _Places(named)
        places.walk(node, ())
        values = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        reason = {"reason": error.problem or str(error)}
        raise Unreadable(Problem("yaml_wrong", named, line=line, params=reason)) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = {"reason": str(error).splitlines()[0]}
        raise Unreadable(Problem("yaml_wrong", named, line=1, params=reason)) from error
    finally:
        loader.dispose()
    return {str(key): value for key, value in values.items()}, places.lines


class _Loader(yaml.CSafeLoader):
    """YAML whose dates stay text, so that the schema names the key of a wrong one."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


class _Places:
    """Where each key of a YAML mapping stands; refuses aliases and keys given twice."""

    def __init__(self, named: str) -> None:
        self.lines: dict[tuple[str | int, ...], int] = {}
        self._named = named
        self._seen: set[int] = set()

    def walk(self, node: yaml.Node, path: tuple[str | int, ...]) -> None:
        line = node.start_mark.line + 2
        if id(node) in self._seen:
            raise Unreadable(Problem("yaml_alias", self._named, line=line))
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._note((*path, str(key.value)), key)
                self.walk(value, (*path, str(key.value)))
        elif isinstance(node, yaml.SequenceNode):
            for number, value in enumerate(node.value):
                self._note((*path, number), value)
                self.walk(value, (*path, number))

    def _note(self, path: tuple[str | int, ...], node: yaml.Node) -> None:
        line = node.start_mark.line + 2
        if path in self.lines:
            raise Unreadable(Problem("key_twice", self._named, line=line, key=str(path[-1])))
        self.lines[path] = line
