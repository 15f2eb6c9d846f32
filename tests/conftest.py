"""What every test stands on: the job without Qt, guards against leaks and stray log lines."""

import importlib.abc
import linecache
import logging
import os
import sys
import threading
import traceback
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parents[1]
QT_SETTINGS = (
    "qt_api",
    "qt_default_raising",
    "qt_log_ignore",
    "qt_log_level_fail",
    "qt_no_exception_capture",
    "qt_qapp_name",
)

hypothesis.settings.register_profile("house", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


class NoQt(importlib.abc.MetaPathFinder):
    """Stands first among the finders and answers as a machine without Qt would."""

    def find_spec(self, fullname: str, path: object, target: ModuleType | None = None) -> None:
        if fullname.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ModuleNotFoundError(f"{fullname} is out of reach under --no-qt", name=fullname)


def needs_qt(path: Path) -> bool:
    """A test's place says what it may import: only what lies in a folder `window` meets Qt."""
    return "window" in path.relative_to(ROOT / "tests").parts[:-1]


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    parser.addoption(
        "--no-qt",
        action="store_true",
        help="make PySide6 unimportable and leave the window's tests out; with -p no:pytest-qt",
    )
    if pluginmanager.is_blocked("pytest-qt"):
        for name in QT_SETTINGS:
            parser.addini(name, "read by pytest-qt, which is switched off")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--no-qt"):
        if config.pluginmanager.has_plugin("pytest-qt"):
            raise pytest.UsageError("--no-qt needs -p no:pytest-qt: that plugin imports PySide6")
        sys.meta_path.insert(0, NoQt())


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    without = config.getoption("--no-qt") or config.pluginmanager.is_blocked("pytest-qt")
    return True if without and needs_qt(collection_path / "_") else None


def pytest_itemcollected(item: pytest.Item) -> None:
    if needs_qt(item.path):
        item.add_marker(pytest.mark.gui)


# Log lines


class LogLines(logging.Handler):
    """Keeps every warning and error that the program wrote."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _quiet_log(request: pytest.FixtureRequest) -> Iterator[list[logging.LogRecord]]:
    """Fails a test whose code warned; a test that asks for `logged` looks at the lines itself."""
    lines = LogLines()
    logging.getLogger().addHandler(lines)
    yield lines.records
    logging.getLogger().removeHandler(lines)
    if lines.records and "logged" not in request.fixturenames:
        said = "\n".join(f"{line.name}: {line.getMessage()}" for line in lines.records)
        pytest.fail(f"unexpected log lines:\n{said}", pytrace=False)


@pytest.fixture
def logged(_quiet_log: list[logging.LogRecord]) -> list[logging.LogRecord]:
    """Warnings and errors logged so far, for a test that expects some."""
    return _quiet_log


# Leaks


class Starts:
    """Remembers who started what still lives, by wrapping a class's `start`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self._started: list[tuple[weakref.ref[Any], str]] = []

    def watch(self, kind: type) -> None:
        start: Callable[..., Any] = vars(kind)["start"]

        def remember(started: object, *args: Any, **kwargs: Any) -> Any:
            self._started.append((weakref.ref(started), caller()))
            return start(started, *args, **kwargs)

        self._monkeypatch.setattr(kind, "start", remember)

    def alive(self, still: Callable[[Any], bool]) -> list[str]:
        living = [(started(), place) for started, place in self._started]
        return [f"{one!r} started at {place}" for one, place in living if one and still(one)]


def caller() -> str:
    """`file:line: source` of the innermost frame that belongs to this project or its tests."""
    for frame, line in traceback.walk_stack(sys._getframe(2)):
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(ROOT) and ".venv" not in path.parts and path != Path(__file__):
            source = linecache.getline(str(path), line).strip()
            return f"{path.relative_to(ROOT)}:{line}: {source}"
    return "a place outside the project"


@pytest.fixture(autouse=True)
def _no_leaked_threads(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails a test that leaves a Python thread running."""
    starts = Starts(monkeypatch)
    starts.watch(threading.Thread)
    yield
    leaked = starts.alive(threading.Thread.is_alive)
    if leaked:
        pytest.fail("threads left running:\n" + "\n".join(leaked), pytrace=False)


@pytest.fixture(autouse=True)
def _no_leaked_qt(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Fails a test that leaves a running QTimer or QThread, pool work or a top-level widget."""
    if not needs_qt(request.node.path):
        yield
        return
    import shiboken6  # noqa: PLC0415 - these three are out of reach of the job without Qt
    from PySide6.QtCore import QCoreApplication, QEvent, QThread, QThreadPool, QTimer  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    starts = Starts(monkeypatch)
    starts.watch(QTimer)
    starts.watch(QThread)
    before = set(QApplication.topLevelWidgets())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    leaked = starts.alive(lambda one: shiboken6.isValid(one) and is_running(one))
    leaked += [
        f"top-level widget {widget!r} {widget.objectName()} {widget.windowTitle()!r}"
        for widget in QApplication.topLevelWidgets()
        if widget not in before and widget.parent() is None
    ]
    if QThreadPool.globalInstance().activeThreadCount():
        leaked.append("work in the global thread pool")
    if leaked:
        pytest.fail("left behind:\n" + "\n".join(leaked), pytrace=False)


def is_running(started: Any) -> bool:
    """A QTimer that ticks or a QThread that runs."""
    return bool(started.isActive() if hasattr(started, "isActive") else started.isRunning())
