"""Many notes: what they cost at the start, on opening a document, on saving, on backing up.

In milliseconds of processor time, so that what else runs on the machine does not count.
"""

import datetime as dt
import json
import os
import random
import re
import shutil
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

from harness import MB, PROJECT, Table, Value, run

from desktop.library.document import Document, leaves
from desktop.library.editions.build import build
from desktop.library.editions.library import Library
from desktop.library.reader import checking, dated, recovering
from desktop.library.reader.anchors import Span, anchors
from desktop.library.reader.annotations import annotate, keep
from desktop.library.reader.records import Content, made
from desktop.library.reader.state import DATABASE, ReaderState, now
from desktop.library.schema import FrontMatter
from desktop.library.workspace.creation import create_workspace
from desktop.library.workspace.front_matter import dump
from desktop.library.workspace.layout import Workspace

NOTES, HERE = 20_000, 500
"""Notes in the library, and how many of them stand in the document that is opened."""
DOCUMENTS, PARAGRAPHS = 41, 120
SAVES = 50
TURNS = 5
LAYOUT = "window.ini"
"""Where the window keeps how it stood: each program begins as the first."""
WALK = Path(__file__).parent / "noting_walk.py"
WORDS = re.findall(
    r"\w+",
    "mỗi thôn lập một danh sách ngắn ghi rõ hộ cần hỗ trợ và người phụ trách theo hướng dẫn "
    "của ban chỉ huy phòng chống thiên tai khi có bão lũ",
)


def prose(dice: random.Random, words: int) -> str:
    return " ".join(dice.choices(WORDS, k=words))


def library(folder: Path, dice: random.Random) -> Library:
    """Documents of about 25 pages."""
    create_workspace(folder / "workspace", "Kho đo")
    place = folder / "workspace" / "conferences" / "tai-lieu-le"
    place.mkdir(exist_ok=True)
    for number in range(DOCUMENTS):
        front = FrontMatter(id=f"bai-{number}", title=f"Bài {number}")
        body = "\n\n".join(prose(dice, 90) for _ in range(PARAGRAPHS))
        (place / f"{front.id}.md").write_text(dump(front, body), encoding="utf-8")
    target = Library(folder / "library")
    build(Workspace(folder / "workspace"), target, now=dt.datetime.now(dt.UTC))
    return target


def spans(document: Document, dice: random.Random, count: int) -> list[tuple[Span, ...]]:
    """Passages of a document, spread over all of it."""
    texts = [leaf for leaf in leaves(document) if len(leaf.text) > 100]
    found: list[tuple[Span, ...]] = []
    for at in range(count):
        leaf = texts[at % len(texts)]
        start = dice.randrange(len(leaf.text) - 60)
        found.append(((leaf.id, start, start + 40),))
    return found


def fill(state: Path, held: Library, dice: random.Random) -> None:
    """The notes, as if all had been made here: `HERE` in the first document, the rest elsewhere."""
    with held.current() as edition, ReaderState(state) as own, own.transaction():
        for number in range(DOCUMENTS):
            count = HERE if not number else (NOTES - HERE) // (DOCUMENTS - 1) + 1
            document = edition.briefing(f"bai-{number}").document
            for place in spans(document, dice, count):
                targets = anchors(document, place)
                note = prose(dice, 20)
                content = Content(1, "highlight", "idea", note, now(), own.author, targets=targets)
                where = (edition.library, f"bai-{number}")
                keep(own, [made(str(uuid.uuid4()), where, own.replica, now(), content)])


def processor(work: Callable[[], object]) -> float:
    """Milliseconds of this process."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def tables(work: Path) -> list[Table]:
    dice = random.Random(11)
    held = library(work, dice)
    full, empty = work / "full", work / "empty"
    fill(full, held, dice)
    ReaderState(empty).close()
    return [keeping(full), window(held, {"none": empty, f"{NOTES:,}, {HERE} there": full})]


def keeping(state: Path) -> Table:
    """What is done to the file itself."""
    database = state / DATABASE
    with ReaderState(state) as own:
        record = own.rows("SELECT library, briefing FROM annotation LIMIT 1", {})[0]
        place = (record[0], record[1], 1)

        def save() -> None:
            annotate(own, place, (), "idea", "ghi nhanh")

        saved = statistics.median(processor(save) for _ in range(SAVES))
    rows: list[Sequence[Value]] = [
        ("a note saved, median", saved),
        ("examined at each start", processor(lambda: checking.examine(database))),
        ("examined closely, weekly", processor(lambda: recovering.examine_closely(state))),
        ("the day's backup", processor(lambda: dated.keep(database, dt.date(2026, 1, 1)))),
    ]
    shutil.copytree(state, state.with_name("damaged"))
    with (state.with_name("damaged") / DATABASE).open("r+b") as file:
        file.write(b"\xff" * 100)
    rows.append(("recovered", processor(lambda: recovering.recover(state.with_name("damaged")))))
    size = database.stat().st_size / MB
    note = f"Processor time; the file has {size:.0f} MB. Waiting for the disk is not in it."
    return Table(f"{NOTES:,} notes: their file", ["", "ms"], rows, note)


def window(held: Library, states: dict[str, Path]) -> Table:
    """The window without notes and with them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    path = os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = os.pathsep.join(part for part in (str(PROJECT), path) if part)
    parts = ("start", "painted", "settled", "elapsed", "pane", "pane elapsed")
    told: dict[str, list[dict[str, float]]] = {name: [] for name in states}
    for _ in range(TURNS):
        for name, state in states.items():
            (state / LAYOUT).unlink(missing_ok=True)
            output = run([sys.executable, str(WALK), str(held.folder), str(state)]).output
            told[name].append(json.loads(output))
    medians = {
        name: [statistics.median(turn[part] for turn in turns) for part in parts]
        for name, turns in told.items()
    }
    rows: list[Sequence[Value]] = [(name, *found) for name, found in medians.items()]
    none, many = medians.values()
    rows.append(("ratio", *(more / less for more, less in zip(many, none, strict=True))))
    columns = ["notes", "start ms", "document painted ms", "its notes there ms", "elapsed ms"]
    columns += ["with the pane ms", "elapsed ms"]
    note = (
        "Processor time of the whole program, all its threads, but where it says elapsed. A "
        "document of 25 pages: until it is painted, until its notes are on it too, and the same "
        f"with the notes pane open. Medians of {TURNS} programs in turns."
    )
    return Table("Many notes: the window", columns, rows, note)
