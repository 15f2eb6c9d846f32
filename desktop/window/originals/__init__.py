"""The files that came with a briefing, shown in place of its page."""
