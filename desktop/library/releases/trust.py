"""The laptop's side of trust: whether a package's metadata may be believed, and what it names.

`<library>/trust/` holds what the TUF client keeps. The client writes as it reads, even when it
refuses, so it works on a copy; `Trust.renew` puts the copy in place once the edition has switched.
Metadata that has expired is told by the later of the clock and the newest release ever installed,
so that a clock set back brings nothing old to life.
"""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec
from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadError,
    DownloadHTTPError,
    DownloadLengthMismatchError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    RepositoryError,
    UnsignedMetadataError,
)
from tuf.api.metadata import Metadata, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization import DeserializationError
from tuf.ngclient import FetcherInterface, Updater, UpdaterConfig

from desktop.library import disk
from desktop.library.errors import NotTrusted
from desktop.library.releases.signing import PAGE_FORM

FOLDER = "trust"
FORMER = f".{FOLDER}.former"
NEWEST = "newest-release"
"""The file in `trust/` that says when the newest installed release was made."""
_URL = "package:/"
_Read = Callable[[str], bytes | None]
"""A package's metadata file by its name; None for one that it does not hold."""


class Believed(msgspec.Struct, frozen=True):
    """What a package's metadata says, once it is believed: length and SHA-256 of each target."""

    version: int
    snapshot: int
    root: int
    signed_by: str
    expires: dt.datetime
    targets: dict[str, tuple[int, str]]


class Trust:
    """What one library's folder trusts. `scratch` is a folder that is not there yet."""

    def __init__(self, library: Path, scratch: Path) -> None:
        self._kept = library / FOLDER
        self._former = library / FORMER
        self._scratch = scratch

    @property
    def known(self) -> bool:
        """Whether a root was confirmed here."""
        return (self._held / "root.json").exists()

    @property
    def _held(self) -> Path:
        """What is trusted; between the two renames of `renew`, what was trusted before."""
        return held(self._kept.parent)

    def root(self) -> bytes:
        """The newest root that is trusted here. Raises: InputError("root_unconfirmed")."""
        if not self.known:
            raise NotTrusted("root_unconfirmed")
        with disk.faults(self._kept):
            return (self._held / "root.json").read_bytes()

    def examine(self, read: _Read, now: dt.datetime, confirmed: bytes | None = None) -> Believed:
        """Runs the TUF client over a package on a copy of what is trusted.

        `confirmed` is the root that the reader confirmed, for a first install.
        Raises: NotTrusted with the reason; EnvironmentFault. `trust/` stays as it is.
        """
        with disk.faults(self._scratch):
            if self.known:
                _copy(self._held, self._scratch)
            else:
                self._scratch.mkdir(parents=True)
        bootstrap = self.root() if self.known else confirmed
        if bootstrap is None:
            raise NotTrusted("root_unconfirmed")
        package = _Package(read)
        try:
            with disk.faults(self._scratch):
                updater = Updater(
                    str(self._scratch), _URL, fetcher=package, config=_CONFIG, bootstrap=bootstrap
                )
                updater.refresh()
        except (RepositoryError, DownloadError) as error:
            raise _refusal(error, read, self._scratch, self._moment(now)) from error
        return self._believed(now)

    def files(self, believed: Believed) -> dict[str, bytes]:
        """The release's metadata as it was believed, by the names that a package gives it.

        Raises: NotTrusted when the one that nothing else names is not in its own form.
        """
        names = {
            "timestamp.json": "timestamp.json",
            f"{believed.snapshot}.snapshot.json": "snapshot.json",
            f"{believed.version}.targets.json": "targets.json",
        }
        with disk.faults(self._scratch):
            pages = {name: (self._scratch / file).read_bytes() for name, file in names.items()}
        data = pages["timestamp.json"]
        if Metadata[Timestamp].from_bytes(data).to_bytes(PAGE_FORM) != data:
            raise NotTrusted("package_altered", part="timestamp.json")
        return pages

    def renew(self, released: dt.datetime) -> None:
        """Puts what `examine` learnt in place of what was trusted. Raises: EnvironmentFault."""
        with disk.faults(self._kept):
            newest = max(released, self._newest())
            page = newest.astimezone(dt.UTC).isoformat().encode() + b"\n"
            disk.write_whole(self._scratch / NEWEST, page)
            _sync(self._scratch)
            if self._kept.exists():
                shutil.rmtree(self._former, ignore_errors=True)
                self._kept.rename(self._former)
            self._scratch.rename(self._kept)
            disk.sync_folder(self._kept.parent)
            shutil.rmtree(self._former, ignore_errors=True)

    def _believed(self, now: dt.datetime) -> Believed:
        root = Metadata[Root].from_file(str(self._scratch / "root.json")).signed
        pages = (
            Metadata[Timestamp].from_file(str(self._scratch / "timestamp.json")),
            Metadata[Snapshot].from_file(str(self._scratch / "snapshot.json")),
            Metadata[Targets].from_file(str(self._scratch / "targets.json")),
        )
        expires = min(root.expires, *(page.signed.expires for page in pages))
        if expires <= (moment := self._moment(now)):
            raise _expired(expires, moment)
        listed = pages[2].signed
        signer = next(iter(pages[2].signatures))
        targets = {
            name: (target.length, target.hashes.get("sha256", ""))
            for name, target in listed.targets.items()
        }
        return Believed(
            listed.version, pages[1].signed.version, root.version, signer, expires, targets
        )

    def _moment(self, now: dt.datetime) -> dt.datetime:
        return max(now.astimezone(dt.UTC), self._newest())

    def _newest(self) -> dt.datetime:
        """When the newest release installed here was made; long ago for none."""
        path = self._held / NEWEST
        if not path.is_file():
            return dt.datetime.fromtimestamp(0, dt.UTC)
        return dt.datetime.fromisoformat(path.read_text(encoding="ascii").strip())


