"""Related documents by key terms, on a real index."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Entry, Index, write
from index.key_terms import key_terms

MEDIA = (
    "Khủng hoảng truyền thông là khi thông tin xấu lan nhanh. Người phát ngôn xử lý khủng hoảng "
    "truyền thông bằng thông tin đúng. Ông Nguyễn Văn Thành nói ngày 12/5/2026 tại Hà Nội. "
)
STORM = "Bão gần bờ, nước dâng cao. Sơ tán dân, chằng chống nhà cửa, neo đậu tàu thuyền. "
FOREST = "Cháy rừng mùa khô. Trực canh lửa, đốt thực bì có kiểm soát, báo cháy rừng sớm. "
FILLER = "Công việc của đơn vị trong năm nay có nhiều điểm mới và được mọi người góp ý. "
TEXTS = {
    "media-1": MEDIA * 3 + FILLER,
    "media-2": FILLER + "Ứng xử khi có khủng hoảng truyền thông: người phát ngôn nói sớm.",
    "apart": FILLER * 3 + "Khủng khiếp, hoảng hốt, truyền miệng, thông thoáng, phát quà, ngôn từ.",
    "storm-1": STORM * 3 + FILLER,
    "storm-2": FILLER * 2 + STORM,
    "forest": FOREST * 3 + FILLER,
    "name": FILLER * 3 + "Ông Nguyễn Văn Thành nói ngày 12/5/2026.",
    "economy": "Khủng hoảng kinh tế, khủng hoảng năng lượng, hết khủng hoảng. " * 3,
    "digital": "Truyền thông số, truyền thông nội bộ, làm truyền thông. " * 3,
    "places": "Hà Nội đông, Hà Nội xanh. Tại chợ, tại trường, tại nhà, tại sân.",
    **{f"filler-{i}": FILLER * (i + 1) for i in range(6)},
}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    write(tmp_path / "index", (Entry(key, "", "", body) for key, body in TEXTS.items()))
    with Index(tmp_path / "index") as opened:
        yield opened


def keys(index: Index, name: str, limit: int = 10) -> list[str]:
    found = index.related(TEXTS[name], exclude={name}, limit=limit)
    return [one.key for one in found]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("media-1", "media-2"), ("media-2", "media-1"), ("storm-1", "storm-2")],
)
def test_the_nearest_is_about_the_same(index: Index, name: str, nearest: str) -> None:
    assert keys(index, name)[0] == nearest


def test_syllables_apart_and_names_relate_nothing(index: Index) -> None:
    assert [one.key for one in index.related(MEDIA)] == ["media-1", "media-2"]


def test_shared_terms_are_shown_with_marks(index: Index) -> None:
    found = index.related(MEDIA, title="Khủng hoảng", exclude={"media-1"})
    assert found[0].key == "media-2"
    assert {"khủng hoảng", "truyền thông", "phát ngôn"} <= set(found[0].terms)
    assert found[0].score > 0


def test_what_is_excluded_stays_out_and_others_take_its_place(index: Index) -> None:
    everything = keys(index, "storm-1")
    assert "storm-1" not in everything
    assert len(keys(index, "storm-1", limit=1)) == 1
    found = index.related(TEXTS["storm-1"], exclude={"storm-1", "storm-2"})
    assert [one.key for one in found] == [key for key in everything if key != "storm-2"]


def test_deleted_documents_are_related_to_nothing(index: Index, tmp_path: Path) -> None:
    write(tmp_path / "next", [], removed=["storm-2"], previous=tmp_path / "index")
    with Index(tmp_path / "next") as opened:
        assert "storm-2" in keys(index, "storm-1")
        assert "storm-2" not in keys(opened, "storm-1")


@pytest.mark.parametrize("text", ["", "123 456", "🙂 ไทย 中文", "a", "x" * 300_000])
def test_a_text_about_nothing_has_no_relatives(index: Index, text: str) -> None:
    assert index.related(text) == ()


def test_an_empty_index_has_none(tmp_path: Path) -> None:
    write(tmp_path / "empty", [])
    with Index(tmp_path / "empty") as opened:
        assert opened.related(MEDIA) == ()


def test_key_terms(index: Index) -> None:
    def terms(text: str, **more: str) -> list[str]:
        found = key_terms(text, index.syllables, lambda key: 5 if key == "asean" else 0, **more)
        return [term.shown for term in found]

    found = terms(MEDIA, title="ASEAN và khủng hoảng")
    assert "khủng hoảng" in found
    assert "ASEAN" in found
    assert not {"Nguyễn Văn", "Văn Thành", "hoảng truyền"} & set(found)
    assert "hà nội" not in found
    assert terms("KHỦNG HOẢNG TRUYỀN THÔNG") == ["khủng hoảng", "truyền thông"]
    assert terms("Tại Hà Nội và tại Hà Nội") == ["Hà Nội"]
