"""Runs the commands in this process, as a terminal would."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

from desktop.cli.main import app


class Ran(msgspec.Struct):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run() -> Run:
    def call(*arguments: object, stdin: str = "") -> Ran:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return call


@pytest.fixture
def workspace(tmp_path: Path, run: Run) -> Path:
    folder = tmp_path / "Kho của tôi"
    assert run("new", folder, "--name", "Kho thử").code == 0
    place = folder / "conferences" / "tai-lieu-le"
    place.mkdir()
    (place / "bao-lu.md").write_text(
        "---\nid: bao-lu\ntitle: Chủ động phòng bão\ndate: 2026-09-12\n---\n\n"
        "## I. Việc cần làm\n\nKhi có bão, **khủng hoảng truyền thông** dễ xảy ra.\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def library(tmp_path: Path, workspace: Path, run: Run) -> Path:
    folder = tmp_path / "library"
    assert run("build", workspace, "--library", folder).code == 0
    return folder
