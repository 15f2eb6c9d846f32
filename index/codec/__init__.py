"""Whoosh's index over arrays: our segment format, writer, matcher and collector."""
