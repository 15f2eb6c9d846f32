"""Counts headings as official papers do: I., II. over 1., 2. over a), b) in Vietnamese letters."""

_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters that points are counted by (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
_ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
    (1, "I"),
)  # fmt: skip
_DEPTHS = {"I": 1, "1": 2, "a": 3}


class Counting:
    """Gives each heading its number; a heading begins the counts below it anew.

    `depth` is how deep the last heading stands, 1 to 3: never more than one below the one above.
    """

    def __init__(self) -> None:
        self._counts = [0, 0, 0]
        self.depth = 1

    def heading(self, level: str, text: str) -> str:
        """`text` with the number of its level ("I", "1", "a"); "" is not counted."""
        if level not in _DEPTHS:
            return text
        place = _DEPTHS[level] - 1
        self._counts[place] += 1
        self._counts[place + 1 :] = [0] * (2 - place)
        self.depth = 1 + sum(1 for count in self._counts[:place] if count)
        number = self._counts[place]
        return {"I": f"{roman(number)}. ", "1": f"{number}. ", "a": f"{letter(number)}) "}[
            level
        ] + text


def roman(number: int) -> str:
    """A number from 1 on in Roman capitals."""
    made = ""
    for value, sign in _ROMAN:
        made += sign * (number // value)
        number %= value
    return made


def letter(number: int) -> str:
    """The letter of a point, from 1 on; after the last come two letters (aa, ab)."""
    made = ""
    while number:
        number, place = divmod(number - 1, len(_LETTERS))
        made = _LETTERS[place] + made
    return made
