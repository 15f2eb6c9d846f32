"""Shows: everything Qt. Nothing imports it."""
