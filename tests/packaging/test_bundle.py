"""The frozen programs that `make package` left in `dist/`, and the smoke test that judges them."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SMOKE_TEST = ROOT / "packaging" / "smoke_test.py"
BUNDLE = ROOT / "dist" / "briefing-reader"


def judge(bundle):
    command = [sys.executable, str(SMOKE_TEST), str(bundle)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_the_bundle_passes():
    done = judge(BUNDLE)
    assert done.returncode == 0, done.stderr
    assert "smoke test passed" in done.stdout


def test_a_folder_without_programs_fails(tmp_path):
    done = judge(tmp_path)
    assert done.returncode == 1
    assert "is missing" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the programs are played by a shell")
@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo '{\"briefings\": 20}'; echo 'a Warning of sorts' >&2", "a Warning of sorts"),
        ("echo not json", "is no JSON"),
        ("exit 70", "ended with 70"),
        ("echo '{\"briefings\": 3}'", "few briefings"),
    ],
    ids=["noise", "no-json", "exit-code", "empty-library"],
)
def test_a_program_that_misbehaves_fails(tmp_path, script, said):
    for path in ("resources/messages/vi/library.toml", "resources/fonts/OFL.txt",
                 "resources/fonts/Tinos-Regular.ttf"):  # fmt: skip
        kept = tmp_path / "_internal" / path
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch()
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "current").touch()
    (tmp_path / "LICENSE").touch()
    for name in ("briefing-reader", "briefing-library"):
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    done = judge(tmp_path)
    assert done.returncode == 1
    assert said in done.stderr
