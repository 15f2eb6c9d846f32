"""A document that is revised, in elements, sentences and words, each word with a number for life.

`Draft.markdown` writes it as a librarian would, so that the text that is measured has gone through
the program's own reading.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, pairwise

from desktop.library.document import Document, Node, leaves
from desktop.library.ingest.escape import escape_inline, escape_paragraph

_CLOSERS = '"”’»)]'
_OPENERS = '"“‘«(['


@dataclass
class Word:
    """`whose` is its number, born with or inherited; `own` unless it was put in another's place."""

    text: str
    whose: int
    own: bool = True


Sentence = list[Word]


@dataclass
class Element:
    """`cells` has one list of sentences for each leaf; a table has `columns` of them in a row."""

    kind: str
    cells: list[list[Sentence]]
    level: int = 2
    columns: int = 1


@dataclass
class Draft:
    """A document on the editor's desk. `touched` tells what was done to each word."""

    elements: list[Element]
    touched: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    copies: list[tuple[Sentence, Sentence]] = field(default_factory=list)
    """This edition's: of which sentence, and the copy."""
    twins: list[dict[int, int]] = field(default_factory=list)
    """Of each exact copy that came to stand beside its original: whose word may be whose."""

    def blocks(self) -> Iterator[list[Sentence]]:
        """The leaves in reading order."""
        for element in self.elements:
            yield from element.cells

    def markdown(self) -> str:
        return "\n\n".join(self._written())

    def _written(self) -> Iterator[str]:
        items: list[str] = []
        for element in [*self.elements, None]:
            if element is not None and element.kind == "item":
                items.append("- " + escape_paragraph(said(element.cells[0])))
                continue
            if items:
                yield "\n".join(items)
                items = []
            if element is not None:
                yield _element(element)

    def apply(self, kind: str, words: list[Word]) -> None:
        for word in words:
            self.touched[word.whose].add(kind)


def said(block: list[Sentence]) -> str:
    """A block's text."""
    return " ".join(word.text for sentence in block for word in sentence)


def read(document: Document) -> Draft:
    """A rendered document as a draft."""
    draft = Draft([])
    for node in document:
        draft.elements += _elements(node, draft.numbers)
    return draft


def drafted(text: str) -> Draft:
    """A plain text, its headings marked as in Markdown, as a draft."""
    draft = Draft([])
    for part in re.split(r"\n\s*\n", text):
        heading = re.match(r"(#+) (.*)", part.strip())
        words = " ".join((heading[2] if heading else part).split())
        if words:
            kind, level = ("heading", min(6, len(heading[1]))) if heading else ("paragraph", 2)
            draft.elements.append(Element(kind, [_sentences(words, draft.numbers)], level))
    return draft


def _element(element: Element) -> str:
    if element.kind == "table":
        cells = [escape_inline(said(cell)) or " " for cell in element.cells]
        rows = [
            "| " + " | ".join(cells[at : at + element.columns]) + " |"
            for at in range(0, len(cells), element.columns)
        ]
        return "\n".join([rows[0], "|" + "---|" * element.columns, *rows[1:]])
    if element.kind == "heading":
        return "#" * element.level + " " + escape_inline(said(element.cells[0]))
    return escape_paragraph(said(element.cells[0]))


def _elements(node: Node, numbers: Iterator[int]) -> Iterator[Element]:
    if node.kind == "table":
        rows = [row for row in node.children if row.kind == "row"]
        cells = [[" ".join(cell.text.split()) for cell in leaves([row])] for row in rows]
        if rows and len({len(row) for row in cells}) == 1:
            flat = [_sentences(cell, numbers) for row in cells for cell in row]
            yield Element("table", flat, columns=len(cells[0]))
        return
    for leaf in leaves([node]):
        words = " ".join(leaf.text.split())
        if words:
            kind = "item" if node.kind == "list" else "paragraph"
            yield Element(
                "heading" if leaf.kind == "heading" else kind,
                [_sentences(words, numbers)],
                leaf.level or 2,
            )


def _sentences(text: str, numbers: Iterator[int]) -> list[Sentence]:
    found: list[Sentence] = [[]]
    for token, after in pairwise([*text.split(), ""]):
        found[-1].append(Word(token, next(numbers)))
        ended = token.rstrip(_CLOSERS).endswith((".", "?", "!", "…"))
        first = after.lstrip(_OPENERS)
        if ended and first[:1].isalpha() and not first.islower():
            found.append([])
    return found
