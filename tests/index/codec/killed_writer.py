"""Writes an index for ever, each generation known beforehand, until it is killed."""

import sys
from pathlib import Path

from index.codec.index import ArrayIndex
from index.codec.writer import ArrayWriter
from tests.index.codec import corpora


def keys_at(generation: int) -> set[str]:
    """The keys of the documents that the index holds at a generation."""
    held: set[str] = set()
    for step in range(1, generation + 1):
        if step % 3:
            held |= {f"{step}-{number}" for number in range(5)}
            held -= {f"{step - 1}-1"}
    return held


def step(index: ArrayIndex, generation: int) -> None:
    """Takes the index to a generation: every third is a merge, the others add and delete."""
    if generation % 3 == 0:
        index.merge()
        return
    with ArrayWriter(index, run_tokens=60) as writer:
        writer.delete_by_term("key", f"{generation - 1}-1")
        for number, document in enumerate(corpora.documents(generation, 5)):
            writer.add_document(**{**document, "key": f"{generation}-{number}"})


if __name__ == "__main__":
    opened = ArrayIndex(Path(sys.argv[1]), corpora.schema())
    while True:
        step(opened, opened.latest_generation() + 1)
