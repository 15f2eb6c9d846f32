"""Compiles a sheet with Typst into PDF, offline and byte for byte the same each time.

No text of a person becomes Typst source: the templates are ours, the data goes in as JSON.
"""

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import typst

from desktop.library import disk
from desktop.library.errors import BugError, InputError
from desktop.library.handouts.coverage import REPLACEMENT, missing
from desktop.library.handouts.fonts import FAMILIES, FONTS
from desktop.library.handouts.payload import Payload, encode
from desktop.library.handouts.pictures import Kind, kind_of
from desktop.library.handouts.rules import PRINT, Rules, read_rules
from desktop.library.handouts.sheet import Figure, Sheet


def typeset(sheet: Sheet, template: str, date: dt.date, replaced: Iterable[str] = ()) -> bytes:
    """The sheet as a tagged PDF in its language, with bookmarks, dated `date`.

    Each character of `replaced` is printed as □.

    Raises: InputError for an unknown template or a picture that cannot be read; BugError when
    Typst refuses our own template; EnvironmentFault when there is no room for temporary files.
    """
    rules = read_rules(template)
    payload = Payload(sheet, rules)
    signs = dict.fromkeys(map(ord, replaced), REPLACEMENT)
    inputs = {
        "sheet": encode(payload.build()).translate(signs),
        "rules": encode(rules.measures() | _fonts(rules)),
    }
    with disk.faults(Path(tempfile.gettempdir())), tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for source in PRINT.glob("*.typ"):
            shutil.copyfile(source, root / source.name)
        for file, figure in payload.files.items():
            (root / file).write_bytes(figure.data)
        try:
            return _compile(root / f"{template}.typ", inputs, date)
        except typst.TypstError as error:
            for figure in payload.files.values():
                check_picture(figure)
            raise BugError("typesetting_failed", reason=error) from error


def typeset_form(
    form: str, data: dict[str, object], date: dt.date, *, tagged: bool = True
) -> bytes:
    """A form of our own, `resources/print/<form>.typ`, filled with `data`, as a PDF.

    What is to be laid over other pages is not `tagged`. Characters that no print font has are
    printed as □. Raises: BugError when Typst refuses it; EnvironmentFault.
    """
    filled = encode(data)
    signs = dict.fromkeys(map(ord, missing([filled], FAMILIES)), REPLACEMENT)
    with disk.faults(Path(tempfile.gettempdir())), tempfile.TemporaryDirectory() as name:
        source = Path(name) / f"{form}.typ"
        shutil.copyfile(PRINT / source.name, source)
        try:
            return _compile(source, {"form": filled.translate(signs)}, date, tagged=tagged)
        except typst.TypstError as error:
            raise BugError("typesetting_failed", reason=error) from error


def check_picture(figure: Figure) -> Kind:
    """The kind of a picture that can be read from end to end. Raises: InputError if it cannot."""
    kind = kind_of(figure.data)
    if kind is None:
        raise InputError("figure_unreadable", name=figure.name, title=figure.title)
    picture_png(figure, kind, 1)
    return kind


def picture_png(figure: Figure, kind: Kind, density: float) -> bytes:
    """A picture as PNG at `density` dots an inch, for formats that know no SVG.

    Raises: InputError when it cannot be read.
    """
    with disk.faults(Path(tempfile.gettempdir())), tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / f"figure.{kind}").write_bytes(figure.data)
        main = root / "main.typ"
        page = "#set page(width: auto, height: auto, margin: 0pt)"
        main.write_text(f'{page}\n#image("/figure.{kind}")', encoding="utf-8")
        try:
            return typst.compile(
                main,
                root=root,
                font_paths=_book(),
                ignore_system_fonts=True,
                format="png",
                ppi=density,
            )
        except typst.TypstError as error:
            raise InputError("figure_unreadable", name=figure.name, title=figure.title) from error


def _fonts(rules: Rules) -> dict[str, object]:
    fonts = rules.fonts
    return {"fonts": {"body": fonts.families, "code": (fonts.code, *fonts.families)}}


@cache
def _book() -> typst.Fonts:
    """The committed fonts and no others."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _compile(source: Path, inputs: dict[str, str], date: dt.date, *, tagged: bool = True) -> bytes:
    noon = dt.datetime.combine(date, dt.time(12), tzinfo=dt.UTC)
    return typst.compile(
        source,
        root=source.parent,
        font_paths=_book(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        timestamp=noon,
        pdf_tags=tagged,
    )
