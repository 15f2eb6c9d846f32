"""A version of a document as one row of words and sentences, for telling what became of which.

Every word or sign is one character of `codes`, a word's the same for all ways of placing its tone
mark, of writing i or y, and of capitals: strings of them are compared at the speed of text.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

from desktop.library.document import Block
from index.vietnamese import canonical, variants

Run = tuple[int, int]
"""The first word or sentence, and the one after the last."""

_TOKENS = re.compile(r"\w[\w\u0300-\u036f]*(?:[./,–-]\w+)*|[^\w\s]|\n")
_SIGN = re.compile(r"[^\w\s]")
ENDS = frozenset(".?!…\n")
_CLOSERS = ENDS | frozenset(')]}"”’»')
_GO_ON = frozenset(",;:")
_DASHES = frozenset("-–—")
_BRACKETS = frozenset("([{")
_FEWEST = 2
"""Words; one alone (a number in a list, an abbreviation) goes with what follows."""
_FIRST_CODE = 0x20000
"""Beyond all signs, which stand for themselves."""


class Writing:
    """Texts as words; each text is read once, and a word has the same code in all of them."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {"\n": ""}
        self._read: dict[str, Text] = {}

    def read(self, text: str) -> "Text":
        found = self._read.get(text)
        if found is None:
            found = self._read[text] = Text(text, self)
        return found

    def code(self, word: str) -> str:
        """The character that stands for a word or sign; empty for a line break."""
        found = self._codes.get(word)
        if found is None and _SIGN.fullmatch(word):
            found = self._codes[word] = word
        if found is None:
            spelt = canonical(word)
            key = min((spelt, *variants(spelt)))
            made = self._codes.setdefault(f"\n{key}", chr(_FIRST_CODE + len(self._codes)))
            found = self._codes[word] = made
        return found


class Text:
    """One block's words: `codes`, where each starts and ends, and its sentences as runs of them."""

    def __init__(self, text: str, writing: Writing) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.sentences: list[Run] = []
        codes: list[str] = []
        first = words = 0
        ended = False
        for match in _TOKENS.finditer(text):
            token = match[0]
            apart = ended and match.start() != self.ends[-1]
            if ended and (apart or token not in _CLOSERS):
                if (apart and _begins(text, match)) or text[self.ends[-1]] == "\n":
                    self.sentences.append((first, len(codes)))
                    first, words = len(codes), 0
                ended = False
            if code := writing.code(token):
                codes.append(code)
                self.starts.append(match.start())
                self.ends.append(match.end())
                words += token[0].isalnum()
            ended = ended or (token in ENDS and words >= _FEWEST)
        if first < len(codes):
            self.sentences.append((first, len(codes)))
        self.codes = "".join(codes)


def _begins(text: str, token: re.Match[str]) -> bool:
    """Whether a token after a full stop begins a sentence: a capital, a sign, or a number `1)`.

    No comma does, nor a dash before a small letter or a number, nor a bracket but before a capital,
    and what stands after a number may close what was opened before (m. 1931).
    """
    said, at = token[0], token.start()
    after = text[token.end() : token.end() + 9].lstrip()[:1]
    if said in _BRACKETS:
        return after.isupper()
    if said in _DASHES:
        return not (after.islower() or after.isdigit())
    if said.isdigit() and text.startswith(")", token.end()):
        return text.rfind("(", 0, at) <= text.rfind(")", 0, at)
    return not (said.islower() or said[0].isdigit() or said in _GO_ON)


