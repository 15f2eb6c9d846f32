"""The engines of the search benchmark behind one face: build, open, search, close."""

import importlib.util
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import search_corpus as corpus
from whoosh import fields
from whoosh import index as stock_index
from whoosh import query as wq
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.query.wrappers import ConstantScoreQuery

from index.codec.collector import ArrayCollector
from index.codec.index import ArrayIndex
from index.codec.invert import Split
from index.codec.parallel import BuildJob, build_segments

LIMIT = 20


class Engine(Protocol):
    """One engine over a folder of its own."""

    def build(self, source: Path, folder: Path) -> None: ...
    def open(self, folder: Path) -> None: ...
    def prepare(self, ask: corpus.Ask) -> Callable[[], list[int]]: ...
    def close(self) -> None: ...


def schema() -> fields.Schema:
    return fields.Schema(
        body=fields.TEXT(analyzer=SpaceSeparatedTokenizer()),
        kind=fields.ID(),
        day=fields.NUMERIC(int, 32, sortable=True, shift_step=0),
    )


def whoosh_query(ask: corpus.Ask) -> wq.Query:
    terms = [wq.Term("body", word) for word in ask.words]
    if ask.rule == "or":
        return wq.Or(terms)
    if ask.rule == "phrase":
        return wq.Phrase("body", list(ask.words))
    if ask.rule == "prefix":
        return ConstantScoreQuery(wq.Prefix("body", ask.words[0]))
    if ask.rule == "date":
        return wq.And([*terms, wq.NumericRange("day", ask.first, ask.last)])
    if ask.rule == "field":
        return wq.And([*terms, wq.Term("kind", ask.kind)])
    return wq.And(terms) if len(terms) > 1 else terms[0]


def as_fields(document: corpus.Document) -> dict[str, Any]:
    return {"body": document.body, "kind": document.kind, "day": document.day}


class Ours:
    """This project's codec and collector, built by two processes."""

    def __init__(self) -> None:
        self._schema = schema()

    def build(self, source: Path, folder: Path) -> None:
        index = ArrayIndex(folder, self._schema)
        job = BuildJob(schema, partial(share, source), analysers)
        index.attach(build_segments(index, job, processes=2))
        index.merge()
        index.sweep()

    def open(self, folder: Path) -> None:
        self._searcher = ArrayIndex(folder, self._schema).searcher()

    def prepare(self, ask: corpus.Ask) -> Callable[[], list[int]]:
        return partial(self._search, whoosh_query(ask))

    def _search(self, query: wq.Query) -> list[int]:
        collector = ArrayCollector(LIMIT)
        self._searcher.search_with_collector(query, collector)
        documents: list[int] = collector.found().documents.tolist()
        return documents

    def close(self) -> None:
        self._searcher.close()


def analysers() -> dict[str, Split]:
    return {"body": Split(str.split)}


def share(source: Path, part: int, parts: int) -> Any:
    return map(as_fields, corpus.read(source, part, parts))


class Stock:
    """Whoosh as it comes."""

    def build(self, source: Path, folder: Path) -> None:
        writer = stock_index.create_in(str(folder), schema()).writer(limitmb=512)
        for document in corpus.read(source):
            writer.add_document(**as_fields(document))
        writer.commit()

    def open(self, folder: Path) -> None:
        self._searcher = stock_index.open_dir(str(folder)).searcher()

    def prepare(self, ask: corpus.Ask) -> Callable[[], list[int]]:
        query = whoosh_query(ask)
        return lambda: [hit.docnum for hit in self._searcher.search(query, limit=LIMIT)]

    def close(self) -> None:
        self._searcher.close()


