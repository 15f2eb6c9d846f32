"""Looked at first, whole or not at all, decided by a person, and undone."""

from pathlib import Path

import msgspec
import pytest

from desktop.library.errors import Cancelled
from desktop.library.progress import CancelToken
from desktop.library.reader import exchange
from desktop.library.reader.annotations import (
    Annotation,
    Author,
    annotations,
    authors,
    meet,
    put,
    records,
    records_of,
    remove,
)
from desktop.library.reader.exchange import merging
from desktop.library.reader.state import ReaderState
from tests.library.reader.exchange.conftest import note


def sent(state: ReaderState, folder: Path) -> exchange.Incoming:
    path = folder / "tệp.jsonld"
    exchange.write(path, exchange.select(state))
    return exchange.read(path, state)


@pytest.fixture
def shared(mai: ReaderState, lan: ReaderState, tmp_path: Path) -> dict[str, Annotation]:
    """Notes that both readers have, by their text."""
    for text in ("đổi", "hai", "xóa đi", "xóa và sửa", "của tôi"):
        note(mai, text)
    merging.merge(lan, sent(mai, tmp_path))
    return {one.note: one for one in annotations(mai, "kho")}


def say(state: ReaderState, held: Annotation, text: str) -> None:
    (shown,) = [one for one in annotations(state, "kho") if one.id == held.id]
    put(state, msgspec.structs.replace(shown, note=text))


def test_each_kind_of_difference_is_told_with_both_texts(
    mai: ReaderState, lan: ReaderState, tmp_path: Path, shared: dict[str, Annotation]
) -> None:
    say(mai, shared["đổi"], "đổi rồi")
    say(mai, shared["hai"], "hai của Mai")
    say(lan, shared["hai"], "hai của Lan")
    remove(mai, shared["xóa đi"].id)
    remove(mai, shared["xóa và sửa"].id)
    say(lan, shared["xóa và sửa"], "sửa")
    say(lan, shared["của tôi"], "mới hơn")
    fresh = note(mai, "mới")
    remove(mai, note(mai, "chưa ai thấy").id)
    incoming = sent(mai, tmp_path)
    before = records_of(lan, "kho")
    seen = merging.preview(lan, incoming)
    assert records_of(lan, "kho") == before
    told = {
        one.what: (one.mine and one.mine.note, one.theirs and one.theirs.note)
        for one in seen.differences
        if one.what not in {"same", "conflicting"}
    }
    assert told == {
        "new": (None, "mới"),
        "changed": ("đổi", "đổi rồi"),
        "deleted": ("xóa đi", None),
    }
    conflicts = {
        (one.mine and one.mine.note, one.theirs and one.theirs.note)
        for one in seen.of("conflicting")
    }
    assert conflicts == {("hai của Lan", "hai của Mai"), ("sửa", None)}
    merged = merging.merge(lan, incoming)
    assert merged.preview == seen
    held = {one.id: one.note for one in annotations(lan, "kho")}
    assert held[fresh.id] == "mới"
    assert shared["xóa đi"].id not in held
    assert held[shared["xóa và sửa"].id] == "sửa"
    assert held[shared["của tôi"].id] == "mới hơn"
    assert merging.preview(lan, incoming).count("same") == len(incoming.records)


def test_another_librarys_notes_are_told_apart_and_kept(
    mai: ReaderState, lan: ReaderState, tmp_path: Path
) -> None:
    incoming = sent(mai, tmp_path)
    assert merging.preview(lan, incoming, {"kho-khac"}).count("elsewhere") == 6
    assert merging.preview(lan, incoming, {"kho"}).count("new") == 6
    merging.merge(lan, incoming, libraries={"kho-khac"})
    assert records_of(lan, "kho") == records_of(mai, "kho")


