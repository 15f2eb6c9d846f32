"""Finds: Vietnamese text and the Whoosh index. Knows nothing of briefings, editions or windows.

Each name is loaded when it is first asked for: what only lists documents needs neither NumPy nor
Whoosh, which take longer to import than a list to paint.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.begun import Begun
    from index.entry import Entry
    from index.errors import IndexDamaged, IndexFault, IndexMissing, IndexOutdated, ProcessLost
    from index.facets import EVERY as FACETS
    from index.facets import FacetValue
    from index.manifest import verify
    from index.passages import Passage, Passages, marks, marks_of, passage
    from index.query import BegunField, begun_field, words_of
    from index.ranking import Places
    from index.related import Related
    from index.search import Index, Match, Matches
    from index.suggesting import Number, Suggested
    from index.vietnamese.restore import Model
    from index.writer import write

__all__ = [
    "FACETS",
    "Begun",
    "BegunField",
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
    "begun_field",
    "marks",
    "marks_of",
    "passage",
    "verify",
    "words_of",
    "write",
]
_HOMES = {
    "begun": ("Begun",),
    "entry": ("Entry",),
    "errors": ("IndexDamaged", "IndexFault", "IndexMissing", "IndexOutdated", "ProcessLost"),
    "facets": ("FACETS", "FacetValue"),
    "manifest": ("verify",),
    "passages": ("Passage", "Passages", "marks", "marks_of", "passage"),
    "query": ("BegunField", "begun_field", "words_of"),
    "ranking": ("Places",),
    "related": ("Related",),
    "search": ("Index", "Match", "Matches"),
    "suggesting": ("Number", "Suggested"),
    "vietnamese.restore": ("Model",),
    "writer": ("write",),
}
_HOME = {name: f"index.{home}" for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Loads what is asked for the first time. Raises: AttributeError."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_HOME[name]), "EVERY" if name == "FACETS" else name)
    globals()[name] = found
    return found
