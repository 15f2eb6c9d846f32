from pathlib import Path

import pytest

from desktop.library.ingest.debris import foot_start
from desktop.library.ingest.pages import MAX_POINT, recognise
from desktop.library.ingest.texts import plain_paragraphs
from desktop.library.schema import Speaker

PAGE = """\
Hội nghị Phổ biến kỹ năng số năm 2026

Tham dự Hội nghị có các đồng chí lãnh đạo sở, ngành; cán bộ thư viện cấp huyện; cộng tác viên \
phòng đọc và thành viên Ban Tổ chức…

Sáng ngày 12/9/2026, tại Hội nghị, các đại biểu đã nghe 2 chuyên đề: (1) “Phòng đọc buổi tối. \
Cách làm mới” do đồng chí Lê Thị Mai, Cục trưởng Cục Thư viện, Bộ Văn hóa trình bày; (2) “Kỹ năng \
số cho người cao tuổi” do đồng chí Trần Văn Bình, Trưởng phòng Báo cáo viên, Trung tâm Học liệu \
trình bày.

Báo cáo chuyên đề “Phòng đọc buổi tối. Cách làm mới”, đồng chí Lê Thị Mai nêu ba cách làm.

Theo đồng chí Lê Thị Mai, phòng đọc cần mở đến 21 giờ.

Cần có đèn pin và loa truyền thanh.

Đồng chí Trần Văn Bình đã giới thiệu tài liệu cầm tay.

Phát biểu kết luận Hội nghị, đồng chí Phạm Thu Hà, Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức \
Đảng ủy Khối đề nghị các đơn vị tập trung hướng dẫn bà con theo kế hoạch quý IV/2026, trọng tâm là \
hướng dẫn nộp hồ sơ qua mạng; kết quả 5 năm thực hiện Chỉ thị số 07-CT/TU; kết quả thực hiện Nghị \
quyết số 12-NQ/TU và Nghị định 30/2020/NĐ-CP. Căn cứ tình hình, các đơn vị chọn nội dung phù hợp.
"""


def test_a_report_becomes_a_conference_with_its_topics() -> None:
    report = recognise(plain_paragraphs(PAGE))
    assert report is not None
    conference = report.conference
    assert conference.title == "Hội nghị Phổ biến kỹ năng số năm 2026"
    assert str(conference.date) == "2026-09-12"
    assert conference.attending == (
        "các đồng chí lãnh đạo sở, ngành",
        "cán bộ thư viện cấp huyện",
        "cộng tác viên phòng đọc",
        "thành viên Ban Tổ chức",
    )
    assert conference.topics == (
        "Phòng đọc buổi tối. Cách làm mới",
        "Kỹ năng số cho người cao tuổi",
    )
    assert set(conference.suggested) == {"title", "date", "attending", "topics", "conclusion"}
    assert [front.speakers for front in report.briefings] == [
        (Speaker("Lê Thị Mai", "Cục trưởng", "Cục Thư viện, Bộ Văn hóa"),),
        (Speaker("Trần Văn Bình", "Trưởng phòng Báo cáo viên", "Trung tâm Học liệu"),),
    ]
    assert [front.order for front in report.briefings] == [1, 2]


def test_each_topic_is_told_by_its_own_paragraphs() -> None:
    report = recognise(plain_paragraphs(PAGE))
    assert report is not None
    assert report.told == ((3, 4, 5), (6,))
    assert report.rest == (1, 2, 7)


def test_the_closing_speech_is_a_list_of_points_with_what_they_cite() -> None:
    report = recognise(plain_paragraphs(PAGE))
    assert report is not None
    conclusion = report.conference.conclusion
    assert conclusion is not None
    assert conclusion.speaker == Speaker(
        "Phạm Thu Hà", "Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức", "Đảng ủy Khối"
    )
    assert [(point.text, point.cites) for point in conclusion.points] == [
        ("các đơn vị tập trung hướng dẫn bà con theo kế hoạch quý IV/2026", ()),
        ("hướng dẫn nộp hồ sơ qua mạng", ()),
        ("kết quả 5 năm thực hiện Chỉ thị số 07-CT/TU", ("07-CT/TU",)),
        (
            "kết quả thực hiện Nghị quyết số 12-NQ/TU và Nghị định 30/2020/NĐ-CP",
            ("12-NQ/TU", "30/2020/NĐ-CP"),
        ),
        ("Căn cứ tình hình, các đơn vị chọn nội dung phù hợp", ()),
    ]


