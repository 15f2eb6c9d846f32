"""Starts the frozen programs as a reader would; ends with 1 at anything unexpected.

usage: smoke_test.py BUNDLE, the folder that `make package` made. Nothing of this machine's Python
is within reach of what is started.
"""

import json
import os
import re
import stat
import struct
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

SECONDS = 120
SUFFIX = ".exe" if sys.platform == "win32" else ""
ALARMS = re.compile(r"Traceback|Error\b|[Ww]arning|cannot|could not|No such file|Aborted")
HARMLESS = "This plugin does not support propagateSizeHints()"  # said where there is no screen
QUERY = "phong doc cong dong"
PAGE = """# Kỹ năng số cho người cao tuổi

Ông Nguyễn Văn Mẫu hướng dẫn nhận biết tin nhắn giả.
"""


class Unexpected(Exception):
    """What a frozen program did that it should not."""


class Bundle:
    """A frozen folder, and a person's empty home to start it in."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder.resolve()
        self.home = home

    def start(self, program: str, *arguments: object, quiet: bool = True) -> str:
        """Standard output of a program that ends with 0; `quiet`: nothing on standard error."""
        command = [str(self.folder / f"{program}{SUFFIX}"), *map(str, arguments)]
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
        home = str(self.home)
        done = subprocess.run(
            command,
            env={
                **kept,
                "HOME": home,
                "LOCALAPPDATA": home,
                "LANG": "C.UTF-8",
                "QT_QPA_PLATFORM": "offscreen",
            },
            cwd=self.home,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
        lines = done.stderr.strip().splitlines()
        said = "\n".join(line for line in lines if line != HARMLESS)
        if done.returncode or (quiet and said) or ALARMS.search(said):
            raise Unexpected(f"{command} ended with {done.returncode}:\n{done.stdout}\n{said}")
        return done.stdout

    def json(self, program: str, *arguments: object) -> Any:
        output = self.start(program, *arguments)
        try:
            return json.loads(output)
        except json.JSONDecodeError as error:
            raise Unexpected(f"{program} {arguments} is no JSON: {output!r}") from error


def expect(what: str, *, holds: bool) -> None:
    """Raises: Unexpected, saying what, unless it holds."""
    if not holds:
        raise Unexpected(what)


def files_are_here(bundle: Bundle) -> None:
    """Programs, data and the sample library are in the folder."""
    programs = [f"briefing-reader{SUFFIX}", f"briefing-library{SUFFIX}"]
    data = ["messages/vi/library.toml", "fonts/OFL.txt", "fonts/Tinos-Regular.ttf"]
    inside = [f"_internal/resources/{path}" for path in data]
    for path in [*programs, *inside, "library/current", "LICENSE"]:
        expect(f"{path} is missing", holds=(bundle.folder / path).is_file())


def sample_is_read(bundle: Bundle) -> str:
    """The sample library beside the program is found, told of, searched and shown."""
    status = bundle.json("briefing-library", "status", "--json")
    expect(f"few briefings: {status}", holds=status["briefings"] >= 16)
    found = bundle.json("briefing-library", "search", QUERY, "--json")
    expect(f"nothing found: {found}", holds=found["total"] > 0 and bool(found["hits"]))
    first = str(found["hits"][0]["id"])
    text = bundle.start("briefing-library", "show", first, "--format", "text")
    expect(f"{first} is short", holds=len(text) > 1000)
    return first


def handout_is_printed(bundle: Bundle, identifier: str) -> None:
    """A briefing is laid out with the fonts of the bundle."""
    out = bundle.home / "handout.pdf"
    options = ("--template", "plain", "--format", "pdf", "--out", out)
    bundle.start("briefing-library", "handout", identifier, *options, quiet=False)
    expect("the handout is no PDF", holds=out.read_bytes().startswith(b"%PDF-"))


def librarian_works(bundle: Bundle) -> None:
    """A page and a web page become an edition of a library of one's own."""
    workspace, library = bundle.home / "kho", bundle.home / "thư viện"
    (bundle.home / "trang.md").write_text(PAGE, encoding="utf-8")
    html = f"<html><body><article><p>{PAGE * 5}</p></article></body></html>"
    (bundle.home / "trang mạng.html").write_text(html, encoding="utf-8")
    bundle.start("briefing-library", "new", workspace, quiet=False)
    for name in ("trang.md", "trang mạng.html"):
        page = bundle.home / name
        bundle.start("briefing-library", "ingest", workspace, page, quiet=False)
    bundle.start("briefing-library", "build", workspace, "--library", library, quiet=False)
    status = bundle.json("briefing-library", "status", "--json", "--library", library)
    expect(f"two briefings were built: {status}", holds=status["briefings"] == 2)


def window_is_painted(bundle: Bundle) -> None:
    """The window opens on the sample library, searches it and is painted."""
    picture = bundle.home / "window.png"
    output = bundle.start("briefing-reader", "--search", QUERY, "--screenshot", picture)
    expect(f"the window said {output!r}", holds=not output)
    head = picture.read_bytes()[:24]
    width, height = struct.unpack(">II", head[16:24])
    expect("the window is no picture", holds=head.startswith(b"\x89PNG") and width > 600)
    expect(f"the window is {width} x {height}", holds=height > 400)


def main() -> int:
    """Every check in turn: 0 when all held, 1 at the first that did not."""
    if len(sys.argv) != 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    with tempfile.TemporaryDirectory() as home:
        bundle = Bundle(Path(sys.argv[1]), Path(home))
        try:
            files_are_here(bundle)
            identifier = sample_is_read(bundle)
            handout_is_printed(bundle, identifier)
            librarian_works(bundle)
            window_is_painted(bundle)
        except (Unexpected, OSError, subprocess.TimeoutExpired) as fault:
            sys.stderr.write(f"smoke test failed: {fault}\n")
            return 1
    files = (path.lstat() for path in bundle.folder.rglob("*"))
    size = sum(one.st_size for one in files if stat.S_ISREG(one.st_mode))
    sys.stdout.write(f"smoke test passed: {bundle.folder.name}, {size / 1e6:.0f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
