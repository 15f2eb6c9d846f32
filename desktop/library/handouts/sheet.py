"""A composition made ready for any format: words chosen, notes numbered, headings in order.

Every writer reads a `Sheet`, so that PDF, Word, HTML and Markdown say the same things.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from desktop.library.document import LEAVES, Document, Node, Run
from desktop.library.handouts.composition import Composition, Part, PrintLanguage, Source
from desktop.library.handouts.draft import Options
from desktop.library.handouts.marking import OWN_NOTE
from desktop.library.handouts.official import Line, OfficialParts, official_parts
from desktop.library.handouts.pictures import svg_text
from desktop.library.handouts.respelling import respelt
from desktop.library.handouts.rules import Rules
from desktop.library.handouts.words import (
    byline,
    printed_words,
    source_text,
    superseded_text,
    word,
)

PLAIN = Options()
_ADDRESSES = ("http://", "https://", "mailto:")
_BREAKS = {ord("\u2028"): "\n", ord("\u2029"): "\n", ord("\v"): "\n", ord("\f"): "\n"}
_ASIDE = 400
"""Letters of the longest note that is set in the margin; longer ones stand at the page's foot."""
_SHORT = 500
"""Letters of the longest passage that is kept with what is said about it."""
_TAB = "    "


class Section(msgspec.Struct, frozen=True):
    """A part with what is printed about it; `heading` stands at `depth`, 1 to 3.

    `lines` are left empty after it. `kept` are the places in `body` of blocks that no page's end
    parts from the next one.
    """

    heading: str
    byline: tuple[str, ...]
    superseded: str
    body: Document
    depth: int = 1
    lines: int = 0
    kept: frozenset[int] = frozenset()


class Figure(msgspec.Struct, frozen=True):
    """A picture's bytes, and where it came from for messages: attachment name, document title."""

    data: bytes
    name: str
    title: str


class Sheet(msgspec.Struct, frozen=True):
    """What a format writes, from top to bottom.

    `mark` is the circulation mark ("" for public), `notes` the footnotes' contents in the order
    of their first references: a run's `note` is its number in this list, from "1". A figure's
    `src` is a key of `figures`, or "" when its file is not held. `words` are the handout's own.
    `aside` are the numbers of the notes that stand in the margin where the page has one for them.
    `official` are the parts of an official paper, None for any other. `cover`, `contents`: pages
    that lead it.
    """

    language: PrintLanguage
    mark: str
    label: str
    title: str
    byline: tuple[str, ...]
    superseded: str
    sections: tuple[Section, ...]
    notes: tuple[Document, ...]
    sources: tuple[str, ...]
    figures: dict[str, Figure]
    paged: bool
    words: dict[str, str]
    aside: tuple[int, ...] = ()
    official: OfficialParts | None = None
    cover: bool = False
    contents: bool = False

    def headings(self) -> Iterable[tuple[int, str]]:
        """Every heading with its level, in reading order."""
        for section in self.sections:
            if section.heading:
                yield section.depth, section.heading
            yield from ((node.level, node.text) for node in section.body if node.kind == "heading")

    def undescribed(self) -> set[str]:
        """The keys of the pictures that nothing describes."""
        bodies = [*(section.body for section in self.sections), *self.notes]
        return {node.src for body in bodies for node in _figures(body) if node.src and not node.alt}

    def texts(self) -> Iterable[str]:
        """Every text that will be printed, words in pictures too."""
        yield from (self.mark, self.label, self.title, *self.byline, self.superseded)
        for section in self.sections:
            yield from (section.heading, *section.byline, section.superseded)
            yield from _texts(section.body)
        for note in self.notes:
            yield from _texts(note)
        yield from self.sources
        yield from (line.text for line in self.official.lines()) if self.official else ()
        yield from self.words.values()
        yield from (svg_text(figure.data) for figure in self.figures.values())


