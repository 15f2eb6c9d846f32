"""The words that an exported file itself adds, and how tags and times are written in one."""

import re
import tomllib
from datetime import datetime
from functools import cache
from typing import Any, Literal, get_args

from desktop.library.reader.annotations import Author
from desktop.library.reader.exchange.incoming import one_line
from desktop.resources import RESOURCES

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
NO_TAG = "–"
_MEANING = re.compile(rf"[\\,{NO_TAG}]")
_TAG = re.compile(r"(?:\\.|[^\\,])+")
_ESCAPED = re.compile(r"\\(.)")


@cache
def words(language: Language) -> dict[str, Any]:
    """A language's words, by group."""
    path = RESOURCES / "exchange" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def meanings(group: str) -> dict[str, str]:
    """What a word of a group stands for, in any language."""
    return {word: key for language in LANGUAGES for key, word in words(language)[group].items()}


def author_text(author: Author | None, language: Language) -> str:
    """A name with its initials."""
    if author is None or not author.name:
        return str(words(language)["nobody"])
    return f"{author.name} ({author.initials})" if author.initials else author.name


def moment_text(moment: str) -> str:
    """A time of a record as the clock on the wall shows it: 2026-09-12 08:30."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def tags_text(tags: tuple[str, ...]) -> str:
    """Tags with commas between them; what could be taken for a separator gets a backslash."""
    return ", ".join(_MEANING.sub(r"\\\g<0>", one_line(tag, len(tag))) for tag in tags)


def tags_of(text: str) -> tuple[str, ...]:
    """The tags of such a text, each once."""
    tags = (_ESCAPED.sub(r"\1", part).strip() for part in _TAG.findall(text))
    return tuple(dict.fromkeys(tag for tag in tags if tag))
