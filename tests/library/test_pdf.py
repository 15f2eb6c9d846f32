"""An open PDF: sizes, pixels and letters, on pages of every shape; what is unsound is named."""

import io
from collections.abc import Iterator

import numpy as np
import pikepdf
import pytest
import typst

from desktop.library.errors import Cancelled, InputError
from desktop.library.pdf import LARGEST, NOWHERE, PdfFile, Tile
from desktop.library.progress import CancelToken

WORDS = "Danh bạ trực đêm ở thôn Hạ"


def pdf(*pages: str) -> bytes:
    return typst.compile("\n#pagebreak()\n".join(pages).encode())


def changed(data: bytes, **boxes: object) -> bytes:
    """The same pages with other entries in their dictionaries."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        for page in file.pages:
            for name, value in boxes.items():
                page.obj[f"/{name}"] = value
        file.save(stream)
    return stream.getvalue()


@pytest.fixture
def opened() -> Iterator[list[PdfFile]]:
    files: list[PdfFile] = []
    yield files
    for file in files:
        file.close()


def whole(file: PdfFile, page: int = 0) -> np.ndarray:
    """A page in black (0) and white (255), a row of pixels each."""
    across, down = (round(side) for side in file.sizes[page])
    pixels = file.draw(Tile(page, across, down, 0, 0, across, down))
    return np.frombuffer(pixels, np.uint8).reshape(down, across, 4)[:, :, 1]


def test_the_text_is_whole_and_each_letter_has_its_place(opened):
    opened.append(file := PdfFile(pdf(f"{WORDS}.\n\nHai dòng.")))
    letters = file.letters(0)
    assert letters.text == f"{WORDS}.\nHai dòng."
    assert file.text(0) == letters.text
    assert file.rough_text(0) == " ".join(letters.text.split())
    boxes = [letters.box(at) for at in range(len(letters.text))]
    drawn = [box for box, letter in zip(boxes, letters.text, strict=True) if not letter.isspace()]
    assert NOWHERE not in drawn
    assert all(0 <= left < right <= 1 and 0 <= top < low <= 1 for left, top, right, low in drawn)
    assert len(letters.lines(0, len(letters.text))) == 2
    assert len(letters.lines(5, 12)) == 1


@pytest.mark.parametrize(
    "boxes",
    [
        {},
        {"Rotate": 90},
        {"Rotate": 180},
        {"Rotate": 270},
        {"CropBox": pikepdf.Array([40, 500, 500, 800])},
        {"CropBox": pikepdf.Array([40, 500, 500, 800]), "Rotate": 90},
        {"MediaBox": pikepdf.Array([-100, -100, 700, 900])},
        {"MediaBox": pikepdf.Array([700, 900, -100, -100])},
        {"CropBox": pikepdf.Array([0, 0, 0, 0])},
    ],
)
def test_letters_stand_where_they_are_drawn(opened, boxes):
    opened.append(file := PdfFile(changed(pdf(WORDS), **boxes)))
    ink = whole(file) < 128
    down, across = ink.shape
    (left, top, right, bottom), *more = file.letters(0).lines(0, len(WORDS))
    rows, columns = np.nonzero(ink)
    sideways = boxes.get("Rotate") in (90, 270)
    if not sideways:
        assert more == []
        assert left * across - 2 <= columns.min() <= columns.max() <= right * across + 2
        assert top * down - 2 <= rows.min() <= rows.max() <= bottom * down + 2
    else:
        every = [file.letters(0).box(at) for at in range(len(WORDS)) if WORDS[at] != " "]
        tops, lows = min(box[1] for box in every), max(box[3] for box in every)
        assert tops * down - 2 <= rows.min() <= rows.max() <= lows * down + 2


@pytest.mark.parametrize(
    ("media", "size"),
    [
        ([0, 0, 1, 1], (1, 1)),
        ([0, 0, 0.01, 0.01], (1, 1)),
        ([0, 0, 1_000_000, 50], (LARGEST, 50)),
        ([0, 0, 0, 0], (612, 792)),
    ],
)
def test_sizes_that_no_paper_has_can_be_shown(opened, media, size):
    opened.append(file := PdfFile(changed(pdf("x"), MediaBox=pikepdf.Array(media))))
    assert file.sizes[0] == pytest.approx(size)
    across, down = (max(round(side), 1) for side in size)
    tile = Tile(0, across, down, 0, 0, min(across, 300), min(down, 300))
    assert len(file.draw(tile)) == tile.width * tile.height * 4


@pytest.mark.parametrize("points", [8, 11, 24, 40])
def test_tiles_join_to_the_whole_page(opened, points):
    opened.append(file := PdfFile(pdf(f"#set text(size: {points}pt)\n{WORDS} #lorem(40)")))
    page = whole(file)
    down, across = page.shape
    half = across // 2
    parts = [
        np.frombuffer(file.draw(Tile(0, across, down, left, 0, width, down)), np.uint8)
        .reshape(down, width, 4)[:, :, 1]
        for left, width in ((0, half), (half, across - half))
    ]  # fmt: skip
    assert np.abs(np.hstack(parts).astype(int) - page).max() <= 2


def test_a_drawing_that_nobody_waits_for_ends(opened):
    opened.append(file := PdfFile(pdf(WORDS)))
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        file.draw(Tile(0, 100, 100, 0, 0, 100, 100), token)
    assert whole(file).min() < 128


def test_a_thousand_pages_open_and_each_can_be_had(opened):
    opened.append(file := PdfFile(pdf(*(f"trang {number}" for number in range(1000)))))
    assert len(file.sizes) == 1000
    assert [file.text(page) for page in (0, 500, 999)] == ["trang 0", "trang 500", "trang 999"]
    assert len(file._pages) <= 6


def protected(data: bytes) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.save(stream, encryption=pikepdf.Encryption(user="mở", owner="chủ"))
    return stream.getvalue()


def empty() -> bytes:
    stream = io.BytesIO()
    pikepdf.new().save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (protected(pdf("x")), "pdf_protected"),
        (b"", "pdf_broken"),
        (b"%PDF-1.7\nnothing", "pdf_broken"),
        (pdf("x")[:300], "pdf_broken"),
        (empty(), "pdf_broken"),
    ],
    ids=["protected", "empty", "rot", "cut", "no-pages"],
)
def test_what_cannot_be_opened_is_named(data, code):
    with pytest.raises(InputError) as caught:
        PdfFile(data)
    assert caught.value.code == code


def without_second_page(data: bytes) -> bytes:
    """The same file, its second page being nothing at all."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        kids = file.Root.Pages.Kids
        kids = kids[0].Kids if "/Kids" in kids[0] else kids
        kids[1] = pikepdf.Array([1])
        file.save(stream)
    return stream.getvalue()


