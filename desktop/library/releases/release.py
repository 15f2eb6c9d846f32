"""`release`: the next edition of a workspace, signed, as one package.

`<workspace>/releases/` keeps what a release stands on: `library/` (the released editions, so that
the next one's index grows from theirs), `editions/N.json` (every signed page) and `metadata/`. A
workspace that has not changed since gives the same release again, and no key is asked for.
"""

import contextlib
import datetime as dt
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec

from desktop.library import disk
from desktop.library.editions import catalogue
from desktop.library.editions.build import build
from desktop.library.editions.library import Library
from desktop.library.editions.manifest import CATALOGUE, INDEX, Manifest, read_manifest
from desktop.library.errors import InputError, Problem, ProblemsFound
from desktop.library.progress import CancelToken, Progress, no_progress
from desktop.library.releases import package, secrecy, signing
from desktop.library.releases.changes import KINDS, ChangeShown, changes_since
from desktop.library.releases.contents import (
    FORMAT,
    EditionPage,
    File,
    Held,
    Kind,
    Notice,
    held_rows,
    identity,
    missing,
    missing_files,
    pieces_of,
    read_notice,
    read_page,
    rows_of,
)
from desktop.library.releases.keyring import Keyring, Passphrase
from desktop.library.releases.patch import patch_of
from desktop.library.releases.slip import Slip
from desktop.library.workspace.layout import Workspace
from desktop.library.workspace.survey import survey

LIBRARY, EDITIONS = "releases/library", "releases/editions"
ROOM = 1024 * 1024
"""Bytes that metadata takes in a package at most, by far."""
RENEW = dt.timedelta(days=365)
"""Metadata that is good for less is signed again, though the edition be the same."""
_KINDS: tuple[Kind, ...] = ("object", "conference", "briefing")


class Prepared(msgspec.Struct, frozen=True):
    """An edition ready to be signed: its page and its folder.

    `fresh` tells whether there is anything to sign, `known` whether it was released before (then
    only its keys are new).
    """

    page: EditionPage
    folder: Path
    fresh: bool
    known: bool = False

    @property
    def changes(self) -> tuple[ChangeShown, ...]:
        """All that it changes, kind by kind; comparisons are worked out when they are asked for."""
        return tuple(
            ChangeShown(change.id, change.title, kind, self.folder, self.page.previous)
            for kind in KINDS
            for change in getattr(self.page, kind)
        )

    def noted(self, notes: str) -> "Prepared":
        """The same with the librarian's notes; what was released before keeps those it had."""
        if self.known:
            return self
        page = msgspec.structs.replace(self.page, notes=notes)
        return msgspec.structs.replace(self, page=page)


class Released(msgspec.Struct, frozen=True):
    """What a release wrote. `since` is 0 for a whole package; `size` counts bytes."""

    page: EditionPage
    file: Path
    size: int
    since: int


