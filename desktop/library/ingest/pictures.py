"""Gathers the pictures of a text, each under a name that its Markdown can use."""

import re
from pathlib import Path
from urllib.parse import unquote

from desktop.library.errors import InputError, Problem
from desktop.library.ingest.sources import read_limited

MAX_PICTURE_BYTES = 32 * 1024 * 1024
STAND_IN = "briefing-picture-"
"""Begins the names that stand in a text until its id is known."""
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
)
_REMOTE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_FIGURE = re.compile(rf"!\[((?:\\.|[^\]\\])*)\]\({STAND_IN}\d+\.[a-z]+\)")
_STAND_IN_NAME = re.compile(rf"(?<=\]\(){STAND_IN}(\d+\.[a-z]+)(?=\))")


class Pictures:
    """The pictures of the file at `path`; those named in it are sought in `folder` and below."""

    def __init__(self, path: Path, folder: Path | None = None) -> None:
        self.kept: dict[str, bytes] = {}
        self.notes: list[Problem] = []
        self._file = str(path)
        self._folder = folder
        self._files: dict[Path, str] = {}

    def take_bytes(self, data: bytes, described: str) -> str:
        """Keeps a picture and returns its name, or "" (with a note) when nothing can show it."""
        ending = kind_of(data)
        if not ending or len(data) > MAX_PICTURE_BYTES:
            params = {"picture": described}
            self.notes.append(
                Problem("picture_unknown", self._file, params=params, severity="warning")
            )
            return ""
        name = f"{STAND_IN}{len(self.kept) + 1}.{ending}"
        self.kept[name] = data
        return name

    def take_file(self, source: str) -> str:
        """Keeps the picture that a text names beside itself; nothing is ever fetched."""
        if not source:
            return ""
        named = source[:200]
        if _REMOTE.match(source):
            params = {"picture": named}
            self.notes.append(
                Problem("picture_remote", self._file, params=params, severity="warning")
            )
            return ""
        file = self._beside(unquote(re.split(r"[?#]", source, maxsplit=1)[0]))
        if file is None:
            params = {"picture": named}
            self.notes.append(
                Problem("picture_missing", self._file, params=params, severity="warning")
            )
            return ""
        if file not in self._files:
            self._files[file] = self.take_bytes(_content(file), named)
        return self._files[file]

    def _beside(self, name: str) -> Path | None:
        if self._folder is None or "\0" in name or "\\" in name:
            return None
        root = self._folder.resolve()
        file = (root / name).resolve()
        return file if file.is_relative_to(root) and file.is_file() else None


def _content(file: Path) -> bytes:
    """A picture's bytes, none of one that is empty or too large. Raises: EnvironmentFault."""
    try:
        return read_limited(file, MAX_PICTURE_BYTES)
    except InputError:
        return b""


def kind_of(data: bytes) -> str:
    """The ending of a picture by its first bytes, "" for what no window shows."""
    for signature, ending in _SIGNATURES:
        if data.startswith(signature):
            return ending
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "svg" if b"<svg" in data[:1000].lower() and b"\0" not in data[:1000] else ""


def without_pictures(body: str) -> str:
    """The text with each picture's description in its place, for a conference's own page."""
    return _FIGURE.sub(r"\1", body)


def named_for(
    identifier: str, body: str, pictures: dict[str, bytes]
) -> tuple[str, dict[str, bytes]]:
    """The text and its pictures under the names that they keep in the workspace."""
    if not pictures:
        return body, {}
    start = f"{identifier}-hinh-"
    text = _STAND_IN_NAME.sub(lambda match: start + match[1], body)
    return text, {name.replace(STAND_IN, start): data for name, data in pictures.items()}
