"""Queries answered on whole arrays, with the scores of Whoosh's exhaustive search."""