def prepare(
    workspace: Workspace,
    *,
    now: dt.datetime,
    notes: str = "",
    processes: int = 2,
    cancel: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Prepared:
    """Checks the workspace and builds the edition that is to be released.

    Raises: ProblemsFound with every error, guess left unconfirmed and secrecy mark; Cancelled;
    EnvironmentFault.
    """
    _check(workspace, cancel, progress)
    library = Library(workspace.folder / LIBRARY)
    former = library.current_folder().name if library.exists() else ""
    built = build(
        workspace, library, now=now, processes=processes, cancel=cancel, progress=progress
    )
    with contextlib.closing(catalogue.open_to_read(built.folder / CATALOGUE)) as connection:
        marks = secrecy.marked(connection)
        if marks:
            _take_back(library, built.folder, former)
            raise ProblemsFound(marks)
        held = _page_path(workspace, built.number)
        former_page = read_page(held.read_bytes()) if held.is_file() else None
        page = former_page or _page(workspace, connection, built.folder, notes, progress)
    roots = tuple(
        hashlib.sha256(root).hexdigest() for root in signing.Chain(workspace.folder).roots
    )
    fresh = former_page is None or page.roots != roots
    page = msgspec.structs.replace(page, roots=roots)
    return Prepared(page, built.folder, fresh, known=former_page is not None)


def sign(
    workspace: Workspace,
    prepared: Prepared,
    ring: Keyring,
    passphrase: Passphrase,
    now: dt.datetime,
) -> None:
    """Signs an edition, unless it is signed and will be for a while yet.

    Raises: InputError when no key of `ring` may sign; EnvironmentFault.
    """
    chain = signing.Chain(workspace.folder)
    version, expires = chain.latest()
    if not prepared.fresh and expires is not None and expires - now > RENEW:
        return
    root = chain.newest().signed
    able = [key for key in ring.held() if key.key in root.roles["targets"].keyids]
    if not able:
        raise InputError("release_key_missing", folder=ring.folder)
    signer = ring.signer(able[0], passphrase(able[0]))
    data = msgspec.json.encode(prepared.page)
    pages = signing.release(chain, signer, {package.EDITION: data}, now, version + 1)
    disk.make_folder(workspace.folder / EDITIONS)
    disk.write_whole(_page_path(workspace, prepared.page.number), data)
    for name, page in pages.items():
        disk.write_whole(chain.folder / name, page)


def weigh(workspace: Workspace, prepared: Prepared, since: int = 0) -> None:
    """Refuses, before anything is signed, a package that no FAT stick or zip could hold.

    Packing is tried only where the unpacked bytes alone do not settle it.
    Raises: InputError("package_too_large"), "package_too_many"; as `write`.
    """
    base = released(workspace, since) if since else None
    pieces = [piece for file in missing_files(prepared.page, base) for piece in file.pieces]
    if base is None:
        pieces += [piece for file in prepared.page.files for piece in file.pieces]
    else:
        wanted = missing(prepared.page, base).values()
        pieces += [one.piece for some in wanted for one in some]
    around = len(pieces) * package.AROUND + len(msgspec.json.encode(prepared.page)) + ROOM
    if len(pieces) > package.MOST:
        raise InputError("package_too_many", count=len(pieces))
    if sum(piece.size for piece in pieces) * 1.001 + around <= package.LARGEST:
        return
    size = around
    for _, packed in _objects(prepared.page, base, prepared.folder, no_progress):
        size += len(packed)
    if size > package.LARGEST:
        raise InputError("package_too_large", megabytes=size // 1_000_000)


def write(
    workspace: Workspace,
    prepared: Prepared,
    file: Path,
    since: int = 0,
    progress: Progress = no_progress,
) -> Released:
    """Writes the signed edition as a package, whole or from edition `since` on.

    Raises: InputError("edition_unreleased") for a `since` that never was; EnvironmentFault.
    """
    page = prepared.page
    base = released(workspace, since) if since else None
    chain = signing.Chain(workspace.folder)
    version, _ = chain.latest()
    members = _members(chain, page, version, base, prepared.folder, progress)
    return Released(page, file, package.write(file, members), since)


def since_for(workspace: Workspace, prepared: Prepared, slip: Slip) -> int:
    """From which edition on a package answers a slip; 0 where the laptop needs a whole one.

    Raises: InputError("slip_other_library"), and "slip_ahead" where that laptop has what this
    workspace has not; EnvironmentFault.
    """
    page = prepared.page
    if slip.library not in ("", page.library):
        raise InputError("slip_other_library", theirs=slip.library, ours=page.library)
    if slip.edition > page.number or slip.root > len(page.roots):
        raise InputError("slip_ahead", edition=slip.edition, root=slip.root, number=page.number)
    if slip.edition == page.number:
        return page.number if identity(page) == slip.page else 0
    if not _page_path(workspace, slip.edition).is_file():
        return 0
    return slip.edition if identity(released(workspace, slip.edition)) == slip.page else 0


def numbers(workspace: Workspace) -> list[int]:
    """Which editions a workspace has released, oldest first."""
    folder = workspace.folder / EDITIONS
    return sorted(int(path.stem) for path in folder.glob("*.json")) if folder.is_dir() else []


def released(workspace: Workspace, number: int) -> EditionPage:
    """The page of a former release. Raises: as `notice`."""
    return read_page(_page_data(workspace, number))


def notice(workspace: Workspace, number: int) -> Notice:
    """What people were told of a former release.

    Raises: InputError("edition_unreleased"); NotTrusted for a page that is damaged;
    EnvironmentFault.
    """
    return read_notice(_page_data(workspace, number))


def _page_data(workspace: Workspace, number: int) -> bytes:
    path = _page_path(workspace, number)
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("edition_unreleased", number=number) from error
    except OSError as error:
        raise disk.fault(error, path) from error


def _check(workspace: Workspace, cancel: CancelToken | None, progress: Progress) -> None:
    found = survey(workspace, cancel or CancelToken(), progress)
    guesses = [
        Problem("suggested_unconfirmed", one.file, one.line, one.key, one.params)
        for one in found.problems
        if one.code == "suggested_left"
    ]
    if found.errors or guesses:
        raise ProblemsFound([*found.errors, *guesses])


def _take_back(library: Library, folder: Path, former: str) -> None:
    """Leaves the released editions as they were before a build that may not be released."""
    if folder.name == former:
        return
    if former:
        library.switch(former)
    else:
        (library.folder / "current").unlink()
    with disk.faults(folder):
        shutil.rmtree(folder)


def _page_path(workspace: Workspace, number: int) -> Path:
    return workspace.folder / EDITIONS / f"{number}.json"


def _page(
    workspace: Workspace,
    connection: sqlite3.Connection,
    folder: Path,
    notes: str,
    progress: Progress,
) -> EditionPage:
    manifest = read_manifest(folder)
    held: dict[Kind, tuple[Held, ...]] = {}
    for at, kind in enumerate(_KINDS):
        progress("listing", at, len(_KINDS))
        held[kind] = tuple(one for one, _ in held_rows(connection, kind))
    previous = _last(workspace, manifest.number)
    former = released(workspace, previous) if previous else None

    def title_of(identifier: str) -> str:
        return _title(workspace, identifier)

    settings = connection.execute("SELECT value FROM meta WHERE key = 'settings'").fetchone()[0]
    return EditionPage(
        format=FORMAT,
        catalogue=catalogue.FORMAT,
        library=manifest.library,
        name=manifest.name,
        number=manifest.number,
        released_at=manifest.built_at,
        notes=notes,
        settings=settings,
        roots=(),
        briefings=held["briefing"],
        conferences=held["conference"],
        objects=held["object"],
        files=tuple(_files(folder, manifest)),
        previous=previous,
        **changes_since(connection, held["briefing"], former, title_of),
    )


def _files(folder: Path, manifest: Manifest) -> Iterator[File]:
    """The files of the edition; the catalogue in the one form that its rows have."""
    for file in manifest.files:
        if file.name.startswith(f"{INDEX}/"):
            pieces = tuple(piece for piece, _ in pieces_of(folder / file.name))
            yield File(file.name, file.size, file.sha256, pieces)
    with _canonical(folder / CATALOGUE) as path:
        pieces = tuple(piece for piece, _ in pieces_of(path))
        with path.open("rb") as opened:
            sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
        yield File(CATALOGUE, path.stat().st_size, sha256, pieces)


@contextlib.contextmanager
def _canonical(path: Path) -> Iterator[Path]:
    """A copy of a catalogue without the traces of how it came to be."""
    copy = path.with_name(".canonical.sqlite")
    copy.unlink(missing_ok=True)
    try:
        with contextlib.closing(catalogue.open_to_read(path)) as connection:
            connection.execute("VACUUM main INTO ?", (str(copy),))
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def _last(workspace: Workspace, number: int) -> int:
    """The release before `number`; 0 for the first."""
    return max((one for one in numbers(workspace) if one < number), default=0)


def _title(workspace: Workspace, identifier: str) -> str:
    """What a document was called that is not there any more, by the releases that named it."""
    for number in reversed(numbers(workspace)):
        told = notice(workspace, number)
        for change in (*told.updated, *told.added, *told.withdrawn):
            if change.id == identifier:
                return change.title
    return identifier


def _members(
    chain: signing.Chain,
    page: EditionPage,
    version: int,
    base: EditionPage | None,
    folder: Path,
    progress: Progress,
) -> Iterator[tuple[str, bytes]]:
    for number, root in enumerate(chain.roots, 1):
        yield f"{package.METADATA}{number}.root.json", root
    for name in (f"{version}.snapshot.json", f"{version}.targets.json", "timestamp.json"):
        with disk.faults(chain.folder / name):
            yield package.METADATA + name, (chain.folder / name).read_bytes()
    if base is None:
        yield package.EDITION, msgspec.json.encode(page)
    else:
        yield package.PATCH, patch_of(page, base)
    yield from _objects(page, base, folder, progress)


def _objects(
    page: EditionPage, base: EditionPage | None, folder: Path, progress: Progress
) -> Iterator[tuple[str, bytes]]:
    """What a package carries besides its pages: all of an edition, or what `base` has not."""
    with disk.faults(folder):
        if base is None:
            with _canonical(folder / CATALOGUE) as path:
                for _, packed in pieces_of(path):
                    yield _object(packed)
        else:
            yield from _rows(page, base, folder, progress)
        for file in missing_files(page, base):
            for _, packed in pieces_of(folder / file.name):
                yield _object(packed)


def _rows(
    page: EditionPage, base: EditionPage, folder: Path, progress: Progress
) -> Iterator[tuple[str, bytes]]:
    wanted = [(kind, one) for kind, some in missing(page, base).items() for one in some]
    with contextlib.closing(catalogue.open_to_read(folder / CATALOGUE)) as connection:
        for done, (kind, one) in enumerate(wanted, 1):
            yield _object(package.pack(rows_of(connection, kind, one.id)))
            progress("packing", done, len(wanted))


def _object(packed: bytes) -> tuple[str, bytes]:
    return package.OBJECTS + hashlib.sha256(packed).hexdigest(), packed
