"""Finding: the ladder, nearness, fallbacks, and odd texts, on a real index."""

import re
import unicodedata
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import fields, scoring
from whoosh import query as whoosh_query
from whoosh.filedb.filestore import RamStorage

from index import Entry, Index, write
from index.query import parse
from index.schema import BOOSTS, Analysis
from index.vietnamese import fold


def entry(key: str, body: str, title: str = "", **more: Any) -> Entry:
    return Entry(key=key, title=title, headings="", body=body, **more)


def made(folder: Path, entries: Iterable[Entry]) -> Index:
    write(folder, entries)
    return Index(folder)


def keys(index: Index, text: str, *, literal: bool = False, plain: bool = False) -> list[str]:
    found = index.find(text, literal=literal, plain=plain)
    return [match.key for match in found.matches]


LOOKALIKES = [
    entry("1", "Khung hoàng cung sơn lại. Truyền thống của làng, thông gió cho phòng đọc."),
    entry("2", "Khùng khục cười, hoang mang, truyện kể về thống kê."),
    entry("3", "Thông tin, truyền hình, hoảng hốt, khủng khiếp: bốn chuyện khác nhau."),
    entry("4", "Ứng phó khủng hoảng truyền thông khi có bão: ai nói, nói gì, nói lúc nào."),
    entry("5", "Kỹ năng số cho phòng đọc: truyền thông và truyền thống."),
    entry("6", "Khung cửa. Hoang vắng. Truyện ngắn. Thong thả."),
]


@pytest.fixture
def lookalikes(tmp_path: Path) -> Iterable[Index]:
    with made(tmp_path / "index", LOOKALIKES) as index:
        yield index


@pytest.mark.parametrize(
    "query",
    [
        "khủng hoảng truyền thông",
        unicodedata.normalize("NFD", "khủng hoảng truyền thông"),
        "khung hoang truyen thong",
        "KHỦNG HOẢNG TRUYỀN THÔNG",
        "khủng\u00a0hoảng tru\u00adyền thông",
        '"khủng hoảng" thông truyền',
    ],
)
def test_the_briefing_meant_comes_first_among_lookalikes(lookalikes: Index, query: str) -> None:
    assert keys(lookalikes, query)[0] == "4"


def test_the_ladder_is_told(lookalikes: Index) -> None:
    levels = {m.key: m.level for m in lookalikes.find("khủng hoảng truyền thông").matches}
    assert levels == {"4": "exact", "3": "exact", "1": "unaccented", "2": "unaccented",
                      "6": "unaccented"}  # fmt: skip
    assert {m.key: m.level for m in lookalikes.find("khung hoang truyen thong").matches} == levels


def test_duong_finds_all_and_marks_choose(tmp_path: Path) -> None:
    texts = [entry("a", "cây dương"), entry("b", "con đường"), entry("c", "nuôi dưỡng")]
    with made(tmp_path / "index", texts) as index:
        assert keys(index, "duong") == ["a", "b", "c"]
        assert keys(index, "đường")[0] == "b"
        assert keys(index, "dưỡng")[0] == "c"
        assert keys(index, "đường", literal=True) == ["b"]
        assert keys(index, "duong", literal=True) == []
        assert keys(index, "đường", plain=True) == ["b"]


def test_exact_before_tone_before_unaccented_all_else_equal(tmp_path: Path) -> None:
    texts = [entry("plain", "văn hoa làng"), entry("other", "văn hòa làng"),
             entry("typed", "văn hoà làng"), entry("none", "văn làng thôn")]  # fmt: skip
    with made(tmp_path / "index", texts) as index:
        found = [(m.key, m.level) for m in index.find("hoà").matches]
        assert found == [("typed", "exact"), ("other", "tone"), ("plain", "unaccented")]
        found = [(m.key, m.level) for m in index.find("hòa").matches]
        assert found == [("other", "exact"), ("typed", "tone"), ("plain", "unaccented")]


