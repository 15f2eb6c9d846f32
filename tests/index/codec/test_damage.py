"""A bad segment is named, or answers rightly: never a crash, a hang or a wrong list."""

import contextlib
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from whoosh import query as wq
from whoosh.searching import Searcher

from index.codec import format as layout
from index.codec.codec import segment_reader
from index.codec.collector import ArrayCollector
from index.codec.errors import SegmentCorrupt
from index.codec.index import ArrayIndex
from index.codec.sections import Container
from index.codec.segment import ArraySegment, SegmentData
from tests.index.codec import corpora

QUERIES = [
    wq.Term("body", "bão"),
    wq.And([wq.Term("body", "bão"), wq.Term("title", "lũ")]),
    wq.Phrase("body", ["bão", "lũ"]),
    wq.Prefix("body", "t"),
    wq.NumericRange("year", 3, 20),
    wq.Term("kind", "tài liệu"),
]
Answers = list[list[tuple[int, float]]]


@pytest.fixture(scope="module")
def segment(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("index")
    corpora.build(folder, corpora.documents(3, 150), segments=1, deleted=[], merge=False)
    (path,) = folder.glob("*.seg")
    return path.read_bytes()


def answers(raw: bytes) -> Answers:
    segment = ArraySegment("a.seg", SegmentData("a.seg", raw))
    searcher = Searcher(segment_reader(corpora.schema(), segment))
    result = []
    for query in QUERIES:
        collector = ArrayCollector(None, facets=["kind", "topics"])
        searcher.search_with_collector(query, collector)
        found = collector.found()
        pairs = zip(found.documents.tolist(), found.scores.tolist(), strict=True)
        facets = [sorted(counts.items()) for counts in found.facets.values()]
        result.append([*pairs, *facets])
    return result


@pytest.fixture(scope="module")
def right(segment: bytes) -> Answers:
    return answers(segment)


def assert_harmless(raw: bytes, right: Answers) -> bool:
    """Whether the damage was noticed; if not, nothing may differ."""
    noticed = None
    try:
        found = answers(raw)
    except SegmentCorrupt as error:
        noticed = error
    else:
        assert found == right
    return noticed is not None and noticed.file == "a.seg" and bool(noticed.where)


def test_opens_from_bytes_a_view_and_a_map(segment: bytes, right: Answers, tmp_path: Path) -> None:
    assert answers(bytearray(segment)) == right
    assert answers(memoryview(b"x" + segment)[1:]) == right


@pytest.mark.parametrize("seed", range(10))
def test_a_flipped_bit_is_noticed_or_harmless(segment: bytes, right: Answers, seed: int) -> None:
    chance = random.Random(seed)
    noticed = 0
    for _ in range(20):
        raw = bytearray(segment)
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        noticed += assert_harmless(bytes(raw), right)
    assert noticed


@pytest.mark.slow
def test_ten_thousand_flipped_bits_are_noticed_or_harmless(segment: bytes, right: Answers) -> None:
    chance = random.Random(99)
    for _ in range(10_000):
        raw = bytearray(segment)
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        assert_harmless(bytes(raw), right)


def test_every_truncation_is_noticed(segment: bytes, right: Answers) -> None:
    chance = random.Random(5)
    lengths = [0, 1, 39, 40, 41, len(segment) - 1]
    lengths += [chance.randrange(len(segment)) for _ in range(100)]
    for length in lengths:
        assert assert_harmless(segment[:length], right)
    assert assert_harmless(segment + b"\0", right)


def test_truncation_while_open_is_noticed(segment: bytes, tmp_path: Path) -> None:
    index = ArrayIndex(tmp_path, corpora.schema())
    (tmp_path / "a.seg").write_bytes(segment)
    index.attach(["a.seg"])
    searcher = index.searcher()
    with (tmp_path / "a.seg").open("r+b") as file:
        file.truncate(len(segment) // 3)
    with pytest.raises(SegmentCorrupt, match=r"a\.seg"):
        searcher.search_with_collector(QUERIES[0], ArrayCollector(5))


def rewritten(segment: bytes, change: Callable[[bytearray, list[int]], None]) -> bytes:
    """The segment with its section table changed and every CRC over it made right again."""
    raw = bytearray(segment)
    head = list(layout.HEADER.unpack_from(raw))
    change(raw, head)
    head[6] = zlib.crc32(raw[head[4] :]) if head[4] <= len(raw) else 0
    layout.HEADER.pack_into(raw, 0, *head)
    check = zlib.crc32(bytes(raw[: layout.HEADER.size]))
    layout.HEADER_CRC.pack_into(raw, layout.HEADER.size, check)
    return bytes(raw)


def test_another_version_is_refused(segment: bytes) -> None:
    def change(raw: bytearray, head: list[int]) -> None:
        head[1] = layout.VERSION + 1

    with pytest.raises(SegmentCorrupt, match=f"version {layout.VERSION + 1}"):
        answers(rewritten(segment, change))


@pytest.mark.parametrize("place", [4, 5, 6], ids=["offset", "length", "checks"])
@pytest.mark.parametrize("value", [1 << 63, (1 << 64) - 1, 1 << 32, 1])
def test_impossible_sections_are_refused(
    segment: bytes, right: Answers, place: int, value: int
) -> None:
    count = layout.HEADER.unpack_from(segment)[3]
    for row in range(count):

        def change(raw: bytearray, head: list[int], row: int = row) -> None:
            at = head[4] + row * layout.ENTRY.size
            entry = list(layout.ENTRY.unpack_from(raw, at))
            entry[place] = value
            layout.ENTRY.pack_into(raw, at, *entry)

        assert_harmless(rewritten(segment, change), right)


@pytest.mark.parametrize("shift", [0, layout.SHIFTS[0] - 1, layout.SHIFTS[-1] + 1, 0xFFFF])
def test_impossible_blocks_are_refused(segment: bytes, shift: int) -> None:
    def change(raw: bytearray, head: list[int]) -> None:
        for at in range(head[4], len(raw), layout.ENTRY.size):
            entry = list(layout.ENTRY.unpack_from(raw, at))
            entry[3] = shift
            layout.ENTRY.pack_into(raw, at, *entry)

    with pytest.raises(SegmentCorrupt, match="impossible entry"):
        answers(rewritten(segment, change))


def test_every_section_has_blocks_of_the_size_for_its_length(segment: bytes) -> None:
    rows = list(layout.ENTRY.iter_unpack(segment[layout.HEADER.unpack_from(segment)[4] :]))
    assert {row[3] for row in rows} >= {layout.SHIFTS[0], layout.SHIFTS[-1]}
    assert all(row[3] == layout.block_shift(row[0], row[5]) for row in rows)


def resigned(segment: bytes, kind: int, change: Callable[[bytearray], None]) -> bytes:
    """The segment with one section's bytes changed, and its CRCs made right: a hostile writer's."""
    raw = bytearray(segment)
    head = layout.HEADER.unpack_from(raw)
    for row in range(head[3]):
        at = head[4] + row * layout.ENTRY.size
        entry = list(layout.ENTRY.unpack_from(raw, at))
        if entry[0] == kind and entry[5]:
            part = raw[entry[4] : entry[4] + entry[5]]
            change(part)
            raw[entry[4] : entry[4] + entry[5]] = part
            size = 1 << entry[3]
            checks = [zlib.crc32(part[start : start + size]) for start in range(0, len(part), size)]
            packed = struct.pack(f"<{len(checks)}I", *checks)
            raw[entry[6] : entry[6] + len(packed)] = packed
            entry[7] = zlib.crc32(packed)
            layout.ENTRY.pack_into(raw, at, *entry)
    return rewritten(bytes(raw), lambda _raw, _head: None)


@pytest.mark.parametrize("kind", range(layout.TERM_BYTES, layout.COLUMN_PRESENT + 1))
@pytest.mark.parametrize("seed", range(4))
def test_hostile_numbers_never_crash(segment: bytes, kind: int, seed: int) -> None:
    noise = np.random.default_rng(seed)

    def change(part: bytearray) -> None:
        for _ in range(max(1, len(part) // 50)):
            part[int(noise.integers(len(part)))] = int(noise.choice([0, 1, 127, 128, 255]))

    raw = resigned(segment, kind, change)
    with contextlib.suppress(SegmentCorrupt):
        answers(raw)  # any other exception fails the test


@pytest.mark.parametrize("name", layout.LONG_TERM.names or ())
@pytest.mark.parametrize("value", [0, 254, (1 << 31) + 1, (1 << 63) - 1, (1 << 64) - 1])
def test_records_that_overflow_are_refused(segment: bytes, name: str, value: int) -> None:
    def change(part: bytearray) -> None:
        records = np.frombuffer(part, layout.LONG_TERM).copy()
        records[name] = value & int(np.iinfo(records[name].dtype).max)
        part[:] = records.tobytes()

    with contextlib.suppress(SegmentCorrupt):
        answers(resigned(segment, layout.LONG_RECORDS, change))  # no other exception, no hang


def test_flipped_bits_of_deletion_marks_are_noticed(tmp_path: Path) -> None:
    documents = corpora.documents(3, 60)
    corpora.build(tmp_path, documents, segments=1, deleted=[3, 30], merge=False)
    index = ArrayIndex(tmp_path, corpora.schema())
    (path,) = tmp_path.glob("*.del")
    raw = path.read_bytes()
    named = set()
    for bit in random.Random(1).sample(range(len(raw) * 8), 200):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        path.write_bytes(changed)
        try:
            assert index.reader().doc_count() == 58
        except SegmentCorrupt as error:
            named.add(error.file)
    assert named == {path.name}


def test_check_all_reads_every_block(segment: bytes) -> None:
    raw = bytearray(segment)
    entry = next(
        row
        for row in layout.ENTRY.iter_unpack(raw[layout.HEADER.unpack_from(raw)[4] :])
        if row[0] == layout.LONG_POSITIONS and row[5]
    )
    raw[entry[4] + entry[5] - 1] ^= 1
    container = Container("a.seg", bytes(raw))
    with pytest.raises(SegmentCorrupt, match="block"):
        container.check_all()
