"""How an edition is browsed: by what, in which order, and narrowed to which words."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.library.editions.browsing import Listing
from desktop.library.editions.build import build
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.schema import Conference, FrontMatter, Speaker
from desktop.library.workspace.creation import create_workspace
from desktop.library.workspace.front_matter import dump
from desktop.library.workspace.layout import Workspace
from tests.library.conftest import NOW, write_briefing

MAI = Speaker("Lê Thị Mai", "Trưởng phòng", "Chi cục Thủy lợi")
AN = Speaker("Đỗ An", "Giám đốc", "Sở Văn hóa")
BRIEFINGS = (
    FrontMatter(id="dat", title="Đất và nước", order=2, date=dt.date(2026, 9, 12),
                speakers=(MAI, AN), topics=("Thiên tai", "Ấp văn hóa"), document_number="14/HD-UB"),
    FrontMatter(id="dau", title="Dầu tràn", order=1, date=dt.date(2025, 3, 1), speakers=(MAI,),
                topics=("Thiên tai",), kind="thông báo"),
    FrontMatter(id="an", title="Ăn sạch, ở sạch", order=3, date=dt.date(2026, 9, 13),
                speakers=(MAI, Speaker("Lê Thị Mai"))),
    FrontMatter(id="cu", title="Sổ tay cũ", order=4, date=dt.date(2024, 1, 1), speakers=(AN,),
                status="withdrawn", status_reason="Đã có bản mới."),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace of four briefings of one conference, one withdrawn, and its first edition."""
    folder = tmp_path / "soạn"
    create_workspace(folder, "Kho thử nghiệm")
    place = folder / "conferences" / "hoi-nghi"
    place.mkdir()
    conference = Conference(id="hoi-nghi", title="Hội nghị Hòa Bình", date=dt.date(2026, 9, 1))
    (place / "conference.md").write_text(dump(conference, "Một ngày."), encoding="utf-8")
    for front in BRIEFINGS:
        write_briefing(
            folder, "hoi-nghi", front, f"Nội dung của {front.title}.\n\n## Phụ lục\n\nHết."
        )
    build(Workspace(folder), Library(tmp_path / "kho"), now=NOW)
    return folder


@pytest.fixture
def edition(folder: Path) -> Iterator[Edition]:
    with Library(folder.parent / "kho").current() as edition:
        yield edition


def ids(edition: Edition, numbers: tuple[int, ...] | list[int]) -> list[str]:
    return [card.id for card in edition.cards(numbers)]


def test_values_stand_in_the_dictionarys_order_and_count_each_document_once(
    edition: Edition,
) -> None:
    assert edition.values("people") == [("Đỗ An", 1), ("Lê Thị Mai", 3)]
    assert edition.values("unit") == [("Chi cục Thủy lợi", 3), ("Sở Văn hóa", 1)]
    assert edition.values("topic") == [("Ấp văn hóa", 1), ("Thiên tai", 2)]
    assert edition.values("year") == [("2026", 3), ("2025", 1)]
    assert dict(edition.values("kind"))["thông báo"] == 1


@pytest.mark.parametrize("facet", ["people", "unit", "topic", "year", "kind"])
def test_a_value_leads_to_as_many_documents_as_it_says(edition: Edition, facet: str) -> None:
    values = edition.values(facet)  # type: ignore[arg-type]
    assert values
    for value, many in values:
        assert len(edition.bearing(facet, value)) == many  # type: ignore[arg-type]


def test_a_withdrawn_document_is_found_by_nothing(edition: Edition) -> None:
    assert ids(edition, edition.bearing("people", "Đỗ An")) == ["dat"]
    assert ids(edition, edition.numbers(withdrawn=True)) == ["cu"]


@pytest.mark.parametrize(
    ("arrangement", "expected"),
    [
        ("newest", ["an", "dat", "hoi-nghi", "dau"]),
        ("title", ["an", "dau", "dat", "hoi-nghi"]),
        ("programme", ["hoi-nghi", "dau", "dat", "an"]),
    ],
)
def test_orders(edition: Edition, arrangement: str, expected: list[str]) -> None:
    listing = Listing(edition)
    numbers = sorted(edition.numbers())
    arranged = listing.arrange(numbers, arrangement)  # type: ignore[arg-type]
    assert ids(edition, arranged) == expected
    assert listing.arrange(numbers) == tuple(numbers)


def test_by_use_what_was_never_opened_stands_last(edition: Edition) -> None:
    numbers = edition.numbers()
    known = {card.id: card.number for card in edition.cards(numbers)}
    usage = {known["dau"]: (3, "2026-09-01"), known["dat"]: (1, "2026-09-02")}
    listing = Listing(edition)
    often = ids(edition, listing.arrange(numbers, "often", usage=usage))
    assert often == ["dau", "dat", "an", "hoi-nghi"]
    opened = ids(edition, listing.arrange(numbers, "opened", usage=usage))
    assert opened == ["dat", "dau", "an", "hoi-nghi"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("dat", {"dat"}),
        ("đất", {"dat"}),
        ("đat", {"dat"}),
        ("dầt", set()),
        ("mai nuoc", {"dat"}),
        ("14/HD", {"dat"}),
        ("thuy loi", {"dat", "dau", "an"}),
        ("thuỷ lợi", {"dat", "dau", "an"}),
        ("hoà bình", {"dat", "dau", "an", "hoi-nghi"}),
        ("rà", set()),
        ("tran", {"dau"}),
        ("ran", set()),
        ("  ", {"dat", "dau", "an", "hoi-nghi"}),
    ],
)
def test_marks_may_be_left_out_but_not_be_wrong(
    edition: Edition, typed: str, expected: set[str]
) -> None:
    found = Listing(edition).arrange(edition.numbers(), narrowed=typed)
    assert set(ids(edition, found)) == expected


def test_what_an_edition_changed(folder: Path) -> None:
    library = Library(folder.parent / "kho")
    changed = BRIEFINGS[0]
    write_briefing(folder, "hoi-nghi", changed, "Nội dung khác hẳn.")
    successor = FrontMatter(id="moi", title="Dầu tràn 2026", order=5, supersedes=("dau",))
    write_briefing(folder, "hoi-nghi", successor, "Thay bản trước.")
    build(Workspace(folder), library, now=NOW)
    with library.current() as edition:
        assert ids(edition, edition.updated(2)) == ["dat"]
        assert edition.updated(3) == []
        mine = ["dat", "dau", "an"]
        cards = edition.changed_since(1, mine)
        assert [(card.id, card.superseded_by) for card in cards] == [("dat", ""), ("dau", "moi")]
        assert edition.changed_since(2, mine) == []
    write_briefing(folder, "hoi-nghi", BRIEFINGS[2], "Nội dung đợt ba.")
    build(Workspace(folder), library, now=NOW)
    with library.current() as edition:
        told = {"dat": "", "moi": "", BRIEFINGS[2].id: "updated"}
        assert {one: edition.card(one).change for one in told} == told
        edition.former = 1  # a reader who jumped over the second
        told |= {"dat": "updated", "moi": "new"}
        assert {one: edition.card(one).change for one in told} == told


def test_the_section_of_a_block(edition: Edition) -> None:
    blocks = edition.briefing("dat").document
    assert edition.section_of("dat", blocks[0].id) == ""
    assert edition.section_of("dat", blocks[-1].id) == "Phụ lục"
    assert edition.section_of("dat", "none") == ""
