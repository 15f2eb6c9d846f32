"""Revises documents as editors do, and knows where every word went."""

import random
import re
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from operator import itemgetter

from anchor_drafts import Draft, Element, Sentence, Word, said
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from index.vietnamese import canonical, placements, variants

EDITS = (
    *("reworded", "moved", "block moved", "split", "merged", "deleted", "duplicated"),
    *("marks only", "renumbered", "lookalike"),
)
_WEIGHTS = (6, 2, 1, 2, 2, 2, 2, 1, 1, 3)
_ALIKE = 80.0
"""Likeness (`fuzz.ratio` over words) from which on one sentence may have been made of another."""
_NUMBER = re.compile(r"\d+")
_LEAD = re.compile(r"^(\d+)\)$")


def numbered(draft: Draft, chance: random.Random) -> None:
    """Gives some rows of neighbouring paragraphs or items numbers of their own: `1)`, `2)`."""
    number = 0
    for element in draft.elements:
        if element.kind not in ("paragraph", "item") or number > chance.randint(3, 9):
            number = 0
        elif number or chance.random() < 0.08:
            number += 1
            element.cells[0][0].insert(0, Word(f"{number})", next(draft.numbers)))


def revise(draft: Draft, chance: random.Random, share: float = 0.15) -> None:
    """One new edition: as many edits as `share` of the sentences, at least three."""
    draft.copies.clear()
    before = {
        id(sentence): (sentence, said([sentence]), [word.whose for word in sentence])
        for block in draft.blocks()
        for sentence in block
    }
    order = [id(sentence) for block in draft.blocks() for sentence in block]
    many = len(order)
    for _ in range(max(3, int(many * share))):
        (kind,) = chance.choices(EDITS, _WEIGHTS)
        _DONE[kind](draft, chance)
    draft.elements = [element for element in draft.elements if any(map(said, element.cells))]
    succeed(draft, before, order)
    _settle(draft)


def _settle(draft: Draft) -> None:
    """Of an exact copy beside its original nobody can tell which was there: they are twins."""
    copies = {id(copy) for _, copy in draft.copies}
    for block in draft.blocks():
        for pair in pairwise(block):
            if copies & set(map(id, pair)) and said([pair[0]]) == said([pair[1]]):
                some, others = ([word.whose for word in one] for one in pair)
                swapped = zip((*some, *others), (*others, *some), strict=True)
                draft.twins.append(dict(swapped))


def succeed(
    draft: Draft, before: dict[int, tuple[Sentence, str, list[int]]], order: list[int]
) -> None:
    """A copy or a lookalike is the sentence itself where a reader of both texts would say so.

    Of what the sentence stood beside it has more beside it than the sentence has now, and is at
    least as like it; or it has as much, or stands beside it, and reads as the sentence did, which
    now reads otherwise. A sentence that is gone has nothing beside it. Which of several that are
    much alike it was made of nobody knows, so it may be any of them, and is one. `order` is that of
    the sentences before.
    """
    now = [id(sentence) for block in draft.blocks() for sentence in block]
    found = []
    for which, copies in _heirs(draft, before, now).items():
        text, neighbours = before[which][1], _beside(order, which)
        claims = [(len(_beside(now, id(one)) & neighbours), _shared(text, one)) for one in copies]
        found.append((*max(claims), which, copies[claims.index(max(claims))]))
    taken = set[int]()
    for kept, alike, which, heir in sorted(found, key=itemgetter(0), reverse=True):
        if id(heir) in taken:
            continue
        of, text, whose = before[which]
        neighbours = _beside(order, which)
        own = (len(_beside(now, which) & neighbours), _shared(text, of)) if which in now else (0, 0)
        reads = said([heir]) == text and not (which in now and said([of]) == text)
        near = kept >= own[0] or (which in now and id(heir) in _beside(now, which))
        if (kept > own[0] and alike >= own[1]) or (near and reads):
            for word in of:
                word.whose, word.own = next(draft.numbers), True
            _inherit(draft, heir, text.split(), whose)
            taken.add(id(heir))


def _heirs(
    draft: Draft, before: dict[int, tuple[Sentence, str, list[int]]], now: list[int]
) -> dict[int, list[Sentence]]:
    """The copies that are there of each sentence that was, or of one that was much like it."""
    first = {id(copy): of for of, copy in draft.copies}
    heirs = defaultdict[int, list[Sentence]](list)
    for _, copy in draft.copies:
        of = copy
        while id(of) in first:
            of = first[id(of)]
        if id(copy) in now and id(of) in before:
            for which, (_, text, _) in before.items():
                if text == before[id(of)][1] or _shared(text, copy) >= _ALIKE:
                    heirs[which].append(copy)
    return heirs


