"""Lengths of fields as BM25 takes them: rounded to one byte, as Whoosh rounds them."""

from typing import Final, TypeAlias

import numpy as np
from whoosh.util.numeric import byte_to_length

from index.codec.sections import Array

LengthShape: TypeAlias = tuple[float, float, float]
"""BM25's K1 and B, and the average length of a field."""
_BY_CODE: Final[list[int]] = [byte_to_length(code) for code in range(256)]
LENGTHS: Final = np.array(_BY_CODE, np.int64)
"""The highest length that each code stands for."""


def norms(lengths: Array) -> Array:
    """`length_to_byte` of many lengths at once (Whoosh: the first code not below the length)."""
    codes: Array = np.searchsorted(LENGTHS, lengths)
    return np.minimum(codes, 255).astype(np.uint8)


def length_factor(shape: LengthShape, length: float) -> float:
    """BM25's ``K1 * ((1 - B) + B * length / average)``, by which a term's count is dampened."""
    k1, b, average = shape
    return k1 * ((1 - b) + b * length / average)


def factors(shape: LengthShape) -> Array:
    """`length_factor` of every code."""
    k1, b, average = shape
    table: Array = k1 * ((1 - b) + b * LENGTHS / average)
    return table


def factors_of(shape: LengthShape, codes: list[int]) -> list[float]:
    """`length_factor` of a few codes, as Python's numbers."""
    k1, b, average = shape
    flat = 1 - b
    return [k1 * (flat + b * _BY_CODE[code] / average) for code in codes]
