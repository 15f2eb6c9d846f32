"""Finds footnotes in HTML: a link to a note that links back."""

from lxml.html import HtmlElement

_HOLDERS = ("li", "dd", "aside", "div", "p")


def take_footnotes(tree: HtmlElement) -> list[HtmlElement]:
    """Takes the notes out of `tree` and returns them in the order of their labels, from 1.

    Each reference becomes `<footnote-reference label="n">`. This is how Word's HTML, mammoth,
    Pandoc and wikis write footnotes; a link without a way back stays a link.
    """
    targets = _targets(tree)
    notes: list[HtmlElement] = []
    for link in list(tree.iter("a")):
        target = targets.get((link.get("href") or "")[1:])
        if target is None or not (link.get("href") or "").startswith("#"):
            continue
        holder = _holder(target)
        if holder is None or link in list(holder.iter("a")):
            continue
        back = _way_back(holder, link)
        if back is None and holder not in notes:
            continue
        if holder not in notes:
            notes.append(holder)
        _refer(link, notes.index(holder) + 1)
        if back is not None:
            back.drop_tree()
    for note in notes:
        _take_out(note)
    return notes


def _targets(tree: HtmlElement) -> dict[str, HtmlElement]:
    found: dict[str, HtmlElement] = {}
    for element in tree.iter():
        for name in (element.get("id"), element.get("name")):
            if name:
                found.setdefault(name, element)
    return found


def _holder(target: HtmlElement) -> HtmlElement | None:
    """The block that is the whole note around `target`."""
    if target.tag in _HOLDERS:
        return target
    block = next(target.iterancestors("li", "dd", "aside", "p"), None)
    parent = block.getparent() if block is not None else None
    if (
        parent is not None
        and parent.tag == "div"
        and (parent.get("id") or "").startswith(("ftn", "edn"))
    ):
        return parent
    return block


def _way_back(holder: HtmlElement, link: HtmlElement) -> HtmlElement | None:
    parent = link.getparent()
    names = {link.get("id"), link.get("name")}
    if parent is not None:
        names |= {parent.get("id"), parent.get("name")}
    for back in holder.iter("a"):
        href = back.get("href") or ""
        if href.startswith("#") and href[1:] in names:
            return back
    return None


def _refer(link: HtmlElement, label: int) -> None:
    """Puts a reference where the link (and the `sup` that holds nothing else) stood."""
    holder = link
    parent = link.getparent()
    if (
        parent is not None
        and parent.tag == "sup"
        and parent.text_content().strip() == link.text_content().strip()
    ):
        holder = parent
    tail = holder.tail
    holder.clear()
    holder.tag = "footnote-reference"
    holder.set("label", str(label))
    holder.tail = tail


def _take_out(note: HtmlElement) -> None:
    """Removes the note, and a list that is left empty."""
    parent = note.getparent()
    note.drop_tree()
    if parent is not None and parent.tag in ("ol", "ul") and len(parent) == 0:
        parent.drop_tree()
