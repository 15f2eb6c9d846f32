"""Relevance of search beside a baseline; see `search_relevance`."""

from search_relevance import tables

__all__ = ["tables"]
