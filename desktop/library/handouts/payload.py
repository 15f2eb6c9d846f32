"""A sheet as the plain data that a Typst template walks: every decision made, only looks left."""

from collections.abc import Iterable
from typing import Any

import msgspec

from desktop.library.document import LEAVES, Document, Node
from desktop.library.errors import InputError
from desktop.library.handouts.compounds import ways
from desktop.library.handouts.pictures import kind_of
from desktop.library.handouts.pieces import pieces
from desktop.library.handouts.rules import Rules
from desktop.library.handouts.sheet import Figure, Section, Sheet, with_leads
from desktop.library.handouts.tables import shape

_WHOLE = 20.0
"""Ems up to which a word in running text is kept whole."""
_LONG_CELL = 600
"""Characters of a cell from which on its row may break over two pages."""


class Payload:
    """Builds the data of one sheet and gathers its picture files.

    `files` holds each picture under the name of the file that the template opens.
    """

    def __init__(self, sheet: Sheet, rules: Rules) -> None:
        self.files: dict[str, Figure] = {}
        self._sheet = sheet
        self._rules = rules
        self._seen: set[str] = set()

    def build(self) -> dict[str, Any]:
        """The whole sheet. Notes come last: which reference is first is known only then."""
        sheet = self._sheet
        return {
            "language": sheet.language,
            "mark": sheet.mark,
            "label": sheet.label,
            "title": sheet.title,
            "byline": sheet.byline,
            "superseded": sheet.superseded,
            "paged": sheet.paged,
            "cover": sheet.cover,
            "contents": sheet.contents,
            "official": self._official(),
            "aside": sheet.aside,
            "sections": [self._section(section) for section in sheet.sections],
            "notes": [self._blocks(note) for note in sheet.notes],
            "sources": sheet.sources,
            "words": sheet.words,
        }

    def _official(self) -> dict[str, Any] | None:
        """The official parts; each line of them with the ways in which its words stay whole."""
        official = self._sheet.official
        if official is None:
            return None
        made: dict[str, Any] = msgspec.to_builtins(official)
        for lines in made.values():
            if isinstance(lines, list | tuple):
                for line in lines:
                    line["ways"] = ways(line["text"])
        return made

    def _section(self, section: Section) -> dict[str, Any]:
        return {
            "heading": section.heading,
            "depth": section.depth,
            "lines": section.lines,
            "byline": section.byline,
            "superseded": section.superseded,
            "body": [
                block | {"kept": at in section.kept}
                for at, block in enumerate(self._blocks(section.body))
            ],
        }

    def _blocks(self, nodes: Document) -> list[dict[str, Any]]:
        return [self._block(node) | {"leads": leads} for node, leads in with_leads(nodes)]

    def _block(self, node: Node, limit: float = _WHOLE) -> dict[str, Any]:
        block: dict[str, Any] = {"kind": node.kind}
        if node.kind == "code":
            block["text"] = node.text
        elif node.kind in LEAVES:
            block |= {"level": node.level, "head": node.head, "span": node.span}
            block |= {"align": node.align, "pieces": pieces(node.runs, limit, self._seen)}
        elif node.kind == "table":
            return self._table(node)
        elif node.kind == "figure":
            block |= {"file": self._file(node.src), "alt": node.alt}
        elif node.kind == "list":
            block |= {"ordered": node.ordered, "start": node.start}
        if node.children:
            block["children"] = self._blocks(node.children)
        return block

    def _table(self, table: Node) -> dict[str, Any]:
        available = self._rules.measure_width
        size = self._rules.sizes["table"]
        fit = shape(table, available, size.points, size.bounds[0])
        ems = available / fit.size / sum(fit.widths)
        rows = []
        for row in table.children:
            cells, column = [], 0
            for cell in row.children:
                held = fit.widths[column : column + cell.span]
                cells.append(self._block(cell, max(sum(held) * ems - 1.0, 1.0)))
                column += cell.span
            whole = all(len(cell.text) < _LONG_CELL for cell in row.children)
            rows.append({"cells": cells, "gap": len(fit.widths) - column, "whole": whole})
        noted = any(run.note for row in table.children[: fit.heads] for run in _runs(row))
        return {
            "kind": "table",
            "widths": fit.widths,
            "size": fit.size,
            "heads": fit.heads,
            "repeat": not noted,
            "rows": rows,
        }

    def _file(self, key: str) -> str:
        """The file that the template opens for a picture ("" when its bytes are not held)."""
        if not key:
            return ""
        figure = self._sheet.figures[key]
        kind = kind_of(figure.data)
        if kind is None:
            raise InputError("figure_unreadable", name=figure.name, title=figure.title)
        file = f"figure-{key}.{kind}"
        self.files[file] = figure
        return f"/{file}"


def _runs(row: Node) -> Iterable[Any]:
    return (run for cell in row.children for run in cell.runs)


def encode(value: object) -> str:
    """JSON for `sys.inputs`."""
    return msgspec.json.encode(value).decode()
