"""The open document for speaking from."""