def test_i_for_y_is_a_step_below(tmp_path: Path) -> None:
    texts = [entry("i", "quản lí"), entry("y", "quản lý")]
    with made(tmp_path / "index", texts) as index:
        found = [(m.key, m.level) for m in index.find("quản lý").matches]
        assert found == [("y", "exact"), ("i", "tone")]
        assert keys(index, "quan li") == ["i", "y"]
        assert keys(index, "quản lí", literal=True) == ["i"]


def test_words_side_by_side_count_more_than_apart(tmp_path: Path) -> None:
    texts = [entry("apart", "truyền tin và thông báo"), entry("beside", "tin và truyền thông báo")]
    with made(tmp_path / "index", texts) as index:
        assert keys(index, "truyền thông") == ["beside", "apart"]
        assert keys(index, "truyen thong") == ["beside", "apart"]
        scores = [m.score for m in index.find("truyền thông", plain=True).matches]
        assert scores[0] == scores[1]


def test_all_words_then_any(lookalikes: Index) -> None:
    assert set(keys(lookalikes, "kỹ năng số")) == {"5"}
    assert set(keys(lookalikes, "kỹ năng bão")) == {"4", "5"}
    assert keys(lookalikes, "kỹ năng xyz") == ["5"]
    assert keys(lookalikes, "xyz") == []


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("kỹ năng xyz", "some_words"),
        ("kỹ năng số", ""),
        ("xyz", ""),
        ('"phòng đọc" xyz', "some_words"),
        ('"của truyền thống"', ""),
        ("nam:xx kỹ năng xyz", "date_unreadable"),
    ],
)
def test_an_answer_in_part_says_so(lookalikes: Index, query: str, hint: str) -> None:
    assert lookalikes.find(query).hint == hint
    if "nam:" not in query:
        assert lookalikes.find(query, plain=True).hint == hint


def test_phrases_must_stand_side_by_side(lookalikes: Index) -> None:
    assert keys(lookalikes, '"truyền thống của"') == ["1"]
    assert keys(lookalikes, '"của truyền thống"') == []
    assert keys(lookalikes, '"phòng đọc" xyz') == keys(lookalikes, '"phòng đọc"')
    assert set(keys(lookalikes, '"phong doc"')) == {"1", "5"}


def test_a_minus_leaves_out(lookalikes: Index) -> None:
    assert set(keys(lookalikes, "phòng -thống")) == set()
    assert set(keys(lookalikes, "truyền -phòng -truyện")) == {"3", "4"}
    assert "4" not in keys(lookalikes, 'truyền -"khủng hoảng"')


@pytest.mark.parametrize("query", ["", "   ", "👩‍👩‍👧", '"', "-", "()*~", "\ud800"])
def test_no_words_no_matches(lookalikes: Index, query: str) -> None:
    found = lookalikes.find(query)
    assert (found.total, found.matches) == (0, ())


def test_what_is_told_of_a_search(lookalikes: Index) -> None:
    found = lookalikes.find("  truyen\u00a0thong ", limit=2)
    assert found.query == "  truyen\u00a0thong "
    assert found.searched == "truyền thông"
    assert found.total == 6
    assert len(found.matches) == 2
    assert found.seconds > 0
    assert lookalikes.find("truyền", literal=True).literal


def test_a_document_number_is_found_in_any_dress(tmp_path: Path) -> None:
    texts = [entry("own", "Về việc học", numbers=("05-CT/TW",)),
             entry("cites", "Theo số 05–CT/TW."),
             entry("other", "Theo 05-NQ/TW và CT khác")]  # fmt: skip
    with made(tmp_path / "index", texts) as index:
        for query in ("05-CT/TW", "05-ct/tw", "05 – CT / TW", "5-CT/TƯ"):
            assert keys(index, query) == ["own", "cites"]
        assert set(keys(index, "05 CT")) == {"own", "cites", "other"}
        assert set(keys(index, "05-BC/TW")) == {"own", "cites", "other"}


