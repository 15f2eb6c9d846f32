"""Turns entries into segments, run by run: in this process, or in several where there are many.

A run is what a process holds in memory before it writes a segment. Runs follow one another in the
order of the entries, whichever process made them, so that what they are merged into is the same for
any number of processes. Entries go to a process, and what it wrote and learnt comes back, as
MessagePack over pipes: nothing that a process says is unpickled.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from index.codec.builder import SegmentBuilder
from index.codec.index import ArrayIndex
from index.codec.manifest import SegmentEntry
from index.entry import Entry
from index.errors import ProcessLost
from index.schema import Analysis, schema
from index.vietnamese.learn import Learner, Learnt, Succession

RUN_TOKENS = 1_500_000
"""Tokens that are held before a segment goes to the disk: some 100 MB with their sorting."""
SHARE_LETTERS = 3_000_000
"""Letters of text that a process is given at a time; fewer are not worth its start."""
MOST_PROCESSES = 32
_CHECK_EVERY = 16
_PATIENCE = 0.2
"""Seconds between two looks whether the work was stopped."""
_Said = TypeVar("_Said", "_Wrote", Learnt)
_FINISH = b""
"""Asks a process for what it learnt, and to end."""


class Order(msgspec.Struct, frozen=True):
    """How to write entries. `check` may raise to stop; `done` gets the number of entries so far."""

    index: ArrayIndex
    succession: Succession
    processes: int
    check: Callable[[], None]
    done: Callable[[int], None]


class _Share(msgspec.Struct, frozen=True, array_like=True):
    """Entries for a process. The model is not to learn from those `held_out`, counted from 0."""

    entries: list[Entry]
    held_out: list[int]


class _Wrote(msgspec.Struct, frozen=True, tag=True):
    """A process wrote its share as these segments."""

    segments: list[SegmentEntry]


class _Refused(msgspec.Struct, frozen=True, tag=True):
    """The system refused a process something: the parts of its `OSError`."""

    errno: int
    reason: str


def added(order: Order, entries: Iterable[Entry]) -> tuple[list[SegmentEntry], set[str]]:
    """Writes the entries as segments, not merged yet; these, and the entries' keys.

    Raises: ValueError (two entries with one key), ProcessLost, OSError, and what `check` raises.
    """
    keys: set[str] = set()
    coming = _each_once(entries, keys)
    if order.processes > 1:
        first: list[Entry] = []
        letters = 0
        for entry in coming:
            first.append(entry)
            letters += _letters(entry)
            if letters >= SHARE_LETTERS:
                return _shared_out(order, _both(first, coming)), keys
        coming = iter(first)
    analysis = Analysis(order.succession.add)
    runs = list(_runs(order.index, _told(order, coming), analysis))
    order.done(len(keys))
    return runs, keys


def _told(order: Order, entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries, with a word to those who wait after each sixteen."""
    for count, entry in enumerate(entries, 1):
        yield entry
        if count % _CHECK_EVERY == 0:
            order.check()
            order.done(count)


def _each_once(entries: Iterable[Entry], keys: set[str]) -> Iterator[Entry]:
    for entry in entries:
        if entry.key in keys:
            raise ValueError(f"two entries with the key {entry.key!r}")
        keys.add(entry.key)
        yield entry


def _both(first: list[Entry], rest: Iterator[Entry]) -> Iterator[Entry]:
    """One after the other; `first` is emptied on the way, so that it is not held to the end."""
    first.reverse()
    while first:
        yield first.pop()
    yield from rest


def _letters(entry: Entry) -> int:
    return len(entry.headings) + len(entry.body) + len(entry.attachments)


def _runs(
    index: ArrayIndex, entries: Iterable[Entry], analysis: Analysis
) -> Iterator[SegmentEntry]:
    """The segments of some entries, each written when its turn comes."""
    builder = SegmentBuilder(index.schema)
    for entry in entries:
        builder.add(analysis.fields(entry))
        if builder.tokens >= RUN_TOKENS:
            yield _written(index, builder)
    if builder.documents:
        yield _written(index, builder)


def _written(index: ArrayIndex, builder: SegmentBuilder) -> SegmentEntry:
    name, documents = index.new_name(), builder.documents
    length = builder.write(index.folder / name)
    return SegmentEntry(index.settled(name), length, documents)


def _shared_out(order: Order, entries: Iterator[Entry]) -> list[SegmentEntry]:
    """The runs of several processes, in the order of the entries."""
    from multiprocessing import connection  # noqa: PLC0415 - heavy, and readers never build

    wrote: dict[int, list[SegmentEntry]] = {}
    count = min(order.processes, MOST_PROCESSES)
    with _crew(order.index.folder, _write_shares, count) as pipes:
        free, busy = list(pipes), dict[Any, int]()

        def collect() -> None:
            order.check()
            for pipe in connection.wait(list(busy), _PATIENCE):
                wrote[busy.pop(pipe)] = _answer(pipe, _Wrote).segments
                free.append(pipe)
                order.done(sum(one.documents for some in wrote.values() for one in some))

        for number, share in enumerate(_shares(order.succession, entries)):
            while not free:
                collect()
            pipe = free.pop()
            _tell(pipe, share)
            busy[pipe] = number
        while busy:
            collect()
        for pipe in pipes:
            _tell(pipe, _FINISH)
        for pipe in pipes:
            order.check()
            order.succession.take(_answer(pipe, Learnt))
    return [one for number in sorted(wrote) for one in wrote[number]]


