"""Finds: Vietnamese text and the Whoosh index. Knows nothing of briefings, editions or windows."""

from index.begun import Begun
from index.entry import Entry
from index.errors import IndexDamaged, IndexFault, IndexMissing, IndexOutdated, ProcessLost
from index.facets import EVERY as FACETS
from index.facets import FacetValue
from index.manifest import verify
from index.passages import Passage, Passages, marks, marks_of, passage
from index.query import words_of
from index.ranking import Places
from index.related import Related
from index.search import Index, Match, Matches
from index.suggesting import Number, Suggested
from index.vietnamese.restore import Model
from index.writer import write

__all__ = [
    "FACETS",
    "Begun",
    "Entry",
    "FacetValue",
    "Index",
    "IndexDamaged",
    "IndexFault",
    "IndexMissing",
    "IndexOutdated",
    "Match",
    "Matches",
    "Model",
    "Number",
    "Passage",
    "Passages",
    "Places",
    "ProcessLost",
    "Related",
    "Suggested",
    "marks",
    "marks_of",
    "passage",
    "verify",
    "words_of",
    "write",
]
