"""Loads what the rest of a window is made of, while its list is on the screen.

The other rooms are loaded on a reader thread, this one a few modules at a time on the window's own:
where a thread makes a class of Qt's while Qt works on another, PySide 6.11.3 now and then crashes
(`MetaObjectBuilder::update` on an object that is not there).
"""

from collections.abc import Iterator
from importlib import import_module

LIBRARY = (
    "desktop.library.citing",
    "desktop.library.search",
    "desktop.library.snippets",
    "desktop.library.handouts.taking",
    "desktop.library.reader.compositions",
    "desktop.library.reader.register",
    "desktop.library.reader.annotations",
    "desktop.library.reader.exchange",
    "desktop.library.reader.figures",
    "desktop.library.reader.finding",
    "desktop.library.reader.placing",
    "desktop.library.reader.recovering",
    "desktop.library.reader.tabular",
    "desktop.library.text.comparison",
    "desktop.library.text.lookup",
    "desktop.library.editions.doctor",
    "index.search",
)
"""What `furnishing` needs of the other rooms and takes longest."""
WINDOW = (
    "notes", "panes.citations", "reader.styles", "reader.setting", "reader.typeset",
    "reader.scrollbar", "reader.popup", "reader.page", "widgets.tab_strip", "reader.pane",
    "searching", "widgets.scopes", "finding", "panes.all_notes_filter", "panes.notes_model",
    "panes.stand_in", "standing_in",
    "panes.all_notes", "surveying", "exchanging", "printing", "handing", "figuring",
    "panes.note_markdown", "panes.notes_view", "panes.annotations", "panes.outline",
    "panes.comparison", "composing.drafts", "composing.collecting", "composing.composer",
    "panes.register", "registering", "side", "responding", "widgets.links_sheet", "personal",
    "lectern.slides", "lectern.view", "reader.enlarging", "widgets.sections_list",
    "originals.tiles", "originals.seeking", "originals.pane", "viewing", "attending",
    "widgets.package_sheet", "installing", "libraries", "noticing", "remembering", "offering",
    "furnishing",
)  # fmt: skip
"""Modules of this room, each with no more to load before it than fits between two frames."""


def load_library() -> None:
    """Loads the other rooms; on any thread."""
    for name in LIBRARY:
        import_module(name)


def window_in_turns() -> Iterator[None]:
    """Loads this room, some of it with every turn; on the window's thread alone."""
    for name in WINDOW:
        import_module(f"desktop.window.{name}")
        yield
