"""Writes a sheet as Markdown that reads back as the same words in the same blocks."""

import re
from collections.abc import Callable, Iterable

from desktop.library.document import Node, Run
from desktop.library.handouts.official import Line
from desktop.library.handouts.sheet import Sheet

_SIGNS = re.compile(r"[\\`*_{}\[\]]")
_OPENING = re.compile(r"^(?:(\d+)([.)])(?=\s|$)|([-+#>:=~]))")
"""What is a sign only where a block begins."""
_CLOSING = re.compile(r"#(?=#*\s*$)")
"""What is a sign only where a heading ends."""
_STRONG = {"bold": "**", "italic": "*"}
_TAGS = {"underline": "u", "strike": "s"}
_INDENT = "    "


def markdown(sheet: Sheet) -> str:
    """The whole sheet. Pictures keep their attachment names: a Markdown file holds no bytes."""
    blocks = [*_front(sheet)]
    for section in sheet.sections:
        if section.heading:
            blocks.append(f"{'#' * (section.depth + 1)} {escape(section.heading)}")
        blocks += _lines(section.byline, section.superseded)
        blocks += [_block(sheet, node) for node in _separated(section.body)]
        blocks += ["&nbsp;" + "." * 60] * section.lines
    blocks += [*_sources(sheet), *_foot(sheet)]
    for number, note in enumerate(sheet.notes, 1):
        blocks.append(f"[^{number}]: " + _indented(_blocks(sheet, note)))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _front(sheet: Sheet) -> Iterable[str]:
    official = sheet.official
    if official and not official.copy_form:
        yield from _parts(*official.left, *official.right)
        for line in official.title:
            yield f"# {escape(line.text)}" if line.part == "subject" else f"**{escape(line.text)}**"
        yield from (_opening(escape(line.text)) for line in official.bases)
        return
    if sheet.mark:
        yield f"**{escape(sheet.mark)}**"
    if sheet.label:
        yield f"**{escape(sheet.label)}**"
    yield f"# {escape(sheet.title)}"
    yield from _lines(sheet.byline, sheet.superseded)


def _sources(sheet: Sheet) -> Iterable[str]:
    yield "---"
    if len(sheet.sources) == 1:
        yield f"**{escape(sheet.words['sources'])}:** {escape(sheet.sources[0])}"
    elif sheet.sources:
        yield f"**{escape(sheet.words['sources'])}:**"
        yield "\n".join(f"{n}. {escape(text)}" for n, text in enumerate(sheet.sources, 1))


def _foot(sheet: Sheet) -> Iterable[str]:
    official = sheet.official
    if official is None:
        return
    if official.copy_form:
        yield from _parts(*official.left, *official.right)
    yield from _parts(*official.recipients, *official.signing)


def _parts(*lines: Line) -> Iterable[str]:
    return (_opening(escape(line.text)) for line in lines)


def escape(text: str) -> str:
    """`text` so that Markdown and HTML take no letter of it for a sign within a line."""
    return _SIGNS.sub(r"\\\g<0>", text.replace("&", "&amp;").replace("<", "&lt;"))


def _opening(line: str) -> str:
    """`line` so that its first letters begin no list, heading or quote.

    Character references, since no backslash is read before some of these signs.
    """
    return _OPENING.sub(
        lambda found: f"{found[1]}&#{ord(found[2])};" if found[1] else f"&#{ord(found[3])};", line
    )


def _lines(byline: Iterable[str], superseded: str) -> list[str]:
    lines = [f"*{escape(line)}*" for line in byline]
    return lines + ([f"**{escape(superseded)}**"] if superseded else [])


def _separated(nodes: Iterable[Node]) -> Iterable[Node]:
    """The nodes, with a paragraph of nothing between lists that would else read as one."""
    before = ""
    for node in nodes:
        if node.kind == "list" == before:
            yield Node("paragraph", runs=(Run(_BETWEEN),))
        yield node
        before = node.kind


_BETWEEN = "\0"


def _blocks(sheet: Sheet, nodes: Iterable[Node]) -> str:
    return "\n\n".join(filter(None, (_block(sheet, node) for node in _separated(nodes))))


def _block(sheet: Sheet, node: Node) -> str:
    if node.kind in _CONTAINERS:
        return _CONTAINERS[node.kind](sheet, node)
    match node.kind:
        case "heading":
            marks = "#" * min(node.level + 1, 6)
            return f"{marks} " + _CLOSING.sub(r"\\#", _inline(node.runs))
        case "code":
            return _INDENT + node.text.replace("\n", f"\n{_INDENT}")
        case "rule":
            return "---"
        case _ if node.text == _BETWEEN:
            return "<!-- -->"
        case _:
            return _opening(_inline(node.runs)) or _blocks(sheet, node.children)


def _quote(sheet: Sheet, node: Node) -> str:
    return re.sub("^", "> ", _blocks(sheet, node.children), flags=re.MULTILINE)


def _definition(sheet: Sheet, node: Node) -> str:
    return ":   " + _indented(_blocks(sheet, node.children))


def _list(sheet: Sheet, node: Node) -> str:
    items = []
    for number, item in enumerate(node.children, node.start):
        sign = f"{number}." if node.ordered else "-"
        items.append(sign.ljust(4) + _indented(_blocks(sheet, item.children)))
    return "\n\n".join(items)


def _figure(sheet: Sheet, node: Node) -> str:
    caption = _blocks(sheet, node.children)
    if not node.src:
        missing = escape(sheet.words["picture_missing"].format(alt=node.alt))
        return "\n\n".join(filter(None, (f"*{missing}*", caption)))
    picture = f"![{escape(node.alt)}]({sheet.figures[node.src].name.replace(' ', '%20')})"
    return "\n\n".join(filter(None, (picture, caption)))


def _table(_sheet: Sheet, node: Node) -> str:
    rows = [[cell for cell in row.children for _ in range(cell.span)] for row in node.children]
    columns = max(map(len, rows), default=0)
    lines = []
    for row in rows:
        texts = []
        for place in range(columns):
            cell = row[place] if place < len(row) else Node("cell")
            repeated = place > 0 and place < len(row) and row[place - 1] is cell
            texts.append("" if repeated else _inline(cell.runs).replace("|", "&#124;"))
        lines.append("| " + " | ".join(texts) + " |")
    if not node.children or not node.children[0].head:
        lines.insert(0, "|" + "  |" * columns)
    lines.insert(1, "|" + "---|" * columns)
    return "\n".join(lines)


def _inline(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    if run.note:
        return f"[^{run.note}]"
    text = escape(run.text).replace("\n", "<br>")
    lead = text[: len(text) - len(text.lstrip())]
    tail = text[len(text.rstrip()) :]
    inner = text.strip()
    if not inner:
        return text
    for name, tag in _TAGS.items():
        if getattr(run, name):
            inner = f"<{tag}>{inner}</{tag}>"
    if run.code:
        inner = f"<code>{inner}</code>"
    if run.position:
        inner = f"<{run.position}>{inner}</{run.position}>"
    for name, sign in _STRONG.items():
        if getattr(run, name):
            inner = f"{sign}{inner}{sign}"
    if run.href:
        inner = f"[{inner}](<{run.href}>)" if ">" not in run.href else inner
    return lead + inner + tail


def _indented(text: str) -> str:
    """`text` with every line after the first moved in, as what belongs to a list item is."""
    return re.sub(r"\n(?=[^\n])", f"\n{_INDENT}", text)


_CONTAINERS: dict[str, Callable[[Sheet, Node], str]] = {
    "list": _list,
    "quote": _quote,
    "definition": _definition,
    "table": _table,
    "figure": _figure,
}
