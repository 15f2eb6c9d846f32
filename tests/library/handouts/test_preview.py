"""What is shown while composing is what is printed."""

import datetime as dt
from collections.abc import Callable

import msgspec
import pytest

from desktop.library.document import Document
from desktop.library.errors import InputError
from desktop.library.handouts.composition import Composition
from desktop.library.handouts.preview import Preview
from desktop.library.handouts.write import ready, write
from desktop.library.text.rendering import render

Compose = Callable[[Document], Composition]
DATE = dt.date(2026, 10, 14)
OTHER = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'


def test_it_shows_what_is_printed_after_every_change(compose: Compose, document: Document) -> None:
    first = compose(document)
    edited = msgspec.structs.replace(first, title="Một tên khác")
    part = msgspec.structs.replace(first.parts[0], figures={"so-do.svg": OTHER})
    drawn = msgspec.structs.replace(first, parts=(part,))
    with Preview() as preview:
        for composition in (first, edited, drawn, first):
            for template in ("plain", "state", "plain"):
                shown = preview.pdf(ready(composition, template, DATE), DATE)
                assert shown == write(composition, template, "pdf", DATE)


def test_what_cannot_be_printed_is_told_and_the_next_is_shown(compose: Compose) -> None:
    with Preview() as preview:
        bad = compose(render("Vui 🙂 nhé"))
        with pytest.raises(InputError, match="characters_without_glyph"):
            preview.pdf(ready(bad, "plain", DATE), DATE)
        assert preview.pdf(ready(bad, "plain", DATE), DATE, replacing=True)
        part = compose(render("![x](so-do.svg)")).parts[0]
        broken = msgspec.structs.replace(part, figures={"so-do.svg": b"\x89PNG\r\n\x1a\nbroken"})
        composition = msgspec.structs.replace(bad, parts=(broken,))
        with pytest.raises(InputError, match="figure_unreadable"):
            preview.pdf(ready(composition, "plain", DATE), DATE)
        assert preview.pdf(ready(compose(render("Tốt.")), "plain", DATE), DATE)
