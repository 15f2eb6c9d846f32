"""The whole way on 6,782 long texts: ingest, build, open, search; times, sizes and memory."""

import gzip
import json
import random
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import typst
from harness import MB, Run, Table, bytes_in, command, corpus, percentile, run

QUERIES_OF_A_KIND = 40
REPEATS = 5
ATTACHED = 40
PAGES = 10
PAGE_LETTERS = 2_500


def tables(work: Path) -> list[Table]:
    lines, texts = unpacked(work)
    workspace, library, state = work / "workspace", work / "library", work / "state"
    folders = ("--library", library, "--state", state)
    build = command("briefing-library", "build", workspace, "--library", library)
    steps: list[tuple[str, int, Run]] = []

    def step(name: str, count: int, arguments: list[str]) -> None:
        steps.append((name, count, run(arguments)))

    step("new", 0, command("briefing-library", "new", workspace))
    step("ingest", len(texts), command("briefing-library", "ingest", workspace, lines))
    step("check", len(texts), command("briefing-library", "check", workspace))
    step("build, first edition", len(texts), build)
    step("build, nothing changed", 0, build)
    add_a_sentence(workspace)
    step("build, one briefing changed", 1, build)
    attach(workspace, [text["text"] for text in texts[:ATTACHED]])
    step(f"build, {ATTACHED} PDFs of {PAGES} pages attached", ATTACHED, build)
    add_a_sentence(workspace)
    step("build, one briefing changed beside them", 1, build)
    status = command("briefing-library", "status", "--json", *folders)
    opened = [run(status) for _ in range(REPEATS)]
    steps.append(("open (status)", 0, min(opened, key=lambda one: one.seconds)))
    return [ways(len(texts), steps), sizes(lines, workspace, library), *searches(texts, folders)]


def ways(total: int, steps: list[tuple[str, int, Run]]) -> Table:
    rows = [
        (
            name,
            done.seconds,
            done.processor,
            count / done.seconds if count else "",
            done.peak / MB,
            done.anonymous / MB,
        )
        for name, count, done in steps
    ]
    columns = ["step", "seconds", "CPU seconds", "texts/s", "peak RSS MB", "RssAnon MB"]
    return Table(f"Library: {total:,} long texts, from file to edition", columns, rows)


def sizes(lines: Path, workspace: Path, library: Path) -> Table:
    edition = max((library / "editions").iterdir())
    text = lines.stat().st_size
    parts = {
        "JSON Lines": lines,
        "workspace": workspace,
        "library (two editions)": library,
        "newest edition": edition,
        "catalog.sqlite": edition / "catalog.sqlite",
        "index/": edition / "index",
    }
    rows = [(name, bytes_in(path) / MB, bytes_in(path) / text) for name, path in parts.items()]
    return Table("Library: sizes on disk", ["what", "MB", "of the text"], rows)


def searches(texts: list[dict[str, str]], folders: tuple[object, ...]) -> Iterator[Table]:
    """First answer of a cold process, then every kind of query through one `search -`."""
    kinds = queries(texts)
    one = kinds["passage of 3 syllables"][0]
    cold = [
        run(command("briefing-library", "search", one, "--json", *folders)) for _ in range(REPEATS)
    ]
    asked = [query for kind in kinds.values() for query in kind]
    resident = run(command("briefing-library", "search", "-", *folders), "\n".join(asked) + "\n")
    answers = [json.loads(line) for line in resident.output.splitlines()]
    assert len(answers) == len(asked)
    rows, start = [], 0
    for kind, some in kinds.items():
        mine = answers[start : start + len(some)]
        start += len(some)
        times = [float(answer["ms"]) for answer in mine]
        found = percentile([float(answer["total"]) for answer in mine], 0.5)
        rows.append((kind, percentile(times, 0.5), percentile(times, 0.95), max(times), int(found)))
    columns = ["query", "median ms", "p95 ms", "slowest ms", "median found"]
    yield Table("Search: milliseconds inside one process", columns, rows)
    seconds = sorted(done.seconds for done in cold)
    yield Table(
        "Search: whole commands",
        ["command", "seconds", "peak RSS MB", "RssAnon MB"],
        [
            ("search, one query, median", seconds[REPEATS // 2], *memory(cold[0])),
            (f"search -, {len(asked)} queries", resident.seconds, *memory(resident)),
        ],
    )


def memory(done: Run) -> tuple[float, float]:
    return done.peak / MB, done.anonymous / MB


def queries(texts: list[dict[str, str]]) -> dict[str, list[str]]:
    """The same queries each time: passages of the corpus, and how people type them."""
    draw = random.Random(2)
    some = draw.sample(texts, QUERIES_OF_A_KIND)
    threes = [passage(draw, text["text"], 3) for text in some]
    return {
        "one syllable": [passage(draw, text["text"], 1) for text in some],
        "passage of 3 syllables": threes,
        "the same without marks": [unmarked(query) for query in threes],
        "the same, decomposed": [unicodedata.normalize("NFD", query) for query in threes],
        "passage of 8 syllables": [passage(draw, text["text"], 8) for text in some],
        "title": [text["title"].replace("\n", " ") for text in some],
    }


def passage(draw: random.Random, text: str, length: int) -> str:
    words = [word.strip(".,;:()[]\"'#*") for word in text.split()]
    words = [word for word in words if word.isalpha()]
    start = draw.randrange(max(1, len(words) - length))
    return " ".join(words[start : start + length])


def unmarked(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def unpacked(work: Path) -> tuple[Path, list[dict[str, str]]]:
    """The corpus as `ingest` takes it, and its lines."""
    lines = work / "viwiki.jsonl"
    with gzip.open(corpus("viwiki.jsonl.gz")) as packed, lines.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    with lines.open(encoding="utf-8") as text:
        return lines, [json.loads(line) for line in text]


def attach(workspace: Path, texts: list[str]) -> None:
    """A librarian attaches a PDF to each of some briefings."""
    pages = sorted((workspace / "conferences").rglob("*.md"))
    source = b"#for page in json(bytes(sys.inputs.pages)) [#page #pagebreak(weak: true)]"
    for number, text in enumerate(texts):
        cut = [text[n * PAGE_LETTERS : (n + 1) * PAGE_LETTERS] or text for n in range(PAGES)]
        name = f"phu-luc-{number}.pdf"
        made = typst.compile(source, sys_inputs={"pages": json.dumps(cut)})
        (workspace / "attachments" / name).write_bytes(made)
        front, body = pages[number].read_text(encoding="utf-8").split("\n---\n", 1)
        whole = f"{front}\nattachments:\n- {name}\n---\n{body}"
        pages[number].write_text(whole, encoding="utf-8")


def add_a_sentence(workspace: Path) -> None:
    """A librarian changes one briefing."""
    pages = sorted((workspace / "conferences").rglob("*.md"))
    page = next(page for page in reversed(pages) if page.name != "conference.md")
    with page.open("a", encoding="utf-8") as text:
        text.write("\nMột câu được bổ sung sau hội nghị.\n")