@pytest.mark.parametrize(
    ("choice", "notes", "gone"),
    [("mine", ["của Lan"], "còn"), ("theirs", ["của Mai"], None), ("both", None, None)],
)
def test_a_person_decides_what_a_conflict_comes_to(
    mai: ReaderState,
    lan: ReaderState,
    tmp_path: Path,
    shared: dict[str, Annotation],
    choice: merging.Choice,
    notes: list[str] | None,
    gone: str | None,
) -> None:
    both, kept = shared["hai"], shared["xóa đi"]
    say(mai, both, "của Mai")
    say(lan, both, "của Lan")
    remove(mai, kept.id)
    merging.merge(lan, sent(mai, tmp_path), {both.id: choice, kept.id: choice})
    (record,) = records(lan, [both.id])
    said = [one.content.note for one in record.versions if one.content]
    assert said == notes or (notes is None and len(said) == 2)
    assert (kept.id in {one.id for one in annotations(lan, "kho")}) == (gone is not None)
    merging.merge(mai, sent(lan, tmp_path))
    assert records_of(mai, "kho") == records_of(lan, "kho")


def test_names_are_learnt_but_never_the_readers_own(
    mai: ReaderState, lan: ReaderState, tmp_path: Path
) -> None:
    meet(mai, lan.author, Author("Ai đó", "AĐ"))
    note(mai, "x", author=lan.author)
    merging.merge(lan, sent(mai, tmp_path))
    assert authors(lan)["lan"] == Author("Trần Lan", "TL")
    assert authors(lan)[lan.author] == Author("", "")
    assert [one.author for one in annotations(lan, "kho") if one.note == "x"] == [""]


def test_stopped_it_changes_nothing(mai: ReaderState, lan: ReaderState, tmp_path: Path) -> None:
    incoming = sent(mai, tmp_path)
    token = CancelToken()

    def stop(stage: str, done: int, total: int) -> None:
        if done == total:
            token.cancel()

    with pytest.raises(Cancelled):
        merging.merge(lan, incoming, cancel=token, progress=stop)
    assert records_of(lan, "kho") == []
    assert authors(lan).keys() == {lan.author}


def test_undone_it_leaves_what_was_and_what_was_written_since(
    mai: ReaderState, lan: ReaderState, tmp_path: Path, shared: dict[str, Annotation]
) -> None:
    say(mai, shared["đổi"], "đổi rồi")
    say(mai, shared["hai"], "hai rồi")
    note(mai, "mới")
    before = records_of(lan, "kho")
    merged = merging.merge(lan, sent(mai, tmp_path))
    say(lan, shared["hai"], "hai lần")
    own = note(lan, "của tôi")
    assert merging.undo(lan, merged) == (shared["hai"].id,)
    held = {one.id: one.note for one in annotations(lan, "kho")}
    assert held[shared["đổi"].id] == "đổi"
    assert held[shared["hai"].id] == "hai lần"
    assert held[own.id] == "của tôi"
    assert "mới" not in held.values()
    others = {shared["hai"].id, own.id}
    assert [one for one in records_of(lan, "kho") if one.id not in others] == [
        one for one in before if one.id not in others
    ]


def test_after_undoing_no_dot_is_made_twice(
    mai: ReaderState, lan: ReaderState, tmp_path: Path, shared: dict[str, Annotation]
) -> None:
    say(mai, shared["hai"], "của Mai")
    merged = merging.merge(lan, sent(mai, tmp_path))
    say(lan, shared["hai"], "cho người khác xem")
    merging.merge(mai, sent(lan, tmp_path))
    say(lan, shared["hai"], "của Mai")
    assert merging.undo(lan, merged) == ()
    say(lan, shared["hai"], "lại từ đầu")
    incoming, outgoing = sent(mai, tmp_path), sent(lan, tmp_path)
    merging.merge(lan, incoming)
    merging.merge(mai, outgoing)
    assert records_of(lan, "kho") == records_of(mai, "kho")
    (record,) = records(mai, [shared["hai"].id])
    assert {one.content.note for one in record.versions if one.content} == {
        "cho người khác xem",
        "lại từ đầu",
    }
