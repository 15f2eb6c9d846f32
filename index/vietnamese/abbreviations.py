"""Abbreviations of administrative Vietnamese, both ways.

Those of document kinds are the ones that documents of Party and state bear in their numbers
(Decree 30/2020/NĐ-CP, appendix III; the Party's guidance on document form); the others are in
daily use in offices. One abbreviation may stand for several things: TT is Thông tư in a number of
the state (`05/2020/TT-BNV`) and Thông tri in one of the Party (`05-TT/TW`).
"""

from functools import lru_cache

import msgspec

from index.vietnamese.fold import fold

ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "anqp": ("an ninh quốc phòng",),
    "antt": ("an ninh trật tự",),
    "atgt": ("an toàn giao thông",),
    "bbt": ("ban bí thư",),
    "bc": ("báo cáo",),
    "bca": ("bộ công an",),
    "bcđ": ("ban chỉ đạo",),
    "bch": ("ban chấp hành", "ban chỉ huy"),
    "bct": ("bộ chính trị", "bộ công thương"),
    "bhxh": ("bảo hiểm xã hội",),
    "bhyt": ("bảo hiểm y tế",),
    "bnv": ("bộ nội vụ",),
    "bqp": ("bộ quốc phòng",),
    "btc": ("ban tổ chức", "bộ tài chính"),
    "btg": ("ban tuyên giáo",),
    "btv": ("ban thường vụ",),
    "cand": ("công an nhân dân",),
    "cbcc": ("cán bộ công chức",),
    "ccb": ("cựu chiến binh",),
    "cchc": ("cải cách hành chính",),
    "cđs": ("chuyển đổi số",),
    "cnh": ("công nghiệp hóa",),
    "cntt": ("công nghệ thông tin",),
    "cnxh": ("chủ nghĩa xã hội",),
    "cp": ("chính phủ",),
    "ct": ("chỉ thị", "chương trình"),
    "ctr": ("chương trình",),
    "cv": ("công văn",),
    "đa": ("đề án",),
    "đbqh": ("đại biểu quốc hội",),
    "đcs": ("đảng cộng sản",),
    "đt": ("đào tạo",),
    "gd": ("giáo dục",),
    "gdđt": ("giáo dục đào tạo", "giáo dục và đào tạo"),
    "gpmb": ("giải phóng mặt bằng",),
    "hcm": ("hồ chí minh",),
    "hd": ("hướng dẫn",),
    "hđh": ("hiện đại hóa",),
    "hđnd": ("hội đồng nhân dân",),
    "hnd": ("hội nông dân",),
    "htx": ("hợp tác xã",),
    "khcn": ("khoa học công nghệ", "khoa học và công nghệ"),
    "kh": ("kế hoạch",),
    "kl": ("kết luận",),
    "ktxh": ("kinh tế xã hội",),
    "lđlđ": ("liên đoàn lao động",),
    "lhpn": ("liên hiệp phụ nữ",),
    "lhq": ("liên hợp quốc", "liên hiệp quốc"),
    "llvt": ("lực lượng vũ trang",),
    "mttq": ("mặt trận tổ quốc",),
    "nđ": ("nghị định",),
    "nn": ("nông nghiệp",),
    "nq": ("nghị quyết",),
    "ntm": ("nông thôn mới",),
    "nxb": ("nhà xuất bản",),
    "pccc": ("phòng cháy chữa cháy",),
    "pctt": ("phòng chống thiên tai",),
    "ptth": ("phát thanh truyền hình",),
    "qđ": ("quyết định",),
    "qđnd": ("quân đội nhân dân",),
    "qh": ("quốc hội",),
    "qlnn": ("quản lý nhà nước",),
    "qpan": ("quốc phòng an ninh",),
    "qppl": ("quy phạm pháp luật",),
    "tb": ("thông báo",),
    "thcs": ("trung học cơ sở",),
    "thpt": ("trung học phổ thông",),
    "tkcn": ("tìm kiếm cứu nạn",),
    "tncs": ("thanh niên cộng sản",),
    "tp": ("thành phố",),
    "tphcm": ("thành phố hồ chí minh",),
    "tt": ("thông tư", "thông tri"),
    "ttg": ("thủ tướng",),
    "tttt": ("thông tin truyền thông", "thông tin và truyền thông"),
    "ttr": ("tờ trình",),
    "tw": ("trung ương",),
    "ubnd": ("ủy ban nhân dân",),
    "vbhc": ("văn bản hành chính",),
    "vhtt": ("văn hóa thông tin",),
    "vp": ("văn phòng",),
    "xhcn": ("xã hội chủ nghĩa",),
}
"""Lower-case abbreviation -> what it stands for, in canonical syllables, the likeliest first."""

CENTRAL = ("TƯ", "T.Ư", "TU")
"""Older spellings of TW; in small letters they are the syllable tư, which is none."""
_BARE = {fold(short): short for short in ABBREVIATIONS}


class Short(msgspec.Struct, frozen=True):
    """An abbreviation found for some words: words [start, end) of the query."""

    start: int
    end: int
    key: str


def is_abbreviation(key: str) -> bool:
    """Whether a lower-case word, marked or not, is an abbreviation of the table."""
    return key in ABBREVIATIONS or key in _BARE


def expansions(written: str, *, before: str = "", after: str = "") -> tuple[tuple[str, ...], ...]:
    """What an abbreviation may stand for, each as canonical syllables, the likeliest first.

    `before` and `after` are the signs beside it in a document number: `-TT/` is the Party's
    Thông tri, `/TT-` the state's Thông tư.
    """
    key = "tw" if written in CENTRAL else written.lower()
    found = ABBREVIATIONS.get(key) or ABBREVIATIONS.get(_BARE.get(key, ""), ())
    if key == "tt" and (before, after) == ("-", "/"):
        found = ("thông tri",)
    elif key == "tt" and (before, after) == ("/", "-"):
        found = ("thông tư",)
    return tuple(tuple(one.split()) for one in found)


@lru_cache(maxsize=1)
def _by_words() -> dict[tuple[str, ...], list[str]]:
    table: dict[tuple[str, ...], list[str]] = {}
    for short, several in ABBREVIATIONS.items():
        for one in several:
            table.setdefault(tuple(one.split()), []).append(short)
    return table


def abbreviated(keys: tuple[str, ...]) -> list[Short]:
    """The abbreviations of runs of a query's words, given as canonical keys; marks must stand."""
    table = _by_words()
    longest = max(map(len, table))
    return [
        Short(start, end, short)
        for start in range(len(keys))
        for end in range(start + 2, min(len(keys), start + longest) + 1)
        for short in table.get(keys[start:end], ())
    ]
