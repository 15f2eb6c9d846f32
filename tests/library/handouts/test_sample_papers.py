"""Every word of every sample document, through every template, format by format."""

import datetime as dt
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import docx
import pypdfium2 as pdfium
import pytest

from desktop.library.document import Document, leaves
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.editions.sample import make_sample
from desktop.library.handouts.checking import check
from desktop.library.handouts.compose import whole
from desktop.library.handouts.composition import Composition
from desktop.library.handouts.draft import Options
from desktop.library.handouts.rules import templates
from desktop.library.handouts.write import ready, write
from desktop.resources import RESOURCES

DATE = dt.date(2026, 10, 14)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    folder = tmp_path_factory.mktemp("mẫu") / "library"
    make_sample(RESOURCES / "sample-library", folder)
    with Library(folder).current() as opened:
        yield opened


@pytest.fixture(scope="module")
def papers(edition: Edition) -> Composition:
    """All that may be handed out, one after another."""
    cards = edition.cards(edition.numbers())
    return whole(edition, [card.id for card in cards if card.status != "withdrawn"])


def words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text))


def documents(composition: Composition) -> list[Document]:
    return [part.document for part in composition.parts]


def held(text: str, composition: Composition) -> None:
    """Each word as often as the documents have it, and in order within each block."""
    found = words(text)
    counted = Counter(found)
    joined = "".join(found)
    wanted = Counter(
        word for one in documents(composition) for leaf in leaves(one) for word in words(leaf.text)
    )
    # Letters alone: a line may break within an address, and a reader of PDFs joins or parts there.
    short = {word: count - counted[word] for word, count in wanted.items() if counted[word] < count}
    assert all(joined.count(word) >= wanted[word] for word in short), short
    for document in documents(composition):
        for leaf in leaves(document):
            place = 0
            for word in words(leaf.text):
                place = joined.find(word, place)
                assert place >= 0, leaf.text
                place += len(word)


@pytest.mark.parametrize("template", templates())
def test_every_word_is_on_paper_and_nothing_is_in_the_margins(
    papers: Composition, template: str
) -> None:
    options = Options(template=template, rules="party-36" if template == "party" else "")
    pdf = write(papers, options, "pdf", DATE)
    document = pdfium.PdfDocument(pdf)
    try:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    assert unicodedata.is_normalized("NFC", text)
    held(text, papers)
    against = {
        finding.code
        for finding in check(pdf, ready(papers, options, DATE))
        if finding.blocking and finding.code != "finding_missing"
    }
    assert against == set()


@pytest.mark.parametrize("template", ["plain", "state", "opinions"])
def test_every_word_is_in_word(papers: Composition, template: str) -> None:
    file = docx.Document(io.BytesIO(write(papers, Options(template=template), "docx", DATE)))
    paragraphs = (
        "".join(node.text or "" for node in paragraph.iter() if node.tag.endswith("}t"))
        for paragraph in file.element.body.iter()
        if paragraph.tag.endswith("}p")
    )
    held("\n".join(paragraphs), papers)


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_every_word_is_in_other_formats(papers: Composition, form: str) -> None:
    held(write(papers, "plain", form, DATE).decode(), papers)
