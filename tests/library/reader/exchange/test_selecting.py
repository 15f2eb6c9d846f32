"""What goes into a file: by document, tag, colour or id, with replies, in a library's own order."""

from pathlib import Path

import pytest

from desktop.library.errors import InputError
from desktop.library.reader import exchange
from desktop.library.reader.annotations import annotate, annotations, records_of
from desktop.library.reader.state import ReaderState
from tests.library.reader.exchange.conftest import TARGETS


def texts(state: ReaderState, **wanted: object) -> list[str | None]:
    chosen = exchange.select(state, exchange.Filter(**wanted))
    return [one.shown.content.note if one.shown.content else None for one in chosen.records]


def test_everything_is_the_whole_state(mai: ReaderState) -> None:
    other = annotate(mai, ("kho-khac", "khac", 1), TARGETS, "idea", "khác")
    chosen = exchange.select(mai)
    assert len(chosen.records) == 8
    assert chosen.shown == 7
    assert texts(mai, library="kho-khac") == ["khác"]
    assert other.id in {one.id for one in chosen.records}
    assert chosen.authors.keys() == {mai.author, "lan"}
    assert chosen.private == {}


def test_a_document_comes_with_its_deletions(mai: ReaderState) -> None:
    annotate(mai, ("kho", "khac", 1), TARGETS, "idea", "khác")
    chosen = texts(mai, briefing="truc-ban")
    assert len(chosen) == 7
    assert None in chosen
    assert texts(mai, briefing="không-có") == []


def test_a_tag_or_a_colour_brings_replies_along(mai: ReaderState) -> None:
    assert texts(mai, tag="xã") == ["- Hỏi **ai**?\n\n<script>x</script>", "gạch", ""]
    assert texts(mai, tag="riêng") == ["gạch"]
    assert texts(mai, colour="question") == ["=1+1"]
    assert texts(mai, colour="figure", tag="xã") == ["gạch"]


def test_ids_bring_what_answers_them_and_what_they_answer(mai: ReaderState) -> None:
    held = {one.note: one for one in annotations(mai, "kho")}
    reply = held["đáp"]
    assert texts(mai, ids=frozenset([reply.id])) == ["chung", "đáp"]
    assert texts(mai, ids=frozenset([reply.parent])) == ["chung", "đáp"]
    (gone,) = [one.id for one in records_of(mai, "kho") if one.shown.content is None]
    assert texts(mai, ids=frozenset([gone])) == [None]
    assert texts(mai, ids=frozenset()) == []


def test_nothing_is_written_of_nothing_or_under_another_name(
    mai: ReaderState, tmp_path: Path
) -> None:
    for path, wanted, code in (
        (tmp_path / "a.md", exchange.Filter(tag="không-có"), "notes_nothing"),
        (tmp_path / "a.txt", exchange.Filter(), "notes_ending"),
    ):
        with pytest.raises(InputError) as caught:
            exchange.write(path, exchange.select(mai, wanted))
        assert caught.value.code == code
    with pytest.raises(InputError):
        exchange.read(tmp_path / "a.txt", mai)
    assert list(tmp_path.glob("a.*")) == []
