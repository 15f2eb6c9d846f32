"""Own templates: options kept under a name, to lay the next handout out alike."""

import msgspec

from desktop.library.handouts.draft import Options
from desktop.library.reader.state import ReaderState

_KEY = "handout_templates"
_DECODER = msgspec.json.Decoder(dict[str, Options])
Presets = dict[str, Options]


def read(state: ReaderState) -> Presets:
    """The own templates by their names; those of another version of the program are passed over."""
    text = state.preference(_KEY)
    try:
        return _DECODER.decode(text) if text else {}
    except msgspec.MsgspecError:
        return {}


def keep(state: ReaderState, name: str, options: Options) -> Presets:
    """Keeps options under a name, in place of those that bore it; all there are then.

    What belongs to one paper alone is left out: its number, its date, its decision.
    """
    official = msgspec.structs.replace(options.official, number="", date=None)
    plain = msgspec.structs.replace(options, official=official, circulation=None)
    held = read(state) | {name: plain}
    state.set_preference(_KEY, msgspec.json.encode(held).decode())
    return held
