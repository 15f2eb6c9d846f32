"""Builds segments in several processes, each from its own share of the documents."""

import multiprocessing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.codec.builder import SegmentBuilder
from index.codec.index import ArrayIndex
from index.codec.invert import Analyser
from index.codec.writer import RUN_TOKENS


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
    context = multiprocessing.get_context("spawn")
    stem = Path(index.new_name()).stem
    workers = [
        context.Process(target=_build_part, args=(index.folder, job, stem, part, processes))
        for part in range(processes)
    ]
    for worker in workers:
        worker.start()
    try:
        for part, worker in enumerate(workers):
            worker.join()
            if worker.exitcode != 0:
                raise BuildFailed(part, worker.exitcode)
    finally:
        for worker in workers:
            worker.kill()
            worker.join()
    return sorted(path.name for path in index.folder.glob(f"{stem}-*.seg"))


def _build_part(folder: Path, job: BuildJob, stem: str, part: int, parts: int) -> None:
    schema, analysers = job.schema(), job.analysers()
    builder = SegmentBuilder(schema, analysers)
    run = 0
    for document in job.documents(part, parts):
        builder.add(document)
        if builder.tokens >= job.run_tokens:
            builder.write(folder / f"{stem}-{part:03}-{run:05}.seg")
            builder = SegmentBuilder(schema, analysers)
            run += 1
    if builder.documents:
        builder.write(folder / f"{stem}-{part:03}-{run:05}.seg")
