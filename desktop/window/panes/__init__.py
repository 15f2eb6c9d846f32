"""The panes beside the page: library, results, outline, annotations."""
