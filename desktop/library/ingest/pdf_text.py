"""Makes paragraphs and headings of a PDF's lines, from their places on the pages."""

import re
import statistics
from collections import Counter
from itertools import pairwise

import msgspec

from desktop.library.ingest.escape import clean, escape_inline
from desktop.library.ingest.texts import paragraphs_to_markdown

_HEADING_RATIO = 1.15
_HEADING_LENGTH = 250
_GAP = 1.35
_EDGE_LINES = 2
_MARKER = re.compile(
    r"^(?:[-–•▪●◦+*\uf0b7]\s|\d{1,3}(?:\.\d{1,3})*[.)]\s|[a-zđ]\)\s|[IVX]{1,5}\.\s|Điều \d+)"
)
_ENDS = (".", ":", ";", "!", "?", "…", ".”", "!”", "?”")
_PAGE_NUMBER = re.compile(r"^(?:trang\s*)?\W*#\W*(?:(?:/|trên|of)\s*#\W*)?$")


class Line(msgspec.Struct, frozen=True):
    """A line of a page: places in points from the lower left, `broken` if cut at a hyphen."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    broken: bool = False


class _Measure(msgspec.Struct, frozen=True):
    """The body's font size, margins and distance between lines, in points."""

    size: float
    left: float
    right: float
    leading: float


def without_running_heads(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """Takes off the lines that repeat at the top or foot of pages, and page numbers.

    A line counts as repeated when it stands, digits aside, at the edge of 40 % of the pages and of
    three at least; for a line that is only a number two pages are enough. Returns the pages and
    one sample of each line taken off.
    """
    seen: Counter[str] = Counter()
    sample: dict[str, str] = {}
    for lines in pages:
        for key in {_key(line) for line in _edges(lines)}:
            seen[key] += 1
        for line in _edges(lines):
            sample.setdefault(_key(line), line.text)
    repeated = {key for key, count in seen.items() if _repeats(key, count, len(pages))}
    kept = []
    for lines in pages:
        edges = {id(line) for line in _edges(lines) if _key(line) in repeated}
        kept.append([line for line in lines if id(line) not in edges])
    return kept, [sample[key] for key in sorted(repeated)]


def to_markdown(pages: list[list[Line]]) -> str:
    """Paragraphs over lines and pages; lines in larger type become headings."""
    lines = [line for page in pages for line in page]
    if not lines:
        return ""
    measure = _measured(lines)
    sizes = sorted(
        {_round(line.size) for line in lines if _is_heading(line, measure)}, reverse=True
    )
    parts: list[str] = []
    paragraphs: list[str] = []
    for group in _grouped(pages, measure):
        text = clean(_joined(group))
        if _is_heading(group[0], measure) and len(text) <= _HEADING_LENGTH:
            parts += _flushed(paragraphs)
            level = min(sizes.index(_round(group[0].size)) + 1, 3)
            parts.append(f"{'#' * level} {escape_inline(text)}")
            paragraphs = []
        else:
            paragraphs.append(text)
    return "\n\n".join([*parts, *_flushed(paragraphs)]) + "\n"


def page_texts(pages: list[list[Line]]) -> list[str]:
    """The plain text of each page, a paragraph a line; what goes on overleaf is cut there."""
    lines = [line for page in pages for line in page]
    if not lines:
        return [""] * len(pages)
    measure = _measured(lines)
    return [clean("\n".join(map(_joined, _grouped([page], measure)))) for page in pages]


def _flushed(paragraphs: list[str]) -> list[str]:
    return [paragraphs_to_markdown(paragraphs).rstrip("\n")] if paragraphs else []


def _edges(lines: list[Line]) -> list[Line]:
    """The highest and lowest lines of a page."""
    ordered = sorted(lines, key=lambda line: -line.bottom)
    return ordered[:_EDGE_LINES] + ordered[max(_EDGE_LINES, len(ordered) - _EDGE_LINES) :]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold()).strip()


def _repeats(key: str, count: int, pages: int) -> bool:
    if _PAGE_NUMBER.match(key):
        return count >= 2
    return count >= 3 and count >= 0.4 * pages


def _measured(lines: list[Line]) -> _Measure:
    weights: Counter[float] = Counter()
    for line in lines:
        weights[_round(line.size)] += len(line.text)
    size = weights.most_common(1)[0][0]
    body = [line for line in lines if _round(line.size) == size]
    steps = [
        above.bottom - below.bottom
        for above, below in pairwise(body)
        if 0 < above.bottom - below.bottom < 4 * size
    ]
    rights = sorted(line.right for line in body)
    return _Measure(
        size=size,
        left=min(Counter(_round(line.left) for line in body).most_common(3))[0],
        right=rights[int(0.9 * (len(rights) - 1))],
        leading=statistics.median(steps) if steps else 1.3 * size,
    )


def _grouped(pages: list[list[Line]], measure: _Measure) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for page in pages:
        for number, line in enumerate(page):
            above = groups[-1][-1] if groups else None
            if above is None or _begins(above, line, measure, new_page=number == 0):
                groups.append([line])
            else:
                groups[-1].append(line)
    return groups


def _begins(above: Line, line: Line, measure: _Measure, *, new_page: bool) -> bool:
    """Whether `line` begins a paragraph after the line `above` it."""
    if abs(line.size - above.size) > 0.12 * measure.size:
        return True
    heading = _is_heading(line, measure)
    if not new_page and above.bottom - line.bottom > _GAP * measure.leading * (
        line.size / measure.size if heading else 1
    ):
        return True
    if heading:
        return False
    ended = above.text.endswith(_ENDS)
    short = above.right < measure.right - 0.12 * (measure.right - measure.left)
    marked = bool(_MARKER.match(line.text)) and (ended or short)
    indent = 0.9 * line.size
    indented = line.left > measure.left + indent and line.left > above.left + indent
    capital = new_page and ended and line.text[:1].isupper()
    return marked or indented or (short and ended) or capital


def _is_heading(line: Line, measure: _Measure) -> bool:
    return line.size >= _HEADING_RATIO * measure.size and len(line.text) <= _HEADING_LENGTH


def _joined(lines: list[Line]) -> str:
    text = lines[0].text
    for above, line in pairwise(lines):
        text += line.text if above.broken else f" {line.text}"
    return text


def _round(points: float) -> float:
    return round(points * 2) / 2
