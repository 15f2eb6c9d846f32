"""Scripts, signs and lengths that no briefing should have, found all the same."""

from collections.abc import Iterable

import pytest

from index import FACETS, Entry, Index, marks_of, write

ODD = {
    "empty": "", "emoji": "👩‍👩‍👧 gia đình 🇻🇳 🇻🇳",
    "thai": "ภาษาไทย และ", "han": "漢字文化圈 và 漢文",
    "long": "á" * 1_000_000, "lone": "a\ud800b", "astral": "𠀀𠀁 𝐛𝐚̃𝐨", "zero": "\x00 \ufeff bão",
}  # fmt: skip


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterable[Index]:
    texts = [Entry(key, "", "", text, kind=key, topics=(text[:99], "lạ"), date=20240101 + i)
             for i, (key, text) in enumerate(ODD.items())]  # fmt: skip
    texts.append(Entry("nothing", "", "", ""))
    folder = tmp_path_factory.mktemp("odd") / "index"
    write(folder, texts)
    with Index(folder) as index:
        yield index


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("gia đình", ["emoji"]), ("ไทย", ["thai"]), ("文化", ["han"]), ("á" * 1_000_000, ["long"]),
        ("á" * 50_000, ["long"]), ("bão", ["zero"]), ("𠀀", ["astral"]),
    ],
)  # fmt: skip
def test_odd_texts_with_facets_and_places(odd: Index, query: str, found: list[str]) -> None:
    told = odd.find(query, facets=FACETS)
    assert [match.key for match in told.matches] == found
    assert [one.value for one in told.facets["kind"]] == found
    assert {one.value: one.count for one in told.facets["topics"]}["lạ"] == len(found)
    (match,) = told.matches
    spans = marks_of(told.searched, [ODD[match.key]])[0]
    assert spans
    assert match.places["body"].positions.size


def test_odd_facet_values_filter(odd: Index) -> None:
    whole = odd.find("tu:2000", facets=FACETS)
    assert whole.total == len(ODD)
    for one in whole.facets["topics"]:
        assert odd.find("", filters={"topics": one.value}).total == one.count
