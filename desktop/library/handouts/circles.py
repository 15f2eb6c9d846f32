"""Who may have a handout: the narrowest circle of its sources, unless a person decides."""

from collections.abc import Iterable, Sequence

import msgspec

from desktop.library.document import CIRCULATIONS, Circulation
from desktop.library.errors import InputError
from desktop.library.handouts.composition import Part, circle_of, narrowest
from desktop.library.handouts.draft import Decision
from desktop.library.schema import LibrarySettings


class Narrower(msgspec.Struct, frozen=True):
    """An item for a narrower circle than the one wanted."""

    title: str
    circle: Circulation


def narrower(parts: Iterable[Part], circle: Circulation) -> tuple[Narrower, ...]:
    """The parts, once a source and circle, that a handout for `circle` would give too widely."""
    wanted = CIRCULATIONS.index(circle)
    found = (
        Narrower(part.source.title, circle_of(part))
        for part in parts
        if CIRCULATIONS.index(circle_of(part)) > wanted
    )
    return tuple(dict.fromkeys(found))


def permitted(
    settings: LibrarySettings, parts: Sequence[Part], decision: Decision | None
) -> Circulation:
    """The circle that the handout is for: the decision's, else the narrowest of its parts.

    Raises: InputError for a wider circle without a reason and a time, naming the items, and for
    any wider circle of restricted items where the library locks these.
    """
    own = narrowest(parts)
    if decision is None:
        return own
    over = narrower(parts, decision.circle)
    if not over:
        return decision.circle
    titles = "; ".join(item.title for item in over)
    if settings.lock_restricted and any(item.circle == "restricted" for item in over):
        raise InputError("circulation_locked", titles=titles)
    if not decision.why.strip() or not decision.when:
        raise InputError("circulation_undecided", titles=titles)
    return decision.circle
