"""What typed text means."""

import unicodedata

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.dates import Range
from index.query import (
    LETTERS,
    LONGEST,
    OPEN,
    TOO_LONG,
    Clause,
    begun_field,
    parse,
    places,
    words_of,
    written,
)


def read(text: str) -> tuple[list[list[str]], list[list[str]]]:
    query = parse(text)
    wanted = [[word.surface for word in clause.words] for clause in query.clauses]
    return wanted, [[word.surface for word in clause.words] for clause in query.excluded]


@pytest.mark.parametrize(
    ("text", "wanted", "excluded"),
    [
        ("Khủng hoảng", [["khủng"], ["hoảng"]], []),
        ('"truyền thông" mạng', [["truyền", "thông"], ["mạng"]], []),
        ("“truyền thông”", [["truyền", "thông"]], []),
        ("truyền -thông", [["truyền"]], [["thông"]]),
        ('tin -"truyền thông"', [["tin"]], [["truyền", "thông"]]),
        ("Mỹ - Trung", [["mỹ"], ["trung"]], []),
        ("Mỹ-Trung", [["mỹ"], ["trung"]], []),
        ("covid -19", [["covid"], ["19"]], []),
        ("-thông", [["thông"]], []),
        ("05-CT/TW", [["05-ct/tw"]], []),
        ("bão -05-CT/TW lũ", [["bão"], ["lũ"]], [["05-ct/tw"]]),
        ("–30/2020/nđ-cp bão", [["bão"]], [["30/2020/nđ-cp"]]),
        ("-05-CT/TW", [["05-ct/tw"]], []),
        ("covid -19/2020", [["covid"], ["19"], ["2020"]], []),
        ("chỉ thị 5 - CT/TW", [["chỉ"], ["thị"], ["05-ct/tw"]], []),
        ('"chỉ thị 05-CT/TW"', [["chỉ", "thị", "05", "ct", "tw"]], []),
        ("12/9/2026", [["12"], ["9"], ["2026"]], []),
        ('"chưa đóng', [["chưa"], ["đóng"]], []),
        ('""', [], []),
        ("中文 tin", [["中", "文"], ["tin"]], []),
        ("( * ~ AND : ^2", [["and"], ["2"]], []),
        ("", [], []),
        ("👩‍👩‍👧", [], []),
    ],
)
def test_read(text: str, wanted: list[list[str]], excluded: list[list[str]]) -> None:
    assert read(text) == (wanted, excluded)


QUERIES = st.lists(
    st.sampled_from([
        "bão", "-lũ", '"phòng đọc"', "OR", "HOẶC", "nguoi:Lan", "-loai:báo", 'chude:"kỹ năng"',
        "nam:2024", "den:x", "truy*", "*", "bão~", "~", '"phòng đọc"~2',
        "so:5", "so:", '"', "05-CT/TW",
    ])
).map(" ".join)  # fmt: skip


@given(st.text() | st.text(st.sampled_from('"-“” ađ05/CTWOR:*~')) | QUERIES)
@example('-"')
@example('"-"')
@example('"05-CT/TW')
def test_nothing_typed_is_an_error(text: str) -> None:
    query = parse(text)
    assert all(clause.words for clause in (*query.clauses, *query.excluded))
    again = parse(query.text)
    hint = again.hint if query.hint == TOO_LONG else query.hint
    assert again == msgspec.structs.replace(query, hint=hint)
    assert all(query.text[one.start : one.end] for one in written(query.text))


@given(st.text(st.sampled_from('khủng hoàđ"-05CT/TW')))
def test_the_form_of_a_query_does_not_matter(text: str) -> None:
    assert parse(unicodedata.normalize("NFD", text)) == parse(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("05/9/2024", [("05", "5"), ("9", "09"), ("2024",)]),
        ("12.09.2024", [("12",), ("09", "9"), ("2024",)]),
        ("9/2024", [("9", "09"), ("2024",)]),
        ("2024-09-05", [("2024",), ("09", "9"), ("05", "5")]),
        ("5/9/2024-06/9/2024", [("5", "05"), ("9", "09"), ("2024",), ("06", "6"), ("9", "09"),
                                ("2024",)]),
        ("13/2024", [("13",), ("2024",)]),
        ("32/9/2024", [("32",), ("9",), ("2024",)]),
        ("05 2024", [("05",), ("2024",)]),
        ("1/5/9/2024", [("1",), ("5",), ("9",), ("2024",)]),
    ],
)  # fmt: skip
def test_days_and_months_with_a_zero_before_them_or_none(
    text: str, keys: list[tuple[str, ...]]
) -> None:
    assert [word.keys for c in parse(text).clauses for word in c.words] == keys
    assert not any(word.several for word in parse(text).words)


def test_the_steps_of_a_word() -> None:
    (word,) = parse("thuỷ").words
    assert (word.surface, word.keys, word.folded) == ("thuỷ", ("thủy",), ("thuy",))
    assert word.several
    assert word.marked
    (word,) = parse("lý").words
    assert (word.keys, word.folded, word.several) == (("lý", "lí"), ("ly", "li"), True)
    (word,) = parse("duong").words
    assert not word.marked


