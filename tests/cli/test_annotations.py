"""`annotations export|import|merge` keep their contract: files, words, JSON, exit codes."""

import json
from pathlib import Path

import msgspec
import pytest

from desktop.library.document import leaves
from desktop.library.editions.library import Library
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import annotate, annotations, put, records_of
from desktop.library.reader.state import ReaderState
from tests.cli.conftest import Run


@pytest.fixture
def mai(library: Path, tmp_path: Path) -> Path:
    """The state of a reader with two notes on the one document."""
    folder = tmp_path / "mai"
    with Library(library).current() as edition, ReaderState(folder) as state:
        document = edition.briefing("bao-lu").document
        leaf = next(one for one in leaves(document) if one.kind == "paragraph")
        where = (edition.library, "bao-lu", edition.number)
        first = annotate(state, where, anchors(document, ((leaf.id, 0, 6),)), "idea", "gốc")
        put(state, msgspec.structs.replace(first, tags=("gấp",), private_tags=("riêng",)))
        annotate(state, where, anchors(document, ((leaf.id, 7, 10),)), "figure", "=1+1")
    return folder


def held(folder: Path) -> list[str]:
    with ReaderState(folder) as state:
        rows = state.rows("SELECT DISTINCT library FROM annotation", {})
        return [one.note for (name,) in rows for one in annotations(state, name)]


@pytest.mark.parametrize("ending", ["jsonld", "md", "csv"])
def test_what_is_exported_is_said_and_holds_what_was_asked_for(
    mai: Path, library: Path, tmp_path: Path, run: Run, ending: str
) -> None:
    where = ("--state", mai, "--library", library)
    file = tmp_path / f"ghi chú.{ending}"
    ran = run("annotations", "export", file, *where)
    assert (ran.code, ran.out) == (0, "")
    assert "Đã ghi 2 ghi chú" in ran.err
    assert f"Notes written to {file}: 2." in ran.err
    text = file.read_text(encoding="utf-8-sig")
    assert "gốc" in text
    assert "riêng" not in text
    if ending != "jsonld":
        assert "Chủ động phòng bão" in text
        assert "I. Việc cần làm" in text
    run("annotations", "export", file, *where, "--with-private-tags", "--tag", "gấp")
    text = file.read_text(encoding="utf-8-sig")
    assert "riêng" in text
    assert "1+1" not in text
    run("annotations", "export", file, *where, "--colour", "figure", "--language", "en")
    assert "gốc" not in file.read_text(encoding="utf-8-sig")
    ran = run("annotations", "export", file, *where, "--briefing", "khác")
    assert ran.code == 1
    assert "Không có ghi chú nào" in ran.err
    assert "No note is as you chose" in ran.err


def test_a_colleagues_file_is_looked_at_then_merged(
    mai: Path, library: Path, tmp_path: Path, run: Run
) -> None:
    file = tmp_path / "a.jsonld"
    run("annotations", "export", file, "--state", mai, "--library", library)
    lan = ("--state", tmp_path / "lan", "--library", library)
    seen = run("annotations", "merge", file, *lan, "--preview", "--json")
    assert seen.code == 0
    assert seen.json["preview"] is True
    assert seen.json["counts"]["new"] == 2
    note = seen.json["notes"][0]
    assert note["mine"] is None
    assert (note["theirs"]["note"], note["theirs"]["tags"]) == ("gốc", ["gấp"])
    assert note["theirs"]["quotes"] == ["Khi có"]
    assert "Chưa thay đổi gì" in seen.err
    assert held(tmp_path / "lan") == []
    ran = run("annotations", "merge", file, *lan)
    assert ran.code == 0
    assert ran.out == "bao-lu\tMới\t\tgốc\nbao-lu\tMới\t\t=1+1\n"
    assert "mới 2" in ran.err
    assert "2 new" in ran.err
    assert sorted(held(tmp_path / "lan")) == ["=1+1", "gốc"]
    again = run("annotations", "import", file, *lan)
    assert again.out == ""
    assert "như cũ 2" in again.err


def test_an_edited_table_is_taken_in(mai: Path, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "a.csv"
    where = ("--state", mai, "--library", tmp_path / "không có")
    run("annotations", "export", file, *where)
    text = file.read_text(encoding="utf-8-sig")
    lines = f"{text.replace('gốc', 'sửa')}x,,,,,mới viết,,,,,,\n"
    file.write_text(lines, encoding="utf-8")
    ran = run("annotations", "import", file, *where)
    assert ran.code == 1
    assert ran.out == "bao-lu\tĐổi\tgốc\tsửa\n"
    assert "a.csv:4: không có mã máy đúng cho «mới viết»" in ran.err
    assert "“mới viết” has no machine mark" in ran.err
    assert sorted(held(mai)) == ["=1+1", "sửa"]


def test_another_programs_annotations_are_placed_or_named(
    library: Path, tmp_path: Path, run: Run
) -> None:
    file = tmp_path / "a.json"
    quote = {"type": "TextQuoteSelector", "exact": "khủng hoảng truyền thông"}
    items = [
        {"type": "Annotation", "bodyValue": "xem", "target": {"source": name, "selector": quote}}
        for name in ("Chủ động phòng bão", "Tài liệu lạ")
    ]
    file.write_text(json.dumps(items), encoding="utf-8")
    state = ("--state", tmp_path / "s", "--library", library)
    ran = run("annotations", "import", file, *state, "--json")
    assert ran.code == 1
    assert ran.json["counts"]["new"] == 1
    assert ran.json["problems"][0]["params"] == {"what": "Tài liệu lạ"}
    assert "items[2]" in ran.err
    assert held(tmp_path / "s") == ["xem"]


@pytest.mark.parametrize(
    ("name", "data", "vietnamese", "english"),
    [
        ("a.jsonld", b'{"items": [', "bị hỏng hoặc chép thiếu", "damaged or incomplete"),
        ("a.jsonld", b'{"items":[],"reader:file":{"version":9}}', "mới hơn ghi", "newer program"),
        ("a.jsonld", b"{}", "không phải tệp ghi chú", "no file of notes"),
        ("a.csv", b"\xff\xfe1", "không phải chữ UTF-8", "not UTF-8"),
        ("a.docx", b"x", "phải kết thúc bằng", "must end in"),
    ],
)
def test_a_bad_file_is_refused_in_both_languages_and_changes_nothing(
    mai: Path, tmp_path: Path, run: Run, name: str, data: bytes, vietnamese: str, english: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with ReaderState(mai) as state:
        (library,) = {one for (one,) in state.rows("SELECT library FROM annotation", {})}
        before = records_of(state, library)
    where = ("--state", mai, "--library", tmp_path / "không có")
    for command in ("import", "merge"):
        ran = run("annotations", command, tmp_path / name, *where)
        assert (ran.code, ran.out) == (1, "")
        assert vietnamese in ran.err
        assert english in ran.err
    ran = run("annotations", "merge", tmp_path / "không.jsonld", *where, "--json")
    assert (ran.code, ran.json["error"]) == (3, "disk_missing")
    with ReaderState(mai) as state:
        assert records_of(state, library) == before
