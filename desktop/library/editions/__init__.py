"""Immutable editions: built from a workspace, opened by readers."""
