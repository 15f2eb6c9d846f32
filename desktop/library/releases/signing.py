"""The librarian's side of trust: root metadata, and what is signed for a release.

`<workspace>/releases/metadata/` holds the whole chain, `1.root.json` and on, and the newest
`timestamp.json`, `snapshot.json` and `targets.json` (The Update Framework 1.0.33, "TUF"). The root
key signs roots alone; one release key signs the rest. A root lasts five years, the rest two.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from securesystemslib.signer import Signer
from tuf.api.exceptions import UnsignedMetadataError
from tuf.api.metadata import (
    Metadata,
    MetaFile,
    Root,
    Signed,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)
from tuf.api.serialization import DeserializationError
from tuf.api.serialization.json import JSONSerializer

from desktop.library import disk
from desktop.library.errors import EnvironmentFault, InputError
from desktop.library.releases.keyring import KeyFile, Keyring, Passphrase, Role

FOLDER = "releases/metadata"
RELEASE_ROLES = ("targets", "snapshot", "timestamp")
ROOT_LASTS, RELEASE_LASTS = dt.timedelta(days=5 * 365), dt.timedelta(days=2 * 365)
PAGE_FORM = JSONSerializer(compact=False)
"""How a metadata file is written."""


class Chain:
    """The roots of a workspace, oldest first. Raises: EnvironmentFault."""

    def __init__(self, workspace: Path) -> None:
        self.folder = workspace / FOLDER
        self.roots: list[bytes] = []
        with disk.faults(self.folder):
            while (path := self._path(len(self.roots) + 1)).is_file():
                self.roots.append(path.read_bytes())

    def newest(self) -> Metadata[Root]:
        """Raises: InputError("keys_missing") when the workspace has no root yet."""
        if not self.roots:
            raise InputError("keys_missing", folder=self.folder)
        try:
            return Metadata[Root].from_bytes(self.roots[-1])
        except DeserializationError as error:
            path = self._path(len(self.roots))
            raise EnvironmentFault("root_damaged", file=path, reason=error) from error

    def add(self, root: Metadata[Root]) -> bytes:
        """Puts the next root on disk, once it is signed by the former's keys and its own.

        Raises: InputError("root_signatures") when either threshold is not met.
        """
        try:
            if self.roots:
                former = self.newest().signed
                former.verify_delegate(Root.type, root.signed_bytes, root.signatures)
            root.signed.verify_delegate(Root.type, root.signed_bytes, root.signatures)
        except UnsignedMetadataError as error:
            raise InputError("root_signatures") from error
        data = root.to_bytes(PAGE_FORM)
        disk.make_folder(self.folder)
        disk.write_whole(self._path(root.signed.version), data)
        self.roots.append(data)
        return data

    def latest(self) -> tuple[int, dt.datetime | None]:
        """The version of what was signed last, and until when it is good; 0 and None before."""
        path = self.folder / "timestamp.json"
        with disk.faults(path):
            if not path.is_file():
                return 0, None
            data = path.read_bytes()
        try:
            signed = Metadata[Timestamp].from_bytes(data).signed
        except DeserializationError as error:
            raise EnvironmentFault("root_damaged", file=path, reason=error) from error
        return signed.version, signed.expires

    def _path(self, version: int) -> Path:
        return self.folder / f"{version}.root.json"


def found(
    chain: Chain,
    ring: Keyring,
    passphrase: Passphrase,
    now: dt.datetime,
    *,
    threshold: int = 1,
) -> bytes:
    """The first root, of all keys in `ring`; as many root keys sign as `threshold` says.

    Raises: InputError("keys_present") when the workspace has a root.
    """
    if chain.roots:
        raise InputError("keys_present", folder=chain.folder)
    root = Root(version=1, expires=_at(now + ROOT_LASTS), consistent_snapshot=True)
    for key in ring.held():
        for role in _roles(key.role):
            root.add_key(key.public_key(), role)
    root.roles[Root.type].threshold = threshold
    return _signed(chain, ring, passphrase, root, None)


def replace(
    chain: Chain,
    ring: Keyring,
    passphrase: Passphrase,
    now: dt.datetime,
    *,
    out: str,
    fresh: KeyFile | None,
) -> bytes:
    """The next root: without the key of id `out`, with `fresh` of the same role in its place.

    Raises: InputError("signing_key_unknown") when the root does not name it, "key_needed" when
    too few keys would be left.
    """
    former = chain.newest().signed
    roles = [name for name in (Root.type, *RELEASE_ROLES) if out in former.roles[name].keyids]
    if not roles:
        raise InputError("signing_key_unknown", key=out, folder=chain.folder)
    root = Metadata[Root].from_bytes(chain.roots[-1]).signed
    for role in roles:
        root.revoke_key(out, role)
        if fresh is not None:
            root.add_key(fresh.public_key(), role)
        if len(root.roles[role].keyids) < root.roles[role].threshold:
            raise InputError("key_needed", key=out)
    root.version += 1
    root.expires = _at(now + ROOT_LASTS)
    return _signed(chain, ring, passphrase, root, former)


def role_of(root: Root, key: str) -> Role:
    """What a key of `root` is for. Raises: InputError("signing_key_unknown")."""
    if key in root.roles[Root.type].keyids:
        return "root"
    if key in root.roles[Targets.type].keyids:
        return "release"
    raise InputError("signing_key_unknown", key=key, folder="root.json")


def release(
    chain: Chain,
    signer: Signer,
    targets: Mapping[str, bytes],
    now: dt.datetime,
    version: int,
) -> dict[str, bytes]:
    """Signs `targets` (name and bytes) as release `version`: its metadata files by name.

    Nothing is written. Raises: InputError("key_retired") when the root does not name the key.
    """
    root = chain.newest().signed
    if signer.public_key.keyid not in root.roles[Targets.type].keyids:
        raise InputError("key_retired", key=signer.public_key.keyid[:8])
    expires = _at(now + RELEASE_LASTS)
    listed = {name: TargetFile.from_data(name, data, ["sha256"]) for name, data in targets.items()}
    chosen = _page(Targets(version, expires=expires, targets=listed), signer)
    meta = {"targets.json": _meta(version, chosen)}
    snapshot = _page(Snapshot(version, expires=expires, meta=meta), signer)
    timestamp = Timestamp(version, expires=expires, snapshot_meta=_meta(version, snapshot))
    return {
        f"{version}.targets.json": chosen,
        f"{version}.snapshot.json": snapshot,
        "timestamp.json": _page(timestamp, signer),
    }


def _signed(
    chain: Chain, ring: Keyring, passphrase: Passphrase, root: Root, former: Root | None
) -> bytes:
    """Signs a root with as many keys of both roots as their thresholds ask for."""
    signed = Metadata(root)
    held = {key.key: key for key in ring.held()}
    opened: set[str] = set()
    for side in (former, root) if former is not None else (root,):
        wanted = side.roles[Root.type]
        able = [key for key in wanted.keyids if key in held]
        able.sort(key=lambda key: key not in root.roles[Root.type].keyids)  # what stays, first
        need = wanted.threshold - len(opened & set(wanted.keyids))
        for key in [one for one in able if one not in opened][: max(need, 0)]:
            signed.sign(ring.signer(held[key], passphrase(held[key])), append=True)
            opened.add(key)
    return chain.add(signed)


def _page(signed: Signed, signer: Signer) -> bytes:
    metadata = Metadata[Any](signed)
    metadata.sign(signer)
    return metadata.to_bytes(PAGE_FORM)


def _meta(version: int, data: bytes) -> MetaFile:
    return MetaFile.from_data(version, data, ["sha256"])


def _roles(role: Role) -> Iterable[str]:
    return (Root.type,) if role == "root" else RELEASE_ROLES


def _at(moment: dt.datetime) -> dt.datetime:
    """A moment as TUF writes it: UTC, whole seconds."""
    return moment.astimezone(dt.UTC).replace(microsecond=0)
