"""Which package to offer: of those that lie on the sticks, the newest that fits this machine."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import msgspec

from desktop.library import disk
from desktop.library.editions import collection
from desktop.library.editions.library import Library
from desktop.library.errors import AppError
from desktop.library.releases.install import Verified, claimed, root_of, verify
from desktop.library.releases.package import Package
from desktop.library.releases.trust import FOLDER

_ANOTHER = "library_of_another"


class Offer(msgspec.Struct, frozen=True):
    """A package that was looked at: `seen` says what it is, or `error` why it is refused.

    `library` is where it would be installed. `claimed` is the edition that the file says it is,
    believed by nobody; 0 where it says none. `root` is what a person has still to confirm. `size`
    counts the file's bytes.
    """

    library: Library
    file: Path
    size: int
    claimed: int
    seen: Verified | None = None
    error: AppError | None = None
    root: bytes | None = None

    @property
    def of_another(self) -> bool:
        """Whether it is refused because it is of a library that is not here."""
        return self.error is not None and self.error.code == _ANOTHER


def look(file: Path, library: Library, now: dt.datetime) -> Offer:
    """Says what a package is, or why it would be refused; of its contents nothing is read."""
    size = number = 0
    try:
        with Package(file) as opened:
            with disk.faults(file):
                size = file.stat().st_size
            number = claimed(opened).number
        known = (library.folder / FOLDER / "root.json").exists()
        root = None if known else root_of(file)
        seen = verify(file, library, now, root, whole=False)
    except AppError as error:
        return Offer(library, file, size, number, error=error)
    return Offer(library, file, size, number, seen=seen, root=root)


def look_around(file: Path, library: Library, now: dt.datetime, *, beside: bool = False) -> Offer:
    """As `look`; a package of another library of the same collection is one for that library.

    `beside`, one of a library that is not here yet is to be installed beside the others.
    Raises: EnvironmentFault.
    """
    offer = look(file, library, now)
    if offer.error is None or not offer.of_another:
        return offer
    around = collection.around(library.folder)
    place = collection.place_for(around, str(offer.error.params["id"]))
    return look(file, place, now) if beside or place.exists() else offer


def choose(files: Sequence[Path], library: Library, now: dt.datetime) -> Offer | None:
    """The newest package that can be installed and is newer than what is live.

    Of two of one edition the smaller; those for the libraries beside this one come after its own.
    Where none fits: one that is refused and says that it is newer, so that the reader learns why;
    None where all are old. Raises: EnvironmentFault.
    """
    live = library.manifest().number if library.exists() else 0
    offers = [look_around(file, library, now) for file in files]
    fitting = [one for one in offers if one.seen and one.seen.page.number > one.seen.live]
    if fitting:
        own = library.folder
        return min(fitting, key=lambda one: (one.library.folder != own, -one.claimed, one.size))
    refused = [one for one in offers if one.error is not None]
    newer = [one for one in refused if one.claimed > live or not one.claimed]
    return max(newer, key=lambda one: (not one.of_another, one.claimed), default=None)
