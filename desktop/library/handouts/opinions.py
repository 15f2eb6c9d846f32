"""Puts together the tables of opinions that several branches have filled in."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec

from desktop.library.document import CIRCULATIONS, Document, Node, Run
from desktop.library.handouts.composition import Composition, Part, PrintLanguage, Source
from desktop.library.handouts.forms import COLUMNS, across, opinion_row, opinion_table
from desktop.library.handouts.opinion_files import Filled, Row, read_filled
from desktop.library.handouts.words import word
from desktop.library.reader.tabular import as_csv

Said = tuple[str, str]
"""Who said it, and what."""


class Gathered(msgspec.Struct, frozen=True):
    """A row with all that was said about it, in the order of the branches."""

    row: Row
    views: tuple[Said, ...] = ()
    answers: tuple[Said, ...] = ()


class Merged(msgspec.Struct, frozen=True):
    """The rows of the first table, each with what every branch says.

    `elsewhere` is what was said of rows that the first table does not have, `silent` are the
    branches that said nothing.
    """

    first: Filled
    branches: tuple[str, ...]
    rows: tuple[Gathered, ...]
    elsewhere: tuple[Gathered, ...]
    silent: tuple[str, ...]

    @property
    def opinions(self) -> int:
        """How many were given."""
        return sum(len(one.views) for one in (*self.rows, *self.elsewhere))


def read_all(paths: Sequence[Path]) -> list[Filled]:
    """The tables of some files; files of one name are told apart by their folders.

    Raises: as `read_filled`, for the first file that cannot be read.
    """
    often = Counter(path.stem for path in paths)
    return [
        msgspec.structs.replace(filled, branch=f"{path.absolute().parent.name}/{path.stem}")
        if often[path.stem] > 1
        else filled
        for path, filled in ((path, read_filled(path)) for path in paths)
    ]


def merge(tables: Sequence[Filled]) -> Merged:
    """One table of several. Nothing that was written is left out.

    A row is known by its number and text, or by a text that only one row has; the narrowest
    circle of all tables is that of the whole.
    """
    first = tables[0]
    places = _Places(first.rows)
    views: defaultdict[int, list[Said]] = defaultdict(list)
    answers: defaultdict[int, list[Said]] = defaultdict(list)
    elsewhere: list[Gathered] = []
    silent = []
    for table in tables:
        said = [row for row in table.rows if row.view or row.answer]
        for row in said:
            at = places.of(row)
            if at is None:
                elsewhere.append(_alone(table.branch, row))
                continue
            views[at] += [(table.branch, row.view)] if row.view else []
            answers[at] += [(table.branch, row.answer)] if row.answer else []
        if not any(row.view for row in said):
            silent.append(table.branch)
    circle = max((table.circulation for table in tables), key=CIRCULATIONS.index)
    return Merged(
        msgspec.structs.replace(first, circulation=circle),
        tuple(table.branch for table in tables),
        tuple(
            Gathered(row, tuple(views[at]), tuple(answers[at])) for at, row in enumerate(first.rows)
        ),
        tuple(elsewhere),
        tuple(silent),
    )


def _alone(branch: str, row: Row) -> Gathered:
    views = ((branch, row.view),) if row.view else ()
    return Gathered(row, views, ((branch, row.answer),) if row.answer else ())


class _Places:
    """Where rows stand in the first table."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._exact: dict[tuple[str, str], int] = {}
        self._texts: defaultdict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(rows):
            if not row.heading:
                self._exact.setdefault((row.number, _same(row.text)), at)
                self._texts[_same(row.text)].append(at)

    def of(self, row: Row) -> int | None:
        """The place of the row that another table's is, None if there is none."""
        text = _same(row.text)
        exact = self._exact.get((row.number, text))
        if exact is not None:
            return exact
        alike = self._texts.get(text, []) if text else []
        return alike[0] if len(alike) == 1 else None


def _same(text: str) -> str:
    """What stays of a text that programs have opened and saved again."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def composition(merged: Merged) -> Composition:
    """The merged table as a paper that any format can be written of."""
    first, language = merged.first, merged.first.language
    body: list[Node] = [opinion_table(_nodes(merged), language)]
    if merged.silent:
        told = word(language, "opinion_silent", branches=", ".join(merged.silent))
        body.append(Node("paragraph", runs=(Run(told),)))
    source = Source(briefing="", title=first.title)
    part = Part(source, tuple(body), bare=True, own=True)
    label = word(language, "opinion_merged")
    return Composition(first.title, (part,), first.circulation, language, label)


def csv_table(merged: Merged) -> bytes:
    """The merged table for a spreadsheet."""
    language = merged.first.language
    rows = [
        (one.row.number, one.row.text, _lines(one.views, language), _lines(one.answers, language))
        for one in (*merged.rows, *merged.elsewhere)
    ]
    return as_csv([word(language, key) for key in COLUMNS], rows)


def _nodes(merged: Merged) -> Document:
    language = merged.first.language
    rows = [_node(one, language) for one in merged.rows]
    if merged.elsewhere:
        rows.append(across((Run(word(language, "opinion_elsewhere")),)))
        rows += [_node(one, language) for one in merged.elsewhere]
    return tuple(rows)


def _node(one: Gathered, language: PrintLanguage) -> Node:
    row = one.row
    if row.heading:
        return across((Run(row.text),))
    views, answers = _runs(one.views, language), _runs(one.answers, language)
    return opinion_row((Run(row.number),), (Run(row.text),), views, answers)


def _runs(said: Sequence[Said], language: PrintLanguage) -> tuple[Run, ...]:
    """Each on a line of its own behind its branch."""
    runs: list[Run] = []
    for branch, text in said:
        lead = word(language, "opinion_branch", branch=branch)
        runs += [Run(f"\n{lead}" if runs else lead, bold=True), Run(text)]
    return tuple(runs)


def _lines(said: Sequence[Said], language: PrintLanguage) -> str:
    return "".join(run.text for run in _runs(said, language))
