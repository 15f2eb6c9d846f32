"""Releases of 10,000 briefings: packed, verified and installed, whole and as a delta.

Keys are real; Argon2id is made cheap, since a passphrase is no part of what is measured. Seconds
are of the clock and of the processor (`CPU`), of all cores.
"""

import datetime as dt
import hashlib
import os
import shutil
import sqlite3
import subprocess
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
import search_corpus
from bench_typing import SOURCE, library_at
from harness import MB, Table, processor, run

from desktop.library.editions.build import build
from desktop.library.editions.library import Library
from desktop.library.releases import package
from desktop.library.releases.contents import EditionPage, File, Piece
from desktop.library.releases.install import install, root_of, verify
from desktop.library.releases.keyring import Costs, KeyFile, Keyring
from desktop.library.releases.release import Prepared, prepare, sign, write
from desktop.library.releases.signing import Chain, found
from desktop.library.workspace.layout import Workspace

COUNT, CHANGED = 10_000, 100
LARGE = 1_000_000_000
"""Bytes of the package that is only verified."""
REPEATS = 3
PASSPHRASE = "mot hai ba bon"
SENTENCE = "Đơn vị cập nhật số liệu đến hết quý trước và báo cáo bằng văn bản."
T = TypeVar("T")


class Spent(msgspec.Struct, frozen=True):
    """What something took: seconds of the clock, and of the processor."""

    seconds: float
    processor: float


class Office:
    """A workspace with keys, and what it released."""

    def __init__(self, folder: Path, workspace: Path) -> None:
        self.folder = folder
        self.workspace = Workspace(workspace)
        self.ring = Keyring(folder / "keys", Costs(iterations=1, lanes=1, memory=8 * 1024))
        for role in ("root", "release"):
            self.ring.create(role, PASSPHRASE, "2026")
        found(Chain(workspace), self.ring, passphrase, now())

    def release(self, since: int = 0) -> Path:
        prepared = prepare(self.workspace, now=now(), processes=os.cpu_count() or 1)
        return self.write(prepared, since)

    def write(self, prepared: Prepared, since: int = 0) -> Path:
        sign(self.workspace, prepared, self.ring, passphrase, now())
        file = self.folder / f"{prepared.page.number}-{since}.briefpack"
        return write(self.workspace, prepared, file, since).file


def tables(work: Path) -> list[Table]:
    count = COUNT // 10 if os.environ.get("BRIEFING_BENCH_QUICK") else COUNT
    library_at(work, count)
    office = Office(work, work / "workspace")
    again = Library(work / "again")
    _, built = spent(lambda: build(office.workspace, again, now=now(), processes=cores()))
    shutil.rmtree(again.folder)
    whole, released = spent(office.release)
    laptop = Library(work / "laptop")
    _, installed = spent(lambda: install(whole, laptop, now(), root_of(whole)))
    copy = copied(laptop, work)
    rows: list[tuple[str | float, ...]] = [
        ("build alone", *row(built), "", ""),
        ("whole package", *row(released), released.processor / built.processor, 2),
        ("copying the edition's bytes, with fsync", *row(copy), "", ""),
        ("whole install", *row(installed), installed.seconds / copy.seconds, 3),
    ]
    text = change(office.workspace.folder)
    delta, made = spent(lambda: office.release(since=1))
    _, arrived = spent(lambda: install(delta, laptop, now()))
    rows.append((f"package of {CHANGED} changed", *row(made), "", ""))
    rows.append((f"install of {CHANGED} changed", *row(arrived), arrived.seconds, 2))
    ways = Table(
        f"Releases: {count:,} briefings, from a workspace to a laptop",
        ["step", "seconds", "CPU seconds", "against", "at most"],
        rows,
        "`against`: the package to the build and the install to the copying; the last is seconds.",
    )
    waits = waiting(work, work / SOURCE, whole, arrived)
    return [ways, sizes(whole, delta, text), verifying(office), waits]


def sizes(whole: Path, delta: Path, text: bytes) -> Table:
    deflated = len(zlib.compress(text, 6))
    most = 6 * deflated + 200_000
    size = delta.stat().st_size
    rows: list[tuple[str | float, ...]] = [
        ("whole package", whole.stat().st_size / MB, ""),
        (f"{CHANGED} changed texts, deflated", deflated / MB, ""),
        ("their package", size / MB, size / most),
    ]
    note = "The last column is its part of what it may weigh: six times its text, and 200 KB."
    return Table("Releases: what they weigh", ["what", "MB", "of what it may"], rows, note)


def verifying(office: Office) -> Table:
    """A package of a gigabyte that is signed rightly, beside `sha256sum` of it."""
    size = LARGE // 10 if os.environ.get("BRIEFING_BENCH_QUICK") else LARGE
    file = large(office, size)
    library = Library(office.folder / "nowhere")
    root = root_of(file)
    ours = best(lambda: verify(file, library, now(), root))
    theirs = best(lambda: subprocess.run(["sha256sum", file], check=True, capture_output=True))
    rows: list[tuple[str | float, ...]] = [
        ("sha256sum", *row(theirs), ""),
        ("verify", *row(ours), ours.processor / theirs.processor),
    ]
    title = f"Releases: verifying {file.stat().st_size / MB:,.0f} MB"
    file.unlink()
    return Table(title, ["who", "seconds", "CPU seconds", "times (at most 2)"], rows)


