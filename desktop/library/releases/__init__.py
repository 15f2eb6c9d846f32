"""Signed editions: the librarian's keys and releases, and the laptop's trust in them."""
