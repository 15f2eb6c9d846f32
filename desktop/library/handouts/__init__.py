"""Handouts: chosen passages laid out and written as PDF, Word, HTML or Markdown."""
