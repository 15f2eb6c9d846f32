"""Shows: everything Qt. Nothing imports it."""

# Before Qt: PySide opens the source of every module that is imported after it, looking for its own
# name there, and a list needs twenty of the library's own and as many that those import.
import desktop.library.editions.library
import desktop.library.reader.state  # noqa: F401
