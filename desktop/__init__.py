"""The briefing reader and its bench: `library` keeps, `window` shows, `cli` serves a terminal."""
