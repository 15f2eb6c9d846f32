"""Dấu trang: the documents that a reader marked to find again."""

from desktop.library.reader.state import ReaderState, now


def bookmarks(state: ReaderState, library: str) -> dict[str, str]:
    """When each marked briefing of a library was marked, by id. Raises: EnvironmentFault."""
    query = "SELECT briefing, created FROM bookmark WHERE library = :library"
    return dict(state.rows(query, {"library": library}))


def mark(state: ReaderState, library: str, briefing: str, created: str = "") -> None:
    """Marks a briefing, as of `created` or of this moment. Raises: EnvironmentFault."""
    state.change(
        "INSERT OR REPLACE INTO bookmark VALUES (:library, :briefing, :created)",
        {"library": library, "briefing": briefing, "created": created or now()},
    )


def unmark(state: ReaderState, library: str, briefing: str) -> None:
    """Takes a briefing's mark away. Raises: EnvironmentFault."""
    state.change(
        "DELETE FROM bookmark WHERE library = :library AND briefing = :briefing",
        {"library": library, "briefing": briefing},
    )
