"""Drafts of handouts: kept at once, several, and what a former program had collected."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from desktop.library.document import Block
from desktop.library.errors import EnvironmentFault
from desktop.library.handouts.draft import (
    Decision,
    Draft,
    Figure,
    Note,
    Official,
    Options,
    Passage,
    Prose,
    Section,
    Whole,
)
from desktop.library.reader.compositions import Compositions
from desktop.library.reader.state import ReaderState

ITEMS = (
    Passage(
        id="1",
        briefing="bao",
        title="Bão",
        spans=(("b1", 0, 4),),
        quote="Loa ",
        texts=(Block("b1", "paragraph", "Loa xã"),),
        level="1",
        heading="Phát tin",
    ),
    Whole(id="2", briefing="bao", title="Bão", edition=3, kept=4),
    Section(id="3", briefing="bao", title="Bão", block="h"),
    Figure(id="4", briefing="bao", title="Bão", picture="so-do.svg"),
    Note(id="5", annotation="n", with_passage=False),
    Prose(id="6", markdown="**Việc** cần làm", level="I"),
)
OPTIONS = Options(
    template="party",
    paper="a5",
    size=13.5,
    circulation=Decision("public", "Đã được duyệt", "2026-10-14T00:00:00.000+00:00"),
    official=Official(issuer="Ban Tuyên giáo", recipients=("Như trên",)),
)


def test_a_draft_is_on_disk_as_it_was_put(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        kept = Compositions(state).put(
            Draft(id="a", library="kho", title="Tập", items=ITEMS, options=OPTIONS)
        )
        Compositions(state).begin("kho-khac", "Khác")
    with ReaderState(tmp_path) as state:
        drafts = Compositions(state)
        assert drafts.all("kho") == [kept]
        assert (kept.items, kept.options) == (ITEMS, OPTIONS)
        assert kept.modified
        assert drafts.read("a") == kept
        drafts.remove("a")
        assert drafts.read("a") is None
        assert [draft.title for draft in drafts.all("kho-khac")] == ["Khác"]


def test_the_draft_changed_last_leads(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        drafts = Compositions(state)
        first, second = drafts.begin("kho", "Một"), drafts.begin("kho", "Hai")
        state.change("UPDATE draft SET modified = '2020' WHERE id = :id", {"id": first.id})
        assert [draft.id for draft in drafts.all("kho")] == [second.id, first.id]
        drafts.put(first)
        state.change("UPDATE draft SET modified = '2020' WHERE id = :id", {"id": second.id})
        assert [draft.id for draft in drafts.all("kho")] == [first.id, second.id]


def test_what_a_former_program_collected_becomes_a_draft_once(
    tmp_path: Path, former: Callable[[Path, int], None]
) -> None:
    former(tmp_path, 4)
    collected = [
        {
            "briefing": "bao",
            "title": "Bão",
            "section": "I",
            "quote": "Loa",
            "spans": [["b1", 0, 3]],
        }
    ]
    with ReaderState(tmp_path) as state:
        state.set_preference("composition/kho", msgspec.json.encode(collected).decode())
        (draft,) = Compositions(state).all("kho")
        (item,) = draft.items
        assert isinstance(item, Passage)
        assert (item.briefing, item.section, item.quote) == ("bao", "I", "Loa")
        assert item.spans == (("b1", 0, 3),)
        Compositions(state).remove(draft.id)
        assert Compositions(state).all("kho") == []
        assert Compositions(state).all("kho-khac") == []


def test_a_damaged_draft_is_told(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        drafts = Compositions(state)
        draft = drafts.begin("kho")
        state.change("UPDATE draft SET content = :content", {"content": b"{"})
        with pytest.raises(EnvironmentFault) as caught:
            drafts.read(draft.id)
        assert caught.value.code == "state_damaged"
        state.set_preference("composition/kho", "[1]")
        with pytest.raises(EnvironmentFault):
            drafts.all("kho")


def test_items_are_added_moved_replaced_and_taken_out() -> None:
    draft = Draft(id="a", library="kho")
    for item in ITEMS[:3]:
        draft = draft.with_item(item)
    assert [item.id for item in draft.moved("1", 2).items] == ["2", "3", "1"]
    assert [item.id for item in draft.with_item(ITEMS[3], 1).items] == ["1", "4", "2", "3"]
    assert [item.id for item in draft.without("2").items] == ["1", "3"]
    other = msgspec.structs.replace(ITEMS[0], heading="Khác")
    assert draft.replaced(other).items[0] == other
