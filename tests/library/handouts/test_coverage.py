import unicodedata

from desktop.library.handouts.coverage import characters, missing, named

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]


def test_every_vietnamese_letter_is_in_every_print_font() -> None:
    letters = {unicodedata.normalize("NFC", v + t) for v in VOWELS for t in TONES} | {"đ"}
    every = letters | {letter.upper() for letter in letters}
    for family in ("Tinos", "Noto Sans", "Noto Serif"):
        assert {ord(letter) for letter in every} <= characters(family)


def test_absent_characters_are_found_and_named() -> None:
    absent = missing(["Một 中 🙂", "hai\n\t🙂"], ["Tinos"])
    assert absent == ["中", "🙂"]
    assert "U+1F642 SLIGHTLY SMILING FACE" in named(absent)


def test_a_second_family_lends_what_the_first_lacks() -> None:
    lent = characters("Noto Sans") - characters("Tinos")
    letter = chr(min(code for code in lent if unicodedata.category(chr(code)).startswith("L")))
    assert missing([letter], ["Tinos"]) == [letter]
    assert missing([letter], ["Tinos", "Noto Sans"]) == []


def test_a_code_point_without_a_character_is_not_held() -> None:
    assert not {0xFFFF, 0xE123, 0x10FFFF} & characters("Tinos")
