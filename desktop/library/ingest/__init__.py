"""Ingest: files from a librarian's disk become briefings with their guesses marked."""
