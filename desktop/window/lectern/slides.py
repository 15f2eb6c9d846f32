"""A document cut for speaking: a slide for each section, several for a long one. No widget."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from desktop.library.document import Document, Node, Run, leaves
from desktop.library.reader.anchors import Span
from desktop.window.reader.reading import Reading

LONGEST = 6000
"""Letters of one slide: so many are set and laid out at once without being felt."""
_DIVIDED = frozenset({"table", "list"})
Mark = tuple[str, tuple[Span, ...]]
"""A highlight: its colour, and what it covers."""


class Slide(msgspec.Struct, frozen=True):
    """What is shown at once: the whole of a section, or a `part` of it, the first being 0.

    `blocks` are the ids of all leaves of the section, its heading among them.
    """

    section: int
    title: str
    nodes: Document
    part: int
    blocks: frozenset[str]


def cut(reading: Reading) -> list[Slide]:
    """The slides of a document in reading order, at least one."""
    notes = {
        note.label: (number, note)
        for node in reading.document
        if node.kind == "footnotes"
        for number, note in enumerate(node.children, 1)
    }
    body = [node for node in reading.document if node.kind != "footnotes"]
    slides: list[Slide] = []
    for number, (heads, nodes) in enumerate(_sections(body)):
        title = " · ".join(head.text for head in heads) or reading.title
        blocks = frozenset(leaf.id for leaf in leaves([*heads, *nodes]))
        for part, several in enumerate(_parts(nodes)):
            shown = _with_notes(several, notes)
            slides.append(Slide(number, title, shown, part, blocks))
    return slides


def key_passages(reading: Reading, slide: Slide, marks: Iterable[Mark]) -> list[tuple[str, str]]:
    """What is highlighted in a slide's section: colour and words, in the order of `marks`."""
    texts = {leaf.id: leaf.text for leaf in leaves(reading.document)}
    found = []
    for colour, spans in marks:
        words = [texts[block][start:end] for block, start, end in spans if block in slide.blocks]
        if words:
            found.append((colour, " … ".join(words)))
    return found


def led_by(passages: Sequence[tuple[str, str]], nodes: Document) -> Document:
    """A section's text after its key passages, each named by what its colour means."""
    if not passages:
        return nodes
    items = tuple(
        Node("item", children=(Node("paragraph", runs=(Run(f"{name}: ", bold=True), Run(words))),))
        for name, words in passages
    )
    return (Node("list", children=items), Node("rule"), *nodes)


def _sections(nodes: Sequence[Node]) -> Iterator[tuple[list[Node], list[Node]]]:
    """Headings and what stands under them; one with nothing under it leads the next."""
    heads: list[Node] = []
    held: list[Node] = []
    for node in nodes:
        if node.kind == "heading":
            if held:
                yield heads, held
                heads, held = [], []
            elif heads and heads[-1].level >= node.level:
                yield heads, held
                heads = []
            heads.append(node)
        else:
            held.append(node)
    if held or heads or not nodes:
        yield heads, held


def _parts(nodes: Sequence[Node]) -> Iterator[Document]:
    """Nodes in portions of about `LONGEST` letters; at least one, though it be empty."""
    held: list[Node] = []
    letters = 0
    for node in _divided(nodes):
        size = _letters(node)
        if held and letters + size > LONGEST:
            yield tuple(held)
            held, letters = [], 0
        held.append(node)
        letters += size
    yield tuple(held)


def _divided(nodes: Sequence[Node]) -> Iterator[Node]:
    """Tables and lists that are too long for one slide come in several of their kind."""
    for node in nodes:
        if node.kind not in _DIVIDED or _letters(node) <= LONGEST:
            yield node
            continue
        heads = tuple(child for child in node.children if child.kind == "row" and child.head)
        rest = [child for child in node.children if child not in heads]
        at = 0
        for several in _parts(rest):
            start = node.start + at if node.ordered else node.start
            yield msgspec.structs.replace(node, children=(*heads, *several), start=start)
            at += len(several)


def _letters(node: Node) -> int:
    return sum(len(leaf.text) for leaf in leaves([node]))


def _with_notes(nodes: Document, notes: dict[str, tuple[int, Node]]) -> Document:
    """A slide's text with the footnotes that it refers to at its foot, numbered as in the whole."""
    asked = dict.fromkeys(run.note for leaf in leaves(nodes) for run in leaf.runs if run.note)
    held = [notes[label] for label in asked if label in notes]
    if not held:
        return nodes
    numbers = {label: str(number) for label, (number, _) in notes.items()}
    foot = []
    for number, note in held:
        first, *others = [leaf.runs for leaf in leaves(note.children)] or [()]
        foot.append(Node("paragraph", runs=(Run(f"[{number}] ", bold=True), *first)))
        foot.extend(Node("paragraph", runs=runs) for runs in others)
    numbered = tuple(_numbered(node, numbers) for node in nodes)
    return (*numbered, Node("rule"), *foot)


def _numbered(node: Node, numbers: dict[str, str]) -> Node:
    """A node whose references to footnotes carry their numbers in the whole document."""
    if not node.runs and not node.children:
        return node
    runs = tuple(
        msgspec.structs.replace(run, note=numbers.get(run.note, run.note)) if run.note else run
        for run in node.runs
    )
    children = tuple(_numbered(child, numbers) for child in node.children)
    return msgspec.structs.replace(node, runs=runs, children=children)