def test_a_broken_page_is_named_and_the_one_before_it_stays(opened):
    opened.append(held := PdfFile(without_second_page(pdf("một", "hai", "ba"))))
    texts, broken = [], []
    for page in range(len(held.sizes)):
        try:
            texts.append(held.text(page))
        except InputError as error:
            broken.append((page, error.code, error.params))
    assert texts == ["một"]
    assert broken == [(1, "pdf_page_broken", {"page": "2"})]


def test_content_that_makes_no_sense_is_an_empty_page(opened):
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("một", "hai"))) as file:
        file.pages[0].obj["/Contents"] = file.make_stream(b"q BT (((( /F1 Tf 1e99 0 0 cm")
        file.save(stream)
    opened.append(held := PdfFile(stream.getvalue()))
    assert (held.text(0), held.text(1)) == ("", "hai")
    assert whole(held).min() == 255


def test_a_closed_file_refuses(opened):
    file = PdfFile(pdf("x"))
    file.close()
    file.close()
    with pytest.raises(InputError, match="pdf_page_broken"):
        file.text(0)


def test_the_nearest_letter_is_of_the_line_pointed_at(opened):
    opened.append(file := PdfFile(pdf("a b\n\nxyz")))
    letters = file.letters(0)
    left, top, right, bottom = letters.box(letters.text.index("y"))
    assert letters.text[letters.nearest((left + right) / 2, (top + bottom) / 2, 1.4)] == "y"
    assert letters.text[letters.nearest(0.99, (top + bottom) / 2, 1.4)] == "z"
    opened.append(blank := PdfFile(pdf("#rect(width: 3cm)")))
    assert blank.letters(0).nearest(0.5, 0.5, 1.4) == -1
