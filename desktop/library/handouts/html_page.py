"""Writes a sheet as one HTML file that needs nothing beside it and loads nothing."""

import base64
from collections.abc import Iterable
from html import escape

import msgspec

from desktop.library.document import Document, Node, Run
from desktop.library.handouts.official import Line
from desktop.library.handouts.pictures import MEDIA_TYPES
from desktop.library.handouts.pieces import spaced
from desktop.library.handouts.rules import PRINT, Look, Rules
from desktop.library.handouts.sheet import Figure, Sheet
from desktop.library.handouts.typeset import check_picture
from desktop.library.text.html import to_html

_USUAL = 14
"""Points of the body's letters that screens show at their usual size."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def html_page(sheet: Sheet, rules: Rules) -> str:
    """The whole page. Raises: InputError for a picture that cannot be read."""
    style = (PRINT / "plain.css").read_text(encoding="utf-8") + _measures(rules)
    parts = [_front(sheet), _sections(sheet), _notes(sheet), _sources(sheet), _foot(sheet)]
    body = "\n".join(line for part in parts for line in part)
    return (
        f'<!DOCTYPE html>\n<html lang="{sheet.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(sheet.title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _measures(rules: Rules) -> str:
    """The rule set's paper and letters; on screens letters are larger only where paper's are."""
    page = {name: f"{value.value:g}mm" for name, value in rules.page.items()}
    body = rules.sizes["body"].value
    larger = f"main {{ font-size: {body / _USUAL * 1.15:.3g}rem; }}\n" if body > _USUAL else ""
    looks = "".join(
        f".part.{name} {{ {_look(look)} }}\n" for name, look in rules.looks.items() if _look(look)
    )
    margins = " ".join(page[side] for side in ("top", "right", "bottom", "left"))
    return (
        f"{larger}{looks}@page {{ size: {page['width']} {page['height']}; margin: {margins}; }}\n"
        f"@media print {{ main {{ font-size: {body:g}pt; }} }}\n"
    )


def _look(look: Look) -> str:
    styles = {
        "font-weight: bold;": look.bold,
        "font-style: italic;": look.italic,
        "text-decoration: underline;": look.underline,
    }
    return " ".join(style for style, wanted in styles.items() if wanted)


def _front(sheet: Sheet) -> Iterable[str]:
    official = sheet.official
    if official and not official.copy_form:
        yield from _columns("head", official.left, official.right)
        yield "<header>"
        yield from (_line(line, "h1" if line.part == "subject" else "p") for line in official.title)
        yield "</header>"
        yield from (_line(line) for line in official.bases)
        return
    yield "<header>"
    if sheet.mark:
        yield f'<p class="mark">{escape(sheet.mark)}</p>'
    if sheet.label:
        yield f'<p class="label">{escape(sheet.label)}</p>'
    yield f"<h1>{escape(sheet.title)}</h1>"
    yield from _lines(sheet.byline, sheet.superseded)
    yield "</header>"


def _foot(sheet: Sheet) -> Iterable[str]:
    official = sheet.official
    if official is None:
        return
    if official.copy_form:
        yield '<hr class="whole">'
        yield from _columns("head", official.left, official.right)
    yield from _columns("foot", official.recipients, official.signing)


def _columns(name: str, left: Iterable[Line], right: Iterable[Line]) -> Iterable[str]:
    yield f'<div class="columns {name}">'
    for side in (left, right):
        yield "<div>" + "".join(map(_line, side)) + "</div>"
    yield "</div>"


def _line(line: Line, tag: str = "p") -> str:
    return f'<{tag} class="part {line.part}">{escape(line.text)}</{tag}>'


def _lines(byline: Iterable[str], superseded: str) -> Iterable[str]:
    for line in byline:
        yield f'<p class="byline">{escape(line)}</p>'
    if superseded:
        yield f'<p class="superseded">{escape(superseded)}</p>'


def _sections(sheet: Sheet) -> Iterable[str]:
    for section in sheet.sections:
        yield '<section class="paged">' if sheet.paged else "<section>"
        if section.heading:
            level = section.depth + 1
            yield f"<h{level}>{escape(section.heading)}</h{level}>"
        yield from _lines(section.byline, section.superseded)
        yield to_html(_blocks(sheet, section.body))
        yield from ['<p class="to-write">&nbsp;</p>'] * section.lines
        yield "</section>"


def _notes(sheet: Sheet) -> Iterable[str]:
    if sheet.notes:
        yield f"<h2>{escape(sheet.words['notes'])}</h2>"
        notes = tuple(
            Node("footnote", label=str(number), children=_blocks(sheet, note))
            for number, note in enumerate(sheet.notes, 1)
        )
        yield to_html((Node("footnotes", children=notes),))


def _sources(sheet: Sheet) -> Iterable[str]:
    if not sheet.sources:
        return
    yield '<footer class="sources">'
    if len(sheet.sources) == 1:
        yield f"<p><b>{escape(sheet.words['sources'])}:</b> {escape(sheet.sources[0])}</p>"
    else:
        yield f"<p><b>{escape(sheet.words['sources'])}:</b></p>"
        yield "<ol>" + "".join(f"<li>{escape(source)}</li>" for source in sheet.sources) + "</ol>"
    yield "</footer>"


def _blocks(sheet: Sheet, nodes: Iterable[Node]) -> Document:
    return tuple(found for node in nodes for found in _block(sheet, node))


def _block(sheet: Sheet, node: Node) -> list[Node]:
    """The node with its pictures within it; one level lower, since the title has the first."""
    children = _blocks(sheet, node.children)
    if node.kind == "figure" and not node.src:
        words = sheet.words["picture_missing"].format(alt=node.alt)
        captions = [Node("paragraph", runs=child.runs) for child in children]
        return [Node("paragraph", runs=(Run(words, italic=True),)), *captions]
    source = _data_address(sheet.figures[node.src]) if node.kind == "figure" else ""
    return [
        msgspec.structs.replace(
            node,
            level=min(node.level + 1, 6) if node.kind == "heading" else node.level,
            src=source,
            runs=spaced(node.runs),
            children=children,
        )
    ]


def _data_address(figure: Figure) -> str:
    media_type = MEDIA_TYPES[check_picture(figure)]
    return f"data:{media_type};base64,{base64.b64encode(figure.data).decode()}"
