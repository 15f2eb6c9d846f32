"""From one input file to what it yields: its format, its text, its front matter."""

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from desktop.library.errors import InputError, Problem
from desktop.library.ingest import pages
from desktop.library.ingest.debris import foot_start
from desktop.library.ingest.declared import briefing_front, conference_front, cut_page
from desktop.library.ingest.draft import Draft, Extract, Intake
from desktop.library.ingest.escape import blocks, plain
from desktop.library.ingest.guess import front_matter
from desktop.library.ingest.pictures import without_pictures
from desktop.library.ingest.sources import MAX_FILE_BYTES, MAX_TEXT_BYTES, decode, read_limited
from desktop.library.ingest.texts import paragraphs_to_markdown, plain_paragraphs, read_markdown
from desktop.library.progress import CancelToken
from desktop.library.workspace.front_matter import FENCE
from desktop.library.workspace.layout import CONFERENCE

Notes = tuple[Problem, ...]
_MARKDOWN = frozenset({".md", ".markdown"})
_PLAIN = frozenset({".txt", ".text"})
_HTML = frozenset({".html", ".htm", ".xhtml"})
_OLD_WORD = frozenset({".doc", ".rtf", ".odt", ".dot", ".wps"})


def is_stream(path: Path) -> bool:
    """Whether `path` is JSON Lines by its name."""
    return path.name.casefold().endswith((".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz"))


def read_file(path: Path, cancel: CancelToken | None = None) -> tuple[Intake, bytes]:
    """What the file yields, and its bytes.

    Raises: InputError naming the file and the cause; EnvironmentFault; Cancelled.
    """
    ending = path.suffix.casefold()
    if path.is_dir():
        raise InputError("ingest_folder", file=path)
    if ending in _MARKDOWN | _PLAIN | _HTML:
        data = read_limited(path, MAX_TEXT_BYTES)
        return _read_text(decode(data, path), path, ending), data
    if ending == ".docx":
        from desktop.library.ingest.word import read_word  # noqa: PLC0415 - heavy

        data = read_limited(path, MAX_FILE_BYTES)
        return _article(read_word(data, path), path, "docx"), data
    if ending == ".pdf":
        from desktop.library.ingest.pdf import read_pdf  # noqa: PLC0415 - heavy

        data = read_limited(path, MAX_FILE_BYTES)
        return _article(read_pdf(data, path, cancel), path, "pdf"), data
    if not path.exists():
        raise InputError("ingest_missing", file=path)
    if ending in _OLD_WORD:
        raise InputError("ingest_old_word", file=path)
    raise InputError("ingest_format", file=path, ending=ending or "-")


def _read_text(text: str, path: Path, ending: str) -> Intake:
    if ending in _PLAIN:
        return _plain(plain_paragraphs(text), path)
    if ending in _HTML:
        from desktop.library.ingest.web import read_page  # noqa: PLC0415 - heavy

        extract = read_page(text, path, folder=path.parent)
        if not extract.body.strip():
            raise InputError("ingest_no_text", file=path)
        return _article(extract, path, "html", portal=True)
    if text.split("\n", 1)[0].rstrip() == FENCE:
        return _declared(text, path)
    return _document(read_markdown(text, path), path, "")


def _declared(text: str, path: Path) -> Intake:
    """A Markdown file that brings its front matter, and its attachments beside it."""
    named = str(path)
    page = cut_page(text.encode(), named)
    if path.name == CONFERENCE:
        conference = conference_front(page, named)
        return Intake((), conference, page.body)
    front = briefing_front(page, named, path.stem)
    extract = read_markdown(page.body, path, keep=front.attachments)
    files: dict[str, bytes] = {}
    for name in front.attachments:
        beside = path.parent / name
        if Path(name).name == name and beside.is_file():
            files[name] = read_limited(beside, MAX_FILE_BYTES)
    draft = Draft(front, extract.body, extract.pictures, files)
    return Intake((draft,), notes=extract.notes)


def _document(extract: Extract, path: Path, ending: str) -> Intake:
    """One briefing whose front matter is guessed."""
    draft = Draft(front_matter(extract, path.stem), extract.body, extract.pictures)
    return Intake((draft,), notes=extract.notes, ending=ending, needed=extract.scan)


def _plain(paragraphs: list[str], path: Path) -> Intake:
    end = foot_start(paragraphs)
    notes = _removed(paragraphs[end:], path)
    kept = paragraphs[:end]
    extract = Extract(paragraphs_to_markdown(kept), notes=notes)
    report = pages.recognise(kept)
    if report:
        return _report(report, lambda numbers: _markdown(kept, numbers), extract, "txt")
    front = front_matter(extract, path.stem)
    body = paragraphs_to_markdown(kept, front.title)
    return Intake((Draft(front, body),), notes=notes, ending="txt")


def _article(extract: Extract, path: Path, ending: str, *, portal: bool = False) -> Intake:
    """A text with structure: a conference's report, or one briefing; a portal's foot comes off."""
    every = blocks(extract.body)
    first_note = next(
        (n for n, block in enumerate(every) if block.startswith("[^1]: ")), len(every)
    )
    article, footnotes = every[:first_note], every[first_note:]
    words = [plain(block) for block in article]
    end = foot_start(words) if portal else len(words)
    notes = (*extract.notes, *_removed(words[end:], path))
    report = pages.recognise(words[:end])
    if report:
        noted = msgspec.structs.replace(extract, notes=notes)
        return _report(report, lambda numbers: _told(article, footnotes, numbers), noted, ending)
    if end == len(words):
        return _document(extract, path, ending)
    body = "\n\n".join([*article[:end], *footnotes]) + "\n"
    return _document(msgspec.structs.replace(extract, body=body, notes=notes), path, ending)


def _report(
    report: pages.Report, written: Callable[[Iterable[int]], str], extract: Extract, ending: str
) -> Intake:
    """A conference with a briefing a topic, each told by its own paragraphs and pictures."""
    drafts = []
    for front, numbers in zip(report.briefings, report.told, strict=True):
        body = written(numbers)
        pictures = {name: data for name, data in extract.pictures.items() if name in body}
        drafts.append(Draft(front, body, pictures))
    rest = without_pictures(written(report.rest))
    return Intake(tuple(drafts), report.conference, rest, extract.notes, ending)


def _told(article: list[str], footnotes: list[str], numbers: Iterable[int]) -> str:
    """Some blocks of an article, with the footnotes that they refer to."""
    told = [article[number] for number in numbers]
    whole = "\n".join(told)
    return "\n\n".join([*told, *(note for note in footnotes if note.split(":")[0] in whole)])


def _markdown(paragraphs: list[str], numbers: Iterable[int]) -> str:
    return paragraphs_to_markdown([paragraphs[number] for number in numbers])


def _removed(foot: list[str], path: Path) -> Notes:
    """What was taken off the foot of a page, named line by line."""
    if not foot:
        return ()
    params = {"lines": " · ".join(line[:60] for line in foot)[:600]}
    return (Problem("page_foot_removed", str(path), params=params, severity="warning"),)
