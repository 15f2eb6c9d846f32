"""Whose notes: readers who share a machine, a state folder each. A name is no lock.

The first reader's folder is the usual state folder; the others stand beside it under `profiles/`,
numbered. Each folder says whose it is in `profile.json`, so that a backup carries its owner's name.
"""

import re
from pathlib import Path
from typing import Annotated

import msgspec

from desktop.library import disk
from desktop.library.errors import EnvironmentFault, InputError

PROFILE = "profile.json"
FOLDER = "profiles"
LAST = "last-profile"
_NUMBER = re.compile(r"^\d{4}$")


class Owner(msgspec.Struct, frozen=True):
    """`profile.json`."""

    name: Annotated[str, msgspec.Meta(max_length=100)] = ""
    initials: Annotated[str, msgspec.Meta(max_length=6)] = ""


class Profile(msgspec.Struct, frozen=True):
    """A state folder and whose it is; `name` is "" until somebody gave one."""

    folder: Path
    name: str
    initials: str


class Profiles:
    """The readers of this machine. `first` is the usual state folder."""

    def __init__(self, first: Path) -> None:
        self._first = first
        self._others = first.parent / FOLDER

    def all(self) -> list[Profile]:
        """The first reader leads, the others by their age. Raises: EnvironmentFault."""
        folders: list[Path] = []
        with disk.faults(self._others):
            if self._others.is_dir():
                names = (one.name for one in self._others.iterdir() if one.is_dir())
                folders = [self._others / name for name in sorted(names) if _NUMBER.match(name)]
        return [owned(folder) for folder in (self._first, *folders)]

    def add(self, name: str, letters: str = "") -> Profile:
        """A new reader with an empty state folder.

        Raises: InputError when the name is missing, too long or taken; EnvironmentFault.
        """
        held = self.all()
        owner = _owner(name, letters, [one.name for one in held])
        taken = [int(one.folder.name) for one in held[1:]]
        folder = self._others / f"{max(taken, default=1) + 1:04d}"
        disk.make_folder(folder)
        try:
            _write(folder, owner)
        except EnvironmentFault:
            with disk.faults(folder):
                folder.rmdir()
            raise
        return Profile(folder, owner.name, owner.initials)

    def rename(self, profile: Profile, name: str, letters: str = "") -> Profile:
        """Gives a reader another name. Raises: as `add`."""
        others = [one.name for one in self.all() if one.folder != profile.folder]
        owner = _owner(name, letters, others)
        disk.make_folder(profile.folder)
        _write(profile.folder, owner)
        return Profile(profile.folder, owner.name, owner.initials)

    def last(self) -> Profile:
        """Who read here last; the first reader if that is not known. Raises: EnvironmentFault."""
        held = self.all()
        path = self._others / LAST
        with disk.faults(path):
            name = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        return next((one for one in held[1:] if one.folder.name == name.strip()), held[0])

    def remember(self, profile: Profile) -> None:
        """Keeps who reads now. Raises: EnvironmentFault."""
        name = "" if profile.folder == self._first else profile.folder.name
        if name or self._others.is_dir():
            disk.make_folder(self._others)
            disk.write_whole(self._others / LAST, f"{name}\n".encode())


def owned(folder: Path) -> Profile:
    """Whose a state folder is; nameless where that is not said or cannot be read.

    Raises: EnvironmentFault.
    """
    path = folder / PROFILE
    with disk.faults(path):
        data = path.read_bytes() if path.is_file() else b"{}"
    try:
        owner = msgspec.json.decode(data, type=Owner)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        # The notes are what counts; a name can be given again.
        owner = Owner()
    return Profile(folder, owner.name, owner.initials)


def initials(name: str) -> str:
    """The first letters of a name's words, the last six at most: Lê Thị Mai, LTM."""
    letters = "".join(word[0] for word in name.split() if word[0].isalpha())
    return letters.upper()[-6:]


def _owner(name: str, letters: str, taken: list[str]) -> Owner:
    name, letters = " ".join(name.split()), "".join(letters.split())
    if not name:
        raise InputError("profile_nameless")
    if len(name) > 100 or len(letters) > 6:
        raise InputError("profile_long", name=100, initials=6)
    if name.casefold() in (one.casefold() for one in taken):
        raise InputError("profile_twice", name=name)
    return Owner(name, letters or initials(name))


def _write(folder: Path, owner: Owner) -> None:
    disk.write_whole(folder / PROFILE, msgspec.json.encode(owner) + b"\n")
