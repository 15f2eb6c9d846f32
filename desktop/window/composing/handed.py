"""What is kept of a handing so that a copy of it can be printed again; on the writer lane."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from desktop.library.handouts.draft import Draft
from desktop.library.handouts.recipients import Recipient
from desktop.library.reader.register import HandedCopy, Handing, Register
from desktop.library.reader.state import ReaderState
from desktop.window.composing.drafts import Copies
from desktop.window.composing.order import Order

_KEY = "handed"


class Kept(msgspec.Struct, frozen=True):
    """The draft of a handing as it was, its copies, and the day that the paper bears."""

    draft: Draft
    copies: Copies
    recipients: tuple[Recipient, ...]
    date: dt.date
    replacing: bool = False


_DECODER = msgspec.json.Decoder(Kept)


def note(
    state: ReaderState, handing: Handing, copies: Sequence[HandedCopy], order: Order
) -> Handing:
    """Keeps a handing with its copies; more copies of the same pages join those noted before.

    Raises: EnvironmentFault.
    """
    register = Register(state)
    same = _same(register, handing, copies)
    known = {copy.number for copy in register.copies(same.id)} if same is not None else set()
    kept = same or handing
    fresh = [
        msgspec.structs.replace(copy, handing=kept.id)
        for copy in copies
        if copy.number not in known
    ]
    register.record(kept, fresh)
    what = Kept(order.draft, order.copies, order.recipients, order.date, order.replacing)
    state.set_preference(f"{_KEY}/{kept.id}", msgspec.json.encode(what).decode())
    return kept


def _same(register: Register, handing: Handing, copies: Sequence[HandedCopy]) -> Handing | None:
    """The handing of the same pages, if none of these copies went to somebody else."""
    facts, wanted = handing.facts, {copy.number: (copy.name, copy.unit) for copy in copies}
    for one in register.handings(handing.library):
        if (one.facts.digest, one.facts.of) == (facts.digest, facts.of):
            held = register.copies(one.id)
            if all(wanted.get(copy.number, (copy.name, copy.unit)) == (copy.name, copy.unit)
                   for copy in held):  # fmt: skip
                return one
    return None


def kept(state: ReaderState, identifier: str) -> Kept | None:
    """What a handing was made of; None for one noted elsewhere or by another version."""
    text = state.preference(f"{_KEY}/{identifier}")
    try:
        return _DECODER.decode(text) if text else None
    except msgspec.MsgspecError:
        return None
