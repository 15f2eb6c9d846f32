"""Compiles a sheet with Typst into PDF, offline and byte for byte the same each time.

No text of a person becomes Typst source: the templates are ours, the data goes in as JSON.
"""

import datetime as dt
import shutil
import tempfile
from functools import cache
from pathlib import Path

import msgspec
import typst

from desktop.library import disk
from desktop.library.errors import BugError, InputError, WithoutGlyphs
from desktop.library.handouts.coverage import REPLACEMENT, missing, named
from desktop.library.handouts.fonts import FAMILIES, FONTS
from desktop.library.handouts.payload import Payload, encode
from desktop.library.handouts.pictures import Kind, kind_of
from desktop.library.handouts.rules import PRINT, Rules
from desktop.library.handouts.sheet import Figure, Sheet


class Job(msgspec.Struct, frozen=True):
    """How a sheet is typeset: `layout` is the Typst file, `sides` 2 mirrors the margins.

    Each character of `replaced` is printed as □. `archival`: PDF/A-2u and PDF/UA-1.
    """

    layout: str
    rules: Rules
    sides: int = 1
    replaced: tuple[str, ...] = ()
    archival: bool = False


def typeset(sheet: Sheet, job: Job, date: dt.date) -> bytes:
    """The sheet as a tagged PDF in its language, with bookmarks, dated `date`.

    Raises: InputError for a picture that cannot be read, or what an archival PDF may not lack;
    BugError when Typst refuses our own template; EnvironmentFault when there is no room for
    temporary files.
    """
    payload = Payload(sheet, job.rules)
    inputs = inputs_of(payload, job)
    with disk.faults(Path(tempfile.gettempdir())), tempfile.TemporaryDirectory() as name:
        root = Path(name)
        lay_out(root, payload)
        try:
            return _compile(root / f"{job.layout}.typ", inputs, date, archival=job.archival)
        except typst.TypstError as error:
            for figure in payload.files.values():
                check_picture(figure)
            raise BugError("typesetting_failed", reason=error) from error


def inputs_of(payload: Payload, job: Job) -> dict[str, str]:
    """What the templates read as `sys.inputs`."""
    signs = dict.fromkeys(map(ord, job.replaced), REPLACEMENT)
    fonts = job.rules.fonts
    families = {"body": fonts.families, "code": (fonts.code, *fonts.families)}
    rules = job.rules.measures() | {"fonts": families, "sides": job.sides}
    return {"sheet": encode(payload.build()).translate(signs), "rules": encode(rules)}


def lay_out(root: Path, payload: Payload) -> None:
    """Puts the templates and a sheet's pictures into a folder that Typst reads."""
    for source in PRINT.glob("*.typ"):
        shutil.copyfile(source, root / source.name)
    for file, figure in payload.files.items():
        (root / file).write_bytes(figure.data)


def typeset_form(
    form: str,
    data: dict[str, object],
    date: dt.date,
    *,
    replacing: bool = False,
    tagged: bool = True,
) -> bytes:
    """A form of our own, `resources/print/<form>.typ`, filled with `data`, as a PDF.

    What is to be laid over other pages is not `tagged`. With `replacing`, characters that no
    print font has are printed as □. Raises: WithoutGlyphs where they may not be; BugError when
    Typst refuses the form; EnvironmentFault.
    """
    filled = encode(data)
    absent = missing([filled], FAMILIES)
    if absent and not replacing:
        raise WithoutGlyphs(absent, named(absent))
    signs = dict.fromkeys(map(ord, absent), REPLACEMENT)
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
                font_paths=font_book(),
                ignore_system_fonts=True,
                format="png",
                ppi=density,
            )
        except typst.TypstError as error:
            raise InputError("figure_unreadable", name=figure.name, title=figure.title) from error


@cache
def font_book() -> typst.Fonts:
    """The committed fonts and no others."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _compile(
    source: Path,
    inputs: dict[str, str],
    date: dt.date,
    *,
    archival: bool = False,
    tagged: bool = True,
) -> bytes:
    return typst.compile(
        source,
        root=source.parent,
        font_paths=font_book(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        timestamp=noon(date),
        pdf_standards=["a-2u", "ua-1"] if archival else [],
        pdf_tags=tagged,
    )


def noon(date: dt.date) -> dt.datetime:
    """The moment that a PDF says it was made at."""
    return dt.datetime.combine(date, dt.time(12), tzinfo=dt.UTC)
