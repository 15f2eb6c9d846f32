"""A workspace with real keys, and a laptop that reads its releases from memory."""

import datetime as dt
from pathlib import Path

import pytest

from desktop.library.releases.keyring import Costs, KeyFile, Keyring
from desktop.library.releases.signing import Chain, found, release, replace
from desktop.library.releases.trust import Believed, Trust

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
