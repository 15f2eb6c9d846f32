"""Holds a finished PDF against its rule set (kiểm thể thức), and names the article of each finding.

What is checked is read back from the file: paper, margins, fonts, sizes, page numbers, the parts of
an official paper, the signature's company; of the sheet only what no page shows.
"""

import io
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
import pikepdf

from desktop.library.handouts.draft import Official
from desktop.library.handouts.official import Line
from desktop.library.handouts.printed import Letter, Page, printed
from desktop.library.handouts.rules import Look, Rules, Value
from desktop.library.handouts.write import Ready

_MM = 72 / 25.4
_CLOSE = 1.5
"""Points that ink may stand beside where it was put: side bearings, hanging signs."""
_EDGE = 5 * _MM
"""Points from a page's edge that no printer may be asked to print on."""
_SAME_SIZE = 0.05
PARTS = {
    "parent": "part_parent",
    "issuer": "part_issuer",
    "number": "part_number",
    "symbol": "part_symbol",
    "place": "part_place",
    "date": "part_date",
    "place_date": "part_place_date",
    "kind": "part_kind",
    "subject": "part_subject",
    "letter_subject": "part_letter_subject",
    "nation": "part_nation",
    "motto": "part_motto",
    "bases": "part_bases",
    "addressee": "part_addressee",
    "rank": "part_rank",
    "role": "part_role",
    "signatory_rank": "part_signatory_rank",
    "signatory_role": "part_signatory_role",
    "signatory": "part_signatory",
    "recipients": "part_recipients",
    "recipients_label": "part_recipients_label",
    "mark": "part_mark",
    "urgency": "part_urgency",
    "draft": "part_draft",
    "typist": "part_typist",
    "copy_form": "part_copy_form",
    "star": "part_star",
    "after_subject": "part_after_subject",
}
"""The code of each part's name for people."""
SIDES = {"left": "side_left", "right": "side_right", "top": "side_top", "bottom": "side_bottom"}
"""The code of each side's name for people."""


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that is not as the rules have it; `basis` is the article that says so.

    `blocking`: the paper should not be signed like this. `page` counts from 1, 0 is the whole. The
    text of `code` is filled with `params`, of which `part` and `side` are codes themselves.
    """

    code: str
    blocking: bool
    basis: str
    params: dict[str, str] = {}
    page: int = 0


def check(pdf: bytes, ready: Ready) -> tuple[Finding, ...]:
    """Every finding, the blocking ones first.

    `ready` is what the PDF was made from (`write.ready`). Raises: InputError for no readable PDF.
    """
    pages = printed(pdf)
    found = [
        *_sources(ready),
        *_missing(ready),
        *_paper(pages, ready),
        *_margins(pages, ready),
        *_letters(pages, ready.rules),
        *_numbers(pages, ready.rules),
        *_parts(pages, ready),
        *_signature(pages, ready),
        *_structure(pdf, ready),
    ]
    return tuple(sorted(found, key=lambda finding: not finding.blocking))


def _sources(ready: Ready) -> Iterator[Finding]:
    """What is to be said of the rule set itself."""
    rules = ready.rules
    if not rules.verified:
        yield Finding("finding_unverified", blocking=False, basis=rules.basis)
    if rules.own:
        yield Finding("finding_own", blocking=False, basis=rules.basis)
    if ready.sheet.official and ready.options.paper == "a5":
        yield Finding("finding_a5", blocking=False, basis=rules.basis)


def _missing(ready: Ready) -> Iterator[Finding]:
    if ready.sheet.official is None:
        return
    official = ready.options.official
    lacking = [(name, True) for name in ready.rules.required if not _given(official, name, ready)]
    if official.copies and not official.typist.strip():  # the count is printed behind the mark
        lacking.append(("typist", False))
    for name, blocking in lacking:
        part, basis = {"part": PARTS[name]}, _basis(ready.rules, name)
        yield Finding("finding_missing", blocking=blocking, basis=basis, params=part)


def _given(official: Official, name: str, ready: Ready) -> bool:
    if name == "subject":
        return bool(official.subject or ready.sheet.title)
    return bool(getattr(official, name))


def _basis(rules: Rules, name: str) -> str:
    """The article about a part, or about the printed part that it belongs to."""
    whole = {
        "symbol": "number",
        "place": "place_date",
        "date": "place_date",
        "signatory_rank": "rank",
        "signatory_role": "role",
    }.get(name, name)
    return rules.looks[whole].basis if whole in rules.looks else rules.basis


def _paper(pages: Sequence[Page], ready: Ready) -> Iterator[Finding]:
    page = ready.rules.page
    wanted = (page["width"].points, page["height"].points)
    for place, one in enumerate(pages, 1):
        if abs(one.width - wanted[0]) > 1 or abs(one.height - wanted[1]) > 1:
            params = {
                "width": _mm(one.width),
                "height": _mm(one.height),
                "wanted_width": _mm(wanted[0]),
                "wanted_height": _mm(wanted[1]),
            }
            basis = page["width"].basis
            yield Finding("finding_paper", blocking=True, basis=basis, params=params, page=place)


def _margins(pages: Sequence[Page], ready: Ready) -> Iterator[Finding]:
    """Letters in the margins, and margins that are not within the rule set's bounds."""
    rules = ready.rules
    for side in ("left", "right", "top", "bottom"):
        value = rules.page[side]
        if not value.allows(value.value, _SAME_SIZE):
            least, most = value.bounds
            params = {"side": SIDES[side], "value": f"{value.value:g}"}
            params |= {"least": f"{least:g}", "most": f"{most:g}"}
            yield Finding("finding_margin_size", blocking=True, basis=value.basis, params=params)
    for place, page in enumerate(pages, 1):
        left, right = _sides(ready, place)
        over = [
            letter
            for letter in page.letters
            if letter.left < left - _CLOSE
            or letter.right > page.width - right + 2 * _CLOSE
            or letter.bottom > page.height - rules.page["bottom"].points + 3 * _CLOSE
        ]
        if over:
            text = "".join(letter.text for letter in over[:40])
            basis = rules.page["left"].basis
            params = {"text": text}
            yield Finding("finding_margin", blocking=True, basis=basis, params=params, page=place)


