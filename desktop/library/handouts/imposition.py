"""Puts finished pages on sheets: a folded booklet, two pages a sheet, one side after the other.

PDF bytes in, PDF bytes out; the same bytes give the same bytes. Pages laid on a larger sheet are
for paper: their tags, bookmarks and links name pages that are no more, so they are left out, and
with them the claim to be accessible. `halves` leaves pages as they are but parts them.
"""

import io
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec
import pikepdf
from pikepdf import Array, Dictionary, Name

from desktop.library.errors import InputError

A4 = (841.89, 595.28)
"""Width and height in points of the sheet that two pages lie on (ISO 216)."""
Stacking = Literal["face_down", "face_up"]
Edge = Literal["long", "short"]
_UNTAGGED = ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Dests", "/Names", "/PageLabels")
_GONE = ("/OpenAction", "/PageMode", "/AcroForm")
_NEAR = 0.02
"""Share of its half by which a page may differ from it and still be set at its own size."""


class Halves(msgspec.Struct, frozen=True):
    """The two runs of a printer that prints one side: `fronts` first, then `backs`.

    Both have as many pages, so that no sheet is passed over; a back with nothing on it is blank.
    """

    fronts: bytes
    backs: bytes


def booklet_order(pages: int) -> list[tuple[int, int]]:
    """Left and right page (from 0) of each side of a folded booklet, the outermost sheet first.

    Sides alternate front and back. A page number of `pages` or more is a blank.
    """
    whole = pages + -pages % 4
    return [
        side
        for sheet in range(whole // 4)
        for side in (
            (whole - 1 - 2 * sheet, 2 * sheet),
            (2 * sheet + 1, whole - 2 - 2 * sheet),
        )
    ]


def booklet(pdf: bytes) -> bytes:
    """A sổ gấp: two pages on each side of A4, to fold in the middle and staple.

    Pages of A5 keep their size, larger ones are made smaller. Blank pages at the end fill the last
    sheet. To be printed on both sides, turned on the short edge, which the file asks for.
    Raises: InputError("pdf_broken"), InputError("pdf_protected").
    """
    with opened(pdf) as document:
        return _on_sheets(document, booklet_order(len(document.pages)), "/DuplexFlipShortEdge")


def two_up(pdf: bytes) -> bytes:
    """Two pages side by side on each A4, in reading order. Raises: as `booklet`."""
    with opened(pdf) as document:
        count = len(document.pages)
        sides = [(at, at + 1) for at in range(0, count, 2)]
        return _on_sheets(document, sides, "/DuplexFlipShortEdge")


def halves(pdf: bytes, stacking: Stacking = "face_down", edge: Edge = "long") -> Halves:
    """The fronts of all sheets, and their backs in the order and the way up that the pile needs.

    The pile goes back with its printed sides up. Sheets that came out `face_down` are turned over
    for that, so the first sheet lies on top and its back is printed first; those that came out
    `face_up` go back as they lie, the last one on top. A printer that prints the upper side of what
    lies in its tray needs the other of the two. `edge`: about which edge of the paper the sheet is
    turned between the runs; a lying page on a standing sheet (as of a booklet) comes to stand on
    its head where a standing one does not, and is turned.
    Raises: as `booklet`.
    """
    with opened(pdf) as document:
        count = len(document.pages)
        fronts = list(range(0, count, 2))
        backs = [at + 1 for at in fronts]
        if stacking == "face_up":
            backs.reverse()
        return Halves(
            _chosen(document, fronts, turning=None), _chosen(document, backs, turning=edge)
        )


def together(some: Iterable[bytes]) -> bytes:
    """Several PDFs one after another, for the printer: without tags, bookmarks and links.

    Asks the printer for what the first one asks. Raises: as `booklet`.
    """
    with pikepdf.new() as made:
        for data in some:
            with opened(data) as document:
                if not len(made.pages) and "/ViewerPreferences" in document.Root:
                    wanted = document.make_indirect(document.Root.ViewerPreferences)
                    made.Root.ViewerPreferences = made.copy_foreign(wanted)
                for page in document.pages:
                    _bare(page)
                made.pages.extend(document.pages)
        return saved(made)


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has. Raises: as `booklet`."""
    with opened(pdf) as document:
        return len(document.pages)


def opened(pdf: bytes) -> pikepdf.Pdf:
    """A PDF to put on other sheets or to mark. Raises: InputError."""
    try:
        document = pikepdf.open(io.BytesIO(pdf))
    except pikepdf.PasswordError as error:
        raise InputError("pdf_protected") from error
    except pikepdf.PdfError as error:
        raise InputError("pdf_broken") from error
    if not len(document.pages):
        document.close()
        raise InputError("pdf_broken")
    return document


def _on_sheets(document: pikepdf.Pdf, sides: Iterable[tuple[int, int]], duplex: str) -> bytes:
    """Each side a sheet of its own, in place of the document's pages."""
    count = len(document.pages)
    forms = [_form(document, at) for at in range(count)]
    for pair in sides:
        placed = [(forms[at], half) for half, at in enumerate(pair) if at < count]
        document.pages.append(_sheet(document, placed))
    del document.pages[:count]
    forget(document)
    document.Root.ViewerPreferences = Dictionary(Duplex=Name(duplex), PrintScaling=Name("/None"))
    return saved(document)


def _form(document: pikepdf.Pdf, at: int) -> tuple[Any, tuple[float, float, float, float]]:
    """A page as something to draw, and the box that is drawn of it, upright."""
    page = document.pages[at]
    form = document.make_indirect(page.as_form_xobject())
    left, bottom, right, top = (float(side) for side in form.BBox)
    a, b, c, d, e, f = (float(one) for one in form.get("/Matrix", [1, 0, 0, 1, 0, 0]))
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return form, (min(xs), min(ys), max(xs), max(ys))


def _sheet(
    document: pikepdf.Pdf,
    placed: Sequence[tuple[tuple[Any, tuple[float, float, float, float]], int]],
) -> pikepdf.Page:
    width, height = A4
    half = width / 2
    drawn, held = [], Dictionary()
    for (form, (left, bottom, right, top)), place in placed:
        wide, high = right - left, top - bottom
        scale = min(half / wide, height / high)
        if abs(scale - 1) < _NEAR:
            scale = 1.0
        x = place * half + (half - wide * scale) / 2 - left * scale
        y = (height - high * scale) / 2 - bottom * scale
        drawn.append(f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm /P{place} Do Q")
        held[f"/P{place}"] = form
    return pikepdf.Page(
        document.make_indirect(
            Dictionary(
                Type=Name.Page,
                MediaBox=Array(
                    [0, 0, *(pikepdf.Object.parse(f"{side:.2f}".encode()) for side in A4)]
                ),
                Resources=Dictionary(XObject=held),
                Contents=document.make_stream("\n".join(drawn).encode()),
            )
        )
    )


def _chosen(document: pikepdf.Pdf, places: Iterable[int], turning: Edge | None) -> bytes:
    """Some pages of a document, a blank one for a place behind its end."""
    with pikepdf.new() as made:
        for at in places:
            if at < len(document.pages):
                made.pages.append(document.pages[at])
            else:
                _, _, width, height = _box(document.pages[-1])
                made.add_blank_page(page_size=(width, height))
            page = made.pages[-1]
            _bare(page)
            if turning is not None and _lies(page) == (turning == "long"):
                page.rotate(180, relative=True)
        if "/Info" in document.trailer:
            made.trailer.Info = made.copy_foreign(document.trailer.Info)
        made.Root.ViewerPreferences = Dictionary(
            Duplex=Name("/Simplex"), PrintScaling=Name("/None")
        )
        return saved(made)


def _bare(page: pikepdf.Page) -> None:
    """Takes off what leads from a page to tags and to other pages."""
    for key in ("/StructParents", "/Annots", "/Tabs"):
        if key in page.obj:
            del page.obj[key]


def _box(page: pikepdf.Page) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(side) for side in page.mediabox)
    return left, bottom, right - left, top - bottom


def _lies(page: pikepdf.Page) -> bool:
    """Whether a page is wider than high as it is shown."""
    _, _, width, height = _box(page)
    turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
    return (height > width) if turned else (width > height)


def forget(document: pikepdf.Pdf) -> None:
    """Takes out what leads to pages that are no more."""
    for key in (*_UNTAGGED, *_GONE):
        if key in document.Root:
            del document.Root[key]
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as claims:
        for claim in ("pdfuaid:part", "pdfuaid:rev"):
            if claim in claims:
                del claims[claim]


def saved(document: pikepdf.Pdf) -> bytes:
    """A PDF's bytes, the same each time for the same content."""
    target = io.BytesIO()
    document.save(target, deterministic_id=True)
    return target.getvalue()
