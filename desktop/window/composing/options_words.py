"""The choices of the composer's options, in words."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.library.document import CIRCULATIONS, Circulation
from desktop.library.handouts.rules import Rules, Value

translate = QCoreApplication.translate
Choices = tuple[tuple[str, str], ...]
OFFICIAL = ("party", "state", "extract")
"""Templates of papers that have a number and a signature."""
WRITTEN = ("discussion", "opinions")
"""Templates with lines to write on."""
_SIZES = (10, 11, 12, 13, 14, 15, 16, 17, 18, 20)
_TIMES = (1, 1.1, 1.15, 1.2, 1.25, 1.3, 1.4, 1.5, 1.6)
_POINTS = range(1, 41)


def template_names() -> Choices:
    """The templates, by what they are for."""
    return (
        ("plain", translate("Options", "Plain")),
        ("party", translate("Options", "Party document")),
        ("state", translate("Options", "State document")),
        ("extract", translate("Options", "Certified extract")),
        ("large", translate("Options", "Large print")),
        ("notes", translate("Options", "Notes report")),
        ("discussion", translate("Options", "Discussion sheet")),
        ("opinions", translate("Options", "Opinion table")),
    )


def rule_sets(held: Sequence[Rules]) -> Choices:
    """The rule sets of an official paper; the first leaves it to the paper's date."""
    return (("", translate("Options", "As in force on its date")), *map(_rule_set, held))


def _rule_set(rules: Rules) -> tuple[str, str]:
    named = rules.short or rules.basis
    if rules.own:
        named = translate("Options", "{rules}, the office's own copy").format(rules=named)
    if not rules.verified:
        named = translate("Options", "{rules} (unverified)").format(rules=named)
    return rules.id, named


def papers() -> Choices:
    """Sizes of paper."""
    return (("a4", "A4"), ("a5", "A5"))


def sizes(least: float = 0, most: float = 99) -> Choices:
    """Letters of the body, `least` to `most` points; the first leaves it to the template."""
    own = translate("Options", "By template")
    points = translate("Options", "{size} pt")
    return (
        ("0", own),
        *((str(one), points.format(size=one)) for one in _SIZES if least <= one <= most),
    )


def spacings(line: Value | None = None, held: float = 0) -> Choices:
    """Distances between lines within a rule's bounds, and the one `held`; the first as above."""
    if line is None or line.unit == "pt":
        return gaps(line, held)
    lines = translate("Options", "{size} × single")
    return _measures(lines, _within(line, _TIMES), held)


def gaps(gap: Value | None = None, held: float = 0) -> Choices:
    """Points between paragraphs within a rule's bounds, and those `held`; the first as above."""
    points = translate("Options", "{size} pt")
    return _measures(points, _within(gap, _POINTS) if gap is not None else (), held)


def _within(value: Value, steps: Sequence[float]) -> Sequence[float]:
    return [step for step in steps if value.allows(step)]


def _measures(words: str, steps: Sequence[float], held: float) -> Choices:
    own = translate("Options", "By template")
    numbers = sorted({*steps, *((held,) if held else ())})
    shown = {one: QLocale().toString(float(one), "g") for one in numbers}
    return (("0", own), *((f"{one:g}", words.format(size=shown[one])) for one in numbers))


def sides() -> Choices:
    """How many sides of the paper are printed."""
    return (
        ("1", translate("Options", "One side")),
        ("2", translate("Options", "Both sides")),
    )


def layouts() -> Choices:
    """How pages lie on sheets."""
    return (
        ("single", translate("Options", "Page by page")),
        ("booklet", translate("Options", "Booklet, A5")),
        ("two_up", translate("Options", "Two pages a sheet")),
    )


def fits() -> Choices:
    """How long it may be."""
    return (
        ("0", translate("Options", "As long as it is")),
        ("1", translate("Options", "On one sheet")),
        ("2", translate("Options", "On two sheets")),
    )


def marks() -> Choices:
    """How numbered copies are told apart."""
    return (
        ("none", translate("Options", "Not numbered")),
        ("foot", translate("Options", "Numbered at the foot")),
        ("watermark", translate("Options", "As a watermark")),
    )


def sources() -> Choices:
    """Where the sources are named."""
    return (
        ("foot", translate("Options", "At the page's foot")),
        ("end", translate("Options", "At the end")),
        ("none", translate("Options", "Not named")),
    )


def languages() -> Choices:
    """A language is named in itself, whichever is spoken."""
    return (("vi", "Tiếng Việt"), ("en", "English"))


def spellings() -> Choices:
    """Where the tone mark of uy, oa stands."""
    return (
        ("", translate("Options", "As written in the sources")),
        ("old", translate("Options", "ủy, hòa")),
        ("new", translate("Options", "uỷ, hoà")),
    )


def circle_name(circle: Circulation) -> str:
    """Who may have it, without the word for circulation before it."""
    return {
        "public": translate("Options", "Public"),
        "internal": translate("Options", "Internal"),
        "restricted": translate("Options", "Restricted"),
    }[circle]


def circles(narrowest: Circulation) -> Choices:
    """The first follows the sources."""
    own = translate("Options", "By the narrowest source ({circle})")
    named = tuple((circle, circle_name(circle)) for circle in CIRCULATIONS)
    return (("", own.format(circle=circle_name(narrowest))), *named)
