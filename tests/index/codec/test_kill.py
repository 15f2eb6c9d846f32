"""kill -9 at any moment of building and merging leaves the old or the new index."""

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from whoosh import query as wq

from index.codec.collector import ArrayCollector
from index.codec.index import ArrayIndex
from tests.index.codec import corpora
from tests.index.codec.killed_writer import keys_at, step


def assert_whole(index: ArrayIndex) -> int:
    """The index is exactly what its generation says; returns the generation."""
    index.check()
    generation = index.latest_generation()
    with index.searcher() as searcher:
        collector = ArrayCollector(None)
        searcher.search_with_collector(wq.Every(), collector)
        column = searcher.reader().column_reader("key") if generation else {}
        found = [column[number] for number in collector.found().documents.tolist()]
    assert len(found) == len(set(found))
    assert set(found) == keys_at(generation)
    return generation


def test_every_generation_is_known(tmp_path: Path) -> None:
    index = ArrayIndex(tmp_path, corpora.schema())
    for generation in range(1, 8):
        step(index, generation)
        assert assert_whole(index) == generation


@pytest.mark.slow
def test_killed_at_random_moments(tmp_path: Path) -> None:
    chance = random.Random(11)
    index = ArrayIndex(tmp_path, corpora.schema())
    command = [sys.executable, "-m", "tests.index.codec.killed_writer", str(tmp_path)]
    generation = 0
    interrupted: Counter[str] = Counter()
    for _ in range(100):
        writer = subprocess.Popen(command)
        deadline = time.monotonic() + 60
        while index.latest_generation() == generation and time.monotonic() < deadline:
            assert writer.poll() is None
            time.sleep(0.005)  # until the writer is at work: its start is not the moment meant
        time.sleep(chance.random() * 0.05)
        writer.kill()
        writer.wait()
        after = assert_whole(index)
        assert after > generation
        generation = after
        interrupted["merge" if (generation + 1) % 3 == 0 else "build"] += 1
        index.sweep()
        assert assert_whole(index) == generation
    assert min(interrupted["build"], interrupted["merge"]) > 10
