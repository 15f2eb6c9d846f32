"""What is indexed of one document."""

import msgspec


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One document for the index; all texts as they are shown, any Unicode form.

    `key` is the caller's own name for it and comes back with every match. `headings` and `body`
    may span lines. `numbers` are document numbers it bears itself. `date` is yyyymmdd, 0: none;
    the newer of two equal matches comes first.
    """

    key: str
    title: str
    headings: str
    body: str
    people: str = ""
    units: str = ""
    conference: str = ""
    kind: str = ""
    topics: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    date: int = 0
    attachments: str = ""
