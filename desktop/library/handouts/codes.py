"""A short code at a page's foot that leads back to the paragraph the page begins with.

`7GK-4QXP`: three signs for the document, four for the paragraph, in Crockford's base 32, which has
no I, L, O, U. They follow from the library's, the document's and the block's id, which a paragraph
keeps through all editions; the edition is not in the code, so paper of any edition leads to where
the paragraph stands now. Of 100,000 documents about three share their signs, and of a million
codes typed wrong about a hundred and fifty name some paragraph there.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from rapidfuzz.distance import Indel

from desktop.library.document import leaves
from desktop.library.editions.edition import Edition
from desktop.library.handouts.composition import Composition
from desktop.library.pdf import PdfFile

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("ILO", "110")
_TYPED = re.compile(rf"([{_SIGNS}]{{3}})([-–—\s]?)([{_SIGNS}]{{4}})")
_WORD = re.compile(r"\w+")
_RUN = 3
"""Words in a row that tell where a page begins; fewer stand in any text."""
_AHEAD = 40
"""Words of the text that may be missing on its pages."""


class Place(msgspec.Struct, frozen=True):
    """A block of a document, and its text."""

    briefing: str
    block: str
    text: str


class Named(msgspec.Struct, frozen=True):
    """What a code leads to. `edition` is the newest that has the paragraph; `present`: this one."""

    briefing: str
    block: str
    edition: int
    present: bool


def code_of(library: str, briefing: str, block: str) -> str:
    """The code of one block."""
    document, paragraph = _number(library, briefing), _number(library, briefing, block)
    return f"{_signs(document, 3)}-{_signs(paragraph, 4)}"


def typed(text: str) -> str:
    """The code that was typed, as it is printed; "" for any other text.

    Capitals, the dash and lookalikes (O, I, L) make no difference; without a dash a letter and a
    figure must stand in the same half, since "nam 2014" and "cac dien" are also searched for.
    """
    said = text.strip().upper()
    found = _TYPED.fullmatch(said.translate(_LOOKALIKES))
    if not found:
        return ""
    first, dash, second = (said[found.start(part) : found.end(part)] for part in (1, 2, 3))
    if not dash.strip() and all(half.isalpha() or half.isdigit() for half in (first, second)):
        return ""
    return f"{found[1]}-{found[3]}"


def find_code(edition: Edition, code: str) -> list[Named]:
    """The paragraphs that bear a code as `typed` gives it: one, as a rule, or none.

    Looks at every document's id and at all versions of those that match. Raises: EnvironmentFault.
    """
    library = edition.library
    briefings, conferences = edition.hashes()
    document = sum(_SIGNS.index(sign) << 5 * at for at, sign in enumerate(code[:3]))
    return [
        named
        for briefing in dict.fromkeys((*briefings, *conferences))
        if _number(library, briefing) % 32**3 == document
        for named in _paragraphs(edition, briefing, code)
    ]


def places(composition: Composition) -> list[Place]:
    """The blocks that a composition prints, in order; those without an id have no code."""
    return [
        Place(part.source.briefing, leaf.id, leaf.text)
        for part in composition.parts
        for leaf in leaves(part.document)
        if leaf.id and part.source.briefing
    ]


def page_codes(pdf: bytes, library: str, printed: Sequence[Place]) -> tuple[str, ...]:
    """A code for each page of `pdf`, which prints `printed`; "" for all where none is found.

    A page of nothing but a figure, or of the reader's own words, bears the code of the page before.
    Raises: InputError("pdf_broken").
    """
    found = first_places(pdf, [place.text for place in printed])
    return tuple(
        code_of(library, printed[at].briefing, printed[at].block) if at is not None else ""
        for at in found
    )


def first_places(pdf: bytes, texts: Sequence[str]) -> list[int | None]:
    """Which of `texts`, printed in this order, each page begins with or continues.

    The words of each page and of the next are aligned with those that are due, so that running
    heads, page numbers and notes at the foot lead nobody astray.
    """
    file = PdfFile(pdf)
    try:
        pages = [_words(file.rough_text(at)) for at in range(len(file.sizes))]
    finally:
        file.close()
    due = [(word, at) for at, text in enumerate(texts) for word in _words(text)]
    starts = _starts(pages, [word for word, _ in due])
    found = [None if at is None else due[at][1] for at in starts]
    known = next((at for at in found if at is not None), None)
    for page, at in enumerate(found):
        known = known if at is None else at
        found[page] = known
    return found


def _starts(pages: Sequence[Sequence[str]], due: Sequence[str]) -> list[int | None]:
    """The place in `due` of the first words of each page that stand there in a row.

    Each page is aligned together with the next, which tells where that one begins: a note at the
    first one's foot may stand anywhere in the text, but has fewer words than a page.
    """
    starts: list[int | None] = []
    base, passed = 0, 0
    for page, following in pairwise([*pages, []]):
        reach = base + passed + len(page) + len(following) + _AHEAD
        steps = Indel.opcodes([*page, *following], due[base:reach])
        least = min(_RUN, len(due))
        runs = [step for step in steps if step.tag == "equal"]
        here = [one for one in runs if min(one.src_end, len(page)) - one.src_start >= least]
        starts.append(base + here[0].dest_start if here else None)
        beyond = [one for one in runs if one.src_end - max(one.src_start, len(page)) >= least]
        if beyond:
            first = beyond[0]
            base += first.dest_start + max(0, len(page) - first.src_start)
            passed = 0
        else:
            passed += len(page)
    return starts


def _paragraphs(edition: Edition, briefing: str, code: str) -> Iterator[Named]:
    versions = edition.versions(briefing)
    seen: set[str] = set()
    for record in reversed(versions):
        for block in record.blocks:
            if block.id not in seen and code_of(edition.library, briefing, block.id) == code:
                yield Named(briefing, block.id, record.edition, record is versions[-1])
            seen.add(block.id)


def _number(*names: str) -> int:
    return int.from_bytes(hashlib.sha256("\0".join(names).encode()).digest()[:4], "big")


def _signs(number: int, count: int) -> str:
    return "".join(_SIGNS[number >> 5 * at & 31] for at in range(count))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
