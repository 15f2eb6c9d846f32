"""Finds: Vietnamese text and the Whoosh index. Knows nothing of briefings, editions or windows."""

from index.entry import Entry
from index.errors import IndexDamaged, IndexFault, IndexMissing, IndexOutdated, ProcessLost
from index.manifest import verify
from index.passages import Passage, marks, marks_of, passage
from index.query import words_of
from index.search import Index, Match, Matches
from index.writer import write

__all__ = [
    "Entry",
    "Index",
    "IndexDamaged",
    "IndexFault",
    "IndexMissing",
    "IndexOutdated",
    "Match",
    "Matches",
    "Passage",
    "ProcessLost",
    "marks",
    "marks_of",
    "passage",
    "verify",
    "words_of",
    "write",
]
