"""The reader's commands: `status`, `search`, `show`, `doctor`."""

import enum
from typing import TYPE_CHECKING, Annotated, get_args

import msgspec
import typer

from desktop import query_help
from desktop.cli import options, output
from desktop.library.document import plain_text
from desktop.library.editions import collection
from desktop.library.editions.library import Library
from desktop.wording import Language, table

if TYPE_CHECKING:
    from desktop.library.search import Found, Hit


class ShowFormat(enum.StrEnum):
    """What `show` can print."""

    MD = "md"
    HTML = "html"
    TEXT = "text"
    JSON = "json"


def status(
    library: options.Library = None, state: options.State = None, as_json: options.Json = False
) -> None:
    """Cho biết kho trên máy · Tell what library is here."""
    with output.errors_told(as_json=as_json):
        own = Library(options.here(library, state).library)
        others = [] if library is not None else collection.libraries(own.folder)
        first, *others = [own, *(one for one in others if one.folder != own.folder)]
        if others and not first.exists():
            first, *others = others
        facts = _status(first)
        if as_json:
            output.write_json(facts | {"others": [_status(one) for one in others]})
            return
        output.tell("status", **facts)
        for one in others:
            output.tell("status", **_status(one))


def _status(library: Library) -> dict[str, object]:
    with library.current() as edition:
        return {
            "library": edition.library,
            "name": edition.name,
            "edition": edition.number,
            "built_at": edition.built_at,
            "briefings": edition.manifest.briefings,
            "folder": str(edition.folder),
        }


def _print_query_help(wanted: bool) -> None:  # noqa: FBT001  typer calls it with the flag
    """Prints what a query may hold, Vietnamese and then English, and ends the command."""
    if wanted:
        languages: tuple[Language, ...] = get_args(Language)
        output.write("\n\n\n".join(map(query_help.page, languages)))
        raise typer.Exit


def search(  # noqa: PLR0913 - one parameter an option
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words; - reads a query a line.")],
    *,
    _help_query: Annotated[
        bool,
        typer.Option(
            "--help-query",
            is_eager=True,
            callback=_print_query_help,
            help="Tell what TEXT may hold, with examples, and exit.",
        ),
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many documents.")] = 20,
    literal: Annotated[bool, typer.Option(help="Exactly the letters typed.")] = False,
    plain: Annotated[bool, typer.Option(help="Bare BM25: no ladder, no proximity.")] = False,
    notes: Annotated[bool, typer.Option("--notes", help="The reader's own notes.")] = False,
    library: options.Library = None,
    state: options.State = None,
    as_json: options.Json = False,
) -> None:
    """Tìm trong kho · Search the library."""
    from desktop.cli import notes as own
    from desktop.library.search import Found, Search

    if notes:
        own.search(text, options.here(library, state), (limit, literal, plain), as_json=as_json)
        return

    def find(query: str) -> Found:
        return engine.find(query, limit=limit, literal=literal, plain=plain)

    with output.errors_told(as_json=as_json), options.here(library, state).edition() as edition:
        engine = Search(edition)
        try:
            found = output.answered(text, find, _search_record, as_json=as_json)
        finally:
            engine.close()
        if found is None:
            return
        for hit in found.hits:
            level = table("vi")[output.LEVELS[hit.level]]
            output.write(f"{hit.id}\t{level}\t{hit.title}\n\t{_where(hit)}{hit.snippet.text}")
        output.tell("searched", total=found.total, searched=found.searched)
        output.tell_doubts(found.hint, found.suggestion)


def show(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="A briefing or a conference.")],
    show_format: Annotated[ShowFormat, typer.Option("--format")] = ShowFormat.MD,
    library: options.Library = None,
    state: options.State = None,
) -> None:
    """In một tài liệu ra màn hình · Print one document."""
    with output.errors_told(), options.here(library, state).edition() as edition:
        briefing = edition.briefing(identifier)
        match show_format:
            case ShowFormat.MD:
                output.write(briefing.markdown)
            case ShowFormat.HTML:
                output.write(briefing.html)
            case ShowFormat.TEXT:
                output.write(plain_text(briefing.document))
            case ShowFormat.JSON:
                record = msgspec.to_builtins(briefing)
                record["citations"] = msgspec.to_builtins(edition.citations(identifier))
                record["attachments"] = msgspec.to_builtins(edition.attachments(identifier))
                conference = edition.conference(identifier)
                if conference:
                    record["conference"] = msgspec.to_builtins(conference)
                output.write_json(record)


def doctor(
    repair: Annotated[
        bool, typer.Option("--repair", help="Make the index again, recover the notes.")
    ] = False,
    library: options.Library = None,
    state: options.State = None,
    as_json: options.Json = False,
) -> None:
    """Khám kho và ghi chú · Examine the library and the reader's state."""
    from desktop.library.editions import doctor as clinic

    with output.errors_told(as_json=as_json):
        here = options.here(library, state)
        held = Library(here.library)
        repaired = ""
        if repair:
            with output.progress_shown() as progress:
                clinic.recover(here.state, progress)
            if clinic.examine_library(held):
                repaired = clinic.repair(held)
                output.tell("repaired", name=repaired)
        problems = clinic.examine(held, here.state)
        told = clinic.recovery(here.state) if not problems else []
        if as_json:
            output.write_json({"problems": problems, "repaired": repaired, "recovery": told})
        output.tell_problems(problems + told)
        if not problems:
            output.tell("all_sound")
    if problems:
        raise typer.Exit(3)


def _where(hit: "Hit") -> str:
    """The file and page that a snippet is from, where it is an attachment's."""
    snippet = hit.snippet
    if not snippet.attachment:
        return ""
    return f"{table('vi')['on_page'].format(file=snippet.attachment, page=snippet.page)}: "


def _search_record(found: "Found") -> dict[str, object]:
    """The contract's form: {query, searched, total, ms, hint, suggestion, hits: […]}.

    A hit is {id, title, level, snippet}, and {attachment, page} where the snippet is from one.
    """
    record = msgspec.to_builtins(found)
    return {
        "query": record["query"],
        "searched": record["searched"],
        "total": record["total"],
        "ms": round(record["milliseconds"], 3),
        "hint": record["hint"],
        "suggestion": record["suggestion"],
        "hits": [
            {
                "id": hit["id"],
                "title": hit["title"],
                "level": hit["level"],
                "snippet": hit["snippet"]["text"],
                **{
                    key: hit["snippet"][key]
                    for key in ("attachment", "page")
                    if hit["snippet"][key]
                },
            }
            for hit in record["hits"]
        ],
    }
