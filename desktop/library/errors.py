"""The one tree of errors, each a code with parameters; `desktop.wording` holds the texts."""

from collections.abc import Iterable
from typing import Literal

import msgspec


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """One finding in a librarian's file: what is wrong (`code`, `params`), and where.

    `file` is as the librarian named it, `line` counts from 1 (0: the whole file), `key` is the
    front-matter key as a path (`speakers[0].name`). An `error` stops `build`; a `warning` does not.
    """

    code: str
    file: str
    line: int = 0
    key: str = ""
    params: dict[str, str] = {}
    severity: Literal["error", "warning"] = "error"


class AppError(Exception):
    """What a person is told about: `code` names a text of `desktop.wording`, `params` fill it."""

    exit_code = 70

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params: dict[str, str] = {name: str(value) for name, value in params.items()}

    def __str__(self) -> str:
        filled = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.code}({filled})"


class InputError(AppError):
    """The person can mend it: a file, a word or a choice is wrong."""

    exit_code = 1


class ProblemsFound(InputError):
    """The workspace has errors; `problems` holds all of them, warnings too."""

    def __init__(self, problems: list[Problem]) -> None:
        errors = [problem for problem in problems if problem.severity == "error"]
        super().__init__("problems_found", count=len(errors))
        self.problems = problems


class WithoutGlyphs(InputError):
    """The print fonts lack characters: `letters`, and `named` so that a person can find them."""

    def __init__(self, letters: Iterable[str], named: str) -> None:
        super().__init__("characters_without_glyph", characters=named)
        self.letters = frozenset(letters)


class EnvironmentFault(AppError):
    """The machine stands in the way: disk, lock, permission."""

    exit_code = 3


class NotTrusted(AppError):
    """A package or signature that cannot be confirmed."""

    exit_code = 4


class BugError(AppError):
    """Our fault."""

    exit_code = 70


class Cancelled(Exception):
    """The person stopped a long work; nothing was changed."""
