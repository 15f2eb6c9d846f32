"""Layout rules as data: what a template must keep to, each value with the article it is from.

A rule set is a file of `resources/print/rules`. An office may keep its own copy of one, under the
same name, in the folder `print-rules` of its state; that one is read in its stead.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from desktop.library import disk
from desktop.library.errors import BugError, InputError
from desktop.resources import RESOURCES

PRINT = RESOURCES / "print"
OWN_FOLDER = "print-rules"
"""The folder in the state that holds an office's own rule sets."""
_POINTS_PER_MM = 72 / 25.4
_MERGED = ("page", "a5", "sizes", "spacing", "looks", "texts")
Basis = Annotated[str, msgspec.Meta(min_length=1)]


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One measure. `least` and `most` bound what an office or a fit to the page may choose.

    `unit`: millimetres, points, or multiples (of the font's own line height, of a size).
    """

    value: float
    unit: Literal["mm", "pt", "times"]
    basis: Basis
    least: float | None = None
    most: float | None = None

    @property
    def points(self) -> float:
        """The measure in points (1/72 inch)."""
        return self.value * _POINTS_PER_MM if self.unit == "mm" else self.value

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the most that is allowed, in the value's own unit."""
        least = self.value if self.least is None else self.least
        return least, self.value if self.most is None else self.most

    def allows(self, value: float, tolerance: float = 0.0) -> bool:
        """Whether a measure in the value's own unit keeps to the bounds."""
        least, most = self.bounds
        return least - tolerance <= value <= most + tolerance


class Look(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How one part is set; its size stands among the sizes under the same name.

    `side`: which column of the head or foot. `rule`: a line under it, as a share of its width.
    """

    basis: Basis
    side: Literal["", "left", "centre", "right"] = ""
    bold: bool = False
    italic: bool = False
    caps: bool = False
    underline: bool = False
    frame: bool = False
    rule: float = 0


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words or a sign that the rule set prescribes; `{…}` stands for what is filled in."""

    text: str
    basis: Basis


class Fonts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Font families: the text's own, those that lend it missing characters, and code."""

    body: str
    others: tuple[str, ...]
    code: str

    @property
    def families(self) -> tuple[str, ...]:
        return (self.body, *self.others)


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule set: its legal basis, the day it came into force, and whether we could check it.

    `a5` overrides `page` on that paper, where its `scale` is applied to sizes and spacing.
    `required` are the parts of an official paper that may not be missing. `own`: an office's copy.
    `short` is the basis in the few words that offices call it by, "" where it has none.
    """

    id: str
    basis: str
    in_force: dt.date
    verified: bool
    fonts: Fonts
    page: dict[str, Value]
    sizes: dict[str, Value]
    spacing: dict[str, Value]
    a5: dict[str, Value] = {}
    looks: dict[str, Look] = {}
    texts: dict[str, Text] = {}
    required: tuple[str, ...] = ()
    own: bool = False
    short: str = ""

    def measures(self) -> dict[str, Any]:
        """What a template reads: points, looks, texts; `line` is absolute where its unit is."""
        line = self.spacing["line"]
        return {
            "page": {name: value.points for name, value in self.page.items()},
            "sizes": {name: value.points for name, value in self.sizes.items()},
            "spacing": {name: value.points for name, value in self.spacing.items()},
            "line_in_points": line.unit == "pt",
            "looks": self.looks,
            "texts": {name: text.text for name, text in self.texts.items()},
        }

    @property
    def measure_width(self) -> float:
        """Points between the margins."""
        page = self.page
        return page["width"].points - page["left"].points - page["right"].points


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a template is made of: a Typst file, its rule sets, and whether it is an official paper.

    Of several rule sets the one that came into force last, by the handout's date, is kept to.
    """

    layout: str
    rules: tuple[str, ...]
    official: bool = False


@cache
def _templates(file: Path) -> dict[str, Template]:
    text = file.read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Template])


def templates() -> list[str]:
    """The names of the templates there are."""
    return list(_templates(PRINT / "templates.toml"))


def template_named(name: str) -> Template:
    """Raises: InputError for a template that there is not."""
    held = _templates(PRINT / "templates.toml")
    if name not in held:
        raise InputError("template_unknown", template=name, known=", ".join(held))
    return held[name]


def choices(template: str, own: Path | None = None) -> list[Rules]:
    """The rule sets that a template may keep to, in the order of their coming into force.

    Raises: as `read_rules`.
    """
    named = template_named(template).rules
    return sorted((rule_set(name, own) for name in named), key=lambda rules: rules.in_force)


def read_rules(
    template: str, date: dt.date | None = None, own: Path | None = None, named: str = ""
) -> Rules:
    """The rule set of `template`: the one `named`, else the one in force on `date`.

    `own` is the folder of an office's own copies.

    Raises: InputError for a template or rule set that there is not, or an own copy out of shape;
    BugError for a rule file of ours out of shape; EnvironmentFault.
    """
    held = choices(template, own)
    if named:
        for rules in held:
            if rules.id == named:
                return rules
        known = ", ".join(rules.id for rules in held)
        raise InputError("print_rules_unknown", rules=named, known=known)
    in_force = [rules for rules in held if date is None or rules.in_force <= date]
    return (in_force or held[:1])[-1]


def rule_set(name: str, own: Path | None = None) -> Rules:
    """One rule set, an office's own copy before ours. Raises: as `read_rules`."""
    if own is not None:
        file = own / f"{name}.toml"
        with disk.faults(file):
            data = file.read_bytes() if file.is_file() else None
        if data is not None:
            try:
                rules = _read(data.decode())
            except _OUT_OF_SHAPE as error:
                raise InputError("print_rules_own_damaged", file=file, reason=error) from error
            return msgspec.structs.replace(rules, own=True)
    try:
        return _ours(PRINT / "rules" / f"{name}.toml")
    except _OUT_OF_SHAPE as error:
        raise BugError("print_rules_damaged", file=f"{name}.toml", reason=error) from error


_OUT_OF_SHAPE = (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError)


@cache
def _ours(file: Path) -> Rules:
    return _read(file.read_text(encoding="utf-8"))


def _read(text: str) -> Rules:
    """A rule set with the values of its `base`, which stands in a file of ours."""
    return msgspec.convert(_based(tomllib.loads(text)), Rules)


def _based(table: dict[str, Any]) -> dict[str, Any]:
    base = table.pop("base", "")
    if not base:
        return table
    if not isinstance(base, str) or not (PRINT / "rules" / f"{base}.toml").is_file():
        raise msgspec.ValidationError(f"base = {base!r}")
    under = (PRINT / "rules" / f"{base}.toml").read_text(encoding="utf-8")
    merged = _based(tomllib.loads(under))
    for key, value in table.items():
        both = key in _MERGED and isinstance(value, Mapping)
        merged[key] = {**merged.get(key, {}), **value} if both else value
    return merged
