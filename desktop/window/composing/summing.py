"""How much paper a handout takes, and which copy is shown, in words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.library.handouts.copies import Copy

if TYPE_CHECKING:
    from desktop.window.composing.papers import Paper

translate = QCoreApplication.translate


def summary(paper: "Paper") -> str:
    """“25 copies × 1 page = 25 sheets of A4, on one side”."""
    options, many = paper.options, len(paper.copies)
    sheets = many * paper.sheets
    a5 = options.paper == "a5" and options.layout == "single"
    form = translate("Summary", "{copies} × {pages} = {sheets} of {paper}, {sides}")
    both = options.layout == "booklet" or options.sides == 2
    return form.format(
        copies=translate("Summary", "%n copy(ies)", "", many),
        pages=translate("Summary", "%n page(s)", "", paper.pages),
        sheets=translate("Summary", "%n sheet(s)", "", sheets),
        paper="A5" if a5 else "A4",
        sides=translate("Summary", "on both sides")
        if both
        else translate("Summary", "on one side"),
    )


def copy_words(paper: "Paper", copy: Copy) -> str:
    """Which copy is shown: “copy 01 – Thôn 3”; "" where they are not told apart."""
    if paper.look is None:
        return ""
    if not copy.number:
        return translate("Summary", "master, its number left blank")
    text = translate("Summary", "copy {number}").format(number=f"{copy.number:02}")
    return f"{text} – {copy.to}" if copy.to else text