def _inherit(draft: Draft, heir: Sentence, words: list[str], whose: list[int]) -> None:
    """Gives a sentence the words' numbers: to the same words, and to those in others' place."""
    for word in heir:
        word.whose, word.own = next(draft.numbers), True
    for step in Levenshtein.opcodes(words, [word.text for word in heir]):
        olds = range(step.src_start, step.src_end)
        for old, new in zip(olds, range(step.dest_start, step.dest_end), strict=False):
            heir[new].whose, heir[new].own = whose[old], step.tag == "equal"


def _beside(order: list[int], one: int) -> set[int]:
    at = order.index(one)
    return {*order[max(0, at - 1) : at], *order[at + 1 : at + 2]}


def _shared(text: str, sentence: Sentence) -> float:
    return fuzz.ratio(text.split(), [word.text for word in sentence])


def _prose(draft: Draft) -> list[list[Sentence]]:
    """The blocks in which sentences are edited."""
    return [one.cells[0] for one in draft.elements if one.kind in ("paragraph", "item")]


def _some(
    draft: Draft, chance: random.Random, fewest: int = 1
) -> tuple[list[Sentence], Sentence] | None:
    """A sentence of at least `fewest` words and its block."""
    pairs = [(block, one) for block in _prose(draft) for one in block if len(one) >= fewest]
    return chance.choice(pairs) if pairs else None


def _vocabulary(draft: Draft) -> list[str]:
    """The words of the document's texts without their signs."""
    words = (word for block in _prose(draft) for sentence in block for word in sentence)
    return [bare for word in words if (bare := word.text.strip('.,;:!?…()"“”'))] or ["nay"]


def _reword(draft: Draft, chance: random.Random) -> None:
    if not (found := _some(draft, chance, 4)):
        return
    sentence = found[1]
    draft.apply("reworded", sentence)
    vocabulary = _vocabulary(draft)
    for _ in range(max(1, int(len(sentence) * chance.uniform(0.05, 0.3)))):
        at = chance.randrange(len(sentence) - 1)
        new = chance.choice(vocabulary)
        done = chance.random()
        if done < 0.6:
            was = sentence[at]
            sentence[at] = Word(new, was.whose, own=was.own and was.text == new)
        elif done < 0.8:
            sentence.insert(at + 1, Word(new, next(draft.numbers)))
        elif len(sentence) > 4:
            del sentence[at]


def _move(draft: Draft, chance: random.Random) -> None:
    if not (found := _some(draft, chance)):
        return
    block, sentence = found
    if len(block) < 2:
        return
    _take(block, sentence)
    draft.apply("moved", sentence)
    home = chance.choice(_prose(draft))
    home.insert(chance.randint(0, len(home)), sentence)


def _move_block(draft: Draft, chance: random.Random) -> None:
    element = chance.choice(draft.elements)
    if element.kind == "heading":
        return
    draft.elements.remove(element)
    draft.apply("block moved", [word for cell in element.cells for one in cell for word in one])
    draft.elements.insert(chance.randint(0, len(draft.elements)), element)


def _split(draft: Draft, chance: random.Random) -> None:
    wide = [one for one in draft.elements if one.kind == "paragraph" and len(one.cells[0]) > 1]
    if not wide:
        return
    element = chance.choice(wide)
    block = element.cells[0]
    at = chance.randint(1, len(block) - 1)
    draft.apply("split", [word for one in block for word in one])
    place = next(at for at, one in enumerate(draft.elements) if one is element)
    draft.elements.insert(place + 1, Element("paragraph", [block[at:]]))
    element.cells[0] = block[:at]


def _merge(draft: Draft, chance: random.Random) -> None:
    pairs = [
        at
        for at, (one, other) in enumerate(pairwise(draft.elements))
        if one.kind == other.kind == "paragraph"
    ]
    if not pairs:
        return
    at = chance.choice(pairs)
    block = draft.elements[at].cells[0] + draft.elements[at + 1].cells[0]
    draft.apply("merged", [word for one in block for word in one])
    draft.elements[at].cells[0] = block
    del draft.elements[at + 1]


def _delete(draft: Draft, chance: random.Random) -> None:
    """Takes out a sentence or a row; half of the sentences leave a lookalike somewhere else."""
    tables = [one for one in draft.elements if one.kind == "table"]
    if tables and chance.random() < 0.3:
        table = chance.choice(tables)
        rows = len(table.cells) // table.columns
        if rows > 2:
            at = chance.randrange(1, rows) * table.columns
            row = table.cells[at : at + table.columns]
            if any(of is one for of, _ in draft.copies for cell in row for one in cell):
                return  # A lookalike row and no original: a rewording, or cells that moved.
            draft.apply("deleted", [word for cell in row for one in cell for word in one])
            del table.cells[at : at + table.columns]
        return
    if not (found := _some(draft, chance)):
        return
    block, sentence = found
    copies = [copy for of, copy in draft.copies if of is sentence]
    if any(said([copy]) == said([sentence]) for copy in copies):
        return  # An exact copy without its original is the original moved.
    draft.apply("deleted", sentence)
    if chance.random() < 0.5:
        homes = [other for other in _prose(draft) if other is not block]
        if homes and len(sentence) > 4:
            home, copy = chance.choice(homes), _alike(draft, chance, sentence)
            home.insert(chance.randint(0, len(home)), copy)
            draft.copies.append((sentence, copy))
    _take(block, sentence)