_CONFIG = UpdaterConfig(app_user_agent="briefing-reader")


class _Package(FetcherInterface):
    """Reads metadata from a package, as if it were a server."""

    def __init__(self, read: _Read) -> None:
        self._read = read

    def _fetch(self, url: str) -> Iterator[bytes]:
        name = unquote(url.removeprefix(_URL).lstrip("/"))
        data = self._read(name)
        if data is None:
            raise DownloadHTTPError(name, 404)
        yield data


def held(library: Path) -> Path:
    """The folder of what is trusted; after a crash amid `renew`, the former one."""
    kept, former = library / FOLDER, library / FORMER
    return former if former.exists() and not kept.exists() else kept


def root_version(library: Path) -> int:
    """The version of the root that a library's folder trusts; 0 for none. Raises: as `Trust`."""
    path = held(library) / "root.json"
    with disk.faults(path):
        page = parsed(path.read_bytes()) if path.exists() else None
    return page.signed.version if page is not None else 0


def check(data: bytes, believed: Believed, name: str) -> None:
    """Raises: NotTrusted("package_altered") unless `data` is the target of that name."""
    length, sha256 = believed.targets.get(name, (-1, ""))
    target = TargetFile(length, {"sha256": sha256}, name)
    try:
        target.verify_length_and_hashes(data)
    except LengthOrHashMismatchError as error:
        raise NotTrusted("package_altered", part=name) from error


def _sync(folder: Path) -> None:
    """Makes durable what the client wrote."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            disk.sync_folder(path)
        elif not path.is_symlink():
            disk.sync_file(path)
    disk.sync_folder(folder)


def _copy(source: Path, target: Path) -> None:
    """A copy of what is trusted; the client's `root.json` is a link on systems that have them."""
    target.mkdir()
    for path in sorted(source.iterdir()):
        if path.is_symlink():
            (target / path.name).symlink_to(path.readlink())
        elif path.is_dir():
            _copy(path, target / path.name)
        else:
            shutil.copyfile(path, target / path.name)


def _refusal(error: Exception, read: _Read, trusted: Path, now: dt.datetime) -> NotTrusted:
    """Why a package is refused, in the words of `resources/messages`."""
    match error:
        case ExpiredMetadataError():
            return _expired(_timestamp(read), now)
        case BadVersionNumberError():
            return NotTrusted("package_older")
        case UnsignedMetadataError():
            return _unsigned(read, trusted)
        case DownloadLengthMismatchError():
            return NotTrusted("package_altered", part=str(error))
        case DownloadError():
            return NotTrusted("package_incomplete", part=str(error))
        case _:
            return NotTrusted("package_altered", part=str(error))


def _expired(expires: dt.datetime | None, moment: dt.datetime) -> NotTrusted:
    day = expires.date().isoformat() if expires else "?"
    return NotTrusted("package_expired", day=day, today=moment.date().isoformat())


def _timestamp(read: _Read) -> dt.datetime | None:
    """Until when a package says that it is good; None if it does not say."""
    page = parsed(read("timestamp.json"))
    return page.signed.expires if page is not None else None


def _unsigned(read: _Read, trusted: Path) -> NotTrusted:
    """Whose signature is missing: a stranger's package, a key put out of use, or too few keys."""
    held = (trusted / "root.json").read_bytes()
    root = Metadata[Root].from_bytes(held).signed
    if read(f"{root.version}.root.json") != held:
        return NotTrusted("issuer_unknown")
    if read(f"{root.version + 1}.root.json") is not None:
        return NotTrusted("root_untrusted", version=root.version + 1)
    pages = dict(_release_pages(read))
    for name, page in pages.items():
        role = root.roles[page.signed.type]
        able = set(page.signatures) & set(role.keyids)
        if able and len(able) < role.threshold:
            return NotTrusted("threshold_unmet", part=name)
    signers = set(pages["timestamp.json"].signatures) if pages else set()
    if signers & set(root.roles[Timestamp.type].keyids):
        return NotTrusted("package_altered", part="timestamp.json")
    roots = filter(None, (parsed(read(f"{at}.root.json")) for at in range(1, root.version)))
    former = {key for one in roots if isinstance(one.signed, Root) for key in one.signed.keys}
    return NotTrusted("key_revoked" if signers & former else "issuer_unknown")


def _release_pages(read: _Read) -> Iterator[tuple[str, Metadata[Any]]]:
    """The pages that a release signs, by name, as far as each names the next one."""
    name: str | None = "timestamp.json"
    while name is not None and (page := parsed(read(name))) is not None:
        following: str | None = None
        match page.signed:
            case Timestamp() as signed:
                following = f"{signed.snapshot_meta.version}.snapshot.json"
            case Snapshot() as signed if "targets.json" in signed.meta:
                following = f"{signed.meta['targets.json'].version}.targets.json"
            case Targets():
                pass
            case _:
                return
        yield name, page
        name = following


def parsed(data: bytes | None) -> Metadata[Any] | None:
    """A metadata file, believed by nobody yet; None for what is none."""
    if data is None:
        return None
    try:
        return Metadata[Any].from_bytes(data)
    except DeserializationError:
        return None
