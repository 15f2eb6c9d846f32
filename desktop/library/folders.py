"""Where the library and the reader's state are kept unless the person says otherwise."""

import sys
from pathlib import Path

import platformdirs

APPLICATION = "briefing-reader"


def default_library() -> Path:
    """A folder `library` beside the frozen program (portable use), else the user's data folder."""
    if getattr(sys, "frozen", False):
        portable = Path(sys.executable).resolve().parent / "library"
        if portable.is_dir():
            return portable
    return platformdirs.user_data_path(APPLICATION, appauthor=False) / "library"


def default_state() -> Path:
    """The user's own folder for notes and positions."""
    return platformdirs.user_data_path(APPLICATION, appauthor=False) / "state"


def default_sample() -> Path:
    """The sample library, made when a reader without a library asks for it; it can be made anew."""
    return platformdirs.user_cache_path(APPLICATION, appauthor=False) / "sample-library"