class Fts5:
    """SQLite's full-text index, without its own copy of the text."""

    def build(self, source: Path, folder: Path) -> None:
        base = sqlite3.connect(folder / "fts.db")
        base.execute(
            "CREATE VIRTUAL TABLE docs USING fts5(body, kind, content='',"
            " tokenize=\"unicode61 remove_diacritics 0\", prefix='2 3')"
        )
        base.execute("CREATE TABLE days(id INTEGER PRIMARY KEY, day INTEGER)")
        for number, document in enumerate(corpus.read(source)):
            row = (number, document.body, document.kind)
            base.execute("INSERT INTO docs(rowid, body, kind) VALUES (?, ?, ?)", row)
            base.execute("INSERT INTO days VALUES (?, ?)", (number, document.day))
        base.execute("INSERT INTO docs(docs) VALUES ('optimize')")
        base.commit()
        base.close()

    def open(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "fts.db")

    def prepare(self, ask: corpus.Ask) -> Callable[[], list[int]]:
        words = [f'"{word}"' for word in ask.words]
        match = f"body:({' '.join(words)})"
        if ask.rule == "or":
            match = f"body:({' OR '.join(words)})"
        elif ask.rule == "phrase":
            match = f'body:"{" ".join(ask.words)}"'
        elif ask.rule == "prefix":
            match = f"body:{words[0]}*"
        elif ask.rule == "field":
            match += f' AND kind:"{ask.kind}"'
        sql = "SELECT rowid FROM docs WHERE docs MATCH ?"
        if ask.rule == "date":
            sql = "SELECT docs.rowid FROM docs JOIN days ON id = docs.rowid WHERE docs MATCH ?"
            sql += f" AND day BETWEEN {ask.first} AND {ask.last}"
        if ask.rule != "prefix":
            sql += " ORDER BY rank"
        sql += f" LIMIT {LIMIT}"
        return lambda: [row[0] for row in self._base.execute(sql, [match])]

    def close(self) -> None:
        self._base.close()


class Tantivy:
    """The engine in Rust, two threads for building."""

    def __init__(self) -> None:
        import tantivy  # noqa: PLC0415 - only where it is installed

        self._module = tantivy
        maker = tantivy.SchemaBuilder()
        maker.add_text_field("body", stored=False, tokenizer_name="whitespace")
        maker.add_text_field("kind", stored=False, tokenizer_name="raw", index_option="basic")
        maker.add_integer_field("day", stored=False, indexed=True, fast=True)
        maker.add_integer_field("number", stored=True, indexed=False, fast=True)
        self._schema = maker.build()

    def build(self, source: Path, folder: Path) -> None:
        index = self._module.Index(self._schema, str(folder))
        writer = index.writer(300_000_000, 2)
        for number, document in enumerate(corpus.read(source)):
            fields_: dict[str, list[str | int]] = {"body": [document.body], "number": [number]}
            fields_ |= {"kind": [document.kind], "day": [document.day]}
            writer.add_document(self._module.Document(**fields_))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        self._index = self._module.Index.open(str(folder))
        self._searcher = self._index.searcher()

    def prepare(self, ask: corpus.Ask) -> Callable[[], list[int]]:
        query = self._query(ask)
        return lambda: [
            address.doc for _, address in self._searcher.search(query, LIMIT, count=False).hits
        ]

    def _query(self, ask: corpus.Ask) -> Any:
        make, occur = self._module.Query, self._module.Occur
        terms = [make.term_query(self._schema, "body", word) for word in ask.words]
        if ask.rule == "phrase":
            return make.phrase_query(self._schema, "body", list(ask.words))
        if ask.rule == "prefix":
            return make.regex_query(self._schema, "body", f"{ask.words[0]}.*")
        if ask.rule == "date":
            kind = self._module.FieldType.Integer
            terms.append(make.range_query(self._schema, "day", kind, ask.first, ask.last))
        elif ask.rule == "field":
            terms.append(make.term_query(self._schema, "kind", ask.kind))
        how = occur.Should if ask.rule == "or" else occur.Must
        return make.boolean_query([(how, term) for term in terms])

    def close(self) -> None:
        del self._searcher, self._index


def installed(name: str) -> bool:
    """Whether an engine can be measured on this machine."""
    if name == XAPIAN:
        probe = [*command(name)[:1], "-c", "import xapian"]
        found = Path(probe[0]).exists()
        return found and not subprocess.run(probe, capture_output=True, check=False).returncode
    return name != TANTIVY or importlib.util.find_spec("tantivy") is not None


def command(name: str) -> list[str]:
    """The program that takes one step of an engine; Debian's Xapian needs the system's Python."""
    here = Path(__file__).parent
    if name == XAPIAN:
        return ["/usr/bin/python3", str(here / "search_xapian.py")]
    return [sys.executable, str(here / "search_measure.py")]


OURS, STOCK, FTS5, XAPIAN, TANTIVY = "ours", "stock Whoosh", "SQLite FTS5", "Xapian", "Tantivy"
NAMES = (OURS, STOCK, FTS5, XAPIAN, TANTIVY)
ENGINES: dict[str, Callable[[], Engine]] = {
    OURS: Ours,
    STOCK: Stock,
    FTS5: Fts5,
    TANTIVY: Tantivy,
}
