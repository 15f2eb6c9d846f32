"""Writes a sheet as plain text: every word in its order, marks of its shape by spaces alone."""

import re
from collections.abc import Iterable
from itertools import zip_longest

from desktop.library.document import Node, Run
from desktop.library.handouts.official import Line
from desktop.library.handouts.sheet import Section, Sheet

_INDENT = "    "
_LINES = re.compile(r"\n(?=[^\n])")
_WIDTH = 72
"""Characters that an official paper's two columns and a line to write on take."""


def plain_text(sheet: Sheet) -> str:
    """The whole sheet in UTF-8 letters; pictures are named by their descriptions."""
    blocks = [*_front(sheet)]
    for section in sheet.sections:
        blocks += _section(sheet, section)
    blocks += [f"[{number}] " + _joined(sheet, note) for number, note in enumerate(sheet.notes, 1)]
    if sheet.sources:
        marks = (
            [""]
            if len(sheet.sources) == 1
            else [f"[{n}] " for n in range(1, len(sheet.sources) + 1)]
        )
        lines = [f"{mark}{text}" for mark, text in zip(marks, sheet.sources, strict=True)]
        blocks.append("\n".join([f"{sheet.words['sources']}:", *lines]))
    if sheet.official:
        if sheet.official.copy_form:
            blocks += ["_" * _WIDTH, *_head(sheet)]
        blocks.append(_columns(sheet.official.recipients, sheet.official.signing))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _front(sheet: Sheet) -> Iterable[str]:
    official = sheet.official
    if official and not official.copy_form:
        yield from _head(sheet)
        yield from (line.text for line in (*official.title, *official.bases))
        return
    if sheet.mark:
        yield sheet.mark
    yield "\n".join(filter(None, (sheet.label.upper(), sheet.title.upper())))
    yield "\n".join(filter(None, (*sheet.byline, sheet.superseded)))


def _head(sheet: Sheet) -> Iterable[str]:
    if sheet.official:
        yield _columns(sheet.official.left, sheet.official.right)


def _columns(left: Iterable[Line], right: Iterable[Line]) -> str:
    half = _WIDTH // 2
    rows = zip_longest((line.text for line in left), (line.text for line in right), fillvalue="")
    return "\n".join(f"{one.ljust(half)}  {other}".rstrip() for one, other in rows)


def _section(sheet: Sheet, section: Section) -> Iterable[str]:
    yield section.heading.upper() if section.depth == 1 else section.heading
    yield "\n".join(filter(None, (*section.byline, section.superseded)))
    yield from (_block(sheet, node) for node in section.body)
    yield "\n".join(["." * _WIDTH] * section.lines)


def _joined(sheet: Sheet, nodes: Iterable[Node]) -> str:
    return "\n\n".join(filter(None, (_block(sheet, node) for node in nodes)))


def _block(sheet: Sheet, node: Node) -> str:
    match node.kind:
        case "list":
            return _list(sheet, node)
        case "table":
            return "\n".join(_row(row) for row in node.children)
        case "figure":
            missing = sheet.words["picture_missing"].format(alt=node.alt)
            shown = missing if not node.src else f"[{node.alt or sheet.figures[node.src].name}]"
            return "\n".join(filter(None, (shown, _joined(sheet, node.children))))
        case "rule":
            return "* * *"
        case "quote" | "definition":
            return _indented(_joined(sheet, node.children), first=True)
        case _:
            return _inline(node.runs) or _joined(sheet, node.children)


def _list(sheet: Sheet, node: Node) -> str:
    items = []
    for number, item in enumerate(node.children, node.start):
        sign = f"{number}." if node.ordered else "-"
        items.append(sign.ljust(4) + _indented(_joined(sheet, item.children)))
    return "\n".join(items)


def _row(row: Node) -> str:
    return "\t".join(_inline(cell.runs).replace("\n", " ").strip() for cell in row.children)


def _inline(runs: Iterable[Run]) -> str:
    return "".join(f"[{run.note}]" if run.note else run.text for run in runs)


def _indented(text: str, *, first: bool = False) -> str:
    moved = _LINES.sub(f"\n{_INDENT}", text)
    return f"{_INDENT}{moved}" if first else moved
