"""The handbook is good Markdown, the same in both languages, and true of the program as it is."""

import ast
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
import typer

from desktop.cli.main import app
from desktop.library.document import CIRCULATIONS, Document, Node, leaves
from desktop.library.schema import (
    Conclusion,
    Conference,
    FrontMatter,
    LibrarySettings,
    Link,
    Point,
    Speaker,
    Status,
)
from desktop.library.text.rendering import render
from desktop.library.workspace.creation import create_workspace
from desktop.library.workspace.front_matter import read, validate
from desktop.library.workspace.layout import LOOSE, Workspace
from desktop.library.workspace.survey import survey
from desktop.resources import RESOURCES
from desktop.wording import Language

HANDBOOK = RESOURCES / "handbook"
WINDOW = Path(__file__).resolve().parents[2] / "desktop" / "window"
LANGUAGES: tuple[Language, ...] = get_args(Language)
KINDS = {"vi": "hướng dẫn sử dụng", "en": "handbook"}
KEY_HEADS = {"vi": "Phím", "en": "Press"}
WRITTEN = {
    "Ctrl++": ("Ctrl + dấu cộng", "Ctrl and plus"),
    "Ctrl+-": ("Ctrl + dấu trừ", "Ctrl and minus"),
    "Space": ("Dấu cách", "Space"),
    "Return": ("Enter", "Enter"),
    "Down": ("↓", "↓"),
    "Ctrl+Return": ("Ctrl+Enter", "Ctrl+Enter"),
    "Alt+Left": ("Alt+←", "Alt+←"),
    "Alt+Right": ("Alt+→", "Alt+→"),
    "Alt+Up": ("Alt+↑", "Alt+↑"),
    "Alt+Down": ("Alt+↓", "Alt+↓"),
    "Ctrl+Up": ("Ctrl+↑", "Ctrl+↑"),
    "Ctrl+Down": ("Ctrl+↓", "Ctrl+↓"),
    "Alt+=": ("Alt + dấu bằng", "Alt and equals"),
    "Alt+-": ("Alt + dấu trừ", "Alt and minus"),
}
"""Keys as the handbook writes them, where it does not use Qt's own name."""


class Page(msgspec.Struct, frozen=True):
    """One document of the handbook."""

    name: str
    language: Language
    front: FrontMatter
    document: Document


def page(path: Path) -> Page:
    cut = read(path, path.name)
    front, problems = validate(cut, FrontMatter, path.name)
    assert front is not None, problems
    language: Language = "vi" if path.parent.name == "vi" else "en"
    return Page(path.name, language, front, render(cut.body, front.title))


@cache
def pages(language: Language) -> tuple[Page, ...]:
    return tuple(page(path) for path in sorted((HANDBOOK / language).glob("*.md")))


EVERY = [pytest.param(one, id=f"{one.language}/{one.name}") for n in LANGUAGES for one in pages(n)]
PAIRS = [
    pytest.param(*pair, id=pair[0].front.id) for pair in zip(*map(pages, LANGUAGES), strict=False)
]


def every(nodes: Document, kind: str) -> Iterator[Node]:
    for node in nodes:
        if node.kind == kind:
            yield node
        yield from every(node.children, kind)


def codes(nodes: Document) -> list[str]:
    """What stands in code, in line or as a block of its own."""
    found = []
    for leaf in leaves(nodes):
        if leaf.kind == "code":
            found.append(leaf.text)
        found += [run.text for run in leaf.runs if run.code]
    return found


def bolds(nodes: Document) -> list[str]:
    """What stands in bold: the handbook's way to quote the window."""
    return [
        "".join(run.text for run in group)
        for leaf in leaves(nodes)
        for bold, group in groupby(leaf.runs, key=lambda run: run.bold)
        if bold
    ]


# documents


def test_both_languages_hold_the_same_documents() -> None:
    vietnamese, english = (
        [(one.name, one.front.id, one.front.order) for one in pages(n)] for n in LANGUAGES
    )
    assert vietnamese == english
    assert len(vietnamese) == 7
    assert [order for _, _, order in vietnamese] == list(range(1, 8))


@pytest.mark.parametrize("one", EVERY)
def test_a_document_is_named_after_its_order_and_id(one: Page) -> None:
    assert one.name == f"{one.front.order:02d}-{one.front.id}.md"
    assert one.front.kind == KINDS[one.language]
    assert one.front.summary


