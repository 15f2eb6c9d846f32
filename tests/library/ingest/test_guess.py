import datetime as dt

import pytest

from desktop.library.ingest import guess
from desktop.library.ingest.draft import Extract, Hints
from desktop.library.schema import Speaker

LETTER = """\
UBND TỈNH AN BÌNH

**SỞ VĂN HÓA**

Số: 12 – HD/SVH

An Bình, ngày 5 tháng 9 năm 2026

**HƯỚNG DẪN**

Về việc mở phòng đọc buổi tối

Chủ đề: văn hóa đọc; kỹ năng số

Báo cáo viên: Lê Thị Mai, Trưởng phòng, Thư viện tỉnh

Tóm tắt: Phòng đọc mở thêm ba buổi tối mỗi tuần.

Ngày 12 tháng 10 năm 2026, các đơn vị báo cáo kết quả.
"""


def test_an_administrative_letter_is_read_from_its_head() -> None:
    front = guess.front_matter(Extract(LETTER), "tep")
    assert front.title == "Hướng dẫn về việc mở phòng đọc buổi tối"
    assert front.kind == "hướng dẫn"
    assert front.date == dt.date(2026, 9, 5)
    assert front.place == "An Bình"
    assert front.document_number == "12-HD/SVH"
    assert front.issuer == "SỞ VĂN HÓA"
    assert front.topics == ("văn hóa đọc", "kỹ năng số")
    assert front.speakers == (Speaker("Lê Thị Mai", "Trưởng phòng", "Thư viện tỉnh"),)
    assert front.summary == "Phòng đọc mở thêm ba buổi tối mỗi tuần."
    assert set(front.suggested) == {
        *("title", "kind", "date", "place", "document_number", "issuer", "topics", "speakers"),
        "summary",
    }


def test_nothing_is_invented() -> None:
    front = guess.front_matter(
        Extract("Bà con đọc sách vào buổi tối, ngày 3/9/2026.\n"), "ghi-chep"
    )
    assert front.title == "ghi-chep"
    assert front.suggested == ("title",)
    assert front.date is None


def test_a_heading_comes_before_the_file_s_own_properties() -> None:
    hints = Hints(title="Document1", topics=("sách",))
    front = guess.front_matter(Extract("Lời dẫn.\n\n## Phòng *đọc*\n", hints), "tep")
    assert front.title == "Phòng đọc"
    assert front.topics == ("sách",)
    assert guess.front_matter(Extract("Câu đủ dấu chấm.\n", hints), "tep").title == "Document1"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("ngày 31 tháng 2 năm 2026", None),
        ("ngày 01 tháng 02 năm 2026", dt.date(2026, 2, 1)),
        ("5/9/2026", dt.date(2026, 9, 5)),
        ("Số 5/9/2026", None),
        ("Từ ngày 1 tháng 2 năm 2026 đến nay đã có nhiều đổi mới", None),
    ],
)
def test_dates_are_taken_only_where_they_date_the_document(line: str, date: dt.date | None) -> None:
    assert guess.date([line]) == date


def test_a_meeting_has_one_day() -> None:
    assert guess.date_of_meeting("Sáng ngày 12/9/2026, tại An Bình") == dt.date(2026, 9, 12)
    assert guess.date_of_meeting("Từ ngày 12/9/2026 đến ngày 13/9/2026") is None


def test_a_presenter_named_in_the_text_is_the_speaker() -> None:
    lines = ["Chuyên đề do đồng chí Trần Văn Bình, Giám đốc Thư viện tỉnh trình bày."]
    assert guess.speakers(lines) == (Speaker("Trần Văn Bình", "Giám đốc", "Thư viện tỉnh"),)


def test_table_cells_of_a_letterhead_are_lines() -> None:
    lines = guess.head_lines(
        "| **UBND XÃ** | Độc lập |\n| --- | --- |\n| Số: 7/BC-UBND | x<br>y |\n"
    )
    assert lines == ["UBND XÃ", "Độc lập", "Số: 7/BC-UBND", "x", "y"]
    assert guess.document_number(lines) == "7/BC-UBND"
