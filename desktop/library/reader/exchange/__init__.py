"""Notes as files: for colleagues' programs, for people, for spreadsheets, and merged back.

By ending, `.jsonld` is a W3C Web Annotation collection that carries everything a merge needs, `.md`
pages to read and `.csv` a table; what somebody edits in the latter two comes back as an edit.
`select` says what a file is made of, `write` makes it, `read` gives what a file holds, and
`merging` previews, merges and undoes it.
"""

from desktop.library.reader.exchange.files import ENDINGS, read, write
from desktop.library.reader.exchange.incoming import Incoming
from desktop.library.reader.exchange.selecting import Filter, Selection, select

__all__ = ["ENDINGS", "Filter", "Incoming", "Selection", "read", "select", "write"]
