"""Writes plain text so that the Markdown renderer shows it letter for letter."""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
_ANYWHERE = re.compile(r"[\\`*_\[{|#]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^(?:(?P<sign>[-+>~])|(?P<number>\d+)(?=\.(?:\s|$))|(?P<other>[:=]))")
_SPACE = re.compile(r"[^\S\n]+")
_BACKSLASH = re.compile(r"\\([\\`*_\[\]{}()>#+\-.!|])")
_LINK = re.compile(r"!?\[((?:\\.|[^\]\\])*)\]\((?:<[^>]*>|[^()\s]*)(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,3}|`+)|</?(?:strong|em|u|del|sup|sub|br)>")
_BLOCK_SIGN = re.compile(r"^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+)+")
_UNESCAPED = {"&lt;": "<", "&#58;": ":", "&#61;": "=", "&#126;": "~", "&amp;": "&"}


def clean(text: str) -> str:
    r"""`text` in NFC with `\n` line ends and no control characters."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", unix.replace("\u2029", "\n\n")))


def escape_inline(text: str) -> str:
    """One paragraph's words with every Markdown sign made plain; white space is left alone."""
    signs = _ANYWHERE.sub(lambda sign: "\\" + sign[0], _ENTITY.sub("&amp;", text))
    return signs.replace("<", "&lt;")


def escape_line_start(line: str) -> str:
    """An already escaped line that no longer begins a list, quotation, rule or definition."""
    line = line.lstrip(" \t")
    match = _LINE_START.match(line)
    if not match:
        return line
    if match["sign"]:
        sign = "&#126;" if match["sign"] == "~" else "\\" + match["sign"]
        return sign + line[1:]
    if match["number"]:
        return f"{match['number']}\\{line[match.end() :]}"
    return f"&#{ord(match['other'])};{line[1:]}"


def escape_paragraph(text: str) -> str:
    """A paragraph of plain text as Markdown; its own line ends become forced breaks."""
    lines = (_SPACE.sub(" ", line).strip() for line in text.strip().split("\n"))
    return "  \n".join(escape_line_start(escape_inline(line)) for line in lines if line)


def plain(markdown: str) -> str:
    """The words of one Markdown block without its signs, on one line."""
    lines = (_BLOCK_SIGN.sub("", line) for line in markdown.split("\n"))
    text = _EMPHASIS.sub("", _LINK.sub(r"\1", " ".join(line.strip() for line in lines)))
    text = _BACKSLASH.sub(r"\1", text)
    for sign, letter in _UNESCAPED.items():
        text = text.replace(sign, letter)
    return _SPACE.sub(" ", text).strip()


def blocks(markdown: str) -> list[str]:
    """The blocks of a Markdown text, cut at its empty lines."""
    return [block for block in re.split(r"\n[ \t]*\n", markdown.strip("\n")) if block.strip()]
