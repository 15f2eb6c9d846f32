"""What a draft becomes: pages, files, numbered copies; on worker threads.

Imported with the first of them: Typst takes its time to load.
"""

import threading
from collections.abc import Mapping

import msgspec

from desktop.library.document import CIRCULATIONS, Circulation
from desktop.library.handouts import codes, imposition
from desktop.library.handouts.checking import Finding, check
from desktop.library.handouts.composition import Composition, Part, Source, circle_of
from desktop.library.handouts.copies import Copy, Look, Style, copies_for, joined, numbered
from desktop.library.handouts.draft import Item, Note, Options, Taken
from desktop.library.handouts.fitting import Fitted, fit
from desktop.library.handouts.gathering import changed, composed
from desktop.library.handouts.preview import Preview
from desktop.library.handouts.rules import Rules, choices
from desktop.library.handouts.standing import Change
from desktop.library.handouts.write import Ready, pdf, ready, without_glyph, write
from desktop.library.pdf import PdfFile
from desktop.library.reader.annotations import Annotation
from desktop.window.composing.order import Order

_SIDES = {"single": 1, "booklet": 2, "two_up": 2}
"""Pages on one side of a sheet."""


class Standing(msgspec.Struct, frozen=True):
    """How the items of a draft stand, by their ids, and the narrowest circle of all of them.

    `rules` are the rule sets that its template may keep to.
    """

    changes: dict[str, Change] = {}
    circles: dict[str, Circulation] = {}
    narrowest: Circulation = CIRCULATIONS[0]
    rules: tuple[Rules, ...] = ()