def test_a_document_number_keeps_its_parts() -> None:
    (word,) = parse("30/2020/NĐ-CP").words
    assert word.keys == ("30/2020/nđ-cp",)
    assert word.folded == ("30/2020/nd-cp",)
    assert [part.surface for part in word.parts] == ["30", "2020", "nđ", "cp"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a b " * 5000, " ".join("ab" * (LONGEST // 2))),
        ("a" * 5000, "a" * LETTERS),
        (("b" * 500 + " ") * 9, f"{'b' * 500} {'b' * 500}"),
        ("a* b~ " * 99 + "c", " ".join(["a* b~"] * (OPEN // 2))),
        ("漢" * 99, "漢" * LONGEST),
        (" " * 5000 + "a b", "a b"),
        (("a" * 7 + " ") * LONGEST, ("a" * 7 + " ") * LONGEST),
    ],
)
def test_what_is_too_long_is_cut_and_says_so(text: str, kept: str) -> None:
    query = parse(text)
    assert query.text == kept.strip()
    assert query.hint == ("" if text.split() == kept.split() else TOO_LONG)
    assert sum(len(clause.words) for clause in query.clauses) <= LONGEST


def test_words_of_a_query() -> None:
    assert words_of('Tin "Truyền thông" tin -mạng') == ("tin", "truyền", "thông")


def named(text: str) -> list[tuple[str, list[str]]]:
    return [(c.field, [word.surface for word in c.words]) for c in parse(text).clauses]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("nguoi:Lan bão", [("people", ["lan"]), ("", ["bão"])]),
        ("người:Lan", [("people", ["lan"])]),
        ('person:"Lê Lan" lũ', [("people", ["lê", "lan"]), ("", ["lũ"])]),
        ("DonVi:“Thư viện”", [("units", ["thư", "viện"])]),
        ("hoinghi:a conference:b", [("conference", ["a"]), ("conference", ["b"])]),
        ("loai:a kind:b chude:c topic:d", [("kind", ["a"]), ("kind", ["b"]), ("topics", ["c"]),
                                           ("topics", ["d"])]),
        ("so:05-CT/TW", [("numbers", ["05-ct/tw"])]),
        ("unit:Mỹ-Trung", [("units", ["mỹ"]), ("units", ["trung"])]),
        ("nguoi: Lan", [("", ["nguoi"]), ("", ["lan"])]),
        ('"nguoi:Lan"', [("", ["nguoi", "lan"])]),
        ("gio:12", [("", ["gio"]), ("", ["12"])]),
        ("12:30", [("", ["12"]), ("", ["30"])]),
    ],
)  # fmt: skip
def test_fields(text: str, fields: list[tuple[str, list[str]]]) -> None:
    assert named(text) == fields


def test_a_field_left_out() -> None:
    query = parse('bão -loai:"thông báo"')
    (clause,) = query.excluded
    assert (clause.field, [word.surface for word in clause.words]) == ("kind", ["thông", "báo"])


@pytest.mark.parametrize(
    ("text", "keys"),
    [("so:5", ("5", "05")), ("so:014", ("014", "14")), ("so:14", ("14",)), ("014", ("014",))],
)
def test_zeros_before_a_number_do_not_matter_in_its_field(text: str, keys: tuple[str, ...]) -> None:
    assert parse(text).clauses[0].words[0].keys == keys


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("nam:2024", 20240101, 20241231),
        ("năm:2020-2023", 20200101, 20231231),
        ("năm:2023-2020", 20200101, 20231231),
        ("year:2024 from:06/2024", 20240601, 20241231),
        ("tu:2024-02", 20240201, 99999999),
        ("den:02/2024", 1, 20240229),
        ('đến:"31/12/2025"', 1, 20251231),
        ("tu:1/2/2024 den:2024-03-05", 20240201, 20240305),
    ],
)
def test_dates(text: str, first: int, last: int) -> None:
    query = parse(text)
    assert (query.dates, query.clauses, query.hint) == (Range(first, last), (), "")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("nam:abc", "date_unreadable"),
        ("den:31/02/2024", "date_unreadable"),
        ("tu:13/2024", "date_unreadable"),
        ("nam:05/2024", "date_unreadable"),
        ("-nam:2024", "date_unreadable"),
        ("OR bão", "or_alone"),
        ("bão OR -lũ", "or_alone"),
        ('"bão lũ', "quote_open"),
        ("nguoi:", "field_empty"),
        ("bão nguoi: Lan", "field_empty"),
        ("ngay:2024 bão", "field_unknown"),
        ("tacgia:lan", "field_unknown"),
        ('"ngay:2024"', ""),
        ("lưu ý: bão", ""),
        ("https://thu-vien.example/a", ""),
        ("10:30", ""),
        ("* bão", "star_alone"),
        ("-bão", "minus_alone"),
        ("-loai:chuyên", "minus_alone"),
        ("bão HOẶC", "or_alone"),
        ("HOẶC bão", "or_alone"),
        ('bão lũ"', "quote_open"),
        ("BÃO HOẶC", ""),
        ('"OR"', ""),
        ('bão "OR"', ""),
        ('màn hình 24"', ""),
        ("bão -lũ", ""),
        ("bão OR lũ", ""),
        ("bão (lũ)", ""),
        ("", ""),
    ],
)
def test_what_does_not_fit_is_words_and_a_hint(text: str, hint: str) -> None:
    query = parse(text)
    assert query.hint == hint
    assert query.dates == Range()


