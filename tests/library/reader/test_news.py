"""Since when a reader has news, and of which documents."""

from pathlib import Path

import pytest

from desktop.library.document import Node, Run
from desktop.library.errors import EnvironmentFault
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import annotate, remove
from desktop.library.reader.bookmarks import mark
from desktop.library.reader.news import arrival, concerned, former
from desktop.library.reader.state import ReaderState


def test_an_edition_is_news_until_the_next_one(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        first = arrival(state, "kho", 5)
        assert (first.edition, first.former) == (5, 5)
        eighth = arrival(state, "kho", 8)
        assert (eighth.edition, eighth.former) == (8, 5)
        assert eighth.met >= first.met
    with ReaderState(tmp_path) as state:
        assert arrival(state, "kho", 8) == eighth
        assert arrival(state, "kho-khac", 3).former == 3
        assert [former(state, "kho", number) for number in (8, 9)] == [5, 8]
        assert arrival(state, "kho", 8) == eighth  # asking is no meeting
        assert arrival(state, "kho", 9).former == 8


def test_a_rollback_is_no_news(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        arrival(state, "kho", 8)
        assert former(state, "kho", 7) == 7
        assert former(state, "kho-khac", 3) == 3
        assert arrival(state, "kho", 7).former == 7


def test_damage_is_said(tmp_path: Path) -> None:
    with ReaderState(tmp_path) as state:
        state.set_preference("edition_met:kho", "{")
        with pytest.raises(EnvironmentFault):
            arrival(state, "kho", 8)


def test_what_was_read_noted_or_marked_concerns_the_reader(tmp_path: Path) -> None:
    document = (Node("paragraph", id="a", runs=(Run("Nước sạch"),)),)
    with ReaderState(tmp_path) as state:
        state.note_opened("kho", "doc")
        state.note_opened("kho", "doc-va-ghi")
        annotate(state, ("kho", "doc-va-ghi", 1), anchors(document, (("a", 0, 4),)), "idea")
        removed = annotate(state, ("kho", "bo", 1), anchors(document, (("a", 0, 4),)), "idea")
        remove(state, removed.id)
        mark(state, "kho", "dau")
        mark(state, "kho-khac", "khac")
        assert sorted(concerned(state, "kho")) == ["dau", "doc", "doc-va-ghi"]
