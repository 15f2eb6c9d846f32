"""A CUPS server of our own with one printer that keeps on disk what it is sent.

Everything but its programs lies in one folder; no printer of the machine is touched.
"""

import ctypes
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
import pytest

PRINTER = "giay"
PROGRAMS = Path("/usr/lib/cups")
DRIVER = Path("/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd")
SERVER = "/usr/sbin/cupsd"
PATIENCE_S = 30
_PARTS = ("cgi-bin", "daemon", "driver", "filter", "monitor", "notifier")
_BACKEND = """#!/bin/sh
# usage: keep JOB USER TITLE COPIES OPTIONS [FILE]; without arguments: what there is to print on
if [ $# -eq 0 ]; then
    echo 'file keep "Unknown" "Kept on disk"'
    exit 0
fi
out=${DEVICE_URI#keep://}
[ ! -e "$out/jam" ] || { echo "ERROR: paper jam" >&2; exit 4; }
printf '%s' "$3" > "$out/$1.title" && cat "${6:--}" > "$out/.$1" && mv "$out/.$1" "$out/$1.pdf"
"""
_FILES = """ServerRoot {folder}/etc
ServerBin {folder}/bin
DataDir /usr/share/cups
CacheDir {folder}/cache
StateDir {folder}/state
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
"""
_SERVER = """Listen {folder}/socket
WebInterface No
Browsing Off
<Location />
Allow all
</Location>
<Policy default>
<Limit All>
Allow all
</Limit>
</Policy>
"""


def missing() -> str:
    """What is needed and is not here, "" for nothing."""
    wanted = (Path(SERVER), DRIVER, PROGRAMS / "filter" / "pdftopdf")
    return ", ".join(str(path) for path in wanted if not path.exists())


class Kept(msgspec.Struct, frozen=True):
    """One job as the printer was sent it: its title, and a PDF with every copy in it."""

    title: str
    pdf: bytes


class PrintingRoom:
    """The server, while it is entered. `environment` is what a program needs to print here."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept = folder / "kept"
        self._socket = folder / "socket"

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "CUPS_SERVER": str(self._socket)}

    def lead_here(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """This process prints here from now on.

        A thread of libcups reads the variable once; this one may have met another printer before.
        """
        monkeypatch.setenv("CUPS_SERVER", str(self._socket))
        ctypes.CDLL("libcups.so.2").cupsSetServer(os.fsencode(self._socket))

    def __enter__(self) -> Self:
        places = ("etc/ppd", "etc/ssl", "spool/tmp", "cache", "state", "log", "bin/backend", "kept")
        for place in places:
            (self._folder / place).mkdir(parents=True)
        for name in _PARTS:
            if (PROGRAMS / name).exists():
                (self._folder / "bin" / name).symlink_to(PROGRAMS / name)
        backend = self._folder / "bin" / "backend" / "keep"
        backend.write_text(_BACKEND, encoding="utf-8")
        backend.chmod(0o755)
        self._kept.chmod(0o777)  # a server of root's prints as another user
        for name, text in (("cups-files.conf", _FILES), ("cupsd.conf", _SERVER)):
            path = self._folder / "etc" / name
            path.write_text(text.format(folder=self._folder), encoding="utf-8")
        etc = self._folder / "etc"
        arguments = ["-f", "-c", etc / "cupsd.conf", "-s", etc / "cups-files.conf"]
        self._server = subprocess.Popen([SERVER, *arguments])
        self._until(self._socket.exists, "the server does not start")
        self.bring()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.terminate()
        self._server.wait()
        shutil.rmtree(self._folder)

    def finished(self) -> list[Kept]:
        """Every job so far in the order they were sent, once the printer has done them all."""
        self._until(lambda: not self._run("lpstat", "-o").strip(), "a job is not printed")
        paths = sorted(self._kept.glob("*.pdf"), key=lambda path: int(path.stem))
        titles = [path.with_suffix(".title").read_text(encoding="utf-8") for path in paths]
        return [Kept(title, path.read_bytes()) for title, path in zip(titles, paths, strict=True)]

    def bring(self) -> None:
        """The printer is there, for the first time or again."""
        self._run("lpadmin", "-p", PRINTER, "-E", "-v", f"keep://{self._kept}", "-P", DRIVER)

    def take_away(self) -> None:
        """The printer is gone, with what it had not printed."""
        self._run("lpadmin", "-x", PRINTER)

    def _run(self, *command: object) -> str:
        done = subprocess.run(
            [*map(str, command)], env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def _until(self, done: object, otherwise: str) -> None:
        assert callable(done)
        end = time.monotonic() + PATIENCE_S
        while not done():
            if time.monotonic() > end:
                raise AssertionError(otherwise)
            time.sleep(0.05)


def printing_room() -> PrintingRoom:
    """One in a folder of its own: its socket's path is short, and any user may reach it."""
    folder = Path(tempfile.mkdtemp(prefix="giay-"))
    folder.chmod(0o755)
    return PrintingRoom(folder)
