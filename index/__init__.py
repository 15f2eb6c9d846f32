"""Finds: Vietnamese text and the Whoosh index. Knows nothing of briefings, editions or windows."""