def _duplicate(draft: Draft, chance: random.Random) -> None:
    if not (found := _some(draft, chance)):
        return
    sentence = found[1]
    copy = [Word(word.text, next(draft.numbers)) for word in sentence]
    draft.apply("duplicated", sentence)
    draft.copies.append((sentence, copy))
    if chance.random() < 0.3:
        place = chance.randint(0, len(draft.elements))
        draft.elements.insert(place, Element("paragraph", [[copy]]))
    else:
        home = chance.choice(_prose(draft))
        home.insert(chance.randint(0, len(home)), copy)


def _mark(draft: Draft, chance: random.Random) -> None:
    """The other way of placing tone marks, and of i and y, in the whole document."""
    for block in draft.blocks():
        for sentence in block:
            for word in sentence:
                other = _otherwise(word.text)
                if other != word.text:
                    word.text = other
                    draft.apply("marks only", sentence)
    _ = chance


def _otherwise(word: str) -> str:
    bare = word.strip('.,;:!?…()"“”')
    if not bare.islower():
        return word
    key = canonical(bare)
    spellings = (*placements(key), *variants(key))
    others = [one for one in spellings if one != bare and len(one) == len(bare)]
    return word.replace(bare, others[0]) if others else word


def _renumber(draft: Draft, chance: random.Random) -> None:
    """Puts a new paragraph into a numbered row and counts on from it."""
    places = [at for at, one in enumerate(draft.elements) if _number(one)]
    if not places:
        return
    at = chance.choice(places)
    number = _number(draft.elements[at])
    words = _vocabulary(draft)
    new = [Word(f"{number})", next(draft.numbers))]
    new += [Word(chance.choice(words), next(draft.numbers)) for _ in range(chance.randint(6, 20))]
    for element in draft.elements[at:]:
        if _number(element) != number:
            break
        number += 1
        sentence = element.cells[0][0]
        sentence[0] = Word(f"{number})", sentence[0].whose, own=False)
        draft.apply("renumbered", sentence)
    draft.elements.insert(at, Element(draft.elements[at].kind, [[new]]))


def _number(element: Element) -> int:
    first = element.cells[0][0][0] if element.cells[0] and element.cells[0][0] else None
    found = _LEAD.match(first.text) if first and element.kind in ("paragraph", "item") else None
    return int(found[1]) if found else 0


def _lookalike(draft: Draft, chance: random.Random) -> None:
    """A sentence much like another, or a row much like another, is put somewhere."""
    tables = [one for one in draft.elements if one.kind == "table"]
    if tables and chance.random() < 0.3:
        table = chance.choice(tables)
        rows = len(table.cells) // table.columns
        at, to = (chance.randrange(1, rows + extra) * table.columns for extra in (0, 1))
        row = table.cells[at : at + table.columns]
        draft.apply("lookalike", [word for cell in row for one in cell for word in one])
        alike = [[_alike(draft, chance, one) for one in cell] for cell in row]
        for cell, made in zip(row, alike, strict=True):
            draft.copies += zip(cell, made, strict=True)
        table.cells[to:to] = alike
        return
    if not (found := _some(draft, chance, 5)):
        return
    sentence = found[1]
    copy = _alike(draft, chance, sentence)
    draft.apply("lookalike", sentence)
    draft.copies.append((sentence, copy))
    if chance.random() < 0.3:
        place = chance.randint(0, len(draft.elements))
        draft.elements.insert(place, Element("paragraph", [[copy]]))
    else:
        home = chance.choice(_prose(draft))
        home.insert(chance.randint(0, len(home)), copy)


def _alike(draft: Draft, chance: random.Random, sentence: Sentence) -> Sentence:
    """The same sentence with its numbers, or one or two words, changed."""
    copy = [Word(word.text, next(draft.numbers)) for word in sentence]
    numbers = [word for word in copy if _NUMBER.search(word.text)]
    if numbers:
        word = chance.choice(numbers)
        word.text = _NUMBER.sub(lambda found: str(int(found[0]) + chance.randint(1, 9)), word.text)
    elif copy:
        words = _vocabulary(draft)
        for word in chance.sample(copy[:-1] or copy, min(len(copy[:-1] or copy), 2)):
            word.text = chance.choice(words)
    return copy


def _take(block: list[Sentence], sentence: Sentence) -> None:
    block[:] = [one for one in block if one is not sentence]


_DONE: dict[str, Callable[[Draft, random.Random], None]] = {
    "reworded": _reword,
    "moved": _move,
    "block moved": _move_block,
    "split": _split,
    "merged": _merge,
    "deleted": _delete,
    "duplicated": _duplicate,
    "marks only": _mark,
    "renumbered": _renumber,
    "lookalike": _lookalike,
}
