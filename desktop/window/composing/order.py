"""All that decides what the pages of a handout are."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import msgspec

from desktop.library.editions.edition import Edition
from desktop.library.handouts.draft import Draft
from desktop.library.handouts.recipients import Recipient
from desktop.library.reader.annotations import Annotation
from desktop.window.composing.drafts import Copies


class Order(msgspec.Struct, frozen=True):
    """A draft as it is to be made on `date`, for `recipients` if they are named.

    `own` is the folder of an office's own rule sets; with `replacing`, characters that no print
    font has are printed as □: those of `letters`, or any where it names none.
    """

    edition: Edition
    draft: Draft
    notes: Mapping[str, Annotation]
    copies: Copies
    recipients: tuple[Recipient, ...]
    date: dt.date
    own: Path
    replacing: bool = False
    letters: frozenset[str] = frozenset()
