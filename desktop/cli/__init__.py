"""The library for a terminal: librarians, scripts, tests. No Qt."""
