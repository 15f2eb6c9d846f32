"""JSON-LD: valid by the W3C's own schemas, without loss, and wary of other hands."""

import json
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.library.errors import EnvironmentFault, InputError
from desktop.library.reader import exchange
from desktop.library.reader.annotations import (
    Author,
    annotations,
    authors,
    keep,
    put,
    records,
    records_of,
    remove,
)
from desktop.library.reader.exchange import merging
from desktop.library.reader.records import COLOURS, Content, Dot, join, made
from desktop.library.reader.state import ReaderState
from tests.library.reader.exchange.conftest import note


def exported(state: ReaderState, path: Path, **how: bool) -> Any:
    exchange.write(path, exchange.select(state, **how))
    return json.loads(path.read_text(encoding="utf-8"))


def taken(state: ReaderState, path: Path) -> merging.Merged:
    incoming = exchange.read(path, state)
    assert incoming.problems == ()
    return merging.merge(state, incoming)


def test_a_note_says_in_the_words_of_the_model_what_it_is(mai: ReaderState, tmp_path: Path) -> None:
    items = exported(mai, tmp_path / "a.jsonld")["first"]["items"]
    first = items[0]
    assert [(one["purpose"], one["value"]) for one in first["body"]] == [
        ("commenting", "- Hỏi **ai**?\n\n<script>x</script>"),
        ("tagging", "việc, gấp"),
        ("tagging", "xã"),
    ]
    assert first["body"][0]["format"] == "text/markdown"
    fragment, words = first["target"][0]["selector"]
    assert fragment["value"] == "a"
    assert fragment["refinedBy"] == {"type": "TextPositionSelector", "start": 0, "end": 9}
    assert (words["exact"], words["prefix"]) == ("Nước sạch", "")
    assert first["target"][0]["reader:blockText"].startswith("Nước sạch đủ ba ngày")
    assert items[3]["target"] == first["id"]
    assert items[5]["creator"] | {"id": ""} == {
        "id": "",
        "type": "Person",
        "name": "Trần Lan",
        "nickname": "TL",
    }


def test_there_and_back_again_nothing_is_lost(
    mai: ReaderState, lan: ReaderState, tmp_path: Path
) -> None:
    file = exported(mai, tmp_path / "a.jsonld")
    taken(lan, tmp_path / "a.jsonld")
    assert records_of(lan, "kho") == records_of(mai, "kho")
    assert authors(lan)["lan"] == Author("Trần Lan", "TL")
    again = exported(lan, tmp_path / "b.jsonld")
    assert again["first"]["items"] == file["first"]["items"]
    assert again["reader:file"]["removed"] == file["reader:file"]["removed"]
    assert not taken(lan, tmp_path / "a.jsonld").changed
    assert not taken(mai, tmp_path / "b.jsonld").changed


def test_versions_side_by_side_travel_with_their_note(
    mai: ReaderState, lan: ReaderState, tmp_path: Path
) -> None:
    made = note(mai, "gốc")
    keep(lan, records(mai, [made.id]))
    put(mai, msgspec.structs.replace(made, note="của Mai"))
    remove(lan, made.id)
    both = join(*records(mai, [made.id]), *records(lan, [made.id]))
    keep(mai, [both])
    exported(mai, tmp_path / "a.jsonld")
    with ReaderState(tmp_path / "khác") as other:
        taken(other, tmp_path / "a.jsonld")
        assert records(other, [made.id]) == [both]


