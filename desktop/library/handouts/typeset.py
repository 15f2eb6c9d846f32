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
from desktop.library.handouts.coverage import FONTS, REPLACEMENT
from desktop.library.handouts.payload import Payload, encode
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
            for file, figure in payload.files.items():
                _check(root, file, figure)
            raise BugError("typesetting_failed", reason=error) from error


def picture_png(figure: Figure, kind: str, density: float) -> bytes:
    """A picture as PNG at `density` dots an inch, for formats that know no SVG.

    Raises: InputError when it cannot be read.
    """
    with disk.faults(Path(tempfile.gettempdir())), tempfile.TemporaryDirectory() as name:
        root = Path(name)
        file = f"figure.{kind}"
        (root / file).write_bytes(figure.data)
        _check(root, file, figure)
        source = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("/{file}")'
        main = root / "main.typ"
        main.write_text(source, encoding="utf-8")
        return typst.compile(
            main, root=root, font_paths=_book(), ignore_system_fonts=True, format="png", ppi=density
        )


def _fonts(rules: Rules) -> dict[str, object]:
    fonts = rules.fonts
    return {"fonts": {"body": fonts.families, "code": (fonts.code, *fonts.families)}}


@cache
def _book() -> typst.Fonts:
    """The committed fonts and no others."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _compile(source: Path, inputs: dict[str, str], date: dt.date) -> bytes:
    noon = dt.datetime.combine(date, dt.time(12), tzinfo=dt.UTC)
    return typst.compile(
        source,
        root=source.parent,
        font_paths=_book(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        timestamp=noon,
    )


def _check(root: Path, file: str, figure: Figure) -> None:
    """Raises: InputError when Typst cannot read this one picture."""
    main = root / "check.typ"
    main.write_text(f'#image("/{file}")', encoding="utf-8")
    try:
        typst.compile(main, root=root, font_paths=_book(), ignore_system_fonts=True)
    except typst.TypstError as error:
        raise InputError("figure_unreadable", name=figure.name, title=figure.title) from error