def merged(order: Order, runs: Sequence[SegmentEntry]) -> SegmentEntry:
    """The runs as one segment; where there are processes, one more of them makes it.

    It maps all runs at once: in this process that would come on top of what a caller holds.

    Raises: as `added`.
    """
    if order.processes < 2:
        return order.index.merged_file([*map(order.index.open_segment, runs)], order.check)
    from multiprocessing import connection  # noqa: PLC0415 - heavy, and readers never build

    with _crew(order.index.folder, _merge_runs, 1) as (pipe,):
        _tell(pipe, msgspec.msgpack.encode(runs))
        while not connection.wait([pipe], _PATIENCE):
            order.check()
        return _answer(pipe, _Wrote).segments[0]


@contextmanager
def _crew(folder: Path, work: Callable[[ArrayIndex, Any], None], count: int) -> Iterator[list[Any]]:
    """Our ends of the pipes to processes that do `work`; none of these lives longer.

    Spawned, not forked, on every system.
    """
    import multiprocessing  # noqa: PLC0415 - heavy, and readers never build

    context = multiprocessing.get_context("spawn")
    pipes, workers = [], []
    try:
        for _ in range(count):
            ours, theirs = context.Pipe()
            pipes.append(ours)
            worker = context.Process(target=_employed, args=(work, folder, theirs), daemon=True)
            worker.start()
            workers.append(worker)
            theirs.close()
        yield pipes
    finally:
        for pipe in pipes:
            pipe.close()
        for worker in workers:
            worker.kill()
            worker.join()


def _shares(succession: Succession, entries: Iterator[Entry]) -> Iterator[bytes]:
    """The entries in packets; the words of those held out are taken note of here."""
    analysis = Analysis(succession.hold)
    share = _Share([], [])
    letters = 0
    for entry in entries:
        if succession.holds_out():
            share.held_out.append(len(share.entries))
            analysis.fields(entry)
        share.entries.append(entry)
        letters += _letters(entry)
        if letters >= SHARE_LETTERS:
            yield _packed(share)
            share, letters = _Share([], []), 0
    if share.entries:
        yield _packed(share)


def _packed(share: _Share) -> bytes:
    try:
        return msgspec.msgpack.encode(share)
    except UnicodeEncodeError:  # A lone surrogate; it is part of no word.
        return msgspec.msgpack.encode(_encodable(msgspec.to_builtins(share)))


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {name: _encodable(one) for name, one in value.items()}
    return [_encodable(one) for one in value] if isinstance(value, list | tuple) else value


def _tell(pipe: Any, message: bytes) -> None:
    try:
        pipe.send_bytes(message)
    except OSError as error:  # Its reason may wait on the other way.
        _answer(pipe, _Wrote)
        raise ProcessLost from error


def _answer(pipe: Any, kind: type[_Said]) -> _Said:
    """What a process says. Raises: ProcessLost; OSError as the process met it."""
    try:
        message = pipe.recv_bytes()
    except (EOFError, OSError) as error:
        raise ProcessLost from error
    said: _Refused | _Said = msgspec.msgpack.decode(message, type=_Refused | kind)
    if isinstance(said, _Refused):
        raise OSError(said.errno, said.reason)
    return said


def _employed(work: Callable[[ArrayIndex, Any], None], folder: Path, pipe: Any) -> None:
    """A process: does `work` in an index's folder, and tells what the system refuses it."""
    from index.processes import begin_work  # noqa: PLC0415 - heavy, and readers never build

    begin_work()
    try:
        work(ArrayIndex(folder, schema()), pipe)
    except OSError as error:
        refusal = _Refused(error.errno or 0, error.strerror or str(error))
        pipe.send_bytes(msgspec.msgpack.encode(refusal))


def _write_shares(index: ArrayIndex, pipe: Any) -> None:
    """Shares in, the names of segments out; in the end, what was learnt."""
    learner = Learner()
    while message := pipe.recv_bytes():
        share = msgspec.msgpack.decode(message, type=_Share)
        segments = list(_learning_runs(index, share, learner))
        pipe.send_bytes(msgspec.msgpack.encode(_Wrote(segments)))
    pipe.send_bytes(msgspec.msgpack.encode(learner.learnt()))


def _merge_runs(index: ArrayIndex, pipe: Any) -> None:
    """Runs in, one segment out."""
    runs = msgspec.msgpack.decode(pipe.recv_bytes(), type=list[SegmentEntry])
    merger = index.merged_file([*map(index.open_segment, runs)])
    pipe.send_bytes(msgspec.msgpack.encode(_Wrote([merger])))


def _learning_runs(index: ArrayIndex, share: _Share, learner: Learner) -> Iterator[SegmentEntry]:
    """The segments of a share; each entry is learnt from as it is analysed, in their order."""
    held_out = set(share.held_out)
    places = itertools.count()

    def heard(texts: Sequence[Sequence[str]]) -> None:
        if next(places) not in held_out:
            for words in texts:
                learner.add(words)

    return _runs(index, share.entries, Analysis(heard))
