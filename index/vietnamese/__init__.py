"""Vietnamese text: pure functions, no Whoosh.

What is named like its module stands there alone (`normalise.normalise`, `tokens.tokens`); the rest
is loaded when it is first asked for, since cutting texts into words takes large patterns.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from index.vietnamese.fold import fold, lower
from index.vietnamese.syllable import canonical, placements, variants

if TYPE_CHECKING:
    from index.vietnamese.normalise import Normalised
    from index.vietnamese.numbers import canonical_number, document_numbers
    from index.vietnamese.ordering import order_key
    from index.vietnamese.tokens import Scan, Token, length, scan, spans

__all__ = [
    "Normalised",
    "Quantity",
    "Scan",
    "Token",
    "canonical",
    "canonical_number",
    "document_numbers",
    "fold",
    "length",
    "lower",
    "order_key",
    "placements",
    "scan",
    "spans",
    "variants",
]
_HOMES = {
    "normalise": ("Normalised",),
    "numbers": ("canonical_number", "document_numbers"),
    "ordering": ("order_key",),
    "tokens": ("Scan", "Token", "length", "scan", "spans"),
}
_HOME = {name: f"{__name__}.{home}" for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Loads what is asked for the first time. Raises: AttributeError."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found