def test_private_tags_travel_only_when_asked_and_stay_private(
    mai: ReaderState, lan: ReaderState, tmp_path: Path
) -> None:
    held = records_of(mai, "kho")
    text = json.dumps(exported(mai, tmp_path / "a.jsonld"), ensure_ascii=False)
    assert "riêng" not in text
    items = exported(mai, tmp_path / "b.jsonld", private=True)["first"]["items"]
    assert [one["value"] for one in items[1]["body"]] == ["gạch", "riêng", "xã"]
    assert records_of(mai, "kho") == held
    assert not taken(mai, tmp_path / "b.jsonld").changed
    taken(lan, tmp_path / "a.jsonld")
    merged = taken(lan, tmp_path / "b.jsonld")
    assert merged.after == {}
    assert records_of(lan, "kho") == held
    (gift,) = [one for one in annotations(lan, "kho") if one.private_tags]
    assert (gift.tags, gift.private_tags) == ((), ("riêng", "xã"))
    assert "riêng" not in json.dumps(exported(lan, tmp_path / "c.jsonld"), ensure_ascii=False)
    merging.undo(lan, merged)
    assert not any(one.private_tags for one in annotations(lan, "kho"))


def test_a_tag_taken_off_is_not_brought_back_by_the_file_of_before(
    mai: ReaderState, tmp_path: Path
) -> None:
    exported(mai, tmp_path / "a.jsonld", private=True)
    tagged = next(one for one in annotations(mai, "kho") if one.private_tags)
    put(mai, msgspec.structs.replace(tagged, private_tags=()))
    assert not taken(mai, tmp_path / "a.jsonld").changed


def test_what_another_program_changed_is_an_edit(
    mai: ReaderState, lan: ReaderState, tmp_path: Path
) -> None:
    file = exported(mai, tmp_path / "a.jsonld")
    taken(lan, tmp_path / "a.jsonld")
    item = file["first"]["items"][0]
    item["body"][0]["value"] = "đã sửa ngoài"
    (tmp_path / "a.jsonld").write_text(json.dumps(file), encoding="utf-8")
    merged = taken(mai, tmp_path / "a.jsonld")
    assert merged.preview.counts()["changed"] == 1
    shown = {one.id: one.note for one in annotations(mai, "kho")}
    assert shown[item["id"].removeprefix("urn:uuid:")] == "đã sửa ngoài"
    assert not taken(mai, tmp_path / "a.jsonld").changed
    exported(mai, tmp_path / "b.jsonld")
    taken(lan, tmp_path / "b.jsonld")
    assert records_of(lan, "kho") == records_of(mai, "kho")


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1).map(
    lambda name: name[:300]
)
CONTENTS = st.builds(
    Content,
    edition=st.integers(0, 2**40),
    kind=st.just("document"),
    colour=st.sampled_from(COLOURS),
    note=st.text(),
    created=st.just("2026-01-01T00:00:00.000+00:00"),
    author=NAMES,
    tags=st.lists(NAMES, max_size=3).map(tuple),
)


@settings(max_examples=40)
@given(st.lists(CONTENTS, min_size=1, max_size=3), NAMES, NAMES)
def test_any_words_come_back_from_every_kind_of_file(
    contents: list[Content], library: str, briefing: str
) -> None:
    moment = "2026-01-01T00:00:00.000+00:00"
    with tempfile.TemporaryDirectory() as folder, ReaderState(Path(folder)) as state:
        first, *later = contents
        record = made(str(uuid.uuid4()), (library, briefing), "máy", moment, first)
        for content in later:
            record = join(
                record.changed("a b/c", moment, content), record.changed("máy", moment, None)
            )
        keep(state, [record])
        for ending in exchange.ENDINGS:
            path = Path(folder) / f"a{ending}"
            exchange.write(path, exchange.select(state))
            incoming = exchange.read(path, state)
            assert (incoming.records, incoming.problems) == ((record,), ())


# Files that no one should trust


