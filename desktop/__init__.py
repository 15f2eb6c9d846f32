"""The briefing reader and the librarians' bench: `library` keeps, `window` shows, `cli` is the same for a terminal."""
