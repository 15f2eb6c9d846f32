"""Readers' feedback in the librarian's workspace: each message once, bad files named."""

from pathlib import Path

import msgspec
import pytest

from desktop.library.errors import InputError
from desktop.library.reader.feedback import Feedback, FeedbackFile, compose, encode
from desktop.library.workspace.creation import create_workspace
from desktop.library.workspace.feedback import FOLDER, take_feedback
from desktop.library.workspace.layout import Workspace

MOMENT = "2026-11-25T08:00:00.000+00:00"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    create_workspace(tmp_path / "kho", "Kho")
    return Workspace(tmp_path / "kho")


def save(path: Path, *items: Feedback) -> Path:
    path.write_bytes(encode(FeedbackFile(1, MOMENT, items)))
    return path


def test_each_message_once_however_often_it_comes(workspace: Workspace, tmp_path: Path) -> None:
    one, other = compose(("Mai", "Một", "")), compose(("Bình", "Hai", "chữ"))
    first = save(tmp_path / "a.json", one, other)
    taken = take_feedback(workspace, [first, save(tmp_path / "b.json", other)])
    assert (taken.new, taken.changed, taken.known) == ([one, other], [], 1)
    assert take_feedback(workspace, [first]).known == 2
    names = {path.name for path in (workspace.folder / FOLDER).iterdir()}
    assert names == {f"{item.id}.{end}" for item in (one, other) for end in ("json", "txt")}
    held = (workspace.folder / FOLDER / f"{other.id}.json").read_bytes()
    assert msgspec.json.decode(held, type=Feedback) == other


def test_a_message_that_its_sender_changed_replaces_the_former(
    workspace: Workspace, tmp_path: Path
) -> None:
    old = msgspec.structs.replace(compose(("Mai", "Một", "")), modified=MOMENT, created=MOMENT)
    new = compose(("Mai", "Một, sửa", ""), None, old)
    take_feedback(workspace, [save(tmp_path / "a.json", old)])
    taken = take_feedback(workspace, [save(tmp_path / "b.json", new), tmp_path / "a.json"])
    assert (taken.new, taken.changed, taken.known) == ([], [new], 1)
    assert "Một, sửa" in (workspace.folder / FOLDER / f"{old.id}.txt").read_text(encoding="utf-8")


def test_a_bad_file_stops_no_other(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")
    good = save(tmp_path / "a.json", compose(("Mai", "Một", "")))
    taken = take_feedback(workspace, [tmp_path / "x.json", tmp_path / "gone.json", good])
    assert [one.error.code for one in taken.refused] == ["feedback_foreign", "disk_missing"]
    assert len(taken.new) == 1


def test_a_damaged_message_in_the_workspace_is_not_overwritten(
    workspace: Workspace, tmp_path: Path
) -> None:
    item = compose(("Mai", "Một", ""))
    file = save(tmp_path / "a.json", item)
    take_feedback(workspace, [file])
    path = workspace.folder / FOLDER / f"{item.id}.json"
    path.write_text("{ghi thêm")
    with pytest.raises(InputError) as raised:
        take_feedback(workspace, [file])
    assert raised.value.code == "feedback_kept_damaged"
    assert path.read_text() == "{ghi thêm"
