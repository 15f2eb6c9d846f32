"""Segments, manifest, writer and merges, with pickle and marshal made to raise."""

import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from whoosh import fields
from whoosh import query as wq
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.writing import IndexingError

from index.codec.collector import ArrayCollector, Found
from index.codec.errors import SegmentCorrupt
from index.codec.index import ArrayIndex
from index.codec.invert import Split, Tokens
from index.codec.manifest import MANIFEST, Manifest, SegmentEntry, write_manifest
from index.codec.parallel import BuildFailed, BuildJob, build_merged, build_segments
from index.codec.sections import read_file
from index.codec.vocabulary import Vocabulary
from index.codec.writer import ArrayWriter
from tests.index.codec import corpora

pytestmark = pytest.mark.usefixtures("no_pickles")


def search(index: ArrayIndex, query: wq.Query, limit: int | None = None) -> Found:
    collector = ArrayCollector(limit)
    with index.searcher() as searcher:
        searcher.search_with_collector(query, collector)
    return collector.found()


def keys(index: ArrayIndex, query: wq.Query) -> list[str]:
    """The keys of the documents that match, in the order of their numbers."""
    with index.searcher() as searcher:
        reader = searcher.reader()
        column = reader.column_reader("key")
        return [column[number] for number in sorted(search(index, query).documents.tolist())]


def filled(folder: Path, count: int = 40, **options: Any) -> ArrayIndex:
    index = ArrayIndex(folder, corpora.schema())
    with ArrayWriter(index, {"body": Split(str.split)}, **options) as writer:
        for document in corpora.documents(8, count):
            writer.add_document(**document)
    return index


def test_an_empty_folder_is_an_empty_index(tmp_path: Path) -> None:
    index = ArrayIndex(tmp_path / "new", corpora.schema())
    assert index.manifest() == Manifest()
    assert index.reader().doc_count() == 0


def test_nothing_is_visible_before_commit_and_nothing_after_cancel(tmp_path: Path) -> None:
    index = filled(tmp_path, 10)
    writer = ArrayWriter(index, run_tokens=10)
    for document in corpora.documents(9, 10):
        writer.add_document(**document)
    writer.delete_document(0)
    assert index.reader().doc_count() == 10
    writer.cancel()
    assert index.reader().doc_count() == 10
    with pytest.raises(IndexingError):
        writer.add_document(key="late")
    assert len(index.sweep()) > 1
    index.check()


def test_update_replaces_the_document_with_that_key(tmp_path: Path) -> None:
    index = filled(tmp_path, 10)
    with ArrayWriter(index) as writer:
        writer.update_document(key="k3", body="mới")
    assert keys(index, wq.Term("body", "mới")) == ["k3"]
    assert index.reader().doc_count() == 10
    index.merge()
    assert index.reader().doc_count_all() == 10
    assert keys(index, wq.Term("key", "k3")) == ["k3"]


def test_merged_runs_equal_one_run(tmp_path: Path) -> None:
    one, many = filled(tmp_path / "one"), filled(tmp_path / "many", run_tokens=50)
    (first,), (second,) = one.manifest().segments, many.manifest().segments
    assert (one.folder / first.name).read_bytes() == (many.folder / second.name).read_bytes()


def test_one_run_that_is_full_is_no_draft(tmp_path: Path) -> None:
    documents = corpora.documents(8, 3)
    one, other = (ArrayIndex(tmp_path / name, corpora.schema()) for name in ("one", "other"))
    for index, run_tokens in ((one, 1 << 20), (other, 3)):
        with ArrayWriter(index, {"body": Split(str.split)}, run_tokens=run_tokens) as writer:
            for document in documents:
                writer.add_document(**document)
    (first,), (second,) = one.manifest().segments, other.manifest().segments
    assert (one.folder / first.name).read_bytes() == (other.folder / second.name).read_bytes()


def test_merge_is_associative(tmp_path: Path) -> None:
    left, right = (filled(tmp_path / name, run_tokens=300, merge="none") for name in "ab")
    names = [entry.name for entry in left.manifest().segments]
    left.merge(names[:2])
    left.merge()
    right.merge()
    (first,), (second,) = left.manifest().segments, right.manifest().segments
    assert (left.folder / first.name).read_bytes() == (right.folder / second.name).read_bytes()


