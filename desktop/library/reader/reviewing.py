"""Which notes of a whole library the reader has to look at, since their passages have changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from desktop.library.editions.edition import Edition
from desktop.library.reader.annotations import Annotation
from desktop.library.reader.overview import Row
from desktop.library.reader.placing import Placing


def doubtful(edition: Edition, rows: Sequence[Row]) -> list[str]:
    """The documents that an edition after one of their notes has changed. Raises: EnvironmentFault.

    Only in these may a note have lost its place; the others need not be read.
    """
    oldest: dict[str, int] = {}
    for row in rows:
        if row.kind in ("highlight", "underline"):
            oldest[row.briefing] = min(row.edition, oldest.get(row.briefing, row.edition))
    by_edition: dict[int, list[str]] = defaultdict(list)
    for briefing, number in oldest.items():
        if number < edition.number:
            by_edition[number].append(briefing)
    return [
        card.id
        for number, some in sorted(by_edition.items())
        for card in edition.changed_since(number, some)
    ]


def to_review(
    edition: Edition, notes: Iterable[Annotation], kept: Mapping[str, int]
) -> frozenset[str]:
    """The ids of the notes without a sure place, but for those `kept` with their old passage.

    Reads every document that `notes` stand in: not for the UI thread. Raises: EnvironmentFault.
    """
    held: dict[str, list[Annotation]] = defaultdict(list)
    for note in notes:
        if note.targets:
            held[note.briefing].append(note)
    cards = edition.cards_by_id(list(held))
    found = []
    for briefing, card in cards.items():
        some = held[briefing]
        lineage = edition.lineage(briefing, min(note.edition for note in some))
        placing = Placing(edition.document(card.number), lineage)
        for note in some:
            placement = placing.place(note.targets, note.edition)
            seen = kept.get(note.id, -1) >= (placement.changed or edition.number)
            if placement.state == "review" and not seen:
                found.append(note.id)
    return frozenset(found)