def test_every_field_is_searched_and_the_title_weighs_most(tmp_path: Path) -> None:
    word = {"people": "x", "units": "x", "conference": "x", "kind": "x", "attachments": "x"}
    texts = [entry(name, "nội dung", **{name: value}) for name, value in word.items()]
    texts += [entry("topics", "nội dung", topics=("x",)), entry("body", "x nội dung")]
    texts += [Entry("headings", "", "x", "nội dung"), entry("title", "nội dung", "x")]
    texts += [entry(str(i), "nội dung", "bài", topics=("khác",)) for i in range(9)]
    with made(tmp_path / "index", texts) as index:
        assert set(keys(index, "x")) == {e.key for e in texts} - set("012345678")
        assert keys(index, "x")[0] == "title"


def test_the_newer_of_equals_comes_first(tmp_path: Path) -> None:
    texts = [entry("old", "bão lũ", date=20210101), entry("new", "bão lũ", date=20260101),
             entry("none", "bão lũ")]  # fmt: skip
    with made(tmp_path / "index", texts) as index:
        assert keys(index, "bão") == ["new", "old", "none"]


def test_odd_texts(tmp_path: Path) -> None:
    long = "á" * 1_000_000
    texts = [entry("empty", ""), entry("emoji", "👩‍👩‍👧 gia đình 🇻🇳"),
             entry("thai", "ภาษาไทย và tiếng khác"),
             entry("han", "漢字文化圈 và 漢文"), entry("long", long), entry("lone", "a\ud800b"),
             entry("nfd", unicodedata.normalize("NFD", "phòng chống bão"))]  # fmt: skip
    with made(tmp_path / "index", texts) as index:
        assert len(index) == 7
        assert keys(index, "gia đình") == ["emoji"]
        assert keys(index, "ไทย") == ["thai"]
        assert keys(index, "文化") == ["han"]
        assert keys(index, "化文") == []
        assert keys(index, "á" * 640) == ["long"]
        assert keys(index, "phòng chống bão") == ["nfd"]
        assert keys(index, "phong chong bao") == ["nfd"]


def test_an_empty_index(tmp_path: Path) -> None:
    with made(tmp_path / "index", []) as index:
        assert len(index) == 0
        assert index.find("bão").matches == ()


VOCABULARY = ["bão", "bao", "lũ", "hoà", "hòa", "phòng", "phong", "đọc", "05-CT/TW"]
BODIES = st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=12), min_size=1, max_size=12)


def stock(entries: list[Entry]) -> Any:
    """The same terms in Whoosh's own index."""
    text = fields.TEXT()
    index = RamStorage().create_index(
        fields.Schema(key=fields.ID(stored=True), title=text, body=text)
    )
    analysis = Analysis()
    with index.writer() as writer:
        for one in entries:
            made = analysis.fields(one)
            held = {name: list(made[name].terms) for name in ("title", "body") if name in made}
            writer.add_document(key=one.key, **held)
    return index


@settings(max_examples=25, deadline=None)
@given(bodies=BODIES, words=st.lists(st.sampled_from(VOCABULARY[:8]), min_size=1, max_size=3))
def test_plain_scores_are_whooshs_own(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[list[str]], words: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("plain") / "index"
    texts = [entry(str(i), " ".join(body), " ".join(body[:2])) for i, body in enumerate(bodies)]
    write(folder, texts)
    asked = [
        whoosh_query.Or(
            [whoosh_query.Term(f, word.keys[0], boost=BOOSTS[f]) for f in ("title", "body")]
        )
        for word in parse(" ".join(words)).words
    ]
    with Index(folder) as index:
        found = index.find(" ".join(words), limit=100, plain=True).matches
    with stock(texts).searcher(weighting=scoring.BM25F()) as searcher:
        for query in (whoosh_query.And(asked), whoosh_query.Or(asked)):
            # Not `normalize`: flattening would let a field's boost fall on its neighbours.
            hits = searcher.search(query, limit=None, optimize=False)
            expected = {hit["key"]: hit.score for hit in hits}
            if expected:
                break
    assert {match.key: match.score for match in found} == pytest.approx(expected, rel=1e-4)
    assert found == tuple(sorted(found, key=lambda m: (-m.score, int(m.key))))


def test_searches_from_several_threads_agree(lookalikes: Index) -> None:
    asked = ["khủng hoảng", "truyen thong", '"phòng đọc"', "thống -của"] * 8
    alone = [keys(lookalikes, text) for text in asked]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: keys(lookalikes, text), asked)) == alone


