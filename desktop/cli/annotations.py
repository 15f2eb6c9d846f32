"""`annotations export|import|merge`: a reader's notes as files."""

import contextlib
import enum
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from desktop.cli import options, output
from desktop.library import folders
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.reader.annotations import Annotation
from desktop.library.reader.records import Colour
from desktop.library.reader.state import ReaderState
from desktop.wording import table

if TYPE_CHECKING:
    from desktop.library.reader.exchange.merging import Preview

annotations = typer.Typer(
    name="annotations",
    help="Ghi chú của bạn đọc · A reader's notes.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
File = Annotated[Path, typer.Argument(metavar="FILE", help="*.jsonld, *.md or *.csv")]


class Ink(enum.StrEnum):
    """The colours of highlights, as `--colour` takes them."""

    IDEA = "idea"
    FIGURE = "figure"
    QUESTION = "question"
    EXCERPT = "excerpt"

    @property
    def colour(self) -> Colour:
        return self.value


class Words(enum.StrEnum):
    """The languages of headings in an exported file."""

    VI = "vi"
    EN = "en"


WHATS = {
    "new": "notes_new",
    "same": "notes_same",
    "changed": "notes_changed",
    "conflicting": "notes_conflicting",
    "deleted": "notes_deleted",
    "elsewhere": "notes_elsewhere",
    "refused": "notes_refused",
}
"""What people are told that a file makes of a note."""


@annotations.callback()
def _group() -> None:
    """Ghi chú của bạn đọc · A reader's notes."""


@annotations.command()
def export(  # noqa: PLR0913 - one parameter an option
    file: File,
    *,
    briefing: Annotated[str, typer.Option(metavar="ID", help="Of one document.")] = "",
    tag: Annotated[str, typer.Option(metavar="TAG", help="With this tag.")] = "",
    colour: Annotated[Ink | None, typer.Option(help="Of this colour.")] = None,
    private: Annotated[
        bool, typer.Option("--with-private-tags", help="Write private tags like the others.")
    ] = False,
    language: Annotated[Words, typer.Option(help="Of headings and labels.")] = Words.VI,
    library: options.Library = None,
    state: options.State = None,
) -> None:
    """Ghi ghi chú ra tệp · Write notes to a file."""
    from desktop.library.reader import exchange

    with output.errors_told(), _opened(library, state) as (held, edition):
        wanted = exchange.Filter(
            briefing=briefing, tag=tag, colour=colour.colour if colour else None
        )
        selection = exchange.select(held, wanted, private=private)
        many = exchange.write(file, selection, edition, language.value)
        output.tell("notes_exported", notes=many, file=file)


@annotations.command("import")
def take(
    file: File,
    library: options.Library = None,
    state: options.State = None,
    as_json: options.Json = False,
) -> None:
    """Nhận ghi chú, chỗ sửa hoặc chú giải của chương trình khác · Take in notes and edits."""
    _merge(file, library, state, preview=False, as_json=as_json)


@annotations.command()
def merge(
    file: File,
    preview: Annotated[bool, typer.Option("--preview", help="Change nothing.")] = False,
    library: options.Library = None,
    state: options.State = None,
    as_json: options.Json = False,
) -> None:
    """Gộp ghi chú của đồng nghiệp · Merge a colleague's notes."""
    _merge(file, library, state, preview=preview, as_json=as_json)


def _merge(
    file: Path, library: Path | None, state: Path | None, *, preview: bool, as_json: bool
) -> None:
    from desktop.library.reader import exchange
    from desktop.library.reader.exchange import merging

    with (
        output.errors_told(as_json=as_json),
        _opened(library, state) as (held, edition),
        output.progress_shown() as progress,
    ):
        incoming = exchange.read(file, held, edition)
        here = None if edition is None else {edition.library}
        if preview:
            seen = merging.preview(held, incoming, here, progress=progress)
        else:
            seen = merging.merge(held, incoming, libraries=here, progress=progress).preview
    if as_json:
        output.write_json(_record(seen, preview=preview))
    else:
        _print(seen)
    output.tell_problems(seen.problems)
    counts = seen.counts()
    refused = counts.pop("refused") + len(seen.problems)
    output.tell("notes_looked_at" if preview else "notes_merged", refused=refused, **counts)
    if refused:
        raise typer.Exit(1)


@contextlib.contextmanager
def _opened(
    library: Path | None, state: Path | None
) -> Iterator[tuple[ReaderState, Edition | None]]:
    """The reader's state, and the edition that knows titles where a library is installed."""
    here = options.Here(options.library_folder(library), state or folders.default_state())
    with contextlib.ExitStack() as stack:
        held = stack.enter_context(ReaderState(here.state))
        edition = None
        if Library(here.library).exists():
            edition = stack.enter_context(here.edition())
        yield held, edition


def _print(seen: "Preview") -> None:
    """What is more than the same, a note a line, with both texts."""
    from desktop.library.reader.exchange.incoming import one_line

    for one in seen.differences:
        if one.what == "same":
            continue
        texts = (one_line(note.note, 60) if note else "" for note in (one.mine, one.theirs))
        what = table("vi")[WHATS[one.what]]
        output.write("\t".join((one_line(one.briefing, 60), what, *texts)))


def _record(seen: "Preview", *, preview: bool) -> dict[str, object]:
    return {
        "preview": preview,
        "counts": seen.counts(),
        "notes": [
            {
                "id": one.id,
                "library": one.library,
                "briefing": one.briefing,
                "what": one.what,
                "mine": _said(one.mine),
                "theirs": _said(one.theirs),
            }
            for one in seen.differences
        ],
        "problems": msgspec.to_builtins(seen.problems),
    }


def _said(note: Annotation | None) -> dict[str, object] | None:
    if note is None:
        return None
    return {
        "note": note.note,
        "colour": note.colour,
        "kind": note.kind,
        "tags": note.tags,
        "author": note.author,
        "modified": note.modified,
        "quotes": [target.quote for target in note.targets],
    }
