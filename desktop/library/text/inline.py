"""Inline HTML to styled runs, white space collapsed as browsers do."""

import re
from typing import Literal

import msgspec
from lxml.html import HtmlElement

from desktop.library.document import Run

_SPACE = re.compile(r"[ \t\n\r\f]+")
_FLAGS = {
    **dict.fromkeys(["strong", "b"], "bold"),
    **dict.fromkeys(["em", "i"], "italic"),
    **dict.fromkeys(["u", "ins"], "underline"),
    **dict.fromkeys(["s", "del"], "strike"),
    **dict.fromkeys(["code", "kbd"], "code"),
}
_BLOCKS = frozenset(["p", "div", "li", "ul", "ol", "blockquote", "dd", "dt", "pre"])


class Style(msgspec.Struct, frozen=True):
    """How a stretch of text is set; the fields of `Run` but its words."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    code: bool = False
    position: Literal["", "sup", "sub"] = ""
    href: str = ""


_BREAK = "\n"
_EDGE = (" ", "\n", "\u00a0")
"""What no leaf begins or ends with: the no-break space is what leads to a note's back link."""


class Inline:
    """Gathers the runs of one leaf, and the pictures that stood among them."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, Style, str]] = []
        self.pictures: list[tuple[str, str, str]] = []

    def text(self, text: str | None, style: Style) -> None:
        """Adds text as it stands in the HTML."""
        if text:
            self._parts.append((_SPACE.sub(" ", text), style, ""))

    def inside(self, element: HtmlElement, style: Style) -> None:
        """Adds what `element` holds; blocks inside a cell or heading become lines."""
        self.text(element.text, style)
        for child in element:
            if child.tag in _BLOCKS and self._parts:
                self._parts.append((_BREAK, style, ""))
            self.element(child, style)
            self.text(child.tail, style)

    def element(self, element: HtmlElement, style: Style) -> None:
        """Adds one inline element, without its tail."""
        tag = element.tag
        if tag == "br":
            self._parts.append((_BREAK, style, ""))
        elif tag == "img":
            if element.get("src"):
                picture = (element.get("src", ""), element.get("alt", ""), element.get("title", ""))
                self.pictures.append(picture)
        elif tag == "a" and element.get("class") == "footnote-ref":
            self._parts.append(("", style, element.get("href", "").removeprefix("#fn:")))
        elif tag == "a" and element.get("class") == "footnote-backref":
            return
        elif tag == "sup" and (element.get("id") or "").startswith("fnref"):
            self.inside(element, style)
        else:
            self.inside(element, _styled(tag, element, style))

    def runs(self) -> tuple[Run, ...]:
        """The runs: spaces collapsed across them, none at the ends or about a line break."""
        runs: list[Run] = []
        last = _BREAK
        for position, (part, style, note) in enumerate(self._parts):
            if note:
                runs.append(Run(note=note))
                continue
            text = part
            if part != _BREAK:
                if last in {" ", _BREAK}:
                    text = text.lstrip(" ")
                if text.endswith(" ") and self._breaks_after(position):
                    text = text.rstrip(" ")
            if text:
                last = text[-1]
                _append(runs, text, style)
        while runs and runs[-1].text.endswith(_EDGE):
            _trim_end(runs)
        while runs and runs[0].text.startswith(_EDGE):
            _trim_start(runs)
        return tuple(runs)

    def _breaks_after(self, position: int) -> bool:
        """Whether a break or the end comes before any other character."""
        for part, _style, _note in self._parts[position + 1 :]:
            if part == _BREAK:
                return True
            if part.strip(" "):
                return False
        return True


def _styled(tag: str, element: HtmlElement, style: Style) -> Style:
    """`style` as `tag` changes it."""
    changes: dict[str, object] = {}
    if tag == "a":
        changes["href"] = element.get("href", "")
    elif tag in {"sup", "sub"}:
        changes["position"] = tag
    elif tag in _FLAGS:
        changes[_FLAGS[tag]] = True
    return msgspec.structs.replace(style, **changes)


def _append(runs: list[Run], text: str, style: Style) -> None:
    run = Run(text, **{name: getattr(style, name) for name in Style.__struct_fields__})
    if runs and not runs[-1].note and msgspec.structs.replace(runs[-1], text=text) == run:
        runs[-1] = msgspec.structs.replace(run, text=runs[-1].text + text)
    else:
        runs.append(run)


def _trim_end(runs: list[Run]) -> None:
    shorter = runs[-1].text.rstrip("".join(_EDGE))
    runs[-1:] = [msgspec.structs.replace(runs[-1], text=shorter)] if shorter else []


def _trim_start(runs: list[Run]) -> None:
    shorter = runs[0].text.lstrip("".join(_EDGE))
    runs[:1] = [msgspec.structs.replace(runs[0], text=shorter)] if shorter else []
