"""Notes as Markdown pages for people, and what was edited on them.

Each note stands between two comments, which a Markdown reader does not show: what is between them
is its text and, as the last line, its tags. All else is there to be read only.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from desktop.library.errors import InputError, Problem
from desktop.library.reader.exchange.arranging import Entry, arranged
from desktop.library.reader.exchange.edits import Edit, Mark, Said, incoming, mark_of, plain
from desktop.library.reader.exchange.incoming import Incoming, Refusal, one_line, read_text
from desktop.library.reader.exchange.selecting import Selection
from desktop.library.reader.exchange.shelving import Shelf
from desktop.library.reader.exchange.words import (
    NO_TAG,
    Language,
    author_text,
    meanings,
    moment_text,
    tags_of,
    tags_text,
    words,
)
from desktop.library.reader.state import ReaderState

_HEAD = "<!-- briefing-notes 1 -->"
_BEGIN = re.compile(r"<!-- note (.*) -->")
_END = "<!-- /note -->"
_LIKE = re.compile(r"^(\\*)(<!-- (?:note |/note))", re.MULTILINE)
"""Lines of a note that look like a mark of ours; each gets one backslash more."""
_ESCAPED = re.compile(r"^\\(\\*<!-- (?:note |/note))", re.MULTILINE)
_MEANING = re.compile(r"([\\`*_\[\]])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_OPENING = re.compile(r"^(\s*(?:\d+(?=[.)]))?)(#|[-+>](?=\s)|(?<=\d)[.)])", re.MULTILINE)


def encode(selection: Selection, shelf: Shelf, language: Language) -> bytes:
    """The file's bytes."""
    lines = [_HEAD, f"# {words(language)['label']}", ""]
    title, section = "", ""
    for entry in arranged(selection, shelf):
        if entry.title != title:
            title, section = entry.title, ""
            lines += [f"## {_inline(title)}", ""]
        if entry.section not in ("", section, title):
            lines += [f"### {_inline(entry.section)}", ""]
        section = entry.section
        lines += _note(entry, selection, language)
    return ("\n".join(lines) + "\n").encode()


def read(path: Path, state: ReaderState) -> Incoming:
    """What was edited on pages of ours since they were written.

    Raises: InputError when they are none or too large; EnvironmentFault.
    """
    lines = read_text(path).split("\n")
    if not any(_BEGIN.fullmatch(line.strip()) or line.strip() == _HEAD for line in lines):
        raise InputError("notes_file_foreign", file=path)
    problems: list[Problem] = []
    edits = list(_edits(str(path), lines, problems))
    found = incoming(state, str(path), edits)
    return Incoming(found.records, problems=(*problems, *found.problems))


def _note(entry: Entry, selection: Selection, language: Language) -> Iterator[str]:
    content, table = entry.content, words(language)
    said = Said(plain(content.note), tags_of(tags_text(entry.tags)))
    for target in content.targets:
        yield from (f"> {line}" for line in literal(target.quote).split("\n"))
        yield ""
    tags = tags_text(entry.tags) or NO_TAG
    yield f"<!-- note {Mark(entry.record.id, entry.version.dot, said.digest)} -->"
    yield _LIKE.sub(r"\\\1\2", said.note)
    yield ""
    yield f"{table['column']['tags']}: {tags}"
    yield _END
    yield ""
    author = author_text(selection.authors.get(content.author), language)
    facts = [author, moment_text(entry.version.modified), table["kind"][content.kind]]
    facts += [table["colour"][content.colour]] if content.targets else []
    yield f"*{literal(('↳ ' if entry.depth else '') + ' · '.join(facts))}*"
    yield ""
    for rival in entry.record.rivals:
        if rival.content:
            yield f"{table['column']['others']}:"
            yield ""
            yield from (f"> {line}" for line in rival.content.note.split("\n"))
            yield ""


def _edits(file: str, lines: list[str], problems: list[Problem]) -> Iterator[Edit]:
    begun, mark = 0, None
    for number, line in enumerate(lines, start=1):
        begins = _BEGIN.fullmatch(line.strip())
        if not begins and line.strip() != _END:
            continue
        if begun and begins:
            problems.append(Problem("notes_page_open", file, begun))
        elif begun and mark:
            edit = _edit(begun, mark, lines[begun : number - 1])
            if edit:
                yield edit
            else:
                problems.append(Problem("notes_page_tags", file, number))
        begun = number if begins else 0
        mark = mark_of(begins[1]) if begins else None
        if begins and mark is None:
            refusal = Refusal("notes_row_unmarked", one_line(begins[1], 60))
            problems.append(refusal.at(file, number))
    if begun:
        problems.append(Problem("notes_page_open", file, begun))


def _edit(line: int, mark: Mark, between: list[str]) -> Edit | None:
    """What stands between two marks; None without the line of tags."""
    while between and not between[-1].strip():
        between = between[:-1]
    if not between:
        return None
    name, colon, tags = between[-1].strip().partition(":")
    if not colon or meanings("column").get(name.strip().strip("*")) != "tags":
        return None
    note = plain(_ESCAPED.sub(r"\1", "\n".join(between[:-1])))
    tags = tags.strip().strip("*").strip()
    return Edit(line, mark, Said(note, () if tags == NO_TAG else tags_of(tags)))


def literal(text: str) -> str:
    """Text that Markdown shows as it is; a line feed stays one."""
    return _OPENING.sub(r"\1\\\2", _inline(text))


def _inline(text: str) -> str:
    """As `literal`, where something else begins the line."""
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
    return _MEANING.sub(r"\\\1", text)
