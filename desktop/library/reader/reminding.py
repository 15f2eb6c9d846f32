"""When to remind of a backup, and when to offer a restoration."""

from datetime import datetime

from desktop.library.reader.backup import LAST, Backup
from desktop.library.reader.state import ReaderState, now

REMIND_DAYS, PAUSE_DAYS = 30, 7
_ASKED = "backup/asked"


def days_due(state: ReaderState, moment: datetime) -> int:
    """For how many days notes have stood without a backup, where it is time to say so; else 0."""
    rows = state.rows("SELECT min(created) FROM annotation WHERE removed = ''", {})
    if not rows[0][0]:
        return 0
    began = _time(rows[0][0])
    last = _time(state.preference(LAST))
    if last is not None and last <= moment:
        began = last
    asked = _time(state.preference(_ASKED))
    if asked is not None and 0 <= (moment - asked).days < PAUSE_DAYS:
        return 0
    days = (moment - began).days if began is not None else 0
    return days if days >= REMIND_DAYS else 0


def put_off(state: ReaderState) -> None:
    """The reader was reminded and will be left alone for `PAUSE_DAYS`."""
    state.set_preference(_ASKED, now())


def mark(state: ReaderState, backup: Backup) -> None:
    """Keeps when the state was last backed up."""
    state.set_preference(LAST, backup.made)


def untouched(state: ReaderState) -> bool:
    """Whether nothing was ever made or read here, so that a restoration may be wanted."""
    query = """SELECT (SELECT count(*) FROM annotation) + (SELECT count(*) FROM position)
               + (SELECT count(*) FROM bookmark) + (SELECT count(*) FROM draft)"""
    return not state.rows(query, {})[0][0]


def _time(text: str) -> datetime | None:
    """A moment that was kept; None for none, and for one that names no zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
