"""Takes a librarian's files in: Markdown, text, HTML, DOCX, PDF, JSON Lines."""

from desktop.library.ingest.report import Added, Failed, Present, Report, Streamed
from desktop.library.ingest.taking import ingest

__all__ = ["Added", "Failed", "Present", "Report", "Streamed", "ingest"]