def test_what_was_typed_without_marks_is_restored_and_nothing_lost(lookalikes: Index) -> None:
    found = lookalikes.find("Khung hoang truyen thong")
    assert found.searched == "Khủng hoảng truyền thông"
    assert found.literal_offered
    assert [(found.matches[0].key, found.matches[0].level)] == [("4", "exact")]
    assert {match.key for match in found.matches} == {"1", "2", "3", "4", "6"}
    literal = lookalikes.find("khung hoang", literal=True)
    assert (literal.searched, literal.literal_offered) == ("khung hoang", False)
    assert not lookalikes.find("khủng hoảng").literal_offered


WORDS = fold("khủng hoảng truyền thông phòng đọc kỹ năng số làng bão nói gì").split()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
def test_restoring_loses_nothing_that_the_letters_find(words: list[str]) -> None:
    query = " ".join(words)
    bodies = [fold(one.body) for one in LOOKALIKES]
    holders = {
        one.key for one, body in zip(LOOKALIKES, bodies, strict=True)
        if set(words) <= set(re.findall(r"\w+", body))
    }  # fmt: skip
    found = set(keys(SHARED[0], query))
    assert holders <= found


SHARED: list[Index] = []


@pytest.fixture(scope="module", autouse=True)
def _shared(tmp_path_factory: pytest.TempPathFactory) -> Iterable[None]:
    with made(tmp_path_factory.mktemp("shared") / "index", LOOKALIKES) as index:
        SHARED.append(index)
        yield
    SHARED.clear()


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("khungr hoangr truyeenf thoong", "khủng hoảng truyền thông"),
        ("khu3ng hoang3", "khủng hoảng"),
        ("khñng ho¶ng", "khủng hoảng"),
        ("khuûng hoaûng", "khủng hoảng"),
        ("khu?ng hoa?ng", "khủng hoảng"),
        ("khũng hoảng", "khủng hoảng"),
        ("KHUNGR HOANGR", "KHỦNG HOẢNG"),
        ('"khung hoang" -xyz', '"khủng hoảng" -xyz'),
        ('"khung hoang" OR "noi luc"', '"khủng hoảng" OR "nói lúc"'),
    ],
)
def test_however_it_was_typed(lookalikes: Index, typed: str, searched: str) -> None:
    found = lookalikes.find(typed)
    assert found.searched == searched
    assert found.literal_offered
    assert found.matches[0].key == "4"


def test_an_unknown_word_is_corrected_and_told_so(lookalikes: Index) -> None:
    found = lookalikes.find("khũng hoảng truyền thông")
    assert (found.matches[0].key, found.matches[0].level) == ("4", "approximate")
    found = lookalikes.find("phòng đọcc")
    assert found.searched == "phòng đọc"
    assert found.matches[0].key in "15"
    assert lookalikes.find("phòng zzzzzz").searched == "phòng zzzzzz"


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("thog tin", "thông tin"),  # Eight other words are as near and stand before it.
        ("đườg", "đường"),  # Not «được», which is as near without its marks and commoner.
        ("BXT", "BXT"),
        ("bxt", "bxt"),
        ("đường NXA", "đường NXA"),
        ("ĐƯỜNG NXA", "ĐƯỜNG NGA"),
    ],
)
def test_a_slip_is_put_right_and_initials_are_none(
    tmp_path: Path, typed: str, searched: str
) -> None:
    texts = [
        entry("1", "thông tin về đường sắt nga, bắt đầu"),
        entry("2", "thọ thỏa thóc thoe thôi thơm thôn hog"),
        entry("3", "được được được được thơm thơm thơm"),
    ]
    with made(tmp_path / "index", texts) as index:
        assert index.find(typed).searched == searched


