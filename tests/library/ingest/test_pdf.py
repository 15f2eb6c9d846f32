import io
from pathlib import Path

import pikepdf
import pytest
import typst

from desktop.library.errors import Cancelled, InputError
from desktop.library.ingest.pdf import read_pdf
from desktop.library.ingest.pdf_text import Line, to_markdown, without_running_heads
from desktop.library.progress import CancelToken

PATH = Path("bản tin.pdf")
SENTENCE = "Phòng đọc mở cửa buổi tối để bà con đến đọc sách và hỏi cán bộ về kỹ năng số. "


def compiled(text: str) -> bytes:
    """A PDF of Typst source."""
    return typst.compile(text.encode())


@pytest.fixture(scope="module")
def bulletin() -> bytes:
    paragraphs = "\n\n".join(f"Đoạn {number}. {SENTENCE * 5}" for number in range(8))
    return compiled(
        "#set page(width: 21cm, height: 12cm, margin: 2cm, header: [Bản tin phòng đọc],"
        " footer: context align(center)[Trang #counter(page).display()])\n"
        '#set text(size: 12pt, font: "Libertinus Serif")\n'
        "#set par(justify: true, first-line-indent: 1cm)\n"
        f"= Phòng đọc cộng đồng\n{paragraphs}\n== Kết luận\n- Mở thêm giờ\n- Thêm sách\n"
    )


def test_paragraphs_headings_and_lists_come_back(bulletin: bytes) -> None:
    extract = read_pdf(bulletin, PATH)
    paragraphs = "\n\n".join(f"Đoạn {number}. {SENTENCE * 5}".strip() for number in range(8))
    assert extract.body == (
        f"# Phòng đọc cộng đồng\n\n{paragraphs}\n\n## Kết luận\n\n-   Mở thêm giờ\n-   Thêm sách\n"
    )
    (note,) = extract.notes
    assert note.code == "running_heads_removed"
    assert note.params["lines"] == "Bản tin phòng đọc · Trang 1"


def test_a_password_is_told(bulletin: bytes) -> None:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(bulletin)) as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(user="mở", owner="chủ"))
    with pytest.raises(InputError) as caught:
        read_pdf(stream.getvalue(), PATH)
    assert caught.value.code == "ingest_pdf_encrypted"


def test_a_pdf_that_only_forbids_printing_is_read(bulletin: bytes) -> None:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(bulletin)) as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(user="", owner="chủ"))
    assert "Đoạn 7." in read_pdf(stream.getvalue(), PATH).body


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", "chữ".encode(), b"%PDF-1.7\n%%EOF\n" * 9])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_pdf(data, PATH)
    assert caught.value.code == "ingest_pdf_broken"


def test_a_scan_is_no_error() -> None:
    extract = read_pdf(compiled("#rect()\n#pagebreak()\n#rect()"), PATH)
    assert extract.scan
    assert extract.body == ""
    assert [note.code for note in extract.notes] == ["scan"]


def test_scanned_pages_among_others_are_named() -> None:
    extract = read_pdf(compiled("Có chữ.\n#pagebreak()\n#rect()\n#pagebreak()\nCó chữ nữa."), PATH)
    assert not extract.scan
    assert [(note.code, note.params) for note in extract.notes] == [("scan_pages", {"pages": "2"})]


def test_reading_can_be_stopped(bulletin: bytes) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        read_pdf(bulletin, PATH, cancel)


def line(
    text: str, bottom: float, *, left: float = 70, right: float = 520, size: float = 12
) -> Line:
    return Line(text, left, right, bottom, size)


def test_two_pages_lose_only_their_numbers() -> None:
    pages = [
        [line("Đầu trang", 800), line("một", 780), line("hai", 60), line(f"- {number} -", 30)]
        for number in (1, 2)
    ]
    kept, removed = without_running_heads(pages)
    assert removed == ["- 1 -"]
    assert [[line.text for line in page] for page in kept] == [["Đầu trang", "một", "hai"]] * 2


def test_a_sentence_runs_on_over_the_page() -> None:
    pages = [[line("Phòng đọc mở cửa", 40)], [line("đến 21 giờ.", 800, right=200)]]
    assert to_markdown(pages) == "Phòng đọc mở cửa đến 21 giờ.\n"


def test_signs_in_a_pdf_stay_letters() -> None:
    page = [line("1. Mở cửa *sớm*", 100, right=150), line("# số", 50, right=100)]
    assert to_markdown([page]) == "1\\. Mở cửa \\*sớm\\*\n\n\\# số\n"


def test_a_number_broken_at_its_hyphen_is_joined() -> None:
    page = [
        Line("theo Chỉ thị 05-", 70, 520, 100, 12, broken=True),
        line("CT/TU về phòng đọc.", 85, right=200),
    ]
    assert to_markdown([page]) == "theo Chỉ thị 05-CT/TU về phòng đọc.\n"