def wrong_items() -> Iterator[tuple[str, Callable[[dict[str, Any]], object]]]:
    yield "id", lambda one: one.update(id="urn:uuid:../../x")
    yield "no dot", lambda one: one["reader:record"].pop("dot")
    yield "dot beyond context", lambda one: one["reader:record"].update(context={})
    yield "huge count", lambda one: one["reader:record"].update(dot=["a", 2**60])
    yield "no library", lambda one: one["reader:record"].update(library="")
    yield "escape", lambda one: one["reader:record"].update(briefing="\x1b[2J")
    yield "colour", lambda one: one["reader:record"].update(colour="red")
    yield "no time", lambda one: one.update(created="hôm qua")
    yield "week", lambda one: one.update(created="2026-W01-1T08:00:00+00:00")
    yield "private tag", lambda one: one["reader:record"].update(private=["\x1b[2J"])
    yield "end of time", lambda one: one.update(modified="9999-12-31T23:59:59.999+00:00")
    yield "start", lambda one: one["target"][0]["selector"][0]["refinedBy"].update(start=-1)
    yield "end", lambda one: one["target"][0]["selector"][0]["refinedBy"].update(end=10**9)
    yield "exact", lambda one: one["target"][0]["selector"][1].update(exact="khác")
    yield "no target", lambda one: one.update(target=[])
    yield "huge", lambda one: one["body"][0].update(value="x" * 1_000_001)
    yield "tag", lambda one: one["body"][1].update(value="x" * 301)
    yield "number", lambda one: one.update(body=7)
    yield (
        "answers itself",
        lambda one: (
            one.update(target=one["id"]),
            one["reader:record"].update(kind="reply"),
        ),
    )


@pytest.mark.parametrize(("what", "spoil"), [*wrong_items()])
def test_a_note_that_is_wrong_is_named_and_the_others_are_read(
    mai: ReaderState, lan: ReaderState, tmp_path: Path, what: str, spoil: Callable[[Any], object]
) -> None:
    file = exported(mai, tmp_path / "a.jsonld")
    spoil(file["first"]["items"][0])
    (tmp_path / "a.jsonld").write_text(json.dumps(file), encoding="utf-8")
    incoming = exchange.read(tmp_path / "a.jsonld", lan)
    (problem,) = incoming.problems
    assert (problem.code, problem.key) == ("notes_item_wrong", "items[1]")
    assert len(incoming.records) == 6


def test_rivals_and_deletions_are_looked_at_as_well(
    mai: ReaderState, lan: ReaderState, tmp_path: Path
) -> None:
    file = exported(mai, tmp_path / "a.jsonld")
    own = file["first"]["items"][0]["reader:record"]
    own["rivals"] = [{"dot": own["dot"], "modified": "2026-01-01T00:00:00.000+00:00"}]
    file["reader:file"]["removed"][0]["versions"] = []
    (tmp_path / "a.jsonld").write_text(json.dumps(file), encoding="utf-8")
    keys = [one.key for one in exchange.read(tmp_path / "a.jsonld", lan).problems]
    assert keys == ["reader:file.removed[1]", "items[1]"]


def test_a_dot_that_says_something_else_replaces_nothing(mai: ReaderState, tmp_path: Path) -> None:
    file = exported(mai, tmp_path / "a.jsonld")
    removed = file["reader:file"]["removed"]
    item = file["first"]["items"].pop(0)
    own = item["reader:record"]
    removed.append(
        {
            "id": item["id"].removeprefix("urn:uuid:"),
            "library": "kho",
            "briefing": "truc-ban",
            "context": own["context"],
            "versions": [{"dot": own["dot"], "modified": item["modified"]}],
        }
    )
    (tmp_path / "a.jsonld").write_text(json.dumps(file), encoding="utf-8")
    before = annotations(mai, "kho")
    merged = taken(mai, tmp_path / "a.jsonld")
    assert merged.preview.counts()["conflicting"] == 1
    assert annotations(mai, "kho") == before


