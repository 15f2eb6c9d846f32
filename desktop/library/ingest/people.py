"""Reads "NAME, ROLE, UNIT" as Vietnamese reports write it."""

import re

from desktop.library.schema import Speaker

_UNIT_NOUNS = (
    "Tổng cục",
    "Tổng công ty",
    "Chi cục",
    "Cục",
    "Vụ",
    "Bộ",
    "Ban",
    "Sở",
    "Phòng",
    "Văn phòng",
    "Viện",
    "Học viện",
    "Trung tâm",
    "Trường",
    "Thư viện",
    "Bảo tàng",
    "Bệnh viện",
    "Trạm",
    "Đảng ủy",
    "Đảng uỷ",
    "Đảng bộ",
    "Chi bộ",
    "Tỉnh ủy",
    "Tỉnh uỷ",
    "Thành ủy",
    "Thành uỷ",
    "Huyện ủy",
    "Huyện uỷ",
    "Ủy ban",
    "Uỷ ban",
    "UBND",
    "HĐND",
    "Hội",
    "Đoàn",
    "Liên đoàn",
    "Công ty",
    "Đài",
    "Tạp chí",
    "Quỹ",
)
_ROLE_WORDS = (
    "Trưởng",
    "Phó",
    "Giám đốc",
    "Tổng Giám đốc",
    "Chủ tịch",
    "Chủ nhiệm",
    "Bí thư",
    "Ủy viên",
    "Uỷ viên",
    "Cục trưởng",
    "Vụ trưởng",
    "Viện trưởng",
    "Trạm trưởng",
    "Hiệu trưởng",
    "Hiệu phó",
    "Chánh",
    "Bộ trưởng",
    "Thứ trưởng",
    "Tổng Biên tập",
    "Chuyên viên",
    "Chuyên gia",
    "Giảng viên",
    "Báo cáo viên",
    "Nghiên cứu viên",
    "Thư ký",
    "Đội trưởng",
    "Nguyên",
)
_UNIT = re.compile(rf"(?:(?<=\s)|^)(?:{'|'.join(map(re.escape, _UNIT_NOUNS))}|Báo(?! cáo))(?=\s|$)")
_ROLE = re.compile(rf"^(?:{'|'.join(map(re.escape, _ROLE_WORDS))})(?=\s|$)", re.IGNORECASE)
_LEADS_A_UNIT = re.compile(
    r"(?:^|\s)Trưởng$|(?:^|[Pp]hó )trưởng$|(?:^|\s)(?:Ủy viên|Uỷ viên|Thành viên)$"
)
HONORIFIC = r"(?:các\s+)?(?:đồng chí|ông|bà|anh|chị)"
PRESENTED = (
    rf"\bdo\s+(?P<who>{HONORIFIC}\s+[^.;“”\"«»]+?)\s+"
    r"(?:trình bày|báo cáo|truyền đạt|giới thiệu|thuyết trình|thông tin)"
    r"(?=\s*(?:[.;,(]|$|và\b|với\b))"
)
"""Matches "do đồng chí … trình bày"; the verbs stand before a stop, since units hold them too."""
_HONORIFIC = re.compile(rf"^{HONORIFIC}\s+", re.IGNORECASE)
_NAME = re.compile(r"^[^\W\d_][\w.'-]*(?:\s+[^\W\d_][\w.'-]*){1,6}$")


def speaker(text: str) -> Speaker | None:
    """`Đồng chí A, Cục trưởng Cục B, Bộ C` in its parts; None if no full name leads it."""
    segments = [segment.strip() for segment in _HONORIFIC.sub("", text.strip(" .;:")).split(",")]
    segments = [segment for segment in segments if segment]
    if not segments or not is_name(segments[0]):
        return None
    role, unit = role_and_unit(segments[1:])
    return Speaker(segments[0], role, unit)


def is_name(text: str) -> bool:
    """Whether `text` may be a person's full name: two to seven capitalised words."""
    return bool(_NAME.match(text)) and all(word[0].isupper() for word in text.split())


def role_and_unit(segments: list[str]) -> tuple[str, str]:
    """Splits what follows a name: positions first, then the unit from small to large.

    "Cục trưởng Cục Báo chí" is a position and its unit; in "Trưởng Ban Tuyên giáo" and "Ủy viên
    Ban Thường vụ" the unit's word belongs to the position.
    """
    count = 0
    while count < len(segments) and (count == 0 or _ROLE.match(segments[count])):
        count += 1
    roles, units = segments[:count], segments[count:]
    if not roles:
        return "", ""
    if not _ROLE.match(roles[0]) and _UNIT.match(roles[0]):
        return "", ", ".join(segments)
    for match in _UNIT.finditer(roles[-1]):
        before = roles[-1][: match.start()].strip()
        if before and not _LEADS_A_UNIT.search(before):
            units.insert(0, roles[-1][match.start() :])
            roles[-1] = before
            break
    return ", ".join(roles), ", ".join(units)
