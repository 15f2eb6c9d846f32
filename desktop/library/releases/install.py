"""`verify`, `install` and `rollback`: a package becomes the live edition, or nothing changes.

The edition is made beside the live one, in a folder without a name, and checked by opening and
searching it; then it is named, then `current`, and last of all what is trusted is renewed. A crash
in between leaves the old edition or the new one, and the next try goes on from there.
"""

import contextlib
import datetime as dt
import hashlib
import os
import shutil
import sqlite3
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import msgspec

import index
from desktop.library import disk
from desktop.library.editions import catalogue
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import EDITIONS, Library, number_of
from desktop.library.editions.manifest import (
    CATALOGUE,
    FORMAT,
    INDEX,
    MANIFEST,
    Manifest,
    ManifestFile,
    faulty_files,
    sha256_of,
)
from desktop.library.errors import AppError, EnvironmentFault, InputError, NotTrusted
from desktop.library.progress import CancelToken, Progress, no_progress
from desktop.library.releases import package, trust
from desktop.library.releases.contents import (
    PIECE,
    EditionPage,
    File,
    Held,
    Kind,
    drop_rows,
    gone,
    identity,
    missing,
    missing_files,
    put_rows,
    read_page,
)
from desktop.library.releases.package import Package
from desktop.library.releases.patch import patched, read_patch

PAGE = "edition.json"
"""The file of an installed edition that holds its signed page."""


class Verified(msgspec.Struct, frozen=True):
    """What a package is, once everything about it is believed.

    `base` is the edition that it is added to, 0 for a whole one; `live` the one in use, 0 for none.
    """

    page: EditionPage
    believed: trust.Believed
    base: int
    live: int
    size: int


class Installed(msgspec.Struct, frozen=True):
    """What an installation did; `fresh` is false where the edition was live already."""

    page: EditionPage
    former: int
    fresh: bool


def installed_page(library: Library) -> EditionPage | None:
    """The live edition's signed page; None where it was not installed from a package.

    Raises: NotTrusted for a page that is damaged; EnvironmentFault.
    """
    if not library.exists():
        return None
    path = library.current_folder() / PAGE
    with disk.faults(path):
        return read_page(path.read_bytes()) if path.is_file() else None


def root_of(file: Path) -> bytes:
    """The newest root that a package brings, for its fingerprint. Raises: as `Package`."""
    with Package(file) as opened:
        newest = b""
        while (root := opened.metadata(f"{_version(newest) + 1}.root.json")) is not None:
            newest = root
    if not newest:
        raise NotTrusted("package_incomplete", part="1.root.json")
    return newest


def claimed_library(file: Path) -> str:
    """The id of the library that a package says it is of; believed by nobody yet.

    Raises: as `Package`.
    """
    with Package(file) as opened:
        return claimed(opened).library


def verify(
    file: Path,
    library: Library,
    now: dt.datetime,
    confirmed: bytes | None = None,
    *,
    whole: bool = True,
) -> Verified:
    """Reads the whole package and says what it is; nothing is written but a scratch folder.

    `confirmed` is the root that the reader confirmed, where none is trusted yet. Not `whole`, only
    what is signed is read: enough to offer a package, since `install` checks each part as it comes.
    Raises: NotTrusted; InputError("package_base") when it needs an edition that is not here, with
    its number, and "library_of_another" when the folder holds another library; EnvironmentFault.
    """
    with _scratch(library, "verifying") as scratch, Package(file) as opened:
        trusted = trust.Trust(library.folder, scratch)
        believed, page = _believed(opened, library, trusted, now, confirmed)
        base = _base(opened, page, library)
        if whole:
            opened.verify()
        live = library.manifest().number if library.exists() else 0
        return Verified(page, believed, base.number if base else 0, live, opened.size)