def test_two_that_deny_each_other_are_not_both_read(
    mai: ReaderState, lan: ReaderState, tmp_path: Path
) -> None:
    file = exported(mai, tmp_path / "a.jsonld")
    items = file["first"]["items"]
    for replica, other in (("x", "y"), ("y", "x")):
        item = json.loads(json.dumps(items[0]))
        item["reader:record"] |= {"dot": [replica, 1], "context": {replica: 1, other: 1}}
        items.append(item)
    items.append(json.loads(json.dumps(items[1])))
    items[-1]["reader:record"]["library"] = "khác"
    del items[0]
    (tmp_path / "a.jsonld").write_text(json.dumps(file), encoding="utf-8")
    incoming = exchange.read(tmp_path / "a.jsonld", lan)
    assert [one.key for one in incoming.problems] == ["items[7]", "items[8]"]
    assert merging.merge(lan, incoming).preview.counts()["new"] == 6
    own = {one.id: one for one in records_of(lan, "kho")}
    (twice,) = [one for one in own.values() if "x" in one.context]
    forged = msgspec.structs.replace(
        twice, versions=(msgspec.structs.replace(twice.shown, dot=Dot("y", 1)),)
    )
    refused = merging.merge(lan, exchange.Incoming((forged,)))
    assert refused.preview.counts()["refused"] == 1
    assert not refused.changed


def test_the_id_of_another_documents_note_is_refused(mai: ReaderState, tmp_path: Path) -> None:
    file = exported(mai, tmp_path / "a.jsonld")
    file["first"]["items"][0]["reader:record"]["briefing"] = "khác"
    (tmp_path / "a.jsonld").write_text(json.dumps(file), encoding="utf-8")
    before = records_of(mai, "kho")
    merged = taken(mai, tmp_path / "a.jsonld")
    assert merged.preview.counts()["refused"] == 1
    assert records_of(mai, "kho") == before


# Whole files that are none


def bad_files() -> Iterator[tuple[bytes, str]]:
    yield b"", "notes_file_wrong"
    yield b"\x89PNG", "notes_file_encoding"
    yield b'{"type": "Annotation", "body": "', "notes_file_wrong"
    yield b"[" * 200_000, "notes_file_wrong"
    yield b'{"type":' + b'{"a":' * 100_000, "notes_file_wrong"
    yield b'{"first": {"items": 7}}', "notes_file_wrong"
    yield b'{"items": [], "reader:file": {"version": "1"}}', "notes_file_wrong"
    yield '{"items": []}'.encode("utf-16"), "notes_file_encoding"
    yield b'{"items": ["\xff"]}', "notes_file_encoding"
    yield b'{"items": [], "reader:file": {"version": 2}}', "notes_file_newer"
    yield b'{"name": "x"}', "notes_file_foreign"
    yield b'{"first": "http://example.org/page1"}', "notes_file_foreign"
    yield b"7", "notes_file_wrong"


@pytest.mark.parametrize(("data", "code"), [*bad_files()])
def test_a_file_that_is_none_is_refused(
    lan: ReaderState, tmp_path: Path, data: bytes, code: str
) -> None:
    path = tmp_path / "a.jsonld"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        exchange.read(path, lan)
    assert caught.value.code == code


@pytest.mark.parametrize("ending", exchange.ENDINGS)
def test_a_huge_file_is_not_read(lan: ReaderState, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(InputError) as caught:
        exchange.read(path, lan)
    assert caught.value.code == "notes_file_large"
    with pytest.raises(EnvironmentFault):
        exchange.read(tmp_path / f"không có{ending}", lan)


def test_letters_that_are_none_are_refused(
    mai: ReaderState, lan: ReaderState, tmp_path: Path
) -> None:
    exported(mai, tmp_path / "a.jsonld")
    text = (tmp_path / "a.jsonld").read_text(encoding="utf-8").replace("chung", "\\ud800")
    (tmp_path / "a.jsonld").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        exchange.read(tmp_path / "a.jsonld", lan)
    assert caught.value.code == "notes_file_wrong"


def test_a_file_cut_anywhere_changes_nothing(
    mai: ReaderState, lan: ReaderState, tmp_path: Path
) -> None:
    exported(mai, tmp_path / "a.jsonld")
    whole = (tmp_path / "a.jsonld").read_bytes()
    for length in range(1, len(whole), 97):
        (tmp_path / "a.jsonld").write_bytes(whole[:length])
        with pytest.raises(InputError):
            exchange.read(tmp_path / "a.jsonld", lan)
