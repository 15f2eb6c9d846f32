"""Keys, releases and installations from a terminal, with the passphrase in the environment."""

from pathlib import Path

import pytest

from desktop.library import folders
from desktop.library.releases import keyring
from tests.library.releases.conftest import CHEAP

PASSPHRASE = "mot hai ba bon"


@pytest.fixture
def tell(run, monkeypatch: pytest.MonkeyPatch):
    """Runs a command, which must end with `code`; what it wrote as JSON, or None."""
    monkeypatch.setenv("BRIEFING_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(keyring, "Costs", lambda: CHEAP)

    def invoke(*arguments: object, code: int = 0):
        ran = run(*arguments)
        assert ran.code == code, ran.err
        return ran.json if "--json" in arguments else None

    return invoke


@pytest.fixture
def workspace(tell, tmp_path: Path) -> Path:
    folder = tmp_path / "kho"
    tell("new", folder)
    (tmp_path / "phong-doc.md").write_text(
        "---\ntitle: Phòng đọc cộng đồng\n---\n\nMở cửa từ 7 giờ đến 21 giờ.\n", encoding="utf-8"
    )
    tell("ingest", folder, tmp_path / "phong-doc.md")
    return folder


@pytest.fixture
def signed(tell, workspace: Path, tmp_path: Path):
    """A workspace with keys and its first package."""
    keys, file = tmp_path / "keys", tmp_path / "1.briefpack"
    made = tell("keys", "create", keys, "--workspace", workspace, "--json")
    tell("release", workspace, "--keys", keys, "--out", file)
    return keys, file, made


def root(workspace: Path, version: int = 1) -> Path:
    return workspace / "releases" / "metadata" / f"{version}.root.json"


def test_from_keys_to_a_laptop_and_back(tell, signed, workspace: Path, tmp_path: Path):
    keys, file, made = signed
    assert [key["role"] for key in made["keys"]] == ["release", "root", "root"]
    assert len(made["fingerprint"]) == 12
    laptop = ("--library", tmp_path / "laptop")
    assert tell("install", file, *laptop, "--json", code=4)["error"] == "root_unconfirmed"
    trust = ("--trust", root(workspace))
    seen = tell("verify", file, *trust, *laptop, "--json")
    assert (seen["number"], seen["base"], seen["live"]) == (1, 0, 0)
    assert not (tmp_path / "laptop" / "current").exists()
    assert tell("install", file, *trust, *laptop, "--json")["fresh"]
    (page,) = workspace.rglob("phong-doc*.md")
    page.write_text(page.read_text("utf-8").replace("7 giờ", "6 giờ"), encoding="utf-8")
    delta = tmp_path / "2.briefpack"
    out = tell("release", workspace, "--keys", keys, "--out", delta, "--since", 1, "--json")
    assert out["updated"] == [page.stem]
    assert tell("install", delta, *laptop, "--json")["former"] == 1
    assert tell("status", *laptop, "--json")["edition"] == 2
    assert tell("rollback", *laptop, "--json") == {"number": 1}
    assert tell("verify", file, *laptop, "--json", code=4)["error"] == "package_older"


def test_keys_change_hands(tell, signed, workspace: Path, tmp_path: Path):
    keys, _, made = signed
    release = made["keys"][0]["key"]
    where = ("--workspace", workspace)
    assert tell("keys", "revoke", keys, release, *where, "--json", code=1)["error"] == "key_needed"
    after = tell("keys", "rotate", keys, release, *where, "--json")
    assert release not in [key["key"] for key in after["keys"]]
    assert after["fingerprint"] != made["fingerprint"]
    spare = after["keys"][-1]["key"]
    tell("keys", "revoke", keys, spare, *where)
    assert root(workspace, 3).is_file()
    paper = tmp_path / "to-khoa.pdf"
    tell("keys", "paper", keys, *where, "--out", paper)
    assert paper.read_bytes().startswith(b"%PDF")


def test_what_is_wrong_is_said_with_its_code(tell, workspace: Path, tmp_path: Path):
    inside = workspace / "keys"
    wrong = tell("keys", "create", inside, "--workspace", workspace, "--json", code=1)
    assert wrong["error"] == "keys_in_workspace"
    missing = ("release", workspace, "--keys", tmp_path, "--out", tmp_path / "x", "--json")
    assert tell(*missing, code=1)["error"] == "keys_missing"
    (tmp_path / "foreign.briefpack").write_bytes(b"no package")
    trust = tmp_path / "root.json"
    trust.write_bytes(b"{}")
    laptop = ("--library", tmp_path / "laptop", "--json")
    foreign = tell("verify", tmp_path / "foreign.briefpack", "--trust", trust, *laptop, code=1)
    assert foreign["error"] == "package_foreign"
    gone = tell("verify", tmp_path / "gone.briefpack", "--trust", trust, *laptop, code=3)
    assert gone["error"] == "package_gone"


def test_a_missing_edition_is_asked_for_by_slip(tell, run, signed, workspace, tmp_path: Path):
    keys, file, _ = signed
    laptop = ("--library", tmp_path / "laptop", "--trust", root(workspace), "--json")
    tell("install", file, *laptop)
    (page,) = workspace.rglob("phong-doc*.md")
    packages = []
    for number, hours in ((2, ("7 giờ", "6 giờ")), (3, ("21 giờ", "20 giờ"))):
        page.write_text(page.read_text("utf-8").replace(*hours), encoding="utf-8")
        packages.append(tmp_path / f"{number}.briefpack")
        since = ("--since", number - 1)
        tell("release", workspace, "--keys", keys, "--out", packages[-1], *since)
    slip = tmp_path / "a.briefslip"
    hinted = run("install", packages[1], *laptop)
    assert "--slip" in hinted.err
    assert tell("verify", packages[1], *laptop, "--slip", slip, code=1)["error"] == "package_base"
    answer = (
        "release",
        workspace,
        "--keys",
        keys,
        "--out",
        tmp_path / "a.briefpack",
        "--for",
        slip,
    )
    assert tell(*answer, "--json")["since"] == 1
    assert tell("install", tmp_path / "a.briefpack", *laptop)["number"] == 3
    assert run(*answer, "--since", 1).code == 2


def test_receipts_come_back_to_the_librarian(tell, run, signed, workspace, tmp_path: Path):
    _, file, _ = signed
    laptop = ("--library", tmp_path / "laptop", "--trust", root(workspace))
    stick = tmp_path / "usb"
    tell("install", file, *laptop, "--receipt", stick, "--label", "Xã A")
    told = run("history", workspace, "--receipts", stick)
    assert "1" in told.err
    assert "Xã A" in told.out
    (past,) = tell("history", workspace, "--json")
    assert past["notice"]["number"] == 1
    assert [one["label"] for one in past["receipts"]] == ["Xã A"]


def test_a_second_library_stands_beside_the_first(
    tell, run, signed, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    _, file, _ = signed
    usual = tmp_path / "usual"
    monkeypatch.setattr(folders, "default_library", lambda: usual)
    other, keys, package = tmp_path / "kho-khac", tmp_path / "khoa", tmp_path / "k.briefpack"
    tell("new", other)
    tell("ingest", other, tmp_path / "phong-doc.md")
    tell("keys", "create", keys, "--workspace", other)
    tell("release", other, "--keys", keys, "--out", package)
    tell("install", file, "--trust", root(workspace))
    tell("install", package, "--trust", root(other))
    status = tell("status", "--json")
    assert status["library"] == "kho"
    assert [one["library"] for one in status["others"]] == ["kho-khac"]
    assert "kho-khac" in run("status").err
    assert tell("status", "--library", "kho-khac", "--json")["library"] == "kho-khac"
    wrong = tell("install", package, "--library", usual, "--trust", root(other), "--json", code=1)
    assert wrong["error"] == "library_of_another"


def test_two_of_three_root_keys_on_sticks_of_their_own(tell, workspace: Path, tmp_path: Path):
    """One stick alone changes no key; any two do, also for the one that was lost."""
    keys, sticks = tmp_path / "keys", [tmp_path / "b", tmp_path / "c"]
    where = ("--workspace", workspace, "--json")
    made = tell("keys", "create", keys, *where, "--two-of-three")
    _release, first, second, third = made["keys"]
    for stick, key in zip(sticks, (second, third), strict=True):
        stick.mkdir()
        (keys / key["file"]).rename(stick / key["file"])
    file = tmp_path / "1.briefpack"
    tell("release", workspace, "--keys", keys, "--out", file)
    laptop = ("--library", tmp_path / "laptop", "--json")
    tell("install", file, "--trust", root(workspace), *laptop)
    alone = tell("keys", "rotate", keys, first["key"], *where, code=1)
    assert alone["error"] == "root_signatures"
    assert not root(workspace, 2).exists()
    (sticks[1] / third["file"]).unlink()
    after = tell("keys", "rotate", keys, third["key"], *where, "--with", sticks[0])
    assert third["key"] not in [key["key"] for key in after["keys"]]
    tell("keys", "rotate", keys, first["key"], *where, "--with", sticks[0])
    assert root(workspace, 3).is_file()
    tell("release", workspace, "--keys", keys, "--out", file)
    assert tell("install", file, *laptop)["number"] == 1
    assert (tmp_path / "laptop" / "trust" / "root.json").read_bytes() == root(
        workspace, 3
    ).read_bytes()