class Sheet:
    """A whole version: words and sentences numbered through all blocks, in reading order."""

    def __init__(self, blocks: Iterable[Block], writing: Writing) -> None:
        self.ids: list[str] = []
        self.texts: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.at: dict[str, int] = {}
        self._read: list[Text] = []
        self._words: list[int] = []
        self._firsts: list[int] = []
        self.sentences: list[Run] = []
        words = 0
        for block in blocks:
            text = writing.read(block.text)
            self.at[block.id] = len(self.ids)
            self.ids.append(block.id)
            self.texts[block.id] = block.text
            self.kinds[block.id] = block.kind
            self._read.append(text)
            self._words.append(words)
            self._firsts.append(len(self.sentences))
            self.sentences += [(words + first, words + end) for first, end in text.sentences]
            words += len(text.codes)
        self._firsts.append(len(self.sentences))
        self._words.append(words)
        self.codes = "".join(text.codes for text in self._read)
        self.spoken = [self.codes[first:end] for first, end in self.sentences]
        """Every sentence's codes."""
        self.counts = Counter(self.spoken)
        self._begins = [first for first, _ in self.sentences]

    @cached_property
    def parted(self) -> str:
        """The codes, with a sign between blocks that is in none of them."""
        return "\n".join(text.codes for text in self._read)

    @cached_property
    def _spelt(self) -> list[int]:
        return [0, *accumulate(ord(code) >= _FIRST_CODE for code in self.codes)]

    def spelt(self, words: Run) -> int:
        """How many of a run's words are not signs."""
        return self._spelt[words[1]] - self._spelt[words[0]]

    @cached_property
    def _said(self) -> dict[str, list[int]]:
        found = defaultdict[str, list[int]](list)
        for at, spoken in enumerate(self.spoken):
            found[spoken].append(at)
        return found

    def said(self, spoken: str) -> Sequence[int]:
        """The sentences of one wording."""
        return self._said.get(spoken, ())

    def rows(self, spoken: Sequence[str]) -> list[int]:
        """Every sentence from which on sentences of some wordings stand one after the other."""
        starts = self.said(spoken[0])
        return [at for at in starts if self.spoken[at : at + len(spoken)] == spoken]

    def places(self, codes: str) -> list[int]:
        """Every word from which on some codes stand."""
        found, at = list[int](), self.codes.find(codes)
        while at >= 0:
            found.append(at)
            at = self.codes.find(codes, at + 1)
        return found

    def again(self, codes: str) -> bool:
        """Whether some codes stand in more than one place."""
        at = self.codes.find(codes)
        return at >= 0 and self.codes.find(codes, at + 1) >= 0

    def at_sentence(self, at: int) -> str:
        """The id of the block that a sentence is in."""
        return self.ids[bisect_right(self._firsts, at) - 1]

    def sentences_of(self, place: int) -> range:
        """The sentences of the block at a place in reading order."""
        return range(self._firsts[place], self._firsts[place + 1])

    def words_of(self, place: int) -> range:
        """The words of the block at a place in reading order."""
        return range(self._words[place], self._words[place + 1])

    def block_around(self, word: int) -> range:
        """The words of the block that a word is in."""
        return self.words_of(bisect_right(self._words, word) - 1)

    def sentence_at(self, word: int) -> int:
        """The sentence that a word is in."""
        return bisect_right(self._begins, word) - 1

    def over(self, words: Run) -> range:
        """The sentences that a run of words touches."""
        return range(bisect_right(self._begins, words[0]) - 1, bisect_left(self._begins, words[1]))

    def words(self, block: str, start: int, end: int) -> Run:
        """The words that a stretch of a block's text touches; may be none."""
        place = self.at[block]
        text, base = self._read[place], self._words[place]
        return base + bisect_right(text.ends, start), base + bisect_left(text.starts, end)

    def spans(self, words: Run) -> tuple[tuple[str, int, int], ...]:
        """A run of words as stretches of text, one for each block that it touches."""
        found: list[tuple[str, int, int]] = []
        first, end = words
        while first < end:
            place = bisect_right(self._words, first) - 1
            base, after = self._words[place], min(end, self._words[place + 1])
            text = self._read[place]
            found.append((self.ids[place], text.starts[first - base], text.ends[after - 1 - base]))
            first = after
        return tuple(found)
