"""An empty workspace, and the way to take files into it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.library.ingest import Report, ingest
from desktop.library.workspace.creation import create_workspace
from desktop.library.workspace.layout import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    folder = tmp_path / "kho làm việc"
    create_workspace(folder, "Kho thử nghiệm")
    return Workspace(folder)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "tệp gửi đến"
    folder.mkdir()
    return folder


@pytest.fixture
def take(workspace: Workspace) -> Callable[..., Report]:
    """Ingests files into the workspace."""

    def run(*files: Path, **choices: object) -> Report:
        return ingest(workspace, files, **choices)  # type: ignore[arg-type]

    return run


@pytest.fixture
def tree(workspace: Workspace) -> Callable[[], dict[str, bytes]]:
    """Every file and folder of the workspace with its bytes, to see that nothing changed."""

    def run() -> dict[str, bytes]:
        paths = sorted(workspace.folder.rglob("*"))
        return {
            workspace.named(path): path.read_bytes() if path.is_file() else b"" for path in paths
        }

    return run