def _sides(ready: Ready, place: int) -> tuple[float, float]:
    """The margins at the left and right of a page; on the back of a leaf they change places.

    Where the reader's notes stand in the outer one, only its edge must be free.
    """
    page = ready.rules.page
    left, right = page["left"].points, page["right"].points
    if ready.sheet.aside:
        right = min(right, _EDGE)
    return (right, left) if ready.options.sides == 2 and place % 2 == 0 else (left, right)


def _letters(pages: Sequence[Page], rules: Rules) -> Iterator[Finding]:
    families = {name.replace(" ", "") for name in (*rules.fonts.families, rules.fonts.code)}
    strange = sorted({letter.family for page in pages for letter in page.letters} - families - {""})
    if strange:
        params = {"wanted": rules.fonts.body, "font": ", ".join(strange)}
        yield Finding("finding_font", blocking=True, basis=rules.basis, params=params)
    sizes = Counter(round(letter.size, 1) for page in pages for letter in page.letters)
    if not sizes:
        return
    ((size, _),) = sizes.most_common(1)
    body = rules.sizes["body"]
    small = max(rules.sizes[name].value for name in ("table", "source", "footnote"))
    if not body.allows(size, _SAME_SIZE) and size > small:
        yield _sized("finding_body_size", size, body)


def _sized(code: str, size: float, value: Value, page: int = 0, part: str = "") -> Finding:
    least, most = value.bounds
    params = {"value": f"{size:g}", "least": f"{least:g}", "most": f"{most:g}"}
    if part:
        params["part"] = PARTS[part]
    return Finding(code, blocking=True, basis=value.basis, params=params, page=page)


def _numbers(pages: Sequence[Page], rules: Rules) -> Iterator[Finding]:
    """Arabic, centred in the top margin, none on the first page."""
    size, top = rules.sizes["page_number"], rules.page["top"].points
    for place, page in enumerate(pages, 1):
        above = [letter for letter in page.letters if letter.bottom < top]
        middle = _centred(above, str(place))
        if place == 1:
            if middle:
                yield Finding("finding_number_first", blocking=True, basis=size.basis, page=1)
        elif not middle:
            yield Finding("finding_number_missing", blocking=True, basis=size.basis, page=place)
        elif not size.allows(middle[0].size, _SAME_SIZE):
            yield _sized("finding_number_size", round(middle[0].size, 1), size, place)


def _centred(letters: Sequence[Letter], text: str) -> list[Letter]:
    """The last letters, if they read so: a running head stands before the number."""
    for start in range(len(letters)):
        some = list(letters[start : start + len(text)])
        if "".join(letter.text for letter in some) == text:
            return some
    return []


