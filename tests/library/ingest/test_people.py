import pytest

from desktop.library.ingest.people import is_name, speaker
from desktop.library.schema import Speaker


@pytest.mark.parametrize(
    ("text", "role", "unit"),
    [
        ("Cục trưởng Cục Thư viện, Bộ Văn hóa", "Cục trưởng", "Cục Thư viện, Bộ Văn hóa"),
        (
            "Trưởng phòng Báo cáo viên, Cục Tuyên truyền",
            "Trưởng phòng Báo cáo viên",
            "Cục Tuyên truyền",
        ),
        (
            "Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức Đảng ủy Khối",
            "Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức",
            "Đảng ủy Khối",
        ),
        ("Phó Giám đốc Sở Khoa học", "Phó Giám đốc", "Sở Khoa học"),
        ("Chủ tịch UBND xã An Bình", "Chủ tịch", "UBND xã An Bình"),
        ("Phó Trưởng Phòng Văn hóa", "Phó Trưởng Phòng Văn hóa", ""),
        ("Trung tâm Học liệu, Thư viện tỉnh", "", "Trung tâm Học liệu, Thư viện tỉnh"),
        ("cán bộ thư viện", "cán bộ thư viện", ""),
    ],
)
def test_position_and_unit_are_told_apart(text: str, role: str, unit: str) -> None:
    assert speaker(f"đồng chí Lê Thị Mai, {text}") == Speaker("Lê Thị Mai", role, unit)


def test_a_name_alone_is_a_speaker() -> None:
    assert speaker("ông Trần Văn Bình.") == Speaker("Trần Văn Bình")


@pytest.mark.parametrize("text", ["", "lãnh đạo các sở", "đồng chí phụ trách phòng", "Mai"])
def test_what_is_no_full_name_is_no_speaker(text: str) -> None:
    assert speaker(text) is None


def test_names_are_capitalised_words() -> None:
    assert is_name("Nguyễn Thị Minh Khai")
    assert not is_name("Nguyễn thị Minh")
    assert not is_name("Một hai ba, bốn")
