"""Finds packages on sticks. Imports nothing of what believes them, which takes its time to load."""

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop.library.releases.package import ENDING

log = logging.getLogger(__name__)
_MOST = 50
"""Packages of one folder that are looked at: a stick that holds more is somebody's archive."""


def packages(folders: Iterable[Path]) -> list[Path]:
    """The packages in some folders and in the folders right inside them."""
    found: list[Path] = []
    for folder in folders:
        found += _in(folder)
    return found


def _in(folder: Path) -> Iterator[Path]:
    """What cannot be read, or is pulled out meanwhile, has no packages."""
    try:
        paths = [*folder.glob(f"*{ENDING}"), *folder.glob(f"*/*{ENDING}")]
        yield from sorted(one for one in paths[:_MOST] if one.is_file() and one.name[0] != ".")
    except OSError as error:
        log.info("%s could not be looked through: %s", folder, error)