class _Found(msgspec.Struct, frozen=True):
    page: int
    letters: tuple[Letter, ...]


def _find(pages: Sequence[Page], text: str, *, last: bool = False) -> _Found | None:
    """Where a text stands, however its lines were broken: at first, or for the last time."""
    wanted = "".join(text.split())
    every = list(enumerate(pages, 1))
    for place, page in reversed(every) if last else every:
        read = "".join(letter.text for letter in page.letters)
        at = read.rfind(wanted) if last else read.find(wanted)
        if wanted and at >= 0 and len(read) == len(page.letters):
            return _Found(place, page.letters[at : at + len(wanted)])
    return None


def _parts(pages: Sequence[Page], ready: Ready) -> Iterator[Finding]:
    """The parts of an official paper: there, in their sizes, styles and columns."""
    official = ready.sheet.official
    if official is None:
        return
    ending = {*official.recipients, *official.signing}
    if official.copy_form:
        ending |= {*official.left, *official.right}
    for line in official.lines():
        found = _find(pages, line.text, last=line in ending)
        if found is None:
            part = {"part": PARTS[line.part]}
            basis = _basis(ready.rules, line.part)
            yield Finding("finding_part_gone", blocking=True, basis=basis, params=part)
        else:
            yield from _part(line, found, pages[found.page - 1], ready.rules)


def _part(line: Line, found: _Found, page: Page, rules: Rules) -> Iterator[Finding]:
    size, look = rules.sizes[line.part], rules.looks.get(line.part)
    sizes = Counter(round(letter.size, 1) for letter in found.letters)
    ((most, _),) = sizes.most_common(1)
    if not size.allows(most, _SAME_SIZE):
        yield _sized("finding_part_size", most, size, found.page, line.part)
    if look is None:
        return
    part = {"part": PARTS[line.part]}
    plain = [letter for letter in found.letters if letter.text.isalpha()]
    if any((letter.bold, letter.italic) != (look.bold, look.italic) for letter in plain):
        code = "finding_part_look"
        yield Finding(code, blocking=True, basis=look.basis, params=part, page=found.page)
    if not _stands(found.letters, look, page):
        code, side = "finding_part_side", {"side": SIDES[look.side]}
        basis = look.basis
        yield Finding(code, blocking=True, basis=basis, params=part | side, page=found.page)


def _stands(letters: Sequence[Letter], look: Look, page: Page) -> bool:
    """Whether a part's middle is in its column."""
    middle = (min(one.left for one in letters) + max(one.right for one in letters)) / 2
    match look.side:
        case "left":
            return middle < page.width / 2
        case "right":
            return middle > page.width / 2
        case _:
            return True


def _signature(pages: Sequence[Page], ready: Ready) -> Iterator[Finding]:
    """The page that is signed must have words of the text above the signature."""
    official = ready.sheet.official
    if official is None or not official.signing:
        return
    found = _find(pages, official.signing[-1].text, last=True)
    if found is None:
        return
    first = _find(pages[found.page - 1 : found.page], official.signing[0].text, last=True)
    top = first.letters[0].top if first else found.letters[0].top
    above = [
        letter
        for letter in pages[found.page - 1].letters
        if letter.bottom < top and ready.rules.page["top"].points <= letter.bottom
    ]
    if not above:
        basis = _basis(ready.rules, "signatory")
        yield Finding("finding_signature_alone", blocking=True, basis=basis, page=found.page)


def _structure(pdf: bytes, ready: Ready) -> Iterator[Finding]:
    """What readers who do not see need: tags, descriptions, headings in their order."""
    sheet, basis = ready.sheet, "PDF/UA-1 (ISO 14289-1)"
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        marks = opened.Root.get("/MarkInfo")
        marked = marks is not None and bool(marks.get("/Marked", False))
        if not (marked and "/Lang" in opened.Root and "/Title" in opened.docinfo):
            yield Finding("finding_untagged", blocking=False, basis=basis)
    for key in sorted(sheet.undescribed()):
        name = {"name": sheet.figures[key].name}
        yield Finding("finding_undescribed", blocking=False, basis=basis, params=name)
    before = 0
    for level, title in sheet.headings():
        if level > before + 1:
            code = "finding_heading"
            yield Finding(code, blocking=False, basis=basis, params={"title": title})
        before = level


def _mm(points: float) -> str:
    return f"{points / _MM:.0f}"