def test_a_likelier_query_is_suggested(tmp_path: Path) -> None:
    texts = [
        entry("1", "Xử lý rác. Xử lý nước. Xử lý đơn thư. " * 20),
        entry("2", "Lịch sử làng. Lý do. " * 20),
    ]
    with made(tmp_path / "index", texts) as index:
        assert index.find("sử lý nước").suggestion == "xử lý nước"
        assert index.find("Sử lý").suggestion == "Xử lý"
        assert index.find("xử lý").suggestion == ""
        assert index.find("lịch sử").suggestion == ""


def test_abbreviations_are_found_both_ways(tmp_path: Path) -> None:
    texts = [entry("long", "Kế hoạch của Ủy ban nhân dân xã"), entry("short", "KH của UBND xã"),
             entry("other", "nhân dân bàn kế sách")]  # fmt: skip
    with made(tmp_path / "index", texts) as index:
        found = [(m.key, m.level) for m in index.find("UBND").matches]
        assert found == [("short", "exact"), ("long", "abbreviated")]
        found = [(m.key, m.level) for m in index.find("uỷ ban nhân dân").matches]
        assert found == [("long", "tone"), ("short", "abbreviated")]
        assert keys(index, "uy ban nhan dan") == ["long", "short"]
        assert keys(index, "UBND", literal=True) == ["short"]
        assert keys(index, "UBND", plain=True) == ["short"]


@pytest.mark.parametrize("query", ["Bộ GD&ĐT", "Bộ GD-ĐT", "bộ gdđt", "bộ giáo dục và đào tạo"])
def test_an_abbreviation_of_two_parts(tmp_path: Path, query: str) -> None:
    texts = [entry("long", "Bộ Giáo dục và Đào tạo"), entry("other", "bộ sách, đào kênh")]
    with made(tmp_path / "index", texts) as index:
        assert keys(index, query) == ["long"]


def test_near_words_are_approximate(lookalikes: Index) -> None:
    levels = {m.key: m.level for m in lookalikes.find("truyện~").matches}
    assert levels["2"] == "exact"
    assert lookalikes.find("khungg~").matches[0].level == "approximate"


@pytest.mark.parametrize("query", ["á" * 5000, "bão " * 500, "b* " * 1700, "khu?ng " * 900])
def test_of_a_long_query_the_beginning_is_searched(lookalikes: Index, query: str) -> None:
    for literal in (False, True):
        found = lookalikes.find(query, literal=literal)
        assert found.hint == "too_long"
        assert len(found.searched) <= 1024
        assert not literal or query.startswith(found.searched)


def test_few_words_of_a_query_are_compared_with_all_others(lookalikes: Index) -> None:
    slips = "khungz hoangz truyeng thongg phongz"
    assert lookalikes.find(slips).searched == "khủng hoảng truyền thông phongz"


def test_bad_syntax_is_words_and_a_hint(lookalikes: Index) -> None:
    found = lookalikes.find("nam:abc phòng đọc")
    assert found.hint == "date_unreadable"
    assert {match.key for match in found.matches} == {"1", "5"}
    assert lookalikes.find("phòng").hint == ""


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([
            "bão", "-lũ", '"phòng đọc"', "OR", "nguoi:Lan", "-loai:báo", "nam:2024", "den:x",
            "truy*", "*", "khungr", "kh~", "so:5", "so:", '"', "05-CT/TW", "UBND", "khu?ng", "中",
        ])
    ).map(" ".join)
    | st.text()
)  # fmt: skip
def test_no_query_fails(query: str) -> None:
    found = SHARED[0].find(query)
    assert len(found.matches) <= found.total
    assert SHARED[0].find(found.searched).total >= 0
