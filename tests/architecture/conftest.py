"""The tree as the architecture tests see it: its files, its modules, their syntax trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("desktop", "index")
MADE = {"build", "dist", "__pycache__"}


@dataclass(frozen=True)
class Module:
    """One Python file: its path from the root, its text and its syntax tree."""

    path: Path
    text: str
    tree: ast.Module

    def where(self, node: ast.AST) -> str:
        return f"{self.path.as_posix()}:{getattr(node, 'lineno', 0)}"


def kept_files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file that the project keeps: none that a tool made, few that are hidden."""
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in {".ci", ".github", ".gitignore"}
        if hidden or path.name in MADE or path.name.endswith(".egg-info"):
            continue
        if path.is_dir():
            yield from kept_files(path)
        else:
            yield path


def read_modules(*folders: str) -> list[Module]:
    modules = []
    for folder in folders:
        for path in kept_files(ROOT / folder):
            if path.suffix == ".py":
                text = path.read_text(encoding="utf-8")
                modules.append(Module(path.relative_to(ROOT), text, ast.parse(text)))
    return modules


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def files() -> list[Path]:
    """Paths of all kept files."""
    return list(kept_files())


@pytest.fixture(scope="session")
def sources() -> list[Module]:
    """The program's modules."""
    return read_modules(*SOURCES)


@pytest.fixture(scope="session")
def python_files() -> list[Module]:
    """The program's modules, the tests' and the scripts that freeze it."""
    return read_modules(*SOURCES, "tests", "packaging")
