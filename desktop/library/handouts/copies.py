"""Numbered copies: who has which, laid over finished pages at the foot or as a watermark.

The pages are compiled once, and so are the marks of all copies; a copy is the one drawn over the
other. What is laid over is an artifact to those who have a page read to them, and its fonts lie in
the file. The same pages and the same run of copies give the same bytes, so that copy 7 printed
again is copy 7.
"""

import datetime as dt
import io
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Literal

import msgspec
import pikepdf
from pikepdf import Array, Dictionary, OutlineItem

from desktop.library.errors import InputError, WithoutGlyphs
from desktop.library.handouts.composition import PrintLanguage
from desktop.library.handouts.coverage import missing, named
from desktop.library.handouts.fonts import FAMILIES
from desktop.library.handouts.imposition import forget, opened, saved
from desktop.library.handouts.recipients import Recipient
from desktop.library.handouts.typeset import typeset_form
from desktop.library.handouts.words import word

Style = Literal["foot", "watermark"]
MOST = 2_000
"""Copies of one run; whoever wants more has chosen the wrong file."""
_DAY = dt.date(2000, 1, 1)
"""The marks' own date, which is on no page and must not change the bytes."""
_KEPT = 62.0
"""Points at the foot's right that a page's code takes."""
_ARTIFACT = {
    "foot": b"/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC",
    "watermark": b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC",
}
_UNDER, _OVER, _CODE = "/CopyUnder", "/CopyOver", "/CopyCode"


class Copy(msgspec.Struct, frozen=True, omit_defaults=True):
    """One paper copy: its number of how many, and whom it is for.

    `number` 0: left blank to be written by hand, as on the master for a photocopier.
    """

    number: int
    of: int
    name: str = ""
    unit: str = ""

    @property
    def to(self) -> str:
        """Whom it is for, as printed: the name, then the unit."""
        return ", ".join(filter(None, (self.name, self.unit)))


class Look(msgspec.Struct, frozen=True):
    """How copies are marked: where the number stands, each page's code, and the language.

    `codes` has one short code a page ("" for none), or is empty. The characters of `replaced` may
    be printed as □ where no print font has them.
    """

    style: Style = "foot"
    codes: tuple[str, ...] = ()
    language: PrintLanguage = "vi"
    replaced: frozenset[str] = frozenset()


def copies_for(recipients: Sequence[Recipient]) -> tuple[Copy, ...]:
    """The copies that `recipients` get, numbered from 1 in their order.

    Raises: InputError("copies_none"), InputError("copies_many").
    """
    total = sum(recipient.copies for recipient in recipients)
    if not total:
        raise InputError("copies_none")
    if total > MOST:
        raise InputError("copies_many", count=total, most=MOST)
    holders = (one for one in recipients for _ in range(one.copies))
    return tuple(
        Copy(number, total, holder.name, holder.unit) for number, holder in enumerate(holders, 1)
    )


def counted(number: int, of: int) -> str:
    """`07/50`: as many digits as the last copy has, two at least."""
    return f"{number:0{max(2, len(str(of)))}}/{of}"


def number_text(copy: Copy, language: PrintLanguage = "vi") -> str:
    """`Bản số 07/50`, as it stands on the page."""
    if copy.number:
        return word(language, "copy_number", number=counted(copy.number, copy.of))
    if copy.of:
        return word(language, "copy_blank", of=copy.of)
    return word(language, "copy_uncounted")


def numbered(
    pdf: bytes, copies: Sequence[Copy], look: Look, only: Collection[int] = ()
) -> Iterator[bytes]:
    """Each copy as a PDF of its own, tags and bookmarks kept, in the order of `copies`.

    `copies` is always the whole run; with `only`, the copies of these numbers are made, byte for
    byte as in the run. Raises: InputError for a PDF that cannot be opened, no such copy, or names
    with characters that the print fonts lack; EnvironmentFault.
    """
    wanted = _wanted(copies, only)
    with opened(pdf) as document:
        marked = _Marked(document, copies, look)
        for at in wanted:
            for page in range(marked.pages):
                marked.mark(document.pages[page].obj, page, at)
            yield saved(document)


def joined(
    pdf: bytes,
    copies: Sequence[Copy],
    look: Look,
    only: Collection[int] = (),
    *,
    sides: int = 1,
) -> bytes:
    """All copies one after another in one PDF for the printer, with a bookmark for each.

    For paper printed on both `sides` (2) each copy begins on a sheet of its own: a blank page
    follows an odd number of pages. The pages are those of `numbered`. They share one text, so the
    file bears no tags and does not claim to be accessible. Raises: as `numbered`.
    """
    wanted = _wanted(copies, only)
    with opened(pdf) as document:
        forget(document)
        marked = _Marked(document, copies, look)
        for at in wanted:
            for page in range(marked.pages):
                made = Dictionary(dict(document.pages[page].obj.items()))
                for key in ("/StructParents", "/Annots", "/Tabs"):
                    if key in made:
                        del made[key]
                marked.mark(made, page, at)
                document.pages.append(pikepdf.Page(document.make_indirect(made)))
            if sides == 2 and marked.pages % 2:
                width, height = _size(document.pages[-1])
                document.add_blank_page(page_size=(width, height))
        del document.pages[: marked.pages]
        length = len(document.pages) // len(wanted)
        with document.open_outline() as outline:
            for place, at in enumerate(wanted):
                title = " – ".join(
                    filter(None, (number_text(copies[at], look.language), copies[at].to))
                )
                outline.root.append(OutlineItem(title, place * length))
        return saved(document)


