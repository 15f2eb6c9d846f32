"""The closed list of what rendered HTML may hold; everything else is taken out by `nh3`."""

import re

import nh3

TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "pre", "code", "blockquote"),
    *("ul", "ol", "li", "dl", "dt", "dd", "div", "section"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("figure", "figcaption", "img", "a"),
    *("strong", "b", "em", "i", "u", "ins", "s", "del", "sup", "sub", "abbr", "kbd", "span"),
}
ATTRIBUTES = {
    **{f"h{level}": {"circulation", "id"} for level in range(1, 7)},
    "a": {"href", "class", "title"},
    "abbr": {"title"},
    "div": {"class"},
    "img": {"src", "alt", "title"},
    "li": {"id"},
    "ol": {"start"},
    "p": {"id"},
    "sup": {"id"},
    "td": {"colspan", "rowspan", "align", "id"},
    "th": {"colspan", "rowspan", "align", "id"},
    **{tag: {"id"} for tag in ("pre", "dt", "figcaption")},
}
_CLASSES = {"footnote", "footnote-ref", "footnote-backref"}
_ATTACHMENT = re.compile(r"^[\w][\w. -]*$")


def sanitise(html: str) -> str:
    """`html` with nothing that runs, loads from elsewhere or styles: a closed list of tags.

    Images keep a plain attachment name as source; links keep http, https, mailto and `#` targets,
    which the window shows as text to copy.
    """
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_filter,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _filter(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src" and not (tag == "img" and _ATTACHMENT.match(value)):
        return None
    if attribute == "class" and value not in _CLASSES:
        return None
    return value
