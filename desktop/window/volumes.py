"""Where USB sticks are mounted. Asking the system may take its time: never on the UI thread."""

import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo

_MOUNTED = ("/media/", "/run/media/", "/mnt/")


def sticks() -> tuple[Path, ...]:
    """The volumes that are not the system's own and can be read, in the system's order."""
    system = QStorageInfo.root().rootPath()
    found = []
    for volume in QStorageInfo.mountedVolumes():
        place = volume.rootPath()
        apart = place != system if sys.platform == "win32" else place.startswith(_MOUNTED)
        if apart and volume.isReady():
            found.append(Path(place))
    return tuple(found)


def stick_or_documents() -> Path:
    """The first stick that can be written to, or the documents where there is none."""
    for place in sticks():
        if not QStorageInfo(str(place)).isReadOnly():
            return place
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(documents))


def volume_name(file: Path) -> str:
    """What people know the place of a file by: the stick's name, else its folder's."""
    volume = QStorageInfo(str(file.parent))
    place = volume.rootPath()
    if Path(place) in sticks():
        return volume.name() or volume.displayName() or place
    return file.parent.name or str(file.parent)
