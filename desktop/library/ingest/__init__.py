"""Takes a librarian's files in: Markdown, text, HTML, DOCX, PDF, JSON Lines."""

from desktop.library.ingest.taking import ingest
from desktop.library.ingest.report import Added, Failed, Present, Report, Streamed

__all__ = ["Added", "Failed", "Present", "Report", "Streamed", "ingest"]
