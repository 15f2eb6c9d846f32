"""Document numbers in running text: `04-NQ/TW`, `30/2020/NĐ-CP`, `14/HD-PCTT`.

Party documents are numbered number-type/organ, state ones number/type-organ or
number/year/type-organ (Decree 30/2020/NĐ-CP, appendix I, and Party guidance on document form).
"""

import re

from index.vietnamese.normalise import normalise

_DASH = "[-‒–—―−]"
_CODE = r"[A-ZĐƠƯÔÂĂÊ](?:[A-Za-zĐđƠơƯưÔôÂâĂăÊêịỊỷỶ\d]|\.(?=[A-ZĐ])){1,11}"
_ANY_CODE = r"[^\W\d_][^\W_]{1,11}"
# The first digit stands before the look at what precedes it: the search then runs to digits only.
_DIGITS = r"\d(?<![\w/.,\-‒–—―−]\d)\d{0,4}"

# As documents write them: codes begin with a capital, a space may stand at a sign.
_CITED = (
    rf" ?/ ?(?:19|20)\d\d ?/ ?{_CODE}(?:(?<!\d) ?{_DASH} ?{_CODE}|(?:/|{_DASH}){_CODE})*"
    rf"| ?(?:/|{_DASH}) ?{_CODE} ?(?:/|{_DASH}) ?{_CODE}(?:(?:/|{_DASH}){_CODE})*"
)

# As readers type them: any case, no spaces.
_TYPED = (
    rf"/(?:19|20)\d\d/{_ANY_CODE}(?:[-/]{_ANY_CODE})*"
    rf"|[-/]{_ANY_CODE}(?:[-/]{_ANY_CODE}){{1,3}}"
)

NUMBER = re.compile(rf"{_DIGITS}(?:(?:{_CITED})(?!\w)|(?:{_TYPED})(?!\w))")
_cited = re.compile(rf"{_DIGITS}(?:{_CITED})(?!\w)")
_dash = re.compile(_DASH)
_number = re.compile(r"\d+")


def canonical_number(written: str) -> str:
    """One spelling of a document number: capitals, plain hyphens, no spaces, two digits or more.

    TƯ, an older abbreviation of Trung ương, is written TW.
    """
    plain = _dash.sub("-", written).replace(" ", "").upper()
    plain = re.sub(r"\bTƯ\b", "TW", plain)
    return _number.sub(lambda match: match[0].lstrip("0").zfill(2), plain, count=1)


def document_numbers(text: str) -> list[tuple[int, int, str]]:
    """Every document number cited in `text`: (start, end, canonical), offsets in `text`.

    Dates, fractions and the like have no letters and are none.
    """
    whole = normalise(text)
    return [
        (*whole.span(match.start(), match.end()), canonical_number(match[0]))
        for match in _cited.finditer(whole.text)
    ]
