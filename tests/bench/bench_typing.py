"""A pause in typing, on a whole edition: parse, restore, search, ladder, 20 snippets and facets.

Passages of the texts are typed word by word, half of them without marks, with a pause after every
word and, for half of the words, one within it. Every pause is one search, as the window makes it,
in a process that does nothing else.
"""

import gc
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import search_corpus
from harness import MB, Failed, Run, Table, command, corpus, percentile, run
from search_measure import anonymous

from desktop.library.editions.library import Library
from desktop.library.search import Search
from index.vietnamese import fold

COUNTS = (10_000, 100_000)
GOALS = {10_000: 10.0, 100_000: 30.0}
PASSAGES = 100
SHOWN = 20
WARM = 20
SOURCE, LONG = "documents.tsv", "tai-lieu-dai"
SENTENCE = "Mỗi thôn lập một danh sách ngắn, ghi rõ hộ cần hỗ trợ và người phụ trách. "
PEOPLE = [
    f"{family} {middle} {given}"
    for family in ("Nguyễn", "Trần", "Lê", "Phạm")
    for middle in ("Văn", "Thị", "Minh")
    for given in ("An", "Bình", "Dũng", "Hà", "Lan", "Mai", "Sơn", "Thảo")
]


def tables(work: Path) -> list[Table]:
    rows: list[tuple[str | int | float, ...]] = []
    builds: list[tuple[str | int | float, ...]] = []
    for count in COUNTS:
        folder = work / str(count)
        folder.mkdir()
        made, times, used = at_size(folder, count)
        builds += [(f"{count:,}", step, one.seconds, one.peak / MB) for step, one in made]
        rows.append(
            (
                f"{count:,}", len(times), percentile(times, 0.5), percentile(times, 0.95),
                max(times), GOALS[count], used,
            )
        )  # fmt: skip
        shutil.rmtree(folder)
    note = f"load of the machine at the end {os.getloadavg()[0]:.1f}."
    columns = ["documents", "pauses", "median ms", "p95 ms", "slowest ms", "goal p95", "RssAnon MB"]
    return [
        Table("Typing: a pause, to 20 hits with snippets and facets", columns, rows, note),
        Table("Typing: the libraries", ["documents", "step", "seconds", "peak RSS MB"], builds),
    ]


def at_size(work: Path, count: int) -> tuple[list[tuple[str, Run]], list[float], float]:
    """The steps to a library; milliseconds of every pause; what searching adds, in MB."""
    library, made = library_at(work, count)
    asked = json.dumps(list(pauses(work / SOURCE, count)))
    done = subprocess.run(
        [sys.executable, __file__, str(library)],
        input=asked, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Failed(done.stderr)
    times, used = json.loads(done.stdout)
    return made, times, used


def library_at(work: Path, count: int) -> tuple[Path, list[tuple[str, Run]]]:
    """A library of so many documents, and one of 25 pages; the steps to it.

    Its texts stand in `SOURCE` beside it.
    """
    source, lines = work / SOURCE, work / "documents.jsonl"
    search_corpus.grow(corpus("viwiki.jsonl.gz"), source, count)
    with lines.open("w", encoding="utf-8") as out:
        for number, document in enumerate(search_corpus.read(source)):
            out.write(json.dumps(briefing(number, document), ensure_ascii=False) + "\n")
        sections = (f"## Mục {at}\n\n{SENTENCE * 28}" for at in range(32))
        long = {"id": LONG, "title": "Tài liệu dài", "markdown": "\n\n".join(sections)}
        out.write(json.dumps(long, ensure_ascii=False) + "\n")
    workspace, library = work / "workspace", work / "library"
    run(command("briefing-library", "new", workspace))
    made = [
        ("ingest", run(command("briefing-library", "ingest", workspace, lines))),
        ("build", run(command("briefing-library", "build", workspace, "--library", library))),
    ]
    return library, made


def briefing(number: int, document: search_corpus.Document) -> dict[str, object]:
    """A line for `ingest`: the text in paragraphs under headings, with all that facets count."""
    draw = random.Random(number)
    words = document.body.split()
    parts = [words[start : start + 80] for start in range(0, len(words), 80)]
    sections = [f"## {' '.join(part[:6])}\n\n{' '.join(part)}." for part in parts]
    month, day = draw.randrange(1, 13), draw.randrange(1, 29)
    return {
        "id": f"b{number}",
        "title": " ".join(words[:9]),
        "date": f"{2010 + document.day // 365}-{month:02}-{day:02}",
        "kind": document.kind,
        "topics": [f"chủ đề {draw.randrange(80)}"],
        "speakers": [{"name": draw.choice(PEOPLE), "unit": f"Sở số {draw.randrange(60)}"}],
        "markdown": "\n\n".join(sections),
    }


def pauses(source: Path, count: int) -> Iterator[str]:
    """What stands in the box at each pause, the same in every run."""
    draw = random.Random(4)
    chosen = set(draw.sample(range(count), PASSAGES))
    for number, document in enumerate(search_corpus.read(source)):
        if number not in chosen:
            continue
        words = document.body.split()
        start = draw.randrange(len(words) - 6)
        passage = words[start : start + draw.randint(2, 6)]
        if draw.random() < 0.5:
            passage = [fold(word) for word in passage]
        for place, word in enumerate(passage):
            if len(word) > 3 and draw.random() < 0.5:
                yield " ".join([*passage[:place], word[: draw.randint(1, 3)]])
            yield " ".join(passage[: place + 1])


def measure(library: Path, asked: list[str]) -> tuple[list[float], float]:
    """Milliseconds of every pause, and what searching adds to RssAnon, in MB."""
    times: list[float] = []
    idle = most = anonymous()
    with Library(library).current() as edition:
        search = Search(edition)
        for text in asked[:WARM]:
            search.find(text, limit=SHOWN)
        gc.freeze()  # as the window does once it stands
        for text in asked:
            started = time.perf_counter()
            search.find(text, limit=SHOWN)
            times.append((time.perf_counter() - started) * 1000)
            most = max(most, anonymous())
        search.close()
    return times, (most - idle) / MB


if __name__ == "__main__":
    json.dump(measure(Path(sys.argv[1]), json.load(sys.stdin)), sys.stdout)
