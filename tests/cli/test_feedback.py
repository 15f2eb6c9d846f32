"""`feedback import` keeps its contract: what it writes, what it says, how it ends."""

from pathlib import Path

from desktop.library.reader.feedback import FeedbackFile, compose, encode
from tests.cli.conftest import Run


def saved(path: Path) -> Path:
    item = compose(("Lê Thị Mai", "Sai số liệu", "Trang 3"))
    path.write_bytes(encode(FeedbackFile(1, item.created, (item,))))
    return path


def test_messages_are_taken_once(workspace: Path, tmp_path: Path, run: Run) -> None:
    file = saved(tmp_path / "phản hồi.json")
    ran = run("feedback", "import", file, "--workspace", workspace)
    assert ran.code == 0
    assert ran.out == "Sai số liệu\tLê Thị Mai\t–\n"
    assert "nhận mới 1" in ran.err
    assert "1 new" in ran.err
    again = run("feedback", "import", file, "--workspace", workspace, "--json")
    assert again.json == {"new": [], "changed": [], "known": 1, "refused": []}
    assert run("check", workspace).code == 0


def test_a_bad_file_is_refused_by_name_in_both_languages(
    workspace: Path, tmp_path: Path, run: Run
) -> None:
    (tmp_path / "ảnh.json").write_bytes(b"\x89PNG")
    good = saved(tmp_path / "a.json")
    ran = run("feedback", "import", tmp_path / "ảnh.json", good, "--workspace", workspace)
    assert ran.code == 1
    assert "ảnh.json không phải tệp phản hồi" in ran.err
    assert "ảnh.json is not a feedback file" in ran.err
    assert len(list((workspace / "feedback").glob("*.json"))) == 1


def test_a_folder_that_is_no_workspace(tmp_path: Path, run: Run) -> None:
    ran = run("feedback", "import", saved(tmp_path / "a.json"), "--workspace", tmp_path, "--json")
    assert (ran.code, ran.json["error"]) == (1, "workspace_missing")