def install(
    file: Path,
    library: Library,
    now: dt.datetime,
    confirmed: bytes | None = None,
    *,
    cancel: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Installed:
    """Makes a package's edition the live one.

    Raises: as `verify`; Cancelled. In each case the live edition and what is trusted stay.
    """
    disk.make_folder(library.folder / EDITIONS)
    with disk.locked(library.folder / ".lock"):
        with disk.faults(library.folder):
            library.sweep()
        with _scratch(library, "trusting") as scratch, Package(file) as opened:
            trusted = trust.Trust(library.folder, scratch)
            _, page = _believed(opened, library, trusted, now, confirmed)
            former = library.manifest().number if library.exists() else 0
            name = _standing(library, page)
            if not name:
                name = library.free_name(page.number)
                work = _Work(opened, page, cancel or CancelToken(), progress)
                _make(work, library, name)
            fresh = not library.exists() or library.current_folder().name != name
            if fresh:
                library.switch(name)
            trusted.renew(dt.datetime.fromisoformat(page.released_at))
    return Installed(page, former, fresh)


def former(library: Library) -> int:
    """The number of the edition that `rollback` goes back to. Raises: as `rollback`."""
    return _former(library)[1]


def rollback(library: Library) -> int:
    """Makes the former edition the live one again; its number.

    Raises: InputError("edition_no_former"); EnvironmentFault.
    """
    with disk.locked(library.folder / ".lock"):
        name, number = _former(library)
        library.switch(name)
    return number


def _former(library: Library) -> tuple[str, int]:
    live = library.current_folder().name
    older = [name for name in library.editions() if name < live]
    if not older:
        raise InputError("edition_no_former")
    with Edition(library.editions_folder / older[-1]) as edition:
        return older[-1], edition.number


class _Work(msgspec.Struct, frozen=True):
    """What is installed, and who waits for it."""

    package: Package
    page: EditionPage
    cancel: CancelToken
    progress: Progress


def claimed(opened: Package) -> EditionPage:
    """What a package says of itself, its lists perhaps short; believed by nobody yet.

    Raises: NotTrusted; EnvironmentFault.
    """
    data = opened.patch()
    return read_page(opened.edition()) if data is None else read_patch(data).page


def _page(opened: Package, library: Library, believed: trust.Believed) -> EditionPage:
    """The page that was signed. Raises: as `_base` where the edition to make it of is not here."""
    data = opened.patch()
    if data is None:
        trust.check(opened.edition(), believed, package.EDITION)
        return read_page(opened.edition())
    patch, base = read_patch(data), installed_page(library)
    if base is None:
        raise InputError("package_needs_whole", number=patch.page.number)
    made = patched(patch, base)
    try:
        trust.check(made, believed, package.EDITION)
    except NotTrusted as error:
        numbers = {"live": base.number, "number": patch.page.number}
        raise InputError("package_base", **numbers) from error
    return read_page(made)


def _refuse_another(identifier: str, library: Library) -> None:
    """Raises: InputError where the folder holds another library than a package says it is of."""
    if library.exists() and (held := library.manifest().library) != identifier:
        raise InputError("library_of_another", folder=library.folder, held=held, id=identifier)


def _believed(
    opened: Package,
    library: Library,
    trusted: trust.Trust,
    now: dt.datetime,
    confirmed: bytes | None,
) -> tuple[trust.Believed, EditionPage]:
    _refuse_another(claimed(opened).library, library)
    believed = trusted.examine(opened.metadata, now, confirmed)
    page = _page(opened, library, believed)
    if page.catalogue > catalogue.FORMAT:
        raise NotTrusted("package_newer")
    names = trusted.files(believed)
    for number, sha256 in enumerate(page.roots, 1):
        name = f"{number}.root.json"
        if hashlib.sha256(opened.metadata(name) or b"").hexdigest() != sha256:
            raise NotTrusted("package_altered", part=name)
        names[name] = b""
    for name, data in names.items():
        if data and opened.metadata(name) != data:
            raise NotTrusted("package_altered", part=name)
    named = package.EDITION if opened.patch() is None else package.PATCH
    wanted = {named, *(package.METADATA + name for name in names), *_objects(page)}
    extra = opened.names - wanted
    if extra:
        raise NotTrusted("package_altered", part=min(extra))
    return believed, page


def _objects(page: EditionPage) -> set[str]:
    """The names of all objects that any package of an edition may carry."""
    pieces = [piece for file in page.files for piece in file.pieces]
    kinds: tuple[Kind, ...] = ("briefing", "conference", "object")
    pieces += [one.piece for kind in kinds for one in page.held(kind)]
    return {package.OBJECTS + piece.packed for piece in pieces}


def _base(opened: Package, page: EditionPage, library: Library) -> EditionPage | None:
    """The installed edition that the package is added to; None for a whole package.

    Raises: InputError when what is needed is neither here nor there.
    """
    whole = next((file for file in page.files if file.name == CATALOGUE), None)
    if whole is None:
        raise NotTrusted("package_altered", part=package.EDITION)
    if _carries(opened, [whole]):
        if not _carries(opened, page.files):
            raise NotTrusted("package_incomplete", part=INDEX)
        return None
    base = installed_page(library)
    if base is None:
        raise InputError("package_needs_whole", number=page.number)
    rows = [one for some in missing(page, base).values() for one in some]
    files = missing_files(page, base)
    held = all(package.OBJECTS + one.piece.packed in opened.names for one in rows)
    if base.catalogue != page.catalogue or not held or not _carries(opened, files):
        raise InputError("package_base", live=base.number, number=page.number)
    return base


def _carries(opened: Package, files: tuple[File, ...] | list[File]) -> bool:
    pieces = [piece for file in files for piece in file.pieces]
    return all(package.OBJECTS + piece.packed in opened.names for piece in pieces)


def _standing(library: Library, page: EditionPage) -> str:
    """The folder where that very edition stands whole, from a try before or a rollback; or "".

    Its keys may have changed since: they are no part of an edition.
    """
    wanted = identity(page)
    for name in reversed(library.editions()):
        folder = library.editions_folder / name
        path = folder / PAGE
        with disk.faults(path):
            data = path.read_bytes() if number_of(name) == page.number and path.is_file() else None
        if data is None:
            continue
        try:
            if identity(read_page(data)) == wanted and not faulty_files(folder):
                return name
        except (NotTrusted, EnvironmentFault):
            continue  # damaged: it is made again beside this one
    return ""


def _make(work: _Work, library: Library, name: str) -> None:
    """Makes, checks and names the edition's folder. Raises: as `install`."""
    base = _base(work.package, work.page, library)
    scratch = library.editions_folder / f".installing-{work.page.number}"
    with disk.faults(scratch):
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
    try:
        (scratch / INDEX).mkdir()
        if base is None:
            _write_files(work, list(work.page.files), scratch)
        else:
            _write_rows(work, base, library.current_folder(), scratch)
            _link_files(work, base, library.current_folder(), scratch)
        _seal(work.page, scratch, whole=base is None)
        _check(work, scratch)
        with disk.faults(scratch):
            scratch.rename(library.editions_folder / name)
            disk.sync_folder(library.editions_folder)
    except OSError as error:
        raise disk.fault(error, scratch) from error
    except sqlite3.OperationalError as error:
        raise disk.database_fault(error, scratch / CATALOGUE) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _write_files(work: _Work, files: list[File], scratch: Path) -> None:
    """Writes files of the edition; a thread a core unpacks, one waits for the disk."""
    total = sum(file.size for file in files)
    done = 0
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as crew, ThreadPoolExecutor(1) as keeper:
        kept: list[Future[None]] = []
        for file in files:
            path = scratch / file.name
            digest = hashlib.sha256()
            with path.open("wb") as out:
                for data in _unpacked(work.package, file, crew, cores):
                    work.cancel.check()
                    digest.update(data)
                    out.write(data)
                    done += len(data)
                    work.progress("installing", done, total)
            kept.append(keeper.submit(disk.sync_file, path))
            if digest.hexdigest() != file.sha256 or path.stat().st_size != file.size:
                raise NotTrusted("package_altered", part=file.name)
        for one in kept:
            one.result()


def _unpacked(opened: Package, file: File, crew: Executor, most: int) -> Iterator[bytes]:
    """A file's bytes in order, `most` of its pieces unpacked ahead."""
    if any(piece.size > PIECE for piece in file.pieces):
        raise NotTrusted("package_altered", part=file.name)
    ahead: deque[Future[list[bytes]]] = deque()
    for piece in file.pieces:
        ahead.append(crew.submit(list, opened.object(piece.packed, piece.size)))
        if len(ahead) > most:
            yield from ahead.popleft().result()
    for one in ahead:
        yield from one.result()


def _link_files(work: _Work, base: EditionPage, live: Path, scratch: Path) -> None:
    """The index: files that are here already by a second name, the others from the package."""
    fresh = missing_files(work.page, base)
    _write_files(work, fresh, scratch)
    written = {file.name for file in fresh}
    for file in work.page.files:
        if file.name not in written and file.name != CATALOGUE:
            disk.link_or_copy(live / file.name, scratch / file.name)


def _write_rows(work: _Work, base: EditionPage, live: Path, scratch: Path) -> None:
    """The former catalogue with what the edition changed."""
    path = scratch / CATALOGUE
    shutil.copyfile(live / CATALOGUE, path)
    wanted = [(kind, one) for kind, some in missing(work.page, base).items() for one in some]
    with contextlib.closing(catalogue.open_to_write(path)) as connection:
        for kind, identifiers in gone(work.page, base).items():
            for identifier in identifiers:
                drop_rows(connection, kind, identifier)
        for done, (kind, one) in enumerate(wanted, 1):
            work.cancel.check()
            drop_rows(connection, kind, one.id)
            work.progress("installing", done, 2 * len(wanted))
        for done, (kind, one) in enumerate(wanted, 1):
            work.cancel.check()
            put_rows(connection, kind, one.id, _whole(work.package, one))
            work.progress("installing", len(wanted) + done, 2 * len(wanted))
        settings = "INSERT OR REPLACE INTO meta VALUES ('settings', ?)"
        connection.execute(settings, (work.page.settings,))
        connection.commit()
    disk.sync_file(path)


def _whole(opened: Package, held: Held) -> bytes:
    data = b"".join(opened.object(held.piece.packed, held.piece.size))
    if hashlib.sha256(data).hexdigest() != held.sha256:
        raise NotTrusted("package_altered", part=held.id)
    return data


def _seal(page: EditionPage, scratch: Path, *, whole: bool) -> None:
    """Writes the signed page and the manifest, last of all.

    The catalogue of a `whole` edition is the signed file; another one has its own bytes.
    """
    disk.write_whole(scratch / PAGE, msgspec.json.encode(page))
    known = {file.name: file for file in page.files}
    paths = sorted(path for path in scratch.rglob("*") if path.is_file())
    files: list[ManifestFile] = []
    for path in paths:
        name = path.relative_to(scratch).as_posix()
        file = known.get(name) if whole or name != CATALOGUE else None
        sha256 = file.sha256 if file is not None else sha256_of(path)
        files.append(ManifestFile(name, path.stat().st_size, sha256))
    manifest = Manifest(
        format=FORMAT,
        library=page.library,
        name=page.name,
        number=page.number,
        built_at=page.released_at,
        briefings=len(page.briefings),
        files=tuple(files),
        previous=page.previous,
    )
    data = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    disk.write_whole(scratch / MANIFEST, data + b"\n")
    disk.sync_folder(scratch / INDEX)


def _check(work: _Work, scratch: Path) -> None:
    """Opens the edition and searches it. Raises: NotTrusted("package_unsound")."""
    work.progress("checking", 0, 0)
    page = work.page
    try:
        with Edition(scratch) as edition:
            numbers = edition.numbers() + edition.numbers(withdrawn=True)
            sound = edition.library == page.library and len(numbers) == len(page.briefings)
            for held in (*page.briefings[:1], *page.briefings[-1:]):
                edition.briefing(held.id)
        opened = index.Index(scratch / INDEX)
        try:
            words = page.briefings[0].id if page.briefings else page.name
            opened.find(words, limit=1)
        finally:
            opened.close()
    except (AppError, index.IndexFault, sqlite3.Error, msgspec.MsgspecError) as error:
        raise NotTrusted("package_unsound", reason=error) from error
    if not sound:
        raise NotTrusted("package_unsound", reason=f"{len(numbers)} / {len(page.briefings)}")


@contextlib.contextmanager
def _scratch(library: Library, purpose: str) -> Iterator[Path]:
    """A folder beside the editions that is gone afterwards; it is not there yet."""
    folder = library.editions_folder / f".{purpose}"
    with disk.faults(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _version(root: bytes) -> int:
    """The version that a root's bytes say; 0 for none."""
    page = trust.parsed(root) if root else None
    return page.signed.version if page is not None else 0