class Paper(msgspec.Struct, frozen=True):
    """The finished pages, before they are numbered and laid on sheets."""

    composition: Composition
    pdf: bytes
    pages: int
    copies: tuple[Copy, ...]
    look: Look | None
    options: Options
    made: Ready
    over: int = 0
    """Lines that are too many for the sheets that were wished for."""

    @property
    def sheets(self) -> int:
        """How many sheets one copy takes; a booklet is printed on both sides."""
        sides = -(-self.pages // _SIDES[self.options.layout])
        both = 2 if self.options.layout == "booklet" else self.options.sides
        return -(-sides // both)


class Proof(msgspec.Struct, frozen=True):
    """A paper to look at: `shown` is one `copy` of it as it will lie on the sheets."""

    paper: Paper
    copy: Copy
    shown: PdfFile


def survey(order: Order) -> Standing:
    """What the edition did to the items, for whom each of them is, and by which rules it may go.

    Raises: InputError for an office's own rule set out of shape; EnvironmentFault.
    """
    edition, draft, notes = order.edition, order.draft, order.notes
    circles: dict[str, Circulation] = {}
    for item in draft.items:
        briefing = _briefing_of(item, notes)
        card = edition.cards_by_id([briefing]).get(briefing) if briefing else None
        if card is not None:
            nodes = item.nodes if isinstance(item, Taken) else ()
            if isinstance(item, Taken) and not nodes:
                nodes = edition.briefing(briefing).document
            source = Source(briefing=briefing, title=card.title, circulation=card.circulation)
            circles[item.id] = circle_of(Part(source, nodes))
    strictest = max(circles.values(), key=CIRCULATIONS.index, default=CIRCULATIONS[0])
    rules = tuple(choices(draft.options.template, order.own))
    return Standing(changed(edition, draft), circles, strictest, rules)


def _briefing_of(item: Item, notes: Mapping[str, Annotation]) -> str:
    if isinstance(item, Taken):
        return item.briefing
    note = notes.get(item.annotation) if isinstance(item, Note) else None
    return note.briefing if note is not None else ""


class Press:
    """Typesets proof after proof, each from what has changed since the one before. Any thread."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._world: Preview | None = None

    def pdf(self, made: Ready, order: Order) -> bytes:
        """The bytes that `write` gives. Raises: as `write`."""
        with self._turn:
            if self._world is None:
                self._world = Preview()
            return self._world.pdf(made, order.date, replacing=_replacing(order, made))

    def close(self) -> None:
        """Takes away what it has put into a folder of its own."""
        with self._turn:
            if self._world is not None:
                self._world.close()
                self._world = None


def paper(order: Order, press: Press | None = None) -> Paper:
    """Composes and compiles. Raises: InputError as `composed` and `write` raise it."""
    composition = composed(order.edition, order.draft, order.notes)
    made, data, over = _compiled(order, composition, press)
    return Paper(
        composition,
        data,
        imposition.page_count(data),
        run(order),
        _look(order, composition, data),
        made.options,
        made,
        over,
    )


def findings(paper: Paper) -> tuple[Finding, ...]:
    """Kiểm thể thức of finished pages, the blocking findings first."""
    return check(paper.pdf, paper.made)


def _compiled(
    order: Order, composition: Composition, press: Press | None
) -> tuple[Ready, bytes, int]:
    """What is kept to, the PDF, and how many lines it is too long for its sheets."""
    options, over = order.draft.options, 0
    made = ready(composition, options, order.date, order.own)
    replacing = _replacing(order, made)
    if options.sheets:
        found = fit(composition, options, order.date, own=order.own, replacing=replacing)
        if isinstance(found, Fitted):
            return ready(composition, found.options, order.date, order.own), found.pdf, 0
        over = found.lines
    if press is not None:
        return made, press.pdf(made, order), over
    return made, pdf(made, order.date, replacing=replacing), over


def _replacing(order: Order, made: Ready) -> bool:
    """Whether the reader knows of every character that would be printed as □."""
    return order.replacing and (not order.letters or set(without_glyph(made)) <= order.letters)


def _look(order: Order, composition: Composition, data: bytes) -> Look | None:
    """How copies are told apart; None where they are not."""
    copies = order.copies
    if copies.marked == "none":
        return None
    printed: tuple[str, ...] = ()
    if copies.codes:
        printed = codes.page_codes(data, order.edition.library, codes.places(composition))
    style: Style = "watermark" if copies.marked == "watermark" else "foot"
    replaced = order.letters
    if order.replacing and not replaced:  # a paper that was handed out like this before
        replaced = frozenset("".join(copy.to for copy in run(order)))
    return Look(style, printed, order.draft.options.language, replaced)


def run(order: Order) -> tuple[Copy, ...]:
    """The copies that are to be made, numbered from 1. Raises: InputError("copies_many")."""
    if order.recipients:
        return copies_for(order.recipients)
    of = order.copies.number
    return tuple(Copy(at, of) for at in range(1, of + 1))


def proof(order: Order, press: Press) -> Proof:
    """The paper, its first copy ready to be drawn. Raises: as `paper`."""
    made = paper(order, press)
    first = Copy(0, len(made.copies)) if order.copies.master else made.copies[0]
    return Proof(made, first, PdfFile(on_sheets(copy_of(made, first), made.options)))


def copy_of(made: Paper, copy: Copy) -> bytes:
    """The pages of one copy; number 0 leaves the number blank. Raises: InputError."""
    if made.look is None:
        return made.pdf
    if not copy.number:
        return next(numbered(made.pdf, [copy], made.look))
    return next(numbered(made.pdf, made.copies, made.look, (copy.number,)))


def on_sheets(data: bytes, options: Options) -> bytes:
    """Pages as they lie on the sheets of a layout."""
    if options.layout == "booklet":
        return imposition.booklet(data)
    return imposition.two_up(data) if options.layout == "two_up" else data


def file_of(order: Order, form: str, *, archival: bool = False) -> bytes:
    """The draft as a file of a format; a PDF has all numbered copies, on their sheets.

    `archival`: PDF/A-2u and PDF/UA-1, one copy without a number. Raises: as `paper`.
    """
    if form == "pdf" and not archival:
        made = paper(order)
        if made.look is None:
            return on_sheets(made.pdf, made.options)
        if order.copies.master:
            return on_sheets(copy_of(made, Copy(0, len(made.copies))), made.options)
        return _all_on_sheets(made, made.look)
    composition = composed(order.edition, order.draft, order.notes)
    sheet = ready(composition, order.draft.options, order.date, order.own)
    return write(
        composition,
        order.draft.options,
        form,
        order.date,
        replacing=_replacing(order, sheet),
        archival=archival,
        own=order.own,
    )


def _all_on_sheets(made: Paper, look: Look) -> bytes:
    """All copies one after another; where pages are laid on sheets, each begins one of its own."""
    if made.options.layout == "single":
        return joined(made.pdf, made.copies, look)
    every = numbered(made.pdf, made.copies, look)
    return imposition.together(on_sheets(copy, made.options) for copy in every)
