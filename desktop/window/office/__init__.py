"""The librarians' window: a release made ready, signed, packed and put on sticks."""
