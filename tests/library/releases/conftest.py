"""Workspaces with real keys, and laptops that read their releases from memory or from files."""

import datetime as dt
from pathlib import Path

import pytest

from desktop.library.editions.library import Library
from desktop.library.releases.install import install, root_of
from desktop.library.releases.keyring import Costs, KeyFile, Keyring
from desktop.library.releases.release import prepare, sign, write
from desktop.library.releases.signing import Chain, found, release, replace
from desktop.library.releases.trust import Believed, Trust
from desktop.library.workspace.layout import Workspace

NOW = dt.datetime(2026, 11, 1, 8, tzinfo=dt.UTC)
PASSPHRASE = "mot hai ba bon"
CHEAP = Costs(iterations=1, lanes=1, memory=8 * 1024)


def passphrase(_: KeyFile) -> str:
    return PASSPHRASE


class Office:
    """A librarian: keys, roots, and the files of the newest release by name."""

    def __init__(self, folder: Path, *, roots: int = 2, threshold: int = 1) -> None:
        self.ring = Keyring(folder / "keys", CHEAP)
        for at in range(roots):
            self.ring.create("root", PASSPHRASE, "2026", spare=at > 0 and threshold == 1)
        self.ring.create("release", PASSPHRASE, "2026")
        self.chain = Chain(folder / "workspace")
        found(self.chain, self.ring, passphrase, NOW, threshold=threshold)
        self.version = 0
        self.files: dict[str, bytes] = {}

    def key(self, role: str) -> KeyFile:
        return next(key for key in self.ring.held() if key.role == role)

    def release(self, *, now: dt.datetime = NOW, version: int = 0, text: bytes = b"1") -> None:
        self.version = version or self.version + 1
        signer = self.ring.signer(self.key("release"), PASSPHRASE)
        targets = {"edition.json": text}
        roots = {f"{at}.root.json": data for at, data in enumerate(self.chain.roots, 1)}
        self.files = roots | release(self.chain, signer, targets, now, self.version)

    def rotate(self, role: str) -> KeyFile:
        """Puts a fresh key in place of the first of a role; the former one."""
        former = self.key(role)
        fresh = self.ring.create(former.role, PASSPHRASE, "2027")
        replace(self.chain, self.ring, passphrase, NOW, out=former.key, fresh=fresh)
        self.ring.retire(former)
        return former


class Laptop:
    """A library's folder on a reader's machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir()
        self._tries = 0

    def examine(self, files: dict[str, bytes], now: dt.datetime = NOW, **kept: bytes) -> Believed:
        return self._trust().examine(files.get, now, **kept)

    def install(self, files: dict[str, bytes], now: dt.datetime = NOW, **kept: bytes) -> Believed:
        trust = self._trust()
        believed = trust.examine(files.get, now, **kept)
        trust.renew(now)
        return believed

    def bytes(self) -> dict[str, bytes]:
        """All that is trusted, by name."""
        held = self.folder / "trust"
        return {
            path.relative_to(held).as_posix(): path.read_bytes()
            for path in sorted(held.rglob("*"))
            if path.is_file()
        }

    def _trust(self) -> Trust:
        self._tries += 1
        return Trust(self.folder, self.folder / f".scratch-{self._tries}")


class Desk:
    """A librarian at work: a workspace, its keys, and packages by edition."""

    def __init__(self, workspace: Path, folder: Path) -> None:
        self.workspace = Workspace(workspace)
        self.ring = Keyring(folder / "keys", CHEAP)
        self.folder = folder
        for role in ("root", "release"):
            self.ring.create(role, PASSPHRASE, "2026")
        found(Chain(workspace), self.ring, passphrase, NOW)

    def release(self, since: int = 0, now: dt.datetime = NOW, notes: str = "") -> Path:
        prepared = prepare(self.workspace, now=now, notes=notes, processes=1)
        sign(self.workspace, prepared, self.ring, passphrase, now)
        number = prepared.page.number
        return write(
            self.workspace, prepared, self.folder / f"{number}-{since}.briefpack", since
        ).file

    def edit(self, identifier: str, old: str, new: str) -> None:
        (path,) = self.workspace.folder.rglob(f"{identifier}.md")
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


def everything(library: Library) -> dict[str, object]:
    """All that a reader could see of the live edition."""
    with library.current() as edition:
        numbers = edition.numbers() + edition.numbers(withdrawn=True)
        cards = edition.cards(numbers)
        return {
            card.id: (
                edition.briefing(card.id).html,
                edition.versions(card.id),
                edition.citations(card.id),
                [edition.attachment(card.id, one.name) for one in edition.attachments(card.id)],
            )
            for card in cards
        }


def trusted(library: Library) -> dict[str, bytes]:
    folder = library.folder / "trust"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def laptop(tmp_path: Path, office: Office) -> Laptop:
    """One that has installed the office's first release."""
    made = Laptop(tmp_path / "laptop")
    office.release()
    made.install(office.files, confirmed=office.chain.roots[0])
    return made


@pytest.fixture
def desk(workspace_folder: Path, tmp_path: Path) -> Desk:
    return Desk(workspace_folder, tmp_path / "desk")


@pytest.fixture
def ready(desk: Desk, tmp_path: Path) -> Library:
    """A laptop with the desk's first edition."""
    file, library = desk.release(), Library(tmp_path / "reader")
    install(file, library, NOW, root_of(file))
    return library
