"""Word's table of contents: the headings are there before Word counts their pages."""

import datetime as dt
import io
from collections import Counter
from collections.abc import Callable

import docx
import msgspec
from docx.oxml.ns import qn

from desktop.library.document import Document
from desktop.library.handouts.composition import Composition
from desktop.library.handouts.draft import Options
from desktop.library.handouts.write import ready, write

Compose = Callable[[Document], Composition]
DATE = dt.date(2026, 10, 14)


def test_word_lists_the_headings_in_its_contents(compose: Compose, document: Document) -> None:
    composition = compose(document)
    parts = tuple(msgspec.structs.replace(part, heading="Phần đầu") for part in composition.parts)
    composition = msgspec.structs.replace(composition, parts=parts)
    made = ready(composition, "plain", DATE)
    written = write(composition, Options(contents=True), "docx", DATE)
    file = docx.Document(io.BytesIO(written))
    listed = [one for one in file.paragraphs if one.style.name.startswith("toc ")]
    *entries, last = listed
    told = [
        (int(one.style.name[4:]), "".join(link.text for link in one.hyperlinks)) for one in entries
    ]
    assert told == [(level, f"{text}\t") for level, text in made.sheet.headings() if level <= 3]
    assert len(told) > 2
    names = [link.fragment for one in entries for link in one.hyperlinks]
    marked = {
        mark.get(qn("w:name")): "".join(run.text or "" for run in mark.getparent().iter(qn("w:t")))
        for mark in file.element.body.iter(qn("w:bookmarkStart"))
    }
    assert [marked[name] for name in names] == [text.strip() for _, text in told]
    signs = [one.get(qn("w:fldCharType")) for one in file.element.body.iter(qn("w:fldChar"))]
    assert Counter(signs) == dict.fromkeys(("begin", "separate", "end"), len(entries) + 1)
    told_of = [one.text for one in file.element.body.iter(qn("w:instrText"))]
    assert told_of == [' TOC \\o "1-3" \\h \\z ', *(f" PAGEREF {name} \\h " for name in names)]
    assert last.text == ""
