"""What letters that were typed may mean, and where a text holds them.

Marks are optional; those that are typed must be there.
"""

import unicodedata

from index.vietnamese import fold, lower

Span = tuple[int, int]


def places(typed: str, text: str, *, loosely: bool = False) -> list[Span]:
    """Spans of `text` in code points, in order, none overlapping another.

    Case and the kind of white space do not matter. What is typed without any mark finds words
    with and without; what has one finds just that, if it is not taken `loosely`. `text` is NFC.
    """
    wanted = " ".join(unicodedata.normalize("NFC", typed).split())
    if not wanted:
        return []
    alike = fold if loosely or fold(wanted) == lower(wanted) else lower
    wanted, searched = alike(wanted), alike(text.replace("\n", " "))
    found: list[Span] = []
    at = searched.find(wanted)
    while at >= 0:
        found.append((at, at + len(wanted)))
        at = searched.find(wanted, at + len(wanted))
    return found


def meanings(typed: str) -> list[str]:
    """What was typed, and what it is as keys of Telex and of VNI, if the input tool was off."""
    from index.vietnamese.typing import METHODS, converted  # noqa: PLC0415 - large patterns

    found = [typed]
    for method in METHODS:
        words = [converted(word, method) or word for word in typed.split(" ")]
        found.append(" ".join(words))
    return list(dict.fromkeys(found))
