"""Every code that the program says has a text in both languages, with its parameters."""

import ast
import re
import string
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from desktop.wording import table

ERRORS = {"AppError", "InputError", "EnvironmentFault", "NotTrusted", "BugError"}
LANGUAGES = ("vi", "en")
Relays = dict[str, frozenset[str] | None]
NEVER_ONE = {"most", "least", "limit", "longest", "length", "bytes", "name", "initials"}
"""Limits, and what is told only beyond one."""
NO_COUNTS = {"conference", "edition", "end", "ending", "file", "folder", "id", "number", "printer"}
"""What a verb ending in s follows."""
WORDING = "wording.py"  # fills texts for codes that others name


@dataclass(frozen=True)
class Saying:
    """One place that names a code: `given` are the parameters it passes, None where unknown."""

    where: str
    code: str
    given: frozenset[str] | None


def placeholders(text: str) -> frozenset[str]:
    fields = (field for _, field, _, _ in string.Formatter().parse(text) if field is not None)
    return frozenset(field.partition(".")[0].partition("[")[0] for field in fields)


def name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def literals(node: ast.expr) -> list[str] | None:
    """The codes that an expression may be, where all of them stand in the source."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        body, other = literals(node.body), literals(node.orelse)
        return None if body is None or other is None else body + other
    return None


def given(call: ast.Call, speaker: str, relays: Relays) -> frozenset[str] | None:
    """The names of the parameters that fill the text."""
    taken = relays.get(speaker, frozenset())
    if taken is None:
        return None
    if speaker == "Problem":
        params = next((word.value for word in call.keywords if word.arg == "params"), None)
        params = call.args[4] if params is None and len(call.args) > 4 else params
        if params is None:
            return frozenset()
        if not isinstance(params, ast.Dict):
            return None
        keys = [key.value for key in params.keys if isinstance(key, ast.Constant)]
        return frozenset(keys) if len(keys) == len(params.keys) else None
    if any(word.arg is None for word in call.keywords):
        return None
    return frozenset(word.arg for word in call.keywords if word.arg) - taken - {"language"}


def speakers(tree: ast.Module, relays: Relays) -> Iterator[tuple[ast.Call, str]]:
    """Calls that name a code: an error raised, a problem noted, a text asked for.

    A function that takes a `code` and hands it on speaks for its callers.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in ERRORS | {"Problem", "say"}:
            yield node, name_of(node.func)
        if isinstance(node, ast.Call) and name_of(node.func) in relays:
            yield node, name_of(node.func)
        if isinstance(node, ast.ClassDef) and {name_of(base) for base in node.bases} & ERRORS:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Call) and name_of(inner.func) == "__init__":
                    yield inner, node.name


def relaying(tree: ast.Module) -> Iterator[tuple[str, frozenset[str] | None]]:
    """Functions that hand on the `code` they are given first, with their other parameters.

    None stands for the parameters of one that fills the text with words of its own.
    """
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef) or node.name in {"__init__", "say"}:
            continue
        own = [one.arg for one in node.args.args + node.args.kwonlyargs if one.arg != "self"]
        if own[:1] == ["code"]:
            yield node.name, frozenset(own) if node.args.kwarg else None


def code_of(call: ast.Call) -> ast.expr | None:
    named = next((word.value for word in call.keywords if word.arg == "code"), None)
    return call.args[0] if call.args else named


def stands_in_place(code: ast.expr | None) -> bool:
    """A literal; the `.code` of a finding or an error that named its own; a relay's `code`."""
    relayed = code is not None and name_of(code) == "code"
    return code is not None and (relayed or literals(code) is not None)


def stages(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """`progress("rendering", …)` is shown under the text of `stage_rendering`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func).strip("_") == "progress" and node.args:
            for stage in literals(node.args[0]) or []:
                yield node, f"stage_{stage}"


@pytest.fixture(scope="module")
def relays(sources) -> Relays:
    return dict(one for module in sources for one in relaying(module.tree))


@pytest.fixture(scope="module")
def sayings(sources, relays) -> list[Saying]:
    found = []
    for module in sources:
        for call, stage in stages(module.tree):
            found.append(Saying(module.where(call), stage, frozenset()))
        if module.path.name == WORDING:
            continue
        for call, speaker in speakers(module.tree, relays):
            code = code_of(call)
            codes = [] if code is None else literals(code) or []
            where = module.where(call)
            found += [Saying(where, one, given(call, speaker, relays)) for one in codes]
    return found


def test_errors_and_problems_name_their_code_in_place(sources, relays):
    moving = [
        f"{module.where(call)}: {speaker}"
        for module in sources
        if module.path.name != WORDING
        for call, speaker in speakers(module.tree, relays)
        if speaker not in {"say", *relays} and not stands_in_place(code_of(call))
    ]
    assert moving == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_text(sayings, language):
    assert sayings
    texts = table(language)
    assert [f"{one.where}: {one.code}" for one in sayings if one.code not in texts] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_ask_for_what_they_are_given(sayings, language):
    texts = table(language)
    unlike = [
        f"{one.where}: {one.code} is given {sorted(one.given)}, asks {sorted(asks)}"
        for one in sayings
        if one.given is not None
        and one.code in texts
        and one.given != (asks := placeholders(texts[one.code]))
    ]
    assert unlike == []


def test_every_text_is_used(sources, sayings):
    """Said in place, or named in a table of codes."""
    strings = {
        node.value
        for module in sources
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    used = strings | {one.code for one in sayings}
    assert sorted(set(table("vi")) - used) == []


def test_both_languages_say_the_same(root):
    vietnamese, english = table("vi"), table("en")
    assert sorted(vietnamese) == sorted(english)
    unlike = [
        code
        for code, text in vietnamese.items()
        if placeholders(text) != placeholders(english[code])
    ]
    assert unlike == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_stands_in_two_tables(root, language):
    holders = defaultdict(list)
    for path in sorted((root / "resources" / "messages" / language).glob("*.toml")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "=" in line and not line.startswith("#"):
                holders[line.partition("=")[0].strip()].append(path.name)
    assert {code: names for code, names in holders.items() if len(names) > 1} == {}


def one_of_many(text: str) -> list[str]:
    """Where a text would say "1 sheets": a count and, a word further at most, its noun."""
    counted = re.finditer(r"\{(\w+)\}(?: [a-z-]+)?? (?!(?:is|has|was|this)\b)[a-z]{2,}s\b", text)
    return [found.group() for found in counted if found[1] not in NEVER_ONE | NO_COUNTS]


def test_a_count_of_one_reads_well(root):
    """No plural follows a count: the noun leads it ("Errors: 1")."""
    words = tomllib.loads((root / "resources/print/words/en.toml").read_text(encoding="utf-8"))
    said = {code: one_of_many(text) for code, text in (table("en") | words).items()}
    assert {code: wrong for code, wrong in said.items() if wrong} == {}
    assert one_of_many("Set on {sheets} sheets ({pages} whole pages).") == [
        "{sheets} sheets",
        "{pages} whole pages",
    ]
