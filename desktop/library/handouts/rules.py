"""Layout rules as data: what a template must keep to, each value with the article it is from."""

import datetime as dt
import tomllib
from typing import Annotated, Literal

import msgspec

from desktop.library.errors import BugError, InputError
from desktop.resources import RESOURCES

PRINT = RESOURCES / "print"


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One measure. `least` and `most` bound what an office or a fit to the page may choose.

    `unit`: millimetres, points, or multiples of the font's own line height.
    """

    value: float
    unit: Literal["mm", "pt", "times"]
    basis: Annotated[str, msgspec.Meta(min_length=1)]
    least: float | None = None
    most: float | None = None

    @property
    def points(self) -> float:
        """The measure in points (1/72 inch)."""
        return self.value * 72 / 25.4 if self.unit == "mm" else self.value


class Fonts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Font families: the text's own, those that lend it missing characters, and code."""

    body: str
    others: tuple[str, ...]
    code: str

    @property
    def families(self) -> tuple[str, ...]:
        return (self.body, *self.others)


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule set: its legal basis, the day it came into force, and whether we could check it."""

    id: str
    basis: str
    in_force: dt.date
    verified: bool
    fonts: Fonts
    page: dict[str, Value]
    sizes: dict[str, Value]
    spacing: dict[str, Value]

    def measures(self) -> dict[str, dict[str, float]]:
        """What a template reads: points, and `line` in multiples of the font's line height."""
        return {
            "page": {name: value.points for name, value in self.page.items()},
            "sizes": {name: value.points for name, value in self.sizes.items()},
            "spacing": {name: value.points for name, value in self.spacing.items()},
        }


def templates() -> list[str]:
    """The names of the templates there are."""
    return sorted(path.stem for path in (PRINT / "rules").glob("*.toml"))


def read_rules(template: str) -> Rules:
    """The rule set of `template`.

    Raises: InputError for a template that there is not; BugError for a rule file out of shape.
    """
    if template not in templates():
        raise InputError("template_unknown", template=template, known=", ".join(templates()))
    path = PRINT / "rules" / f"{template}.toml"
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Rules)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BugError("print_rules_damaged", file=path.name, reason=error) from error
