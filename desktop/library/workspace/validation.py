"""Checks plain values against the schema and finds every fault, not only the first.

msgspec stops at the first fault. Each fault is noted, the offending value taken out, and the rest
checked again, so that a librarian sees all of them at once.
"""

import re
from typing import Any, TypeVar

import msgspec

Shape = TypeVar("Shape")
_AT = re.compile(r"^(?P<what>.*?)(?: - at `\$(?P<path>[^`]*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]")
_NAMED = (
    (re.compile(r"missing required field `(?P<name>[^`]+)`"), "key_missing"),
    (re.compile(r"unknown field `(?P<name>[^`]+)`"), "key_unknown"),
)
_WRONG = (
    (re.compile(r"Expected `str(?: \| null)?`, got"), "key_text"),
    (re.compile(r"Expected `array(?: \| null)?`, got"), "key_list"),
    (re.compile(r"Expected `int(?: \| null)?`, got"), "key_number"),
    (re.compile(r"Expected `object(?: \| null)?`, got"), "key_group"),
    (re.compile(r"Expected `date(?: \| null)?`, got|Invalid RFC3339 encoded date"), "key_date"),
    (re.compile(r"matching regex"), "key_slug"),
    (re.compile(r"Invalid enum value '(?P<value>.*)'"), "key_choice"),
    (re.compile(r"of length >= 1$"), "key_empty"),
    (re.compile(r"of length <= (?P<most>\d+)"), "key_long"),
    (re.compile(r"`int` >= (?P<least>\d+)"), "key_least"),
)
"""What msgspec says -> the code of what a librarian is told; an identifier has the one pattern."""


class Finding(msgspec.Struct, frozen=True):
    """One fault: `code` of the wording table, `key` as a path (`speakers[0].name`), `params`."""

    code: str
    key: str
    params: dict[str, str]


def describe(error: msgspec.ValidationError) -> Finding:
    """What msgspec found, as a code and the path of the key."""
    match = _AT.match(str(error))
    what, path = (match["what"], match["path"] or "") if match else (str(error), "")
    for pattern, code in _NAMED:
        found = pattern.search(what)
        if found:
            return Finding(code, f"{path}.{found['name']}".lstrip("."), {})
    for pattern, code in _WRONG:
        found = pattern.search(what)
        if found:
            return Finding(code, path.lstrip("."), found.groupdict())
    return Finding("key_wrong", path.lstrip("."), {"reason": what})


def convert(values: dict[str, Any], shape: type[Shape]) -> tuple[Shape | None, list[Finding]]:
    """`values` as a `shape`, or None with every fault found."""
    findings: dict[str, Finding] = {}
    while True:
        try:
            whole = msgspec.convert(values, shape)
        except msgspec.ValidationError as error:
            finding = describe(error)
            findings.setdefault(finding.key, finding)
            rest = _without(values, finding)
            if rest is None:
                return None, list(findings.values())
            values = rest
        else:
            return (None if findings else whole), list(findings.values())


def steps(key: str) -> list[str | int]:
    """`speakers[0].name` as its steps."""
    return [int(index) if index else name for name, index in _STEP.findall(f".{key}")]


def _without(values: dict[str, Any], finding: Finding) -> dict[str, Any] | None:
    """`values` mended enough to look for the next fault; None if nothing could be mended."""
    path = steps(finding.key)
    if not path:
        return None
    copy: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(values))
    holder: Any = copy
    for step in path[:-1]:
        holder = holder[step]
    if finding.code == "key_missing":
        holder[path[-1]] = "x"
    else:
        del holder[path[-1]]
    return copy
