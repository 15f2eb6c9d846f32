from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.library.ingest import Report
from desktop.library.ingest.staging import FOLDER, Staging, recover
from desktop.library.workspace.layout import Workspace

Tree = Callable[[], dict[str, bytes]]


class Crash(BaseException):
    """The machine stops here."""


def stage(workspace: Workspace, staging: Staging) -> None:
    for name in ("a", "b"):
        target = workspace.conferences_folder / "moi" / f"{name}.md"
        staging.add("briefings", f"{name}.md", target, name.encode())


def test_without_commit_nothing_stays(workspace: Workspace, tree: Tree) -> None:
    before = tree()
    with Staging(workspace) as staging:
        stage(workspace, staging)
        assert staging.staged("briefings", "a.md") == b"a"
        assert staging.staged("briefings", "c.md") is None
    assert tree() == before


def test_commit_moves_everything(workspace: Workspace) -> None:
    with Staging(workspace) as staging:
        stage(workspace, staging)
        staging.commit()
    folder = workspace.conferences_folder / "moi"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "a.md": b"a",
        "b.md": b"b",
    }
    assert not (workspace.folder / FOLDER).exists()


def test_committing_nothing_makes_nothing(workspace: Workspace, tree: Tree) -> None:
    before = tree()
    with Staging(workspace) as staging:
        staging.commit()
    assert tree() == before


def test_a_crash_before_the_mark_is_swept(workspace: Workspace, tree: Tree) -> None:
    before = tree()
    stage(workspace, Staging(workspace))
    recover(workspace)
    assert tree() == before


@pytest.mark.parametrize("moves", [0, 1, 2])
def test_a_crash_after_the_mark_is_finished(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    real = Path.replace
    done = 0

    def crash(self: Path, target: Path) -> Path:
        nonlocal done
        if self.suffix == ".md":
            if done == moves:
                raise Crash
            done += 1
        return real(self, target)

    staging = Staging(workspace)
    stage(workspace, staging)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", crash)
        if moves < 2:
            with pytest.raises(Crash):
                staging.commit()
        else:
            staging.commit()
    recover(workspace)
    assert workspace.briefing_ids() == {"a", "b"}
    assert not (workspace.folder / FOLDER).exists()


def test_the_next_ingest_recovers(
    workspace: Workspace, take: Callable[..., Report], inbox: Path
) -> None:
    stage(workspace, Staging(workspace))
    assert take(inbox / "không có.txt").failed
    assert not (workspace.folder / FOLDER).exists()