def master(pdf: bytes, of: int, look: Look) -> bytes:
    """One copy for a photocopier: the number is left blank, of `of` copies (0: not said).

    Raises: as `numbered`.
    """
    return next(numbered(pdf, [Copy(0, of)], look))


def coded(pdf: bytes, look: Look) -> bytes:
    """The pages with their codes and no number, for paper that is not counted.

    Raises: InputError for a PDF that cannot be opened; EnvironmentFault.
    """
    with opened(pdf) as document:
        marked = _Marked(document, (), look)
        for page in range(marked.pages):
            marked.mark(document.pages[page].obj, page, None)
        return saved(document)


def _wanted(copies: Sequence[Copy], only: Collection[int]) -> list[int]:
    """The places in `copies` of the copies to make."""
    if not copies:
        raise InputError("copies_none")
    held = {copy.number for copy in copies}
    for number in only:
        if number not in held:
            raise InputError("copy_unknown", number=number, of=copies[0].of)
    return [at for at, copy in enumerate(copies) if not only or copy.number in only]


class _Marked:
    """A document whose pages are drawn between a copy's marks."""

    def __init__(self, document: pikepdf.Pdf, copies: Sequence[Copy], look: Look) -> None:
        self.pages = len(document.pages)
        self._document = document
        self._look = look
        self._sizes = [_size(page) for page in document.pages]
        self._own = [_own(page) for page in document.pages]
        codes = look.codes or ("",) * self.pages
        if len(codes) != self.pages:
            raise ValueError("one code a page")
        kinds = list(dict.fromkeys(self._sizes))
        marks: list[dict[str, object]] = [
            _copy_mark(copy, size, look) for size in kinds for copy in copies
        ]
        codes_from = len(marks)
        marks += [
            {"kind": "code", "code": code, "width": size[0], "height": size[1]}
            for code, size in zip(codes, self._sizes, strict=True)
        ]
        self._offsets = {size: at * len(copies) for at, size in enumerate(kinds)}
        self._forms = _forms(document, marks, look)
        self._codes = self._forms[codes_from:]
        self._streams: dict[bytes, Any] = {}
        self._coded = [bool(code) for code in codes]

    def mark(self, page: Any, at: int, copy: int | None) -> None:
        """Makes `page`, page `at` of the text, one of the copy at place `copy`, if of any."""
        own, contents = self._own[at]
        under = self._look.style == "watermark"
        held = Dictionary(own.get("/XObject", Dictionary()))
        first, last = [b"q"], [b"Q"]
        if copy is not None:
            held[_UNDER if under else _OVER] = self._forms[self._offsets[self._sizes[at]] + copy]
        if copy is not None and under:
            first.insert(0, _drawn("watermark", _UNDER))
        elif copy is not None:
            last.append(_drawn("foot", _OVER))
        if self._coded[at]:
            held[_CODE] = self._codes[at]
            last.append(_drawn("foot", _CODE))
        resources = Dictionary(own)
        resources.XObject = held
        page.Resources = resources
        page.Contents = Array([self._stream(first), *contents, self._stream(last)])

    def _stream(self, lines: list[bytes]) -> Any:
        """A stream of these lines; all pages share one."""
        data = b"\n".join(lines)
        if data not in self._streams:
            self._streams[data] = self._document.make_stream(data)
        return self._streams[data]


def _drawn(style: Style, name: str) -> bytes:
    return b"%s\n%s Do\nEMC" % (_ARTIFACT[style], name.encode())


def _own(page: pikepdf.Page) -> tuple[Any, list[Any]]:
    """A page's own resources and content streams."""
    contents = page.obj.get("/Contents", Array())
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return page.obj.get("/Resources", Dictionary()), streams


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(side) for side in page.mediabox)
    return round(right - left, 2), round(top - bottom, 2)


def _copy_mark(copy: Copy, size: tuple[float, float], look: Look) -> dict[str, object]:
    if copy.number:
        to = word(look.language, "copy_to", to=copy.to) if copy.to else ""
    else:
        to = word(look.language, "copy_to_blank")
    return {
        "kind": look.style,
        "number": number_text(copy, look.language),
        "to": to,
        "width": size[0],
        "height": size[1],
        "kept": _KEPT if any(look.codes) else 0.0,
    }


def _forms(document: pikepdf.Pdf, marks: list[dict[str, object]], look: Look) -> list[Any]:
    """The marks as things to draw in `document`, compiled together so that they share fonts."""
    absent = missing([str(mark.get("to", "")) for mark in marks], FAMILIES)
    if not look.replaced.issuperset(absent):
        raise WithoutGlyphs(absent, named(absent))
    data: dict[str, object] = {"language": look.language, "fonts": FAMILIES, "marks": marks}
    made = typeset_form("copy-marks", data, _DAY, replacing=True, tagged=False)
    with pikepdf.open(io.BytesIO(made)) as laid:
        return [
            document.copy_foreign(laid.make_indirect(page.as_form_xobject())) for page in laid.pages
        ]
