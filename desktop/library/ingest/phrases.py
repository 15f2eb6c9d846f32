"""Inline HTML as inline Markdown, in the dialect of our renderer (Python-Markdown)."""

import re

from lxml.html import HtmlElement

from desktop.library.ingest.escape import clean, escape_inline, escape_line_start

_OPEN = {"strong": "\x01", "b": "\x01", "em": "\x03", "i": "\x03", "cite": "\x03", "dfn": "\x03"}
_CLOSE = {"\x01": "\x02", "\x03": "\x04"}
_MARKS = {"\x01": ("**", "<strong>", "</strong>"), "\x03": ("*", "<em>", "</em>")}
_KEPT = {
    "u": "u",
    "ins": "u",
    "s": "del",
    "del": "del",
    "strike": "del",
    "sup": "sup",
    "sub": "sub",
}
_CODE = {"code", "kbd", "samp", "tt"}
_SAFE_LINK = re.compile(r"^(?:https?://|mailto:)[^\s<>\"]+$", re.IGNORECASE)
_SPACE = re.compile(r"[^\S\n\u00a0]+")
_EDGE = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
DROPPED = frozenset({"script", "style", "template", "head", "title", "meta", "link", "noscript"})


def phrase(element: HtmlElement) -> str:
    """What stands inside `element` as one run of inline Markdown; a forced break is a line end."""
    parts = [words(element.text)]
    for child in element:
        parts += [element_phrase(child), words(child.tail)]
    return "".join(parts)


def paragraph(run: str) -> str:
    """A run as a block of its own."""
    text = _emphasised(_SPACE.sub(" ", run))
    lines = (line.strip(" ") for line in text.split("\n"))
    return "  \n".join(escape_line_start(line) for line in lines if line.strip())


def one_line(run: str) -> str:
    """A run for a heading, where no line may end."""
    return " ".join(_emphasised(_SPACE.sub(" ", run)).split())


def words(text: str | None) -> str:
    """Plain text of an element as a run."""
    return escape_inline(re.sub(r"\s+", " ", clean(text).replace("\u00a0", " "))) if text else ""


def element_phrase(element: HtmlElement) -> str:
    """One inline element as a run, without the text after it."""
    tag = element.tag
    if not isinstance(tag, str) or tag in DROPPED:
        return ""
    if tag == "br":
        return "\n"
    if tag == "img":
        return _picture(element)
    if tag == "footnote-reference":
        return f"[^{element.get('label')}]"
    if tag in _CODE:
        return _code(element)
    return _wrapped(element, phrase(element))


def _wrapped(element: HtmlElement, inner: str) -> str:
    """`inner` in the marks of `element`, which hug the words."""
    match = _EDGE.match(inner)
    before, text, after = match.groups() if match else ("", inner, "")
    tag = element.tag
    if not text:
        return inner
    if tag in _OPEN:
        mark = _OPEN[tag]
        text = re.sub(f"[{mark}{_CLOSE[mark]}]", "", text)
        text = "\n".join(f"{mark}{line}{_CLOSE[mark]}" if line else "" for line in text.split("\n"))
    elif tag in _KEPT:
        text = f"<{_KEPT[tag]}>{text}</{_KEPT[tag]}>"
    elif tag == "a" and _SAFE_LINK.match(element.get("href") or "") and "](" not in text:
        address = str(element.get("href")).replace("(", "%28").replace(")", "%29")
        words_shown = text.replace("]", "\\]")
        text = f"[{words_shown}]({address})"
    return before + text + after


def _picture(element: HtmlElement) -> str:
    alt = words(element.get("alt")).replace("]", "\\]").strip()
    return f"![{alt}]({element.get('src')})" if element.get("src") else ""


def _code(element: HtmlElement) -> str:
    text = " ".join(clean(element.text_content()).split())
    if not text:
        return ""
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def _emphasised(run: str) -> str:
    """Writes emphasis with asterisks where they stand free, and as tags inside words."""
    run = re.sub("\x02(\\s*)\x01|\x04(\\s*)\x03", lambda gap: gap[1] or gap[2] or "", run)
    for opening, (stars, start, end) in _MARKS.items():
        pieces = re.split(f"([{opening}{_CLOSE[opening]}])", run)
        free = True
        for number in range(1, len(pieces), 2):
            if pieces[number] == opening:
                after = pieces[number + 3][:1] if number + 3 < len(pieces) else ""
                free = _stands_free(pieces[number - 1][-1:]) and _stands_free(after)
                free = free and not pieces[number + 1].startswith(("\x03", "*"))
                free = free and not pieces[number + 1].endswith(("\x04", "*"))
            pieces[number] = stars if free else (start if pieces[number] == opening else end)
        run = "".join(pieces)
    return run


def _stands_free(neighbour: str) -> bool:
    return not neighbour or neighbour.isspace() or neighbour in ".,;:!?()“”\"'…–-/"