def test_add_reader_brings_living_documents(tmp_path: Path) -> None:
    source = filled(tmp_path / "source", 20)
    with ArrayWriter(source) as writer:
        writer.delete_by_term("key", "k7")
    target = filled(tmp_path / "target", 5)
    with ArrayWriter(target) as writer:
        writer.add_reader(source.reader())
    assert target.reader().doc_count_all() == 24
    assert "k7" not in keys(target, wq.Every())[5:]


def test_a_prebuilt_segment_is_attached_by_name(tmp_path: Path) -> None:
    built = filled(tmp_path / "built", 20)
    (entry,) = built.manifest().segments
    index = filled(tmp_path / "index", 10)
    (index.folder / "prebuilt.seg").write_bytes((built.folder / entry.name).read_bytes())
    index.attach(["prebuilt.seg"])
    assert index.reader().doc_count() == 30
    with pytest.raises(SegmentCorrupt, match="missing"):
        index.attach(["../prebuilt.seg"])


@pytest.mark.parametrize("opener", [read_file, lambda path: bytearray(read_file(path))])
def test_opens_from_memory(tmp_path: Path, opener: Any) -> None:
    filled(tmp_path)
    index = ArrayIndex(tmp_path, corpora.schema(), opener)
    assert len(search(index, wq.Every()).documents) == 40


def test_positions_beyond_sixteen_bits(tmp_path: Path) -> None:
    words = ["đầu", *(f"từ{number % 70_000}" for number in range(199_998)), "cuối"]
    schema = fields.Schema(body=fields.TEXT(analyzer=SpaceSeparatedTokenizer()))
    index = ArrayIndex(tmp_path, schema)
    with ArrayWriter(index, {"body": Split(str.split)}) as writer:
        writer.add_document(body=" ".join(words))
        writer.add_document(body="")
        writer.add_document(body="x" * 50_000)
        writer.add_document(body="cuối đầu")
    for phrase, expected in (
        (["từ59997", "cuối"], [0]),
        (["đầu", "từ0"], [0]),
        (["từ69999", "từ0", "từ1"], [0]),
        (["cuối", "đầu"], [3]),
        (["từ0", "từ2"], []),
    ):
        assert search(index, wq.Phrase("body", phrase)).documents.tolist() == expected
    assert search(index, wq.Term("body", "x" * 50_000)).documents.tolist() == [2]


def test_several_terms_may_stand_at_one_position(tmp_path: Path) -> None:
    def parts(text: str, vocabulary: Vocabulary) -> Tokens:
        terms, positions = [], []
        for place, word in enumerate(text.split()):
            for part in [word, *word.split("-")] if "-" in word else [word]:
                terms.append(vocabulary[part])
                positions.append(place)
        return Tokens(terms, positions)

    schema = fields.Schema(body=fields.TEXT(analyzer=SpaceSeparatedTokenizer()))
    index = ArrayIndex(tmp_path, schema)
    with ArrayWriter(index, {"body": parts}) as writer:
        writer.add_document(body="theo công văn")
        writer.add_document(body="theo 04-NQ về việc")
    for phrase in (["theo", "04-NQ"], ["theo", "NQ", "về"]):
        assert search(index, wq.Phrase("body", phrase)).documents.tolist() == [1]


def test_descending_positions_are_refused(tmp_path: Path) -> None:
    index = ArrayIndex(tmp_path, corpora.schema())
    writer = ArrayWriter(index, {"body": lambda _, words: Tokens([words["a"]] * 2, [1, 0])})
    with pytest.raises(ValueError, match="descend"):
        writer.add_document(body="a a")


@pytest.mark.parametrize(
    "field",
    [
        fields.TEXT(vector=True),
        fields.TEXT(chars=True),
        fields.TEXT(field_boost=2.0),
        fields.ID(sortable=fields.columns.PickleColumn(fields.columns.VarBytesColumn())),
    ],
)
def test_what_a_segment_does_not_keep_is_refused(tmp_path: Path, field: Any) -> None:
    with pytest.raises(TypeError):
        ArrayWriter(ArrayIndex(tmp_path, fields.Schema(body=field)))


def test_a_failed_document_leaves_no_trace(tmp_path: Path) -> None:
    index = filled(tmp_path, 3)
    with ArrayWriter(index) as writer:
        with pytest.raises(ValueError, match="out of range"):
            writer.add_document(key="bad", body="bão", year=1 << 40)
        with pytest.raises(KeyError):
            writer.add_document(key="bad", stranger="x")
        writer.add_document(key="good", body="bão")
    assert keys(index, wq.Every())[3:] == ["good"]
    assert keys(index, wq.Term("key", "bad")) == []


