"""A briefing's history: what each edition changed in it, and any two versions compared."""

from collections.abc import Sequence

import msgspec

from desktop.library.editions.records import VersionRecord
from desktop.library.errors import InputError
from desktop.library.text.comparison import Comparison, compare


class Step(msgspec.Struct, frozen=True):
    """One version: the edition that brought it, and how many passages it changed.

    `before` is the version it is told against, 0 for the first. Passages that were split or
    joined count as reworded.
    """

    version: int
    edition: int
    before: int = 0
    reworded: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0


def between(versions: Sequence[VersionRecord], one: int, other: int) -> Comparison:
    """Two versions by their numbers, the older against the newer, whichever is named first.

    Raises: InputError("version_unknown").
    """
    numbers = [record.version for record in versions]
    for number in (one, other):
        if number not in numbers:
            raise InputError("version_unknown", version=number)
    old, new = sorted((numbers.index(one), numbers.index(other)))
    descents = [descent for record in versions[old + 1 : new + 1] for descent in record.descents]
    titles = (versions[old].title, versions[new].title)
    return compare(versions[old].blocks, versions[new].blocks, descents, titles)


def steps(versions: Sequence[VersionRecord]) -> tuple[Step, ...]:
    """Every version against the one before it, oldest first."""
    found: list[Step] = []
    for record in versions:
        if not found:
            found.append(Step(record.version, record.edition))
            continue
        before = found[-1].version
        counts = between(versions, before, record.version).counts
        found.append(
            Step(
                version=record.version,
                edition=record.edition,
                before=before,
                reworded=counts["changed"] + counts["split"] + counts["joined"],
                added=counts["added"],
                removed=counts["removed"],
                moved=counts["moved"],
            )
        )
    return tuple(found)
