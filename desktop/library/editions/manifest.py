"""`manifest.json`: what an edition is, and the size and hash of each of its files."""

import hashlib
from pathlib import Path

import msgspec

from desktop.library import disk
from desktop.library.errors import EnvironmentFault, Problem

MANIFEST = "manifest.json"
CATALOGUE = "catalog.sqlite"
INDEX = "index"
FORMAT = 1


class ManifestFile(msgspec.Struct, frozen=True):
    """A file of the edition, named with forward slashes."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, omit_defaults=True):
    """The edition's own page. `built_at` is ISO 8601 in UTC."""

    format: int
    library: str
    name: str
    number: int
    built_at: str
    briefings: int
    files: tuple[ManifestFile, ...]
    previous: int = 0


def read_manifest(folder: Path) -> Manifest:
    """Raises: EnvironmentFault."""
    path = folder / MANIFEST
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError as error:
        raise EnvironmentFault("edition_missing", folder=folder) from error
    except OSError as error:
        raise disk.fault(error, path) from error
    except msgspec.MsgspecError as error:
        raise EnvironmentFault("manifest_damaged", file=path) from error
    if manifest.format > FORMAT:
        raise EnvironmentFault("manifest_newer", file=path)
    return manifest


def faulty_files(folder: Path) -> list[Problem]:
    """Files of an edition that are gone, or are not as it was made. Raises: EnvironmentFault."""
    problems: list[Problem] = []
    for file in read_manifest(folder).files:
        path = folder / file.name
        with disk.faults(path):
            if not path.is_file():
                problems.append(Problem("edition_file_missing", file.name))
            elif path.stat().st_size != file.size or sha256_of(path) != file.sha256:
                problems.append(Problem("edition_file_changed", file.name))
    return problems


def list_files(folder: Path) -> tuple[ManifestFile, ...]:
    """Every file below `folder` but the manifest, by name."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return tuple(
        ManifestFile(path.relative_to(folder).as_posix(), path.stat().st_size, sha256_of(path))
        for path in paths
    )


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