@pytest.mark.parametrize("change", [b"", b"{}", b"[]", b'{"crc32": 1, "index": {}}', b"\xff"])
def test_a_damaged_manifest_is_named(tmp_path: Path, change: bytes) -> None:
    index = filled(tmp_path)
    (tmp_path / MANIFEST).write_bytes(change)
    with pytest.raises(SegmentCorrupt, match=MANIFEST):
        index.reader()


def test_a_flipped_bit_in_the_manifest_is_noticed(tmp_path: Path) -> None:
    index = filled(tmp_path)
    raw = (tmp_path / MANIFEST).read_bytes()
    right = index.manifest()
    for bit in random.Random(1).sample(range(len(raw) * 8), 200):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        (tmp_path / MANIFEST).write_bytes(changed)
        try:
            assert index.manifest() == right
        except SegmentCorrupt:
            continue


def test_a_manifest_cannot_name_a_file_elsewhere(tmp_path: Path) -> None:
    write_manifest(tmp_path, Manifest(1, (SegmentEntry("../a.seg", 1, 1),)))
    with pytest.raises(SegmentCorrupt, match="outside"):
        ArrayIndex(tmp_path, corpora.schema()).manifest()


def test_the_wrong_file_under_a_name_is_noticed(tmp_path: Path) -> None:
    index, other = filled(tmp_path / "a", 10), filled(tmp_path / "b", 20)
    (mine,), (theirs,) = index.manifest().segments, other.manifest().segments
    (index.folder / mine.name).write_bytes((other.folder / theirs.name).read_bytes())
    with pytest.raises(SegmentCorrupt, match="not the file"):
        index.reader()
    (index.folder / mine.name).unlink()
    with pytest.raises(SegmentCorrupt, match="missing"):
        index.reader()


def part_of(documents: int, part: int, parts: int) -> Iterator[dict[str, Any]]:
    every = corpora.documents(8, documents)
    share = -(-len(every) // parts)
    yield from every[part * share : (part + 1) * share]


def failing(part: int, parts: int) -> Iterator[dict[str, Any]]:
    if part == parts - 1:
        raise SystemExit(3)
    yield {"key": "a"}


def nothing(part: int, parts: int) -> Iterator[dict[str, Any]]:
    return iter(())


def splitters() -> dict[str, Split]:
    return {"body": Split(str.split)}


def test_two_processes_build_what_one_builds(tmp_path: Path) -> None:
    one, two = filled(tmp_path / "one"), ArrayIndex(tmp_path / "two", corpora.schema())
    job = BuildJob(corpora.schema, partial(part_of, 40), splitters, run_tokens=300)
    two.attach(build_segments(two, job, processes=2))
    assert len(two.manifest().segments) > 2
    two.merge()
    (first,), (second,) = one.manifest().segments, two.manifest().segments
    assert (one.folder / first.name).read_bytes() == (two.folder / second.name).read_bytes()


def test_two_processes_merge_what_one_builds(tmp_path: Path) -> None:
    one, two = filled(tmp_path / "one"), ArrayIndex(tmp_path / "two", corpora.schema())
    job = BuildJob(corpora.schema, partial(part_of, 40), splitters, run_tokens=300)
    two.attach([build_merged(two, job, processes=2)])
    (first,), (second,) = one.manifest().segments, two.manifest().segments
    assert (one.folder / first.name).read_bytes() == (two.folder / second.name).read_bytes()
    assert two.sweep() == []


def test_two_processes_merge_what_is_not_there(tmp_path: Path) -> None:
    index = ArrayIndex(tmp_path, corpora.schema())
    job = BuildJob(corpora.schema, nothing, splitters)
    index.attach([build_merged(index, job, processes=2)])
    assert index.reader().doc_count() == 0


@pytest.mark.parametrize("build", [build_segments, build_merged])
def test_a_process_that_fails_fails_the_build(tmp_path: Path, build: Any) -> None:
    index = ArrayIndex(tmp_path, corpora.schema())
    with pytest.raises(BuildFailed) as caught:
        build(index, BuildJob(corpora.schema, failing, splitters), processes=2)
    assert (caught.value.part, caught.value.exit_code) == (1, 3)
    assert index.manifest() == Manifest()
