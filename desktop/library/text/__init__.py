"""Text: Markdown to block tree, block lineage over versions, citations."""
