"""The reader's own: annotations, reading positions, preferences. No update ever writes here."""
