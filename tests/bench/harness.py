"""Runs a program as a person would and measures it: seconds, memory, bytes on disk. POSIX only."""

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

PROJECT = Path(__file__).resolve().parents[2]
SCRIPTS = Path(sys.executable).parent
SAMPLE_SECONDS = 0.02
MB = 1_000_000
Value = str | int | float


class Absent(Exception):
    """What a bench needs is not on this machine; the message says what."""


@dataclass(frozen=True)
class Table:
    """One table of PERFORMANCE.md."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]
    note: str = ""


@dataclass(frozen=True)
class Run:
    """A command that ended well: seconds of wall clock, bytes of memory at their highest.

    `peak` is the RSS of the largest single process, `anonymous` the RssAnon of all together.
    """

    seconds: float
    peak: int
    anonymous: int
    output: str


@dataclass
class Sampler:
    """Watches the RssAnon of one process and its children until told to stop; bytes."""

    pid: int
    anonymous: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Sampler":
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(SAMPLE_SECONDS):
            self.anonymous = max(self.anonymous, anonymous(self.pid))


def anonymous(pid: int) -> int:
    """RssAnon of a process and all that it started, in bytes; 0 once it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0
    lines = (line for line in status.splitlines() if line.startswith("RssAnon:"))
    own = sum(int(line.split()[1]) * 1024 for line in lines)
    return own + sum(anonymous(int(child)) for child in children.split())


def command(name: str, *arguments: object) -> list[str]:
    """One of the project's own commands, as installed beside this Python."""
    program = SCRIPTS / name
    if not program.exists():
        raise Absent(f"{name} is not installed here: run make setup")
    return [str(program), *map(str, arguments)]


def run(arguments: list[str], stdin: str = "") -> Run:
    """Run to the end and measure. Raises: CalledProcessError with what the program said."""
    started = time.perf_counter()
    process = subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with Sampler(process.pid) as sampler:
        peak, output, error = _drain(process, stdin.encode())
        seconds = time.perf_counter() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments, output, error)
    return Run(seconds, peak, sampler.anonymous, output.decode())


def _drain(process: "subprocess.Popen[bytes]", stdin: bytes) -> tuple[int, bytes, bytes]:
    """Peak RSS in bytes as the kernel counted it, standard output, standard error."""
    to_it, from_it, complaints = process.stdin, process.stdout, process.stderr
    assert to_it
    assert from_it
    assert complaints
    error: list[bytes] = []
    listener = threading.Thread(target=lambda: error.append(complaints.read()))
    feeder = threading.Thread(target=_feed, args=(to_it, stdin))
    with from_it, complaints:
        listener.start()
        feeder.start()
        output = from_it.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        feeder.join()
        listener.join()
    return usage.ru_maxrss * 1024, output, b"".join(error)


def _feed(pipe: IO[bytes], stdin: bytes) -> None:
    """Hand the program its input; one that ends without reading it all is no fault."""
    with contextlib.suppress(BrokenPipeError), pipe:
        pipe.write(stdin)


def bytes_in(path: Path) -> int:
    """Bytes of a file or of all files under a folder; a file with two names counts once."""
    if path.is_file():
        return path.stat().st_size
    found = {(s.st_dev, s.st_ino): s.st_size for s in map(Path.stat, path.rglob("*"))}
    return sum(found.values())


def corpus(name: str) -> Path:
    """A file of the corpora that stay outside the tree. Raises: Absent."""
    folder = Path(os.environ.get("BRIEFING_CORPUS", PROJECT.parent / "shared" / "data"))
    path = folder / name
    if not path.exists():
        raise Absent(f"{name} is not here: let BRIEFING_CORPUS name its folder")
    return path


def percentile(values: Sequence[float], part: float) -> float:
    """Nearest-rank percentile; `part` from 0 to 1."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
