"""The measures that one handout is set in: its rule set, with what its options choose within it."""

import msgspec

from desktop.library.errors import InputError
from desktop.library.handouts.draft import Options
from desktop.library.handouts.rules import Rules, Value

_WITH_BODY = ("heading_1", "heading_2", "heading_3", "bases", "addressee")
"""Sizes that go down and up with the body, within their own bounds."""


def resolved(rules: Rules, options: Options) -> Rules:
    """The rule set with its values as `options` has them: paper, letter size and spacing.

    Raises: InputError when a choice is outside the rule set's bounds, naming them and the article.
    """
    if options.paper == "a5":
        rules = _on_a5(rules)
    if options.notes_on and not rules.required:  # an official paper's margins are not ours
        rules = msgspec.structs.replace(rules, page=rules.page | {"right": rules.page["aside"]})
    sizes, spacing = dict(rules.sizes), dict(rules.spacing)
    if options.size:
        change = options.size - sizes["body"].value
        sizes["body"] = _chosen(sizes["body"], options.size)
        for name in _WITH_BODY:
            if name in sizes:
                sizes[name] = _near(sizes[name], sizes[name].value + change)
    if options.spacing:
        spacing["line"] = _chosen(spacing["line"], options.spacing)
    if options.gap:
        spacing["paragraph"] = _chosen(spacing["paragraph"], options.gap)
    return msgspec.structs.replace(rules, sizes=sizes, spacing=spacing)


def _chosen(value: Value, wanted: float) -> Value:
    if not value.allows(wanted, 1e-6):
        least, most = value.bounds
        raise InputError(
            "print_outside",
            value=f"{wanted:g}",
            least=f"{least:g}",
            most=f"{most:g}",
            basis=value.basis,
        )
    return msgspec.structs.replace(value, value=wanted)


def _near(value: Value, wanted: float) -> Value:
    least, most = value.bounds
    return msgspec.structs.replace(value, value=min(max(wanted, least), most))


def _on_a5(rules: Rules) -> Rules:
    scale = rules.a5["scale"].value
    page = {name: value for name, value in rules.a5.items() if name != "scale"}
    line = rules.spacing["line"]
    return msgspec.structs.replace(
        rules,
        page=rules.page | page,
        sizes={name: _scaled(value, scale) for name, value in rules.sizes.items()},
        spacing={name: _scaled(value, scale) for name, value in rules.spacing.items()}
        | ({"line": line} if line.unit == "times" else {}),
    )


def _scaled(value: Value, scale: float) -> Value:
    """In steps of half a point, or a tenth of a millimetre."""
    step = 0.5 if value.unit == "pt" else 0.1

    def by(number: float | None) -> float | None:
        return None if number is None else round(round(number * scale / step) * step, 3)

    made = by(value.value)
    return msgspec.structs.replace(
        value, value=made or value.value, least=by(value.least), most=by(value.most)
    )
