"""Lower case and unmarked letters, one character for one: offsets in the result are the text's."""

import unicodedata


class _OneForOne(dict[int, str]):
    """A table for `str.translate` that works out each character once."""

    def __init__(self, *, marks_off: bool) -> None:
        super().__init__()
        self._marks_off = marks_off

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        lowered = letter.lower()
        result = lowered if len(lowered) == 1 else letter
        if self._marks_off:
            result = _unmarked(result)
        self[code] = result
        return result


def _unmarked(letter: str) -> str:
    if letter in "đĐ":
        return "d" if letter == "đ" else "D"
    parts = unicodedata.normalize("NFD", letter)
    # A capital that has no single small letter (İ) has no single folded one either.
    if len(parts) < 2 or not parts[0].isascii() or not parts[0].isalpha() or parts[0].isupper():
        return letter
    return parts[0] if all(unicodedata.category(mark) == "Mn" for mark in parts[1:]) else letter


_LOWER = _OneForOne(marks_off=False)
_FOLD = _OneForOne(marks_off=True)


def lower(text: str) -> str:
    """Lower case of the same length; a letter whose lower case is longer stays as it is."""
    return text.translate(_LOWER)


def fold(text: str) -> str:
    """Lower case without diacritics, đ as d, of the same length; never to be shown.

    Expects NFC. What has no one-character form (İ, ß, a mark of its own) stays as it is.
    """
    return text.translate(_FOLD)
