"""Writes a block tree as HTML: the same tags that the sanitiser admits, each leaf with its id."""

from html import escape
from itertools import groupby

from desktop.library.document import Node, Run

_CONTAINERS = {
    "item": "li",
    "quote": "blockquote",
    "row": "tr",
    "definition": "dd",
    "table": "table",
}
_LEAVES = {"paragraph": "p", "caption": "figcaption", "term": "dt"}


def to_html(nodes: tuple[Node, ...]) -> str:
    """The nodes as an HTML fragment, one block a line; terms and definitions in one list."""
    lines: list[str] = []
    for defining, group in groupby(nodes, lambda node: node.kind in {"term", "definition"}):
        inner = [_block(node) for node in group]
        lines += ["<dl>", *inner, "</dl>"] if defining else inner
    return "\n".join(lines)


def _block(node: Node) -> str:
    identity = f' id="{escape(node.id)}"' if node.id else ""
    match node.kind:
        case "heading":
            circle = f' circulation="{node.circulation}"' if node.circulation else ""
            return f"<h{node.level}{identity}{circle}>{_runs(node)}</h{node.level}>"
        case "code":
            return f"<pre{identity}><code>{escape(node.text)}</code></pre>"
        case "cell":
            tag = "th" if node.head else "td"
            span = f' colspan="{node.span}"' if node.span > 1 else ""
            align = f' align="{node.align}"' if node.align else ""
            return f"<{tag}{identity}{span}{align}>{_runs(node)}</{tag}>"
        case "paragraph" | "caption" | "term":
            tag = _LEAVES[node.kind]
            return f"<{tag}{identity}>{_runs(node)}</{tag}>"
        case _:
            return _container(node)


def _container(node: Node) -> str:
    inner = to_html(node.children)
    match node.kind:
        case "rule":
            return "<hr>"
        case "list":
            start = f' start="{node.start}"' if node.ordered and node.start != 1 else ""
            tag = "ol" if node.ordered else "ul"
            return f"<{tag}{start}>\n{inner}\n</{tag}>"
        case "figure":
            picture = f'<img src="{escape(node.src)}" alt="{escape(node.alt)}">'
            return f"<figure>{picture}{inner}</figure>"
        case "footnotes":
            return f'<div class="footnote">\n<ol>\n{inner}\n</ol>\n</div>'
        case "footnote":
            return f'<li id="fn:{escape(node.label)}">{inner}</li>'
        case _:
            tag = _CONTAINERS[node.kind]
            return f"<{tag}>{inner}</{tag}>"


def _runs(node: Node) -> str:
    return "".join(map(_run, node.runs))


def _run(run: Run) -> str:
    if run.note:
        note = escape(run.note)
        return f'<sup><a class="footnote-ref" href="#fn:{note}">{note}</a></sup>'
    text = escape(run.text, quote=False).replace("\n", "<br>")
    for wanted, tag in (
        (run.code, "code"),
        (run.strike, "s"),
        (run.underline, "u"),
        (run.italic, "em"),
        (run.bold, "strong"),
        (run.position, run.position),
    ):
        if wanted:
            text = f"<{tag}>{text}</{tag}>"
    return f'<a href="{escape(run.href)}">{text}</a>' if run.href else text
