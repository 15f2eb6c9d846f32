"""Titles on two lines of near-equal width, with no lone last word (DESIGN.md section 1.6)."""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

_ELLIPSIS, _NO_BREAK = "…", "\N{NO-BREAK SPACE}"


def _lines(text: str, font: QFont, width: float) -> list[str]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    ends: list[int] = []
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        ends.append(line.textStart() + line.textLength())
    layout.endLayout()
    units = text.encode("utf-16-le")
    starts = [0, *ends[:-1]]
    return [
        units[2 * start : 2 * end].decode("utf-16-le").strip()
        for start, end in zip(starts, ends, strict=True)
    ]


@lru_cache(maxsize=4096)
def _balanced(text: str, key: str, width: float, most: int) -> tuple[str, ...]:
    font = QFont()
    font.fromString(key)
    lines = _lines(text, font, width)
    if len(lines) > most and _NO_BREAK in text:
        # Whole words take more lines than there are: rather part one than cut the title.
        return _balanced(text.replace(_NO_BREAK, " "), key, width, most)
    if len(lines) < 2:
        return tuple(lines)
    if len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        metrics = QFontMetricsF(font)
        cut = _elided(rest, metrics, width)
        return (*lines[: most - 1], cut)
    low, high = width / len(lines), width
    while high - low > 4:
        middle = (low + high) / 2
        if len(_lines(text, font, middle)) <= len(lines):
            high = middle
        else:
            low = middle
    return tuple(_lines(text, font, high))


def _elided(text: str, metrics: QFontMetricsF, width: float) -> str:
    words = text.split(" ")
    while len(words) > 1 and metrics.horizontalAdvance(" ".join(words) + _ELLIPSIS) > width:
        words.pop()
    return " ".join(words) + _ELLIPSIS


def balanced(text: str, font: QFont, width: float, most: int = 2) -> tuple[str, ...]:
    """`text` in at most `most` lines of `width` pixels, cut at a word with `…` if it needs more.

    No line ends at a no-break space, unless there is not room enough; none is left in the lines.
    """
    lines = _balanced(text, font.toString(), max(width, 40.0), most)
    return tuple(line.replace(_NO_BREAK, " ") for line in lines)