def make_sheet(
    composition: Composition, options: Options = PLAIN, rules: Rules | None = None
) -> Sheet:
    """Reads a composition into the one form that all writers share.

    `rules` are those of an official template, whose own parts are then made.
    """
    language = composition.language
    alone = len(composition.parts) == 1 and not composition.parts[0].heading
    gathered = _Gathering(language, at_foot=options.sources == "foot")
    sections = []
    above = 0  # how deep the heading stands that the next part is under, 0 for none
    for part in composition.parts:
        above = part.depth if part.heading else above
        sections.append(_section(part, gathered, language, above, told=not (alone or part.bare)))
    source = composition.parts[0].source if alone and not composition.parts[0].own else None
    circle = composition.circulation
    mark = "" if circle == "public" else word(language, f"mark_{circle}")
    sheet = Sheet(
        language=language,
        mark=mark,
        label=tidy(composition.label[:1].upper() + composition.label[1:]),
        title=tidy(composition.title),
        byline=tuple(map(tidy, byline(source, language))) if source else (),
        superseded=tidy(superseded_text(source, language)) if source else "",
        sections=tuple(sections),
        notes=tuple(gathered.contents),
        sources=_sources(composition) if options.sources == "end" else (),
        figures=gathered.figures,
        paged=composition.paged,
        words=printed_words(language),
        aside=tuple(gathered.aside) if not rules else (),
        official=_official(composition, options, rules, mark) if rules else None,
        cover=options.cover,
        contents=options.contents,
    )
    return respelt(sheet, options.spelling) if options.spelling else sheet


def _section(
    part: Part, gathered: "_Gathering", language: PrintLanguage, above: int, *, told: bool
) -> Section:
    lines = tuple(map(tidy, byline(part.source, language))) if told else ()
    superseded = tidy(superseded_text(part.source, language)) if told else ""
    body = _levels(gathered.take(part), above + 1)
    kept = _kept(body) if part.quoting else frozenset()
    return Section(tidy(part.heading), lines, superseded, body, part.depth, part.lines, kept)


def _kept(body: Document) -> frozenset[int]:
    """A note's day and its passage stand with what follows, unless that is the next note."""
    return frozenset(
        at
        for at, (node, following) in enumerate(pairwise(body))
        if following.kind != "heading"
        and (node.kind == "quote" or (node.kind == "paragraph" and _heads(body, at)))
        and _size(node) <= _SHORT
    )


def with_leads(nodes: Document) -> Iterator[tuple[Node, bool]]:
    """Each block, and whether it leads the next one in ("… as follows:") and so goes with it."""
    for at, node in enumerate(nodes):
        leads = node.kind == "paragraph" and node.text.rstrip().endswith(":")
        yield node, leads and at + 1 < len(nodes) and nodes[at + 1].kind != "heading"


def _heads(body: Document, at: int) -> bool:
    """Whether a block is the first under a heading."""
    return at > 0 and body[at - 1].kind == "heading"


def _official(composition: Composition, options: Options, rules: Rules, mark: str) -> OfficialParts:
    certified = "copy_form" in rules.looks
    made = official_parts(
        options.official,
        rules,
        composition.title,
        [Line("mark", mark)] if mark else [],
        composition.language,
        extract=not composition.entire if certified else None,
    )
    return made.mapped(tidy)


def tidy(text: str) -> str:
    """`text` in NFC without what no page shows: control characters and soft hyphens."""
    composed = unicodedata.normalize("NFC", text).translate(_BREAKS).replace("\t", _TAB)
    if composed.isprintable():
        return composed
    return "".join(
        letter
        for letter in composed
        if letter == "\n"
        or (letter not in _NOWHERE and unicodedata.category(letter) not in _UNSEEN)
    )


_NOWHERE = frozenset("\ufffe\uffff")
_UNSEEN = frozenset(["Cc", "Cf", "Cs"])


