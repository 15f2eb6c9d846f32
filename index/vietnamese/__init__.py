"""Vietnamese text: pure functions, no Whoosh."""

from index.vietnamese.fold import fold, lower
from index.vietnamese.normalise import Normalised, normalise
from index.vietnamese.numbers import canonical_number, document_numbers
from index.vietnamese.ordering import order_key
from index.vietnamese.quantities import Quantity, quantities
from index.vietnamese.syllable import canonical, placements, variants
from index.vietnamese.tokens import Scan, Token, length, scan, spans, tokens

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
    "normalise",
    "order_key",
    "placements",
    "quantities",
    "scan",
    "spans",
    "tokens",
    "variants",
]