def large(office: Office, size: int) -> Path:
    """A package with a file of random bytes in its index; it is good for nothing but this."""
    prepared = prepare(office.workspace, now=now(), processes=cores())
    chunk, kept = package.LARGEST // 256, office.folder / "random"
    pieces: list[Piece] = []
    kept.mkdir()
    for _ in range(size // chunk):
        packed = zlib.compress(os.urandom(chunk), 0)
        piece = Piece(hashlib.sha256(packed).hexdigest(), chunk)
        (kept / piece.packed).write_bytes(packed)
        pieces.append(piece)
    more = File("index/random.bin", size, "0" * 64, tuple(pieces))
    page = msgspec.structs.replace(prepared.page, files=(*prepared.page.files, more))
    lying = msgspec.structs.replace(prepared, page=page, fresh=True)
    sign(office.workspace, lying, office.ring, passphrase, now())
    honest = write(office.workspace, prepared, office.folder / "honest.briefpack").file
    file = honest.with_name("large.briefpack")
    package.write(file, members(honest, page, kept))
    shutil.rmtree(kept)
    return file


def members(honest: Path, page: EditionPage, kept: Path) -> Iterator[tuple[str, bytes]]:
    """Those of the honest package, with another page and the pieces that it alone names."""
    with zipfile.ZipFile(honest) as archive:
        for name in archive.namelist():
            edition = name == package.EDITION
            yield name, msgspec.json.encode(page) if edition else archive.read(name)
    for path in sorted(kept.iterdir()):
        yield package.OBJECTS + path.name, path.read_bytes()


def waiting(work: Path, source: Path, whole: Path, arrived: Spent) -> Table:
    """What a reader waits for the same documents elsewhere, where each laptop indexes by itself."""
    fresh = Library(work / "fresh")
    _, installed = spent(lambda: install(whole, fresh, now(), root_of(whole)))
    _, rebuilt = spent(lambda: full_text(work / "fts5.sqlite", search_corpus.read(source)))
    rows: list[tuple[str | float, ...]] = [
        (f"install of {CHANGED} changed", *row(arrived)),
        ("whole install", *row(installed)),
        ("FTS5 rebuild", *row(rebuilt)),
    ]
    note = "Recoll is not on this machine (Debian's recollcmd)."
    if shutil.which("recollindex"):
        rows.append(("Recoll, the same texts as files", *row(recoll(work, source))))
        note = ""
    title = "Releases: until a reader can search them"
    return Table(title, ["who", "seconds", "CPU seconds"], rows, note)


def full_text(path: Path, documents: Iterable[search_corpus.Document]) -> None:
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIRTUAL TABLE texts USING fts5(body)")
    rows = ((document.body,) for document in documents)
    connection.executemany("INSERT INTO texts VALUES (?)", rows)
    connection.execute("INSERT INTO texts(texts) VALUES ('optimize')")
    connection.commit()
    connection.close()


def recoll(work: Path, source: Path) -> Spent:
    texts, settings = work / "texts", work / "recoll"
    for folder in (texts, settings):
        folder.mkdir(exist_ok=True)
    for number, document in enumerate(search_corpus.read(source)):
        (texts / f"{number}.txt").write_text(document.body, encoding="utf-8")
    (settings / "recoll.conf").write_text(f"topdirs = {texts}\n", encoding="utf-8")
    done = run(["recollindex", "-c", str(settings), "-z"])
    return Spent(done.seconds, done.processor)


def change(workspace: Path) -> bytes:
    """Adds a sentence to a hundred briefings; their whole texts as they stand then."""
    texts = []
    for path in sorted((workspace / "conferences").rglob("b*.md"))[:CHANGED]:
        text = path.read_text(encoding="utf-8") + f"\n{SENTENCE}\n"
        path.write_text(text, encoding="utf-8")
        texts.append(text)
    return "".join(texts).encode()


def copied(library: Library, work: Path) -> Spent:
    """The best of some copies of what was installed, each file synced."""
    source, target = library.current_folder(), work / "copy"

    def copy() -> None:
        for path in sorted(path for path in source.rglob("*") if path.is_file()):
            to = target / path.relative_to(source)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, to)
            descriptor = os.open(to, os.O_RDWR)
            os.fsync(descriptor)
            os.close(descriptor)

    taken = []
    for _ in range(REPEATS):
        taken.append(spent(copy)[1])
        shutil.rmtree(target)
    return min(taken, key=lambda one: one.seconds)


def best(call: Callable[[], object]) -> Spent:
    """The quickest of some goes, by processor time."""
    return min((spent(call)[1] for _ in range(REPEATS)), key=lambda one: one.processor)


def spent(call: Callable[[], T]) -> tuple[T, Spent]:
    """What a call answers, and what it took, its children too."""
    before, started = time.process_time() + processor(), time.perf_counter()
    answer = call()
    seconds = time.perf_counter() - started
    return answer, Spent(seconds, time.process_time() + processor() - before)


def row(taken: Spent) -> tuple[float, float]:
    return taken.seconds, taken.processor


def cores() -> int:
    return os.cpu_count() or 1


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def passphrase(_: KeyFile) -> str:
    return PASSPHRASE