class _Gathering:
    """Numbers footnotes in the order of their first references, and collects the pictures."""

    def __init__(self, language: PrintLanguage, *, at_foot: bool) -> None:
        self._language = language
        self._at_foot = at_foot
        self._cited: dict[str, int] = {}
        self.contents: list[Document] = []
        self.aside: list[int] = []
        self.figures: dict[str, Figure] = {}
        self._part = Part(Source(briefing="", title=""), ())
        self._held: dict[str, Node] = {}
        self._numbers: dict[str, int] = {}

    def take(self, part: Part) -> Document:
        """The part's body with its notes numbered; a note nobody refers to follows the text."""
        self._part = part
        self._held = {
            note.label: note
            for node in part.document
            if node.kind == "footnotes"
            for note in node.children
        }
        self._numbers = {}
        body = [self._node(node) for node in part.document if node.kind != "footnotes"]
        for label, note in self._held.items():
            if label not in self._numbers:
                body.extend(self._node(child) for child in note.children)
        if self._at_foot and not part.own:
            return _ending_with(tuple(body), Run(note=str(self._cite(part))))
        return tuple(body)

    def _cite(self, part: Part) -> int:
        """The number of the note that names the part's source; one for all parts that share it."""
        text = tidy(source_text(part.source, self._language))
        if text not in self._cited:
            self.contents.append((Node("paragraph", runs=(Run(text),)),))
            self._cited[text] = len(self.contents)
        return self._cited[text]

    def _node(self, node: Node) -> Node:
        return msgspec.structs.replace(
            node,
            id="",
            circulation="",
            src=self._figure(node.src),
            alt=tidy(node.alt),
            runs=tuple(run for old in node.runs for run in self._run(old)),
            children=tuple(self._node(child) for child in node.children),
        )

    def _figure(self, name: str) -> str:
        """The key of a picture of the part in hand."""
        part = self._part
        if name not in part.figures:
            return ""
        for key, figure in self.figures.items():
            if (figure.name, figure.title) == (name, part.source.title):
                return key
        key = str(len(self.figures) + 1)
        self.figures[key] = Figure(part.figures[name], name, part.source.title)
        return key

    def _run(self, run: Run) -> list[Run]:
        if run.note:
            number = self._number(run.note)
            return [Run(note=str(number))] if number else []
        href = run.href if run.href.startswith(_ADDRESSES) else ""
        text = tidy(run.text)
        return [msgspec.structs.replace(run, text=text, href=href)] if text else []

    def _number(self, label: str) -> int:
        """The note's number, given at its first reference (0: there is no such note)."""
        if label not in self._held:
            return 0
        if label not in self._numbers:
            self.contents.append(())
            number = self._numbers[label] = len(self.contents)
            if label.startswith(OWN_NOTE) and _size(self._held[label]) <= _ASIDE:
                self.aside.append(number)
            children = self._held[label].children
            self.contents[number - 1] = tuple(self._node(child) for child in children)
        return self._numbers[label]


def _size(node: Node) -> int:
    return len(node.text) + sum(map(_size, node.children))


def _ending_with(body: Document, run: Run) -> Document:
    """`body` with a run after its last words; where it has none, with a paragraph for it."""
    if not body:
        return (Node("paragraph", runs=(run,)),)
    last = body[-1]
    if last.kind in LEAVES - {"code", "heading"}:
        return (*body[:-1], msgspec.structs.replace(last, runs=(*last.runs, run)))
    if last.kind in {"list", "item", "quote", "table", "row", "definition"} and last.children:
        children = _ending_with(last.children, run)
        return (*body[:-1], msgspec.structs.replace(last, children=children))
    return (*body, Node("paragraph", runs=(run,)))


def _levels(body: Document, first: int) -> Document:
    """Headings renumbered from `first` on, so that none skips a level."""
    open_levels: list[int] = []
    nodes: list[Node] = []
    for node in body:
        if node.kind != "heading":
            nodes.append(node)
            continue
        open_levels = [level for level in open_levels if level < node.level]
        nodes.append(msgspec.structs.replace(node, level=min(first + len(open_levels), 6)))
        open_levels.append(node.level)
    return tuple(nodes)


def _sources(composition: Composition) -> tuple[str, ...]:
    taken = [part for part in composition.parts if not part.own]
    texts = [source_text(part.source, composition.language) for part in taken]
    return tuple(dict.fromkeys(map(tidy, texts)))


def _figures(nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        if node.kind == "figure":
            yield node
        yield from _figures(node.children)


def _texts(nodes: Iterable[Node]) -> Iterable[str]:
    for node in nodes:
        yield from (node.text, node.alt if node.kind == "figure" else "")
        yield from _texts(node.children)
