"""`ingest` from the command line: good and bad files together, exit codes, nothing half done."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_good_file_is_taken_in_and_its_guesses_are_told(
    workspace: Path, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "Hướng dẫn của tôi.txt"
    path.write_text("Hướng dẫn phòng đọc\n\nMở cửa từ 7 giờ.\n", encoding="utf-8")
    ran = run("ingest", workspace, path, "--json")
    assert ran.code == 0
    (added,) = ran.json["added"]
    assert added["id"] == "huong-dan-phong-doc"
    assert "title" in added["suggested"]
    assert ran.json["briefings"] == 1
    assert run("check", workspace).code == 0


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("trong.md", b""),
        ("trong.txt", b" \n"),
        ("nhi phan.md", b"\x7fELF\0\0\0"),
        ("hong.docx", b"PK\x03\x04 broken"),
        ("hong.pdf", b"%PDF-1.7 broken"),
        ("khong ro.xyz", b"x"),
    ],
)
def test_a_bad_file_is_named_and_changes_nothing(
    workspace: Path, tmp_path: Path, run: Run, name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    before = tree(workspace)
    ran = run("ingest", workspace, path, "--json")
    assert ran.code == 1
    assert [Path(failed["file"]).name for failed in ran.json["failed"]] == [name]
    assert name in ran.err
    assert tree(workspace) == before


def test_a_bad_file_stops_no_good_one(workspace: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.md").write_bytes(b"")
    (tmp_path / "b.txt").write_text("Trực ban\n\nGhi sổ trực.", encoding="utf-8")
    ran = run(
        "ingest", workspace, tmp_path / "a.md", tmp_path / "b.txt", tmp_path / "c.md", "--json"
    )
    assert ran.code == 1
    assert ran.json["briefings"] == 1
    assert [Path(failed["file"]).name for failed in ran.json["failed"]] == ["a.md", "c.md"]


def test_what_is_taken_in_can_be_found(workspace: Path, tmp_path: Path, run: Run) -> None:
    lines = '{"title": "Một", "text": "Nội dung kỹ năng số"}\n{"title": "Hai", "text": "Khác"}\n'
    path = tmp_path / "nhiều.jsonl"
    path.write_text(lines, encoding="utf-8")
    assert run("ingest", workspace, path).code == 0
    library = tmp_path / "library"
    assert run("build", workspace, "--library", library).code == 0
    found = run("search", "ky nang so", "--library", library, "--json").json
    assert [hit["id"] for hit in found["hits"]] == ["mot"]


def test_handouts_in_every_form(library: Path, tmp_path: Path, run: Run) -> None:
    for form, start in (("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!"), ("md", b"")):
        out = tmp_path / f"tài liệu.{form}"
        ran = run("handout", "bao-lu", "--format", form, "--out", out, "--library", library)
        assert ran.code == 0
        assert out.read_bytes().startswith(start)


def test_a_handout_of_what_is_not_held(library: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "x.pdf"
    ran = run("handout", "khong-co", "--out", out, "--library", library)
    assert ran.code == 1
    assert not out.exists()
    assert run("handout", "bao-lu", "--library", library).code == 2
