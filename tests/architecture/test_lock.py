"""The lock pins and hashes all that the project asks for, and names no place to fetch it from."""

import re
import tomllib

import pytest

ENTRY = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^ ;\\]+)(?: ; ([^\\]*?))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def plain(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def entries(text: str) -> dict[str, list[str]]:
    """Hash lines by name; raises ValueError at a line that is neither entry, hash nor comment."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        if entry := ENTRY.match(line):
            current = found.setdefault(plain(entry[1]), [])
        elif HASH.match(line):
            current.append(line)
        elif line.strip() and not line.lstrip().startswith("#"):
            raise ValueError(line)
    return found


@pytest.fixture(
    scope="module",
    params=["requirements.lock", "packaging/lock-tool.txt", "packaging/validator.txt"],
)
def lock(root, request) -> str:
    return (root / request.param).read_text(encoding="utf-8")


def test_every_entry_is_hashed(lock):
    assert [name for name, hashes in entries(lock).items() if not hashes] == []


def test_no_address_stands_in_the_lock(lock):
    assert re.findall(r"^.*(?:://|--index-url|--find-links|@ ).*$", lock, re.MULTILINE) == []


def test_every_dependency_is_locked(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    asked = list(project["project"]["dependencies"])
    for group in project["project"]["optional-dependencies"].values():
        asked += group
    asked += project["build-system"]["requires"]
    names = {plain(re.split(r"[^A-Za-z0-9._-]", one)[0]) for one in asked}
    locked = entries((root / "requirements.lock").read_text(encoding="utf-8"))
    assert names - set(locked) == set()


def test_what_the_project_pins_is_what_is_locked(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (root / "requirements.lock").read_text(encoding="utf-8").lower()
    pins = [one.lower() for one in project["dependencies"] if "==" in one]
    assert pins
    assert [pin for pin in pins if f"\n{pin} \\" not in lock] == []
