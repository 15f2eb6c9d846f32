"""Our index beside its peers, on the same tokens: speed, build, size and memory as Markdown.

``python tests/bench/search_peers.py --source viwiki.jsonl.gz --documents 10000``. Files are made
under ``--folder`` and used again by the next run.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import search_corpus as corpus
from search_engines import Xapian, available


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def anonymous_kilobytes() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))


def timed(engine: Any, asked: list[corpus.Ask], rounds: int) -> list[list[float]]:
    """Milliseconds of every query, round after round; each is made anew as a reader's would be."""
    result = []
    for _ in range(rounds):
        times = []
        for ask in asked:
            started = time.perf_counter()
            engine.prepare(ask)()
            times.append((time.perf_counter() - started) * 1000)
        result.append(times)
    return result


def measure(name: str, folder: Path, asked: list[corpus.Ask], rounds: int) -> dict[str, Any]:
    """One engine in this process: first answers, and the same queries typed again."""
    made = available()[name]()
    if isinstance(made, Xapian):
        return {"times": made.timed(folder, asked, rounds)}
    for path in folder.rglob("*"):
        if path.is_file():
            path.read_bytes()  # the page cache is hot
    before = anonymous_kilobytes()
    started = time.perf_counter()
    made.open(folder)
    made.prepare(asked[0])()
    opened = (time.perf_counter() - started) * 1000
    times = timed(made, asked, rounds)
    used = anonymous_kilobytes() - before
    made.close()
    return {"times": times, "open": opened, "memory": used / 1024}


def quantiles(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), sorted(times)[int(len(times) * 0.95)]


def report(rows: dict[str, dict[str, Any]], asked: list[corpus.Ask]) -> str:
    names = list(rows)
    lines = ["| ms | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]

    def line(label: str, values: list[str]) -> None:
        lines.append(f"| {label} | " + " | ".join(values) + " |")

    for label, index in (("first", 0), ("typed again", -1)):
        spans = [quantiles(rows[name]["times"][index]) for name in names]
        line(f"{label}: median / p95", [f"{low:.2f} / {high:.2f}" for low, high in spans])
    for rule in corpus.CLASSES:
        chosen = [place for place, ask in enumerate(asked) if ask.rule == rule]
        values = [quantiles([rows[name]["times"][0][place] for place in chosen]) for name in names]
        line(rule, [f"{low:.2f} / {high:.2f}" for low, high in values])
    for key in ("open", "memory", "build", "megabytes"):
        line(key, [f"{rows[name][key]:.1f}" if key in rows[name] else "" for name in names])
    ours = quantiles(rows["ours"]["times"][0])
    again = quantiles(rows["ours"]["times"][-1])
    for name in names[1:]:
        first, second = (quantiles(rows[name]["times"][place]) for place in (0, -1))
        shares = [
            ours[0] / first[0],
            ours[1] / first[1],
            again[0] / second[0],
            again[1] / second[1],
        ]
        text = "median {:.2f}, p95 {:.2f}; again {:.2f}, {:.2f}".format(*shares)
        lines.append(f"\nours / {name}: {text}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "search-bench")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engines", nargs="*", default=None)
    parser.add_argument("--measure", default=None, help=argparse.SUPPRESS)
    options = parser.parse_args()
    place = options.folder / str(options.documents)
    place.mkdir(parents=True, exist_ok=True)
    source = place / "documents.tsv"
    if not source.exists():
        corpus.grow(options.source, source, options.documents)
    asked = corpus.asks(source)
    if options.measure:
        folder = place / options.measure.replace(" ", "-")
        sys.stdout.write(json.dumps(measure(options.measure, folder, asked, options.rounds)))
        return
    rows = {}
    for name, make in available().items():
        if options.engines and name not in options.engines:
            continue
        folder = place / name.replace(" ", "-")
        record = folder.with_suffix(".json")
        if not record.exists():
            folder.mkdir(exist_ok=True)
            started = time.perf_counter()
            make().build(source, folder)
            seconds = time.perf_counter() - started
            record.write_text(json.dumps({"build": options.documents / seconds}))
        whole = size(folder / "compact") if (folder / "compact").exists() else size(folder)
        command = [sys.executable, __file__, "--measure", name]
        command += ["--source", str(options.source), "--documents", str(options.documents)]
        command += ["--folder", str(options.folder), "--rounds", str(options.rounds)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        rows[name] = {
            **json.loads(record.read_text()),
            **json.loads(done.stdout),
            "megabytes": whole / 1e6,
        }
    sys.stdout.write(report(rows, asked) + "\n")


if __name__ == "__main__":
    main()
