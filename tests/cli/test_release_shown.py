"""What `release` shows and asks before it signs."""

from pathlib import Path

import pytest
from typer import testing

from desktop.library.releases import keyring
from tests.cli.conftest import Run
from tests.library.releases.conftest import CHEAP, PASSPHRASE


@pytest.fixture
def keys(run: Run, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFING_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(keyring, "Costs", lambda: CHEAP)
    folder = tmp_path / "keys"
    assert run("keys", "create", folder, "--workspace", workspace).code == 0
    assert run("release", workspace, "--keys", folder, "--out", tmp_path / "1.briefpack").code == 0
    (page,) = workspace.rglob("bao-lu.md")
    page.write_text(page.read_text("utf-8").replace("dễ xảy ra", "rất dễ xảy ra"), "utf-8")
    return folder


@pytest.fixture
def terminal(run: Run, keys: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The same as `run`, with somebody at the keys: what is typed is read as from a terminal."""
    assert keys.is_dir()
    stream = testing._NamedTextIOWrapper
    monkeypatch.setattr(stream, "isatty", lambda held: held.name == "<stdin>")
    return run


def signed(workspace: Path) -> list[str]:
    return sorted(path.name for path in (workspace / "releases" / "editions").iterdir())


def test_words_that_changed_are_shown(run: Run, workspace: Path, keys: Path, tmp_path: Path):
    out = ("--keys", keys, "--out", tmp_path / "2.briefpack")
    told = run("release", workspace, *out, "--json")
    assert "{+rất +}dễ xảy ra" in told.err.replace("{+rất+} ", "{+rất +}")
    (change,) = told.json["changes"]
    assert (change["id"], change["kind"]) == ("bao-lu", "updated")
    (passage,) = change["difference"]["passages"]
    assert passage["state"] == "changed"
    assert [one["text"].strip() for one in passage["pieces"] if one["change"] == "added"] == ["rất"]


def test_at_a_terminal_notes_and_consent_are_asked_for(
    terminal: Run, workspace: Path, keys: Path, tmp_path: Path
):
    file = tmp_path / "2.briefpack"
    command = ("release", workspace, "--keys", keys, "--out", file)
    assert terminal(*command, stdin="Sửa một câu\n").code == 130
    declined = terminal(*command, stdin="\nSửa một câu\nn\n")
    assert declined.code == 130
    assert signed(workspace) == ["1.json"]
    assert not file.exists()
    agreed = terminal(*command, stdin="Sửa một câu\ny\n")
    assert agreed.code == 0, agreed.err
    assert signed(workspace) == ["1.json", "2.json"]
    seen = terminal("history", workspace, "--json").json
    assert seen[0]["notice"]["notes"] == "Sửa một câu"
    again = terminal(*command)
    assert again.code == 0, again.err


def test_yes_and_empty_notes_ask_nothing(
    terminal: Run, workspace: Path, keys: Path, tmp_path: Path
):
    file = tmp_path / "2.briefpack"
    done = terminal("release", workspace, "--keys", keys, "--out", file, "--yes", "--notes", "")
    assert done.code == 0, done.err
    assert file.is_file()


def test_the_list_to_approve_signs_nothing(run: Run, workspace: Path, keys: Path, tmp_path: Path):
    file = tmp_path / "danh-muc.pdf"
    told = run("release", workspace, "--approval", file, "--json")
    assert told.code == 0, told.err
    assert told.json["number"] == 2
    assert file.read_bytes().startswith(b"%PDF")
    assert signed(workspace) == ["1.json"]
    assert keys.is_dir()
    assert run("release", workspace, "--keys", keys).code == 2
    for leave, code in (((), 1), (("--replace",), 0)):
        again = run("release", workspace, "--approval", file, "--notes", "Đợt 😀", *leave)
        assert again.code == code
        assert ("GRINNING FACE" in again.err) == (code == 1)
