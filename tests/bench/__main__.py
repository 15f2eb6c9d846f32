"""`make bench`: run every bench module here, print its tables, write them as JSON."""

import argparse
import datetime as dt
import importlib
import json
import os
import platform
import re
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

from harness import PROJECT, Absent, Table, Value

HERE = Path(__file__).parent
MARKED = re.compile(r"(<!-- bench -->\n).*?(<!-- /bench -->)", re.DOTALL)


def machine() -> str:
    """Processor, cores, memory, system and Python, in one line."""
    processor = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            processor = line.partition(":")[2].strip()
    gigabytes = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    python = platform.python_version()
    return f"{processor}, {os.cpu_count()} cores, {gigabytes:.0f} GB, {system}, Python {python}"


def shown(value: Value) -> str:
    """Three figures that matter; whole numbers as they are."""
    if not isinstance(value, float):
        return f"{value:,}" if isinstance(value, int) else value
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def markdown(table: Table) -> str:
    head = "| " + " | ".join(table.columns) + " |"
    rule = "|---" + "|---:" * (len(table.columns) - 1) + "|"
    rows = ["| " + " | ".join(map(shown, row)) + " |" for row in table.rows]
    lines = [f"## {table.title}", "", head, rule, *rows, ""]
    return "\n".join([*lines, table.note, ""] if table.note else lines)


def measure(names: list[str], work: Path) -> list[Table]:
    """The tables of every bench asked for; one that lacks something says so and is left out."""
    found = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    unknown = set(names) - set(found)
    if unknown:
        sys.exit(f"no such bench: {', '.join(sorted(unknown))}; there are {', '.join(found)}")
    tables: list[Table] = []
    for name in names or found:
        folder = work / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            measured = importlib.import_module(f"bench_{name}").tables(folder)
        except Absent as lack:
            sys.stderr.write(f"{name} left out: {lack}\n")
            continue
        for table in measured:
            sys.stdout.write(markdown(table) + "\n")
            sys.stdout.flush()
        tables += measured
    return tables


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", help="benches to run; all of them when none is named")
    parser.add_argument("--work", type=Path, default=PROJECT / "build" / "bench")
    parser.add_argument("--json", type=Path, default=PROJECT / "build" / "bench.json")
    parser.add_argument("--into", type=Path, help="a page whose marked part is replaced")
    options = parser.parse_args()
    where, day = machine(), dt.datetime.now(dt.UTC).date().isoformat()
    heading = f"Measured {day} on {where}.\n"
    sys.stdout.write(heading + "\n")
    tables = measure(options.names, options.work)
    report = {"machine": where, "date": day, "tables": [asdict(table) for table in tables]}
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
    if options.into and tables:
        page = options.into.read_text(encoding="utf-8")
        body = "\n".join([heading, *map(markdown, tables)])
        filled = MARKED.sub(lambda found: f"{found[1]}{body}{found[2]}", page)
        options.into.write_text(filled, encoding="utf-8")


if __name__ == "__main__":
    main()
