"""Runs a program as a person would and measures it: seconds, memory, bytes on disk. POSIX only."""

import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SCRIPTS = Path(sys.executable).parent
SAMPLE_SECONDS = 0.02
MB = 1_000_000
Value = str | int | float


class Absent(Exception):
    """What a bench needs is not on this machine; the message says what."""


class Failed(Exception):
    """A program that was to be measured ended badly."""


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

    `processor` are the seconds of all cores that it and its children used, `peak` is the RSS of the
    largest single process, `anonymous` the RssAnon of all together.
    """

    seconds: float
    processor: float
    peak: int
    anonymous: int
    output: str


@dataclass
class Sampler:
    """Watches a process and its children until told to stop; bytes.

    The kernel's own account at a child's end would not do: it begins with the memory of whoever
    forked it.
    """

    pid: int
    peak: int = 0
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
            seen = list(memory(self.pid))
            self.peak = max([self.peak, *(peak for peak, _ in seen)])
            self.anonymous = max(self.anonymous, sum(own for _, own in seen))


def memory(pid: int) -> Iterator[tuple[int, int]]:
    """(VmHWM, RssAnon) in bytes of a process and of each that it started, while they run."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return
    lines = dict(line.split(":", 1) for line in status.splitlines())
    if "VmHWM" in lines:
        peak, own = (int(lines[name].split()[0]) * 1024 for name in ("VmHWM", "RssAnon"))
        yield peak, own
    for child in children.split():
        yield from memory(int(child))


def command(name: str, *arguments: object) -> list[str]:
    """One of the project's own commands, as installed beside this Python."""
    program = SCRIPTS / name
    if not program.exists():
        raise Absent(f"{name} is not installed here: run make setup")
    return [str(program), *map(str, arguments)]


def run(arguments: list[str], stdin: str = "") -> Run:
    """Run to the end and measure. Raises: Failed, with what the program said."""
    before = processor()
    started = time.perf_counter()
    process = subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with Sampler(process.pid) as sampler:
        output, error = process.communicate(stdin.encode())
        seconds = time.perf_counter() - started
    if process.returncode:
        said = error.decode(errors="replace")
        raise Failed(f"{' '.join(arguments)} ended with {process.returncode}:\n{said}")
    used = processor() - before
    return Run(seconds, used, sampler.peak, sampler.anonymous, output.decode())


def processor() -> float:
    """Seconds of processor time of all children that have ended, theirs included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
