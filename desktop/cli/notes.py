"""`search --notes`: the reader's own notes from a terminal, with a library or without one."""

import contextlib
from collections.abc import Iterator

import index
from desktop.cli import options, output
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.reader.finding import FoundNotes, NotesSearch
from desktop.wording import table


def search(text: str, here: options.Here, how: tuple[int, bool, bool], *, as_json: bool) -> None:
    """Prints the notes found; `how` is limit, literal and plain; `-` reads a query a line."""
    limit, literal, plain = how
    with contextlib.ExitStack() as stack:
        stack.enter_context(output.errors_told(as_json=as_json))
        known = stack.enter_context(_library(here))
        notes = stack.enter_context(NotesSearch(here.state, *known))

        def find(query: str) -> FoundNotes:
            return notes.find(query, limit, literal=literal, plain=plain)

        found = output.answered(text, find, _record, as_json=as_json)
        if found is None:
            return
        for hit in found.hits:
            level = table("vi")[output.LEVELS[hit.level]]
            output.write(f"{hit.annotation.briefing}\t{level}\t{hit.title}\n\t{hit.snippet.text}")
        output.tell("notes_searched", total=found.total, searched=found.answer.searched)
        output.tell_doubts(found.answer.hint, found.answer.suggestion)


@contextlib.contextmanager
def _library(here: options.Here) -> Iterator[tuple[index.Index | None, Edition | None]]:
    """What the library adds to a search: its syllables and its titles, if there is a library."""
    if not Library(here.library).exists():
        yield None, None
        return
    with contextlib.ExitStack() as stack:
        edition = stack.enter_context(here.edition())
        try:
            opened = stack.enter_context(index.Index(edition.index_folder))
        except index.IndexFault:
            # The notes are whole; that the library is not, every other command says.
            yield None, edition
            return
        yield opened, edition


def _record(found: FoundNotes) -> dict[str, object]:
    """Like the documents' form, with the document that each note hangs in."""
    return {
        "query": found.answer.query,
        "searched": found.answer.searched,
        "total": found.total,
        "ms": round(found.milliseconds, 3),
        "hint": found.answer.hint,
        "suggestion": found.answer.suggestion,
        "hits": [
            {
                "id": hit.annotation.id,
                "library": hit.annotation.library,
                "briefing": hit.annotation.briefing,
                "title": hit.title,
                "level": hit.level,
                "part": hit.snippet.part,
                "snippet": hit.snippet.text,
            }
            for hit in found.hits
        ],
    }
