"""Builds segments in several processes, each from its own share of the documents."""

import multiprocessing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing.connection import wait
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any, Final

from index.codec.builder import SegmentBuilder
from index.codec.index import SEGMENT_SUFFIX, ArrayIndex
from index.codec.invert import Analyser
from index.codec.merge import Share, merge_segments
from index.codec.sections import map_file
from index.codec.segment import ArraySegment, SegmentData
from index.codec.writer import RUN_TOKENS

_SHARE: Final = ".share"


class BuildFailed(Exception):
    """A building process ended before its segments were whole; its own words are on stderr."""

    def __init__(self, part: int, exit_code: int | None) -> None:
        super().__init__(f"part {part} ended with {exit_code}")
        self.part = part
        self.exit_code = exit_code


@dataclass(frozen=True)
class BuildJob:
    """What each process needs; all three are called in it, so they must be importable by name.

    `documents` is called with a part and the number of parts and gives that share, in order; the
    shares follow one another.
    """

    schema: Callable[[], Any]
    documents: Callable[[int, int], Iterable[Mapping[str, Any]]]
    analysers: Callable[[], Mapping[str, Analyser]]
    run_tokens: int = RUN_TOKENS


def build_segments(index: ArrayIndex, job: BuildJob, processes: int = 2) -> list[str]:
    """Segment files in the index's folder, in the order of the documents, not yet attached.

    Processes are spawned, not forked, on every system. They report through the files they leave:
    nothing they say is unpickled.

    Raises:
        BuildFailed: one of them ended badly; the others are stopped.
    """
    stem = Path(index.new_name()).stem
    _run(partial(_build_part, index.folder, job, stem), processes)
    return [path.name for path in _runs(index.folder, stem)]


def build_merged(index: ArrayIndex, job: BuildJob, processes: int = 2) -> str:
    """The same as one segment file, each process having merged its share of the terms.

    Runs and shares that the processes leave behind are removed.

    Raises:
        BuildFailed: one of them ended badly; the others are stopped.
    """
    folder, name = index.folder, index.new_name()
    stem = Path(index.new_name()).stem
    _run(partial(_build_share, folder, job, name, stem), processes)
    for path in folder.glob(f"{stem}-*"):
        path.unlink()
    return name


def _run(work: Callable[[int, int, Barrier], None], processes: int) -> None:
    """Runs ``work(part, parts, barrier)`` once in each of several processes."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(processes)
    workers = [
        context.Process(target=work, args=(part, processes, barrier)) for part in range(processes)
    ]
    for worker in workers:
        worker.start()
    try:
        waiting = dict(enumerate(workers))
        while waiting:
            wait([worker.sentinel for worker in waiting.values()])
            for part, worker in list(waiting.items()):
                if worker.exitcode is not None:
                    del waiting[part]
                    if worker.exitcode != 0:
                        raise BuildFailed(part, worker.exitcode)
    finally:
        for worker in workers:
            worker.kill()
            worker.join()


def _runs(folder: Path, stem: str) -> list[Path]:
    return sorted(folder.glob(f"{stem}-*{SEGMENT_SUFFIX}"))


def _opened(paths: list[Path]) -> list[ArraySegment]:
    return [ArraySegment(path.name, SegmentData(path.name, map_file(path))) for path in paths]


def _build_part(
    folder: Path,
    job: BuildJob,
    stem: str,
    part: int,
    parts: int,
    barrier: Barrier,  # noqa: ARG001 - the signature of `_run`
    *,
    draft: bool = False,
) -> None:
    schema, analysers = job.schema(), job.analysers()
    builder = SegmentBuilder(schema, analysers)
    run = 0
    for document in job.documents(part, parts):
        builder.add(document)
        if builder.tokens >= job.run_tokens:
            builder.write(folder / f"{stem}-{part:03}-{run:05}{SEGMENT_SUFFIX}", draft=draft)
            run += 1
    if builder.documents:
        builder.write(folder / f"{stem}-{part:03}-{run:05}{SEGMENT_SUFFIX}", draft=draft)


def _build_share(
    folder: Path, job: BuildJob, name: str, stem: str, part: int, parts: int, barrier: Barrier
) -> None:
    """The first process writes the segment, and takes the others' shares into it."""
    _build_part(folder, job, stem, part, parts, barrier, draft=True)
    barrier.wait()

    @cache
    def shares() -> list[ArraySegment]:
        barrier.wait()
        return _opened(sorted(folder.glob(f"{stem}-*{_SHARE}")))

    path = folder / f"{stem}-{part:03}{_SHARE}" if part else folder / name
    runs, share = _opened(_runs(folder, stem)), Share(part, parts)
    others = tuple if part else shares
    merge_segments(path, runs, job.schema(), share=share, others=others)
    shares()  # where there is no field, nobody has asked for them
