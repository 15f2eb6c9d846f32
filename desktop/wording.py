"""The texts of errors, problems and stages, by code, in Vietnamese and English."""

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Literal

from desktop.library.errors import AppError, Problem
from desktop.resources import RESOURCES

if TYPE_CHECKING:
    from desktop.library.handouts.checking import Finding

Language = Literal["vi", "en"]


@cache
def table(language: Language) -> dict[str, str]:
    """Every text of one language by its code."""
    texts: dict[str, str] = {}
    for path in sorted((RESOURCES / "messages" / language).glob("*.toml")):
        texts |= tomllib.loads(path.read_text(encoding="utf-8"))
    return texts


def say(code: str, language: Language = "vi", **params: object) -> str:
    """The text of `code` with its parameters filled in."""
    return table(language)[code].format(**params)


def say_error(error: AppError, language: Language = "vi") -> str:
    """What happened, in one sentence or two."""
    return say(error.code, language, **error.params)


def say_problem(problem: Problem, language: Language = "vi") -> str:
    """`file:line: key: text`, as compilers and editors write it."""
    where = problem.file + (f":{problem.line}" if problem.line else "")
    key = f"{problem.key}: " if problem.key else ""
    return f"{where}: {key}{say(problem.code, language, **problem.params)}"


def say_finding(finding: "Finding", language: Language = "vi") -> str:
    """`page: text [article]`; parts and sides by their names."""
    texts = table(language)
    named = {"part", "side"} & finding.params.keys()
    params = finding.params | {name: texts[finding.params[name]] for name in named}
    text = texts[finding.code].format(**params)
    text = text[:1].upper() + text[1:]
    where = say("finding_page", language, page=finding.page) if finding.page else ""
    return f"{where}{text} [{finding.basis}]"