def either(text: str) -> list[list[str]]:
    return [[c.words[0].surface for c in clause.choices] for clause in parse(text).clauses]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("bão OR lũ", [["bão", "lũ"]]),
        ("bão OR lũ OR hạn kho", [["bão", "lũ", "hạn"], ["kho"]]),
        ("bão HOẶC lũ", [["bão", "lũ"]]),
        ("BÃO HOẶC LŨ", [["bão"], ["hoặc"], ["lũ"]]),
        ("bão or lũ", [["bão"], ["or"], ["lũ"]]),
        ('"a OR b"', [["a"]]),
        ("OR bão", [["or"], ["bão"]]),
        ("loai:a OR chude:b", [["a", "b"]]),
    ],
)
def test_either(text: str, read: list[list[str]]) -> None:
    assert either(text) == read


def test_wild_and_near_words() -> None:
    wild, near, plain = parse("Truyền*g bão~ lũ ~").words
    assert (wild.surface, wild.folded, wild.wild) == ("truyền*g", ("truyen*g",), True)
    assert (near.surface, near.near) == ("bão", True)
    assert not plain.near


@pytest.mark.parametrize(
    ("text", "words", "gap"),
    [
        ('"phòng thiên tai"~3', ["phòng", "thiên", "tai"], 3),
        ("“phòng tai”~12", ["phòng", "tai"], 12),
        ('donvi:"kiểm lâm"~1', ["kiểm", "lâm"], 1),
        ('"phòng tai"', ["phòng", "tai"], 0),
        ('"phòng tai"~', ["phòng", "tai"], 0),
    ],
)
def test_the_gap_of_a_phrase(text: str, words: list[str], gap: int) -> None:
    query = parse(text)
    (clause,) = query.clauses
    assert ([word.surface for word in clause.words], clause.gap) == (words, gap)
    assert query.hint == ""


def test_a_number_behind_a_phrase_is_a_word_unless_a_tilde_joins_it() -> None:
    assert read('"phòng tai" ~3 bão')[0] == [["phòng", "tai"], ["3"], ["bão"]]
    assert read('"phòng tai"~3x')[0] == [["phòng", "tai"], ["3x"]]
    (clause,) = parse('bão -"phòng tai"~3').excluded
    assert clause.gap == 3


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("nguoi:", ("nguoi:", "people", "")),
        ("bão -loai:thô", ("bão -loai:", "kind", "thô")),
        ('bão người:"lê th', ("bão người:", "people", "lê th")),
        ("topic:van hoa", ("topic:", "topics", "van hoa")),
        ("nam:20", ("nam:", "year", "20")),
        ("so:5", ("so:", "numbers", "5")),
        ("nguoi:lan chude:", ("nguoi:lan chude:", "topics", "")),
        ('nguoi:"lan"', None),
        ('nguoi:"lan" bão', None),
        ("tu:20", None),
        ("ngay:5", None),
        ("lan", None),
        ("", None),
    ],
)
def test_a_field_whose_value_is_being_typed(text: str, begun: tuple[str, str, str] | None) -> None:
    found = begun_field(text)
    assert (found and (found.before, found.name, found.value)) == begun


def test_without_the_language_all_is_words() -> None:
    query = parse('nguoi:Lan bão* OR "a b" -c~', language=False)
    assert [[w.surface for w in c.words] for c in query.clauses] == [
        ["nguoi"], ["lan"], ["bão"], ["or"], ["a", "b"]
    ]  # fmt: skip
    assert all(c == Clause(c.words) for c in query.clauses)
    assert not any(word.wild or word.near for word in query.every_word())
    assert len(query.excluded) == 1


def test_places_are_words_that_may_be_corrected() -> None:
    text = 'khung "phong doc" 05-CT/TW nguoi:lan -bao hoang* t*n lu~ nam:2024 a OR b ngay:x'
    assert [text[one.start : one.end] for one in places(text)] == [
        "khung", "phong", "doc", "a", "b", "x",
    ]  # fmt: skip
    fixed = [text[one.start : one.end] for one in written(text) if one.fixed]
    assert fixed == ["lan", "bao", "hoang", "lu"]
    assert [one.key for one in written(text) if one.begun] == ["hoang"]


def test_abbreviations_both_ways() -> None:
    (short,) = parse("HĐND").words
    assert short.expansions == (("hội", "đồng", "nhân", "dân"),)
    words = parse("báo cáo hội đồng nhân dân").words
    assert [word.shorts for word in words] == [(("bc", 2),)] * 2 + [(("hđnd", 4),)] * 4
    assert [word.expansions for word in parse("tư TƯ").words] == [(), (("trung", "ương"),)]
    assert not any(word.shorts for word in parse('"báo cáo"').words)
    assert not parse("HĐND", language=False).words[0].expansions
