"""The segment file, byte by byte.

All numbers are little-endian and unsigned. A segment is one immutable file::

    header        40 bytes at offset 0
    sections      each begins at a multiple of 64; zero bytes between
    block CRCs    for each section, one u32 per block, in the order of the section table
    section table 40 bytes a section, to the end of the file

Header: magic (8 bytes ``89 42 52 53 45 47 0D 0A``) · u16 version (3) · u16 zero · u32 number of
sections · u64 offset of the section table · u64 length of the file · u32 CRC-32 of the section
table · u32 CRC-32 of the 36 header bytes before it.

Section table entry: u16 kind · u16 field (index into the metadata's list; 0xFFFF: the whole
segment) · u16 item (bytes an item: 1, 2, 4, 8, `TERM_ROW.itemsize` or `LONG_TERM.itemsize`) · u16
log2 of its blocks' bytes (9 to 12; the writer takes `block_shift`) · u64 offset · u64 length in
bytes · u64 offset of its block CRCs · u32 CRC-32 of its block CRCs · u32 zero. Blocks are counted
from the section's first byte; the last one may be short. A reader checks the header and the table
when it opens the file, a section's block CRCs when it first reads from it, and so each block, so
every posting list is covered by the CRCs of the blocks in which it lies.

Kinds of section (n documents, t terms of the field, in byte order):

====  =================  =======  ===============================================================
kind  name               item     content
====  =================  =======  ===============================================================
1     METADATA           1        JSON, UTF-8: ``documents``, ``fields`` [{``name``,
                                  ``positions``, ``terms``, ``tokens``}], ``columns``
                                  [{``name``, ``kind``, ``complete``, ``single``}]
2     DELETED            1        only in a deletions file: a bit a document, highest bit first
16    TERM_BYTES         1        the terms, end to end
17    TERM_ROWS          row      t + 1 `TERM_ROW`: where the term begins in TERM_BYTES, its short
                                  postings in SHORT_IDS and SHORT_TALLIES, and their positions in
                                  SHORT_POSITIONS
18    TERM_KEYS          8        first 8 bytes (zero-padded, big-endian value) of every 64th term
21    SHORT_IDS          1 2 4    document numbers, ascending in each term
22    SHORT_TALLIES      2        occurrences in that document (low byte, 1-255) and the field's
                                  length there, rounded as in NORMS (high byte)
23    SHORT_POSITIONS    1 2 4    token positions, ascending in each document
24    LONG_TERMS         4        ordinals of the terms with a list of their own, ascending
25    LONG_RECORDS       record   one `LONG_TERM` for each of them
26    LONG_POSTINGS      1        their document numbers and counts, packed
27    LONG_POSITIONS     1        their positions, packed
28    LENGTHS            1 2 4    n token counts of the field
29    NORMS              1        n lengths as Whoosh rounds them to a byte (`length_to_byte`)
48    COLUMN_VALUES      1 2 4 8  n numbers, n value numbers (facet), or the bytes (key)
49    COLUMN_TABLE       1        facet: the distinct values, end to end
50    COLUMN_STARTS      4        offsets into COLUMN_TABLE (facet) or COLUMN_VALUES (key), and end
51    COLUMN_PRESENT     1        a bit a document, where some document has no value
====  =================  =======  ===============================================================

A term is *short* if at most `SHORT_LIMIT` documents hold it and none more than 255 times; its
postings stand from its row's to the next one's. (A draft, which waits to be merged, keeps a term
short however many documents hold it.) Every other term is *long*, none stand there, and
LONG_TERMS names it. Its `LONG_TERM` gives, for each of its three arrays, the width and the number
of exceptions by which `index.codec.packed` reads it: in LONG_POSTINGS, one after the other, the
differences of its ascending document numbers (the first from 0; width 255: a bitmap of n bits
instead, highest bit first, padded to 8 bytes) and its counts; in LONG_POSITIONS its positions,
posting by posting. The writer takes whatever is smallest.
"""

import struct
from typing import Any, Final

import numpy as np

MAGIC: Final = b"\x89BRSEG\r\n"
VERSION: Final = 3
ALIGNMENT: Final = 64
WHOLE_SEGMENT: Final = 0xFFFF
SHORT_LIMIT: Final = 64
SHORT_COUNT_LIMIT: Final = 255
KEY_STRIDE: Final = 64
BITMAP: Final = 255

HEADER: Final = struct.Struct("<8sHHIQQI")
HEADER_CRC: Final = struct.Struct("<I")
HEADER_SIZE: Final = HEADER.size + HEADER_CRC.size
ENTRY: Final = struct.Struct("<HHHHQQQII")
ENTRY_KEY: Final = struct.Struct("<HH")  # its first two

METADATA: Final = 1
DELETED: Final = 2
TERM_BYTES: Final = 16
TERM_ROWS: Final = 17
TERM_KEYS: Final = 18
SHORT_IDS: Final = 21
SHORT_TALLIES: Final = 22
SHORT_POSITIONS: Final = 23
LONG_TERMS: Final = 24
LONG_RECORDS: Final = 25
LONG_POSTINGS: Final = 26
LONG_POSITIONS: Final = 27
LENGTHS: Final = 28
NORMS: Final = 29
COLUMN_VALUES: Final = 48
COLUMN_TABLE: Final = 49
COLUMN_STARTS: Final = 50
COLUMN_PRESENT: Final = 51

TERM_ROW: Final = np.dtype([("text", "<u4"), ("posting", "<u4"), ("token", "<u4")])
LONG_TERM: Final = np.dtype(
    [
        ("documents", "<u4"),
        ("most", "<u4"),  # highest count in one document
        ("shortest", "<u4"),  # length of the shortest field that holds the term
        ("longest", "<u4"),
        ("tokens", "<u8"),
        ("postings", "<u8"),  # byte offset in LONG_POSTINGS
        ("positions", "<u8"),  # byte offset in LONG_POSITIONS
        ("ids_exceptions", "<u4"),
        ("counts_exceptions", "<u4"),
        ("positions_exceptions", "<u4"),
        ("ids_width", "u1"),
        ("counts_width", "u1"),
        ("positions_width", "u1"),
        ("zero", "u1"),
    ]
)
LONG_TERM_NUMBERS: Final = struct.Struct("<IIIIQQQIIIBBBB")  # the same, unpacked one at a time

UNSIGNED: Final[dict[int, np.dtype[Any]]] = {
    1: np.dtype("u1"),
    2: np.dtype("<u2"),
    4: np.dtype("<u4"),
    8: np.dtype("<u8"),
}


SHIFTS: Final = range(9, 13)
_READ_WHOLE: Final = {METADATA, DELETED, TERM_KEYS, LONG_TERMS, LENGTHS, COLUMN_PRESENT}


def block_shift(kind: int, length: int) -> int:
    """Log2 of the bytes that each CRC of a section of `length` bytes covers.

    About the root of four times the length: who opens a section reads all its CRCs, and who touches
    it one block, so that both are as much. The largest for what is read whole.
    """
    root = SHIFTS[-1] if kind in _READ_WHOLE else (4 * length).bit_length() // 2
    return min(max(root, SHIFTS[0]), SHIFTS[-1])


def smallest(highest: int) -> int:
    """The fewest bytes (1, 2, 4 or 8) that hold every number up to `highest`."""
    return 1 if highest < 1 << 8 else 2 if highest < 1 << 16 else 4 if highest < 1 << 32 else 8


def padding(length: int, alignment: int) -> int:
    """Zero bytes that bring `length` to a multiple of `alignment`."""
    return -length % alignment
