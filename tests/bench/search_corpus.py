"""Documents and queries for the search benchmark, the same for every engine and every run."""

import gzip
import json
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

KINDS = [f"kind{number}" for number in range(10)]
CLASSES = ["rare", "common", "and", "or", "phrase", "prefix", "date", "field"]
LENGTH = 620  # tokens a document, as in news articles
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Document:
    """One document: syllables separated by spaces, a day number, a kind."""

    body: str
    day: int
    kind: str


@dataclass(frozen=True)
class Ask:
    """One query: `words` by the rule of its class, with a kind or a range of days."""

    rule: str
    words: tuple[str, ...]
    kind: str = ""
    first: int = 0
    last: int = 0

    def line(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def parsed(line: str) -> Ask:
    """The query of an `Ask.line`."""
    held = json.loads(line)
    return Ask(**{**held, "words": tuple(held["words"])})


def paragraphs(source: Path) -> list[str]:
    """The paragraphs of the texts, in lower-case syllables."""
    found = []
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = unicodedata.normalize("NFC", json.loads(line)["text"]).lower()
            found += [" ".join(_WORD.findall(part)) for part in text.split("\n")]
    return [part for part in found if part.count(" ") >= 8]


def grow(source: Path, target: Path, count: int, seed: int = 20) -> None:
    """Writes `count` documents of about `LENGTH` tokens, one a line, from shuffled paragraphs."""
    parts = paragraphs(source)
    chance = random.Random(seed)
    with target.open("w", encoding="utf-8") as out:
        for _ in range(count):
            wanted = int(chance.lognormvariate(0, 0.5) * LENGTH)
            chosen: list[str] = []
            while wanted > 0:
                part = parts[int(chance.random() ** 1.5 * len(parts))]
                chosen.append(part)
                wanted -= part.count(" ") + 1
            out.write(f"{chance.randrange(3650)}\t{chance.choice(KINDS)}\t{' '.join(chosen)}\n")


def read(path: Path, part: int = 0, parts: int = 1) -> Iterator[Document]:
    """The documents of the file, or one share of them in a run of lines."""
    with path.open(encoding="utf-8") as lines:
        total = sum(1 for _ in lines) if parts > 1 else 0
        lines.seek(0)
        for number, line in enumerate(lines):
            if parts > 1 and number * parts // total != part:
                continue
            day, kind, body = line.rstrip("\n").split("\t")
            yield Document(body, int(day), kind)


def asks(path: Path, each: int = 30, seed: int = 7) -> list[Ask]:
    """`each` queries a class, drawn from the documents; no term twice within a class."""
    chance = random.Random(seed)
    sample = [document.body.split() for number, document in enumerate(read(path)) if number < 4000]
    frequency = Counter(word for body in sample for word in set(body))
    share = {word: count / len(sample) for word, count in frequency.items()}
    result: list[Ask] = []
    for rule in CLASSES:
        used: set[str] = set()
        while sum(ask.rule == rule for ask in result) < each:
            ask = _draw(rule, sample, share, chance)
            if ask is not None and used.isdisjoint(ask.words):
                used.update(ask.words)
                result.append(ask)
    return result


def _draw(  # noqa: PLR0911 - one return a rule
    rule: str, sample: list[list[str]], share: dict[str, float], chance: random.Random
) -> Ask | None:
    body = chance.choice(sample)
    at = chance.randrange(max(1, len(body) - 4))
    near = tuple(dict.fromkeys(body[at : at + chance.randint(3, 4)]))
    word = body[at]
    if rule == "rare":
        return Ask(rule, (word,)) if share[word] < 0.002 else None
    if rule == "common":
        return Ask(rule, (word,)) if share[word] > 0.1 else None
    if rule in {"and", "phrase"}:
        return Ask(rule, near[: 2 + (rule == "and") + chance.randint(0, 1)])
    if rule == "or":
        four = tuple(dict.fromkeys(chance.sample(body, min(4, len(body)))))
        return Ask(rule, four) if len(four) == 4 else None
    if rule == "prefix":
        return Ask(rule, (word[: chance.randint(2, 3)],)) if len(word) > 3 else None
    if rule == "date":
        first = chance.randrange(3000)
        return Ask(rule, (word,), first=first, last=first + 365)
    return Ask(rule, (word,), kind=chance.choice(KINDS))