def test_points_below_the_closing_speech_belong_to_it() -> None:
    closing = [
        "Kết luận Hội nghị, ông Phạm Thu Hà, Giám đốc Sở Văn hóa yêu cầu các đơn vị làm ba việc:",
        "- Mở phòng đọc buổi tối;",
        "- Báo cáo theo Công văn 15/SVH-TV;",
        "Ảnh: Ban Tổ chức",
    ]
    report = recognise([*plain_paragraphs(PAGE)[:-1], *closing])
    assert report is not None
    conclusion = report.conference.conclusion
    assert conclusion is not None
    assert [point.text for point in conclusion.points[-2:]] == [
        "Mở phòng đọc buổi tối",
        "Báo cáo theo Công văn 15/SVH-TV",
    ]
    assert report.rest[-1] == len(plain_paragraphs(PAGE)) + 2


def test_topics_may_stand_one_a_paragraph() -> None:
    listed = [
        "Hội nghị Phổ biến kỹ năng số",
        "Các đại biểu đã nghe 2 chuyên đề:",
        "- “Phòng đọc buổi tối” do bà Lê Thị Mai, Giám đốc Thư viện tỉnh trình bày.",
        "- “Kỹ năng số” do ông Trần Văn Bình, báo cáo viên cấp tỉnh trình bày.",
        "Tham dự có: cán bộ thư viện; bà con trong thôn.",
        "Bà Lê Thị Mai nêu ba cách làm.",
    ]
    report = recognise(listed)
    assert report is not None
    assert report.conference.topics == ("Phòng đọc buổi tối", "Kỹ năng số")
    assert report.briefings[1].speakers == (Speaker("Trần Văn Bình", "báo cáo viên cấp tỉnh"),)
    assert report.conference.attending == ("cán bộ thư viện", "bà con trong thôn")


@pytest.mark.parametrize(
    "text",
    [
        "Phòng đọc buổi tối\n\nChuyên đề này nói về phòng đọc.",
        "Hội nghị\n\nChuyên đề “Phòng đọc buổi tối” do đồng chí Lê Thị Mai, Giám đốc trình bày.",
        "Tham dự Hội nghị có cán bộ thư viện.\n\nPhát biểu kết luận, đồng chí Mai đề nghị mở cửa.",
        "",
    ],
)
def test_words_alone_make_no_report(text: str) -> None:
    assert recognise(plain_paragraphs(text)) is None


def test_a_point_beyond_the_limit_is_cut_and_nothing_lost() -> None:
    item = "mở phòng đọc buổi tối, " * 60
    page = PAGE.replace("nộp hồ sơ qua mạng", item.strip(", "))
    report = recognise(plain_paragraphs(page))
    assert report is not None
    conclusion = report.conference.conclusion
    assert conclusion is not None
    points = [point.text for point in conclusion.points]
    assert all(len(point) <= MAX_POINT for point in points)
    assert " ".join(points).count("mở phòng đọc buổi tối") == 60


def seed() -> Path:
    beside = Path(__file__).resolve().parents[4] / "shared"
    return beside / "seed" / "hoi-nghi-thong-tin-chuyen-de-2021.txt"


@pytest.mark.skipif(not seed().is_file(), reason="the seed page lies beside the project only")
def test_the_seed_page_is_taken_apart() -> None:
    paragraphs = plain_paragraphs(seed().read_text(encoding="utf-8"))
    end = foot_start(paragraphs)
    assert len(paragraphs) - end == 8
    report = recognise(paragraphs[:end])
    assert report is not None
    assert len(report.briefings) == len(report.conference.topics) == 2
    assert [len(group) for group in report.told] == [4, 1]
    assert all(front.speakers[0].role and front.speakers[0].unit for front in report.briefings)
    assert len(report.conference.attending) >= 3
    conclusion = report.conference.conclusion
    assert conclusion is not None
    assert conclusion.speaker is not None
    cited = [number for point in conclusion.points for number in point.cites]
    assert cited == ["05-CT/TW", "04-NQ/TW"]