@pytest.mark.parametrize("one", EVERY)
def test_a_document_renders_with_headings_and_nothing_left_raw(one: Page) -> None:
    levels = [node.level for node in every(one.document, "heading")]
    assert levels.count(2) >= 3
    assert set(levels) <= {2, 3}
    assert list(every(one.document, "table"))
    raw = re.compile(r"^\s*(#|\||---|\d+\. |- )|\*\*|`")
    assert [n.text for n in leaves(one.document) if n.kind != "code" and raw.search(n.text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbook_can_stand_in_a_library(language: Language, tmp_path: Path) -> None:
    create_workspace(tmp_path / "kho")
    workspace = Workspace(tmp_path / "kho")
    folder = workspace.conferences_folder / LOOSE
    folder.mkdir()
    for one in pages(language):
        text = (HANDBOOK / language / one.name).read_bytes()
        (folder / f"{one.front.id}.md").write_bytes(text)
    found = survey(workspace)
    assert found.problems == []
    assert len(found.briefings) == len(pages(language))


@pytest.mark.parametrize(("vietnamese", "english"), PAIRS)
def test_both_languages_are_built_alike(vietnamese: Page, english: Page) -> None:
    for kind in ("heading", "table", "row", "list", "item", "code"):
        one, other = (list(every(side.document, kind)) for side in (vietnamese, english))
        assert [node.level for node in one] == [node.level for node in other], kind


# the command line


@cache
def commands() -> dict[str, set[str]]:
    """The options of every command."""
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    return {name: options_of(command) for name, command in group.commands.items()}


def options_of(command: Any) -> set[str]:
    """A command's options; a group's are those of its commands."""
    own = {text for option in command.params for text in (*option.opts, *option.secondary_opts)}
    return own.union({"--help"}, *map(options_of, getattr(command, "commands", {}).values()))


@cache
def window_options() -> set[str]:
    """The options of `briefing-reader`, read without Qt."""
    tree = ast.parse((WINDOW / "main.py").read_text(encoding="utf-8"))
    return {
        str(node.args[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "add_argument"
        and isinstance(node.args[0], ast.Constant)
    }


@pytest.mark.parametrize("one", EVERY)
def test_every_command_and_option_exists(one: Page) -> None:
    for text in codes(one.document):
        options = set(re.findall(r"(?<!\S)--[a-z][a-z-]*", text))
        words = text.split()
        if words[0] == "briefing-reader":
            assert options <= window_options(), text
        elif words[0] == "briefing-library" and len(words) > 1:
            assert words[1] in commands(), text
            assert options <= commands()[words[1]], text
        else:
            assert options <= set().union(*commands().values()), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_described(language: Language) -> None:
    said = [text for one in pages(language) for text in codes(one.document)]
    named = {text.split()[1] for text in said if re.match(r"briefing-library [a-z]", text)}
    assert named == set(commands())


# the keys of a library's files


def key_rows(language: Language) -> list[dict[str, str]]:
    """The tables of keys: every key with all that its row says."""
    (one,) = (one for one in pages(language) if one.front.id == "quan-ly-kho")
    tables = []
    for table in every(one.document, "table"):
        head, *rows = table.children
        if head.children[0].text in ("Khóa", "Key"):
            said = {}
            for row in rows:
                for key in codes(row.children[:1]):
                    said[key] = " ".join(codes(row.children[1:]))
            tables.append(said)
    return tables


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_every_file_is_described(language: Language) -> None:
    tables = key_rows(language)
    shapes = (LibrarySettings, Conference, FrontMatter)
    assert [set(said) for said in tables] == [set(shape.__struct_fields__) for shape in shapes]
    settings, conference, briefing = tables
    for said, shape in (
        (settings["links"], Link),
        (conference["conclusion"], Conclusion),
        (conference["conclusion"], Point),
        (briefing["speakers"], Speaker),
    ):
        assert set(shape.__struct_fields__) <= set(said.split())
    assert set(briefing["circulation"].split()) == set(CIRCULATIONS)
    assert set(briefing["status"].split()) == set(get_args(Status))


# the window


@cache
def window_words(language: Language) -> dict[str, set[str]]:
    """What the window says in `language`, line by line, with the English source of each."""
    tree = ET.parse(RESOURCES / "translations" / "briefing-reader_vi.ts")
    words: dict[str, set[str]] = {}
    for message in tree.iter("message"):
        source = message.findtext("source", "")
        shown = message.findtext("translation", "") if language == "vi" else source
        for line in filter(None, map(str.strip, shown.split("\n"))):
            words.setdefault(line, set()).add(source)
    return words


@cache
def action_keys() -> dict[str, tuple[str, ...]]:
    """The keys of every action by its English text, read without Qt."""
    tree = ast.parse((WINDOW / "actions.py").read_text(encoding="utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            values = node.args if node.func.id == "Entry" else []
        else:  # a row of which an entry is made
            values = node.elts if isinstance(node, ast.Tuple) else []
        text, keys = values[1:3] if len(values) > 2 else (None, None)
        if isinstance(text, ast.Call) and len(text.args) == 2 and keys is not None:
            name, said = ast.literal_eval(text.args[1]), ast.literal_eval(keys)
            found[name] = (*found.get(name, ()), *((said,) if isinstance(said, str) else said))
    return found


@pytest.mark.parametrize("one", EVERY)
def test_what_is_bold_is_what_the_window_says(one: Page) -> None:
    said = bolds(one.document)
    assert [text for text in said if text not in window_words(one.language)] == []
    assert said or one.front.id == "quan-ly-kho", "only librarians need no window"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keys_in_the_tables_are_those_of_the_actions(language: Language) -> None:
    checked = 0
    for one in pages(language):
        for table in every(one.document, "table"):
            head, *rows = table.children
            if head.children[-1].text != KEY_HEADS[language]:
                continue
            for row in rows:
                told = re.split(r"[,;] ", row.children[1].text)
                for text in bolds(row.children[:1]):
                    sources = window_words(language)[text] & set(action_keys())
                    held = {key for source in sources for key in action_keys()[source]}
                    written = {WRITTEN.get(k, (k, k))[LANGUAGES.index(language)] for k in held}
                    assert written & set(told), (text, told)
                    checked += 1
    assert checked >= 15
