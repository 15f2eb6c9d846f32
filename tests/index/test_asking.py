"""What a query asks for, on a real index: fields, dates, gaps, near words, what is left out."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from index import Index
from tests.index.test_search import entry, keys, made


def test_a_minus_leaves_out_a_document_number(tmp_path: Path) -> None:
    texts = [
        entry("own", "tin bão", numbers=("123/QĐ-UBND",)), entry("cites", "bão, theo 123/QĐ-UBND"),
        entry("other", "bão, 123 trang, theo 12/QĐ-UBND"),
    ]  # fmt: skip
    with made(tmp_path / "index", texts) as index:
        for query in ("bão -123/QĐ-UBND", "-123/qđ-ubnd bão", "bao -123/qd-ubnd"):
            assert keys(index, query) == ["other"]
            assert keys(index, query, literal=True) == (["other"] if "bão" in query else [])
        for query in ("bão -so:123/QĐ-UBND", "bão -so:123", 'bão -number:"123/QĐ-UBND"'):
            assert sorted(keys(index, query)) == ["cites", "other"]


@pytest.mark.parametrize("query", ["05/09/2024", "5/9/2024", '"ngày 05/9/2024"', "2024-9-05"])
def test_a_date_is_found_with_zeros_and_without(tmp_path: Path, query: str) -> None:
    texts = [
        entry("bare", "ngày 5/9/2024 họp"), entry("full", "ngày 05/09/2024 họp"),
        entry("other", "ngày 5/8/2024 họp"),
    ]  # fmt: skip
    with made(tmp_path / "index", texts) as index:
        found = index.find(query).matches
        assert {(match.key, match.level) for match in found} == {
            ("bare", "exact"), ("full", "exact")
        }  # fmt: skip
        assert keys(index, "05/09/2024", literal=True) == ["full"]


def test_words_of_a_phrase_may_stand_apart_by_so_many_others(tmp_path: Path) -> None:
    texts = [
        entry("0", "phòng tai"), entry("2", "phòng chống thiên tai"), entry("back", "tai phòng"),
        entry("4", "phòng một hai ba bốn tai"), entry("bare", "phong lan ở tại đây"),
    ]  # fmt: skip
    with made(tmp_path / "index", texts) as index:
        for query, found in (('"phòng tai"', "0"), ('"phòng tai"~1', "0"), ('"phòng tai"~3', "02")):
            assert {m.key for m in index.find(query).matches if m.level == "exact"} == set(found)
        assert keys(index, '"phòng tai"~3')[-1] == "bare"
        assert keys(index, '"phòng tai"~3', literal=True) == ["0", "2"]
        assert keys(index, 'thiên -"phòng tai"~2') == []
        (match,) = index.find('"phòng thiên tai"~1').matches
        assert match.places["body"].positions.tolist() == [0, 2, 3]
        assert match.places["body"].words.tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    ("typed", "searched", "found"),
    [
        ("nguoi:Nguyeexn", "nguoi:Nguyễn", "a"),
        ('nguoi:"nguye64n lan"', 'nguoi:"nguyễn lan"', "a"),
        ('donvi:"thuw vieenj"', 'donvi:"thư viện"', "a"),
        ("-nguoi:nguyeexn tin", "-nguoi:nguyễn tin", "b"),
        ("tin -baox", "tin -bão", "b"),
        ("truyeenf*", "truyền*", "b"),
        ("baox~", "bão~", "ab"),
        ("bas*", "bas*", "b"),  # So some words of the library begin.
        ("nguoi:nguyen", "nguoi:nguyen", "a"),  # Names get no marks that were not typed.
    ],
)
def test_keystrokes_are_read_wherever_words_stand(
    tmp_path: Path, typed: str, searched: str, found: str
) -> None:
    texts = [
        entry("a", "tin về bão", people="Nguyễn Lan", units="Thư viện tỉnh"),
        entry("b", "tin báo cho bà con, truyền tin, basalt, bá", people="Trần An"),
    ]
    with made(tmp_path / "index", texts) as index:
        told = index.find(typed)
        assert told.searched == searched
        assert told.literal_offered == (searched != typed)
        assert sorted(match.key for match in told.matches) == list(found)


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("phòg chống", "phòng chống"),
        ("PHÒG CHỐNG", "PHÒNG CHỐNG"),
        ("Phòg", "Phòng"),
        ("phog chong", "phòng chống"),
        ("phog bia", ""),  # Its neighbours do not bear it out, and it may be no Vietnamese word.
        ("thug", ""),  # Held oftener than a misprint is.
        ("phòng chống", ""),
        ("đội PHÒG", ""),  # Initials.
    ],
)
def test_a_misprint_that_some_document_holds_is_no_bar(
    tmp_path: Path, query: str, suggestion: str
) -> None:
    texts = [
        entry(str(i), "Phòng chống thiên tai, phòng chống lũ; đội thúng " * 4) for i in range(20)
    ]
    texts += [
        entry("slip", "kế hoạch phòg chống phog bia"),
        *(entry(f"t{i}", "thug") for i in (1, 2, 3)),
    ]
    with made(tmp_path / "index", texts) as index:
        found = index.find(query)
        assert (found.searched.lower(), found.suggestion) == (
            "phog chống" if query == "phog chong" else query.lower(),
            suggestion,
        )
        assert found.total


FIELDED = [
    entry("a", "nội dung về bão", people="Lê Thị Lan", units="Thư viện tỉnh", kind="Thông báo",
          conference="Hội nghị tháng 5", topics=("Kỹ năng số",), numbers=("05-CT/TW",),
          date=20240510),
    entry("b", "Lê Thị Lan nói về bão và thông báo", people="Trần Văn An", kind="Chuyên đề",
          date=20250601),
    entry("c", "hạn hán, lũ quét"),
]  # fmt: skip


@pytest.fixture(scope="module")
def fielded(tmp_path_factory: pytest.TempPathFactory) -> Iterable[Index]:
    with made(tmp_path_factory.mktemp("fields") / "index", FIELDED) as index:
        yield index


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lan", "ab"), ("nguoi:lan", "a"), ("người:Lan bão", "a"), ("person:an", "b"),
        ('nguoi:"lê thị"', "a"), ("nguoi:nobody bão", ""), ("donvi:tinh", "a"), ("unit:tỉnh", "a"),
        ("hoinghi:nghị", "a"), ('loai:"thông báo"', "a"), ("-loai:chuyên bão", "a"),
        ("chude:số", "a"), ("so:05-CT/TW", "a"), ("so:5", "a"), ("number:9", ""),
        ("nam:2024", "a"), ("bão tu:2025", "b"), ("den:2024", "a"), ("nam:2024-2025", "ba"),
        ("tu:01/06/2024 den:2025-06-01", "b"), ("nam:1999", ""), ("bão -nguoi:an", "a"),
        ("hạn OR lan", "abc"), ("bão OR lũ nguoi:lan", "a"), ('"lũ quét" OR "về bão"', "abc"),
        ("l* q*", "c"), ("hạ*", "c"), ("qu*t", "c"), ("*ét", "c"), ("zz*", ""), ("nguoi:l*", "a"),
        ("quetr~ lu", "c"), ("queet~", "c"), ("nam:xx hạn", "c"), ("x" * 200 + "* hạn", ""),
    ],
)  # fmt: skip
def test_the_query_language(fielded: Index, query: str, found: str) -> None:
    assert set(keys(fielded, query)) == set(found)


def test_a_range_alone_gives_the_newest_first(fielded: Index) -> None:
    assert keys(fielded, "nam:2024-2025") == ["b", "a"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("bão~", {"typed": "exact", "other": "unaccented", "near": "approximate"}),
        ("bao~", {"typed": "unaccented", "other": "unaccented", "bare": "approximate"}),
        ("lũ~ bãi", {"near": "unaccented"}),
        ("khoog~", {"far": "approximate"}),
    ],
)
def test_a_short_word_is_near_few_others(tmp_path: Path, query: str, found: dict[str, str]) -> None:
    texts = [
        entry("typed", "cơn bão"), entry("other", "báo tin"), entry("near", "bãi cát, lủ khủ"),
        entry("bare", "ban công"), entry("far", "bán cá, hão huyền, bắn, không"),
    ]  # fmt: skip
    with made(tmp_path / "index", texts) as index:
        assert {match.key: match.level for match in index.find(query).matches} == found
