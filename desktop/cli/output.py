"""How the commands speak: JSON on standard output, prose on standard error, one exit code."""

import contextlib
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
import rich.console
import rich.progress
import typer

from desktop import query_help, wording
from desktop.library.errors import AppError, BugError, Cancelled, Problem, ProblemsFound
from desktop.library.progress import Progress

if TYPE_CHECKING:
    from desktop.library.handouts.checking import Finding

T = TypeVar("T")
_console = rich.console.Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
_LANGUAGES: tuple[tuple[wording.Language, str], ...] = (("vi", ""), ("en", "dim"))
REDRAW = 0.1
"""Seconds between two drawings of a bar."""
CANCELLED = 130
"""The exit code of a work stopped with Ctrl+C, as shells count it."""


def write(text: str) -> None:
    """Puts a result on standard output."""
    sys.stdout.write(f"{text}\n")


def write_json(value: object) -> None:
    """Puts one JSON document on one line of standard output."""
    write(msgspec.json.encode(value, enc_hook=str).decode())


def answered(
    text: str, ask: Callable[[str], T], record: Callable[[T], object], *, as_json: bool
) -> T | None:
    """What a query found, for people to be told; None where it was written as JSON.

    `-` reads a query a line from standard input and writes one JSON document a line.
    """
    if text == "-":
        for line in sys.stdin:
            write_json(record(ask(line.rstrip("\n"))))
            sys.stdout.flush()
        return None
    found = ask(text)
    if as_json:
        write_json(record(found))
        return None
    return found


def tell(code: str, **params: object) -> None:
    """Says something on standard error, Vietnamese first."""
    for language, style in _LANGUAGES:
        _console.print(wording.say(code, language, **params), style=style)


def tell_doubts(hint: str, suggestion: str) -> None:
    """What of a query was read otherwise than it looks, and what else may be meant; "" for none."""
    if hint:
        tell(query_help.HINTS[hint])
    if suggestion:
        tell("did_you_mean", suggestion=suggestion)


def explain(text: str) -> None:
    """Puts a document's own words on standard error, whatever signs they have."""
    _console.print("".join(one if one.isprintable() else " " for one in text))


def tell_problems(problems: list[Problem] | tuple[Problem, ...]) -> None:
    """Lists findings, each with its file, line and key, Vietnamese then English."""
    for problem in problems:
        style = "red" if problem.severity == "error" else "yellow"
        _console.print(wording.say_problem(problem, "vi"), style=style)
        _console.print(f"    {wording.say_problem(problem, 'en')}", style="dim")


def tell_finding(finding: "Finding") -> None:
    """Says what is against the rules on paper, Vietnamese then English."""
    style = "red" if finding.blocking else "yellow"
    _console.print(wording.say_finding(finding, "vi"), style=style)
    _console.print(f"    {wording.say_finding(finding, 'en')}", style="dim")


def tell_failure(file: Path, error: AppError) -> None:
    """Says why one file of several was refused."""
    if isinstance(error, ProblemsFound):
        tell_problems(error.problems)
        return
    for language, style in _LANGUAGES:
        text = wording.say_error(error, language)
        named = "" if str(file) in text else f"{file}: "
        _console.print(f"{named}{text}", style=style)


@contextlib.contextmanager
def errors_told(*, as_json: bool = False) -> Iterator[None]:
    """Tells an error in both languages and ends with its exit code."""
    try:
        yield
    except ProblemsFound as error:
        if as_json:
            write_json({"error": error.code, "problems": error.problems})
        tell_problems(error.problems)
        tell(error.code, **error.params)
        raise typer.Exit(error.exit_code) from error
    except AppError as error:
        if as_json:
            message = wording.say_error(error)
            write_json({"error": error.code, "params": error.params, "message": message})
        tell(error.code, **error.params)
        raise typer.Exit(error.exit_code) from error
    except typer.Exit:
        raise
    except (Cancelled, KeyboardInterrupt, typer.Abort) as error:
        tell("cancelled")
        raise typer.Exit(CANCELLED) from error
    except Exception as error:
        traceback.print_exception(error)
        tell("bug", kind=type(error).__name__)
        raise typer.Exit(BugError.exit_code) from error


@contextlib.contextmanager
def progress_shown() -> Iterator[Progress]:
    """A bar on standard error while the block runs; nothing where that is no terminal."""
    quiet = not _console.is_terminal
    bars = rich.progress.Progress(
        console=_console, transient=True, auto_refresh=False, disable=quiet
    )
    task = bars.add_task("", total=None)
    drawn = 0.0

    def show(stage: str, done: int, total: int) -> None:
        nonlocal drawn
        if quiet or (done < total and time.monotonic() - drawn < REDRAW):
            return
        drawn = time.monotonic()
        label = wording.say(f"stage_{stage}")
        bars.update(task, description=label, completed=done, total=total or None, refresh=True)

    with bars:
        yield show


LEVELS = {
    "exact": "level_exact",
    "tone": "level_tone",
    "unaccented": "level_unaccented",
    "abbreviated": "level_abbreviated",
    "approximate": "level_approximate",
}
"""What people are told of each rung of the match ladder."""
