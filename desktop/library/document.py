r"""The block tree: what annotation, citation, search marks, print and comparison all stand on.

A document is a tuple of `Node`s. Leaves carry text as `Run`s and a stable block id; containers
carry children. A leaf's text is the plain concatenation of its runs: NFC, white space collapsed,
`\\n` only for a forced line break (and inside `code`). Every offset in this program counts code
points in such a text.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

Circulation = Literal["public", "internal", "restricted"]
CIRCULATIONS: tuple[Circulation, ...] = ("public", "internal", "restricted")
"""From the widest circle to the narrowest."""
Kind = Literal[
    "heading",
    "paragraph",
    "code",
    "cell",
    "caption",
    "term",
    "list",
    "item",
    "quote",
    "table",
    "row",
    "figure",
    "definition",
    "footnotes",
    "footnote",
    "rule",
]
LEAVES = frozenset({"heading", "paragraph", "code", "cell", "caption", "term"})


class Run(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of text in one style. A footnote reference is a run with `note` and no text."""

    text: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    code: bool = False
    position: Literal["", "sup", "sub"] = ""
    href: str = ""
    note: str = ""


class Node(msgspec.Struct, frozen=True, omit_defaults=True):
    """One block, leaf or container.

    `level`: heading level 1-6. `ordered`, `start`: lists. `head`: a table's heading row or cell.
    `span`, `align`: columns that a cell takes, and how it is set. `label`: a footnote's label.
    `src`, `alt`: a figure's attachment name and description. `circulation`: the narrower circle
    that its heading gave.
    Order: table > row > cell; list > item > blocks; figure > caption (optional);
    footnotes > footnote > blocks, last in the document; definition (after its term) > blocks.
    """

    kind: Kind
    id: str = ""
    level: int = 0
    ordered: bool = False
    start: int = 1
    head: bool = False
    span: int = 1
    align: Literal["", "left", "center", "right"] = ""
    label: str = ""
    src: str = ""
    alt: str = ""
    circulation: Literal["", "public", "internal", "restricted"] = ""
    runs: tuple[Run, ...] = ()
    children: tuple["Node", ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


Document = tuple[Node, ...]


class Block(msgspec.Struct, frozen=True, array_like=True):
    """A leaf as the history keeps it."""

    id: str
    kind: str
    text: str


class Descent(msgspec.Struct, frozen=True, array_like=True):
    """A block that came from a part of another (`split`) or took another in (`merged`)."""

    block: str
    origin: str
    relation: Literal["split", "merged"]


def leaves(nodes: Iterable[Node]) -> Iterator[Node]:
    """The text-bearing blocks in reading order."""
    for node in nodes:
        if node.kind in LEAVES:
            yield node
        yield from leaves(node.children)


def plain_text(nodes: Iterable[Node]) -> str:
    """The whole text, one leaf a paragraph."""
    return "\n\n".join(leaf.text for leaf in leaves(nodes) if leaf.text)
