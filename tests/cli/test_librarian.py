"""The librarian's commands keep their contract: output, exit codes, nothing changed on errors."""

import errno
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_new_makes_a_workspace_that_checks_clean(workspace: Path, run: Run) -> None:
    assert (workspace / "library.toml").is_file()
    ran = run("check", workspace, "--json")
    assert (ran.code, ran.json) == (0, {"problems": [], "errors": 0, "warnings": 0})


def test_new_lays_nothing_over_files(workspace: Path, run: Run) -> None:
    ran = run("new", workspace)
    assert ran.code == 1
    assert "đã có tệp" in ran.err
    assert "already holds files" in ran.err


def test_check_reports_every_problem_and_fails(workspace: Path, run: Run) -> None:
    place = workspace / "conferences" / "tai-lieu-le"
    (place / "rong.md").write_bytes(b"")
    (place / "sai.md").write_text("---\nid: sai\ntitle: 5\nla: 1\n---\nx")
    ran = run("check", workspace, "--json")
    assert ran.code == 1
    assert [(p["code"], p["file"], p.get("line", 0)) for p in ran.json["problems"]] == [
        ("file_empty", "conferences/tai-lieu-le/rong.md", 0),
        ("key_text", "conferences/tai-lieu-le/sai.md", 3),
        ("key_unknown", "conferences/tai-lieu-le/sai.md", 4),
    ]
    assert "sai.md:3: title: phải là một dòng chữ" in ran.err
    assert "sai.md:3: title: must be a line of text" in ran.err


def test_build_says_what_it_did(workspace: Path, tmp_path: Path, run: Run) -> None:
    library = tmp_path / "library"
    first = run("build", workspace, "--library", library, "--json")
    assert first.code == 0
    assert first.json["number"] == 1
    assert (first.json["added"], first.json["fresh"]) == (1, True)
    again = run("build", workspace, "--library", library, "--json")
    assert (again.json["number"], again.json["fresh"]) == (1, False)


def test_build_with_errors_changes_nothing(workspace: Path, library: Path, run: Run) -> None:
    (workspace / "conferences" / "tai-lieu-le" / "sai.md").write_bytes(b"\0")
    before = tree(library) | tree(workspace)
    ran = run("build", workspace, "--library", library, "--json")
    assert ran.code == 1
    assert ran.json["error"] == "problems_found"
    assert tree(library) | tree(workspace) == before


@pytest.mark.parametrize("verb", ["check", "build"])
def test_a_folder_that_is_no_workspace(verb: str, tmp_path: Path, run: Run) -> None:
    ran = run(verb, tmp_path, "--json")
    assert (ran.code, ran.json["error"]) == (1, "workspace_missing")
    assert str(tmp_path) in ran.err


@pytest.mark.parametrize(
    ("number", "code"), [(errno.EROFS, "disk_refused"), (errno.ENOSPC, "disk_full")]
)
def test_a_disk_that_refuses_ends_with_3(
    workspace: Path,
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    code: str,
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    before = tree(workspace)
    ran = run("build", workspace, "--library", tmp_path / "library", "--json")
    assert (ran.code, ran.json["error"]) == (3, code)
    assert tree(workspace) == before
    assert not (tmp_path / "library" / "current").exists()


def test_unknown_words_are_a_usage_error(run: Run) -> None:
    assert run("build").code == 2
    assert run("khong-co").code == 2
    assert run("check", "--khong-co", "x").code == 2
