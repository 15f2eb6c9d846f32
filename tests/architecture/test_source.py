"""What no line of the program does: reach for a network, unpickle, swallow an exception."""

import ast
from collections.abc import Iterator

import pytest

NETWORK = {
    "PySide6.QtNetwork", "aiohttp", "ftplib", "http", "httpx", "imaplib", "poplib", "requests",
    "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.error", "urllib.request",
    "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
LOCAL = {"PySide6.QtNetwork", "PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket"}
"""What `window/single.py` alone may import: sockets between processes of one machine."""
UNSAFE = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}


def imports(tree: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    """Every dotted name that a module imports, with the statement that does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node, node.module
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def within(name: str, forbidden: set[str]) -> bool:
    parts = name.split(".")
    return any(".".join(parts[:count]) in forbidden for count in range(1, len(parts) + 1))


@pytest.mark.parametrize("forbidden", [NETWORK, UNSAFE], ids=["network", "pickle"])
def test_the_program_never_imports(sources, forbidden):
    found = {
        f"{module.where(node)}: {name}"
        for module in sources
        for node, name in imports(module.tree)
        if within(name, forbidden) and not (name in LOCAL and module.path.name == "single.py")
    }
    assert found == set()


def test_no_exception_is_swallowed(python_files):
    found = []
    for module in python_files:
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.ExceptHandler):
                continue
            catches_all = node.type is None or (
                isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}
            )
            silent = all(isinstance(step, ast.Pass) for step in node.body)
            if node.type is None or (catches_all and silent):
                found.append(module.where(node))
    assert found == []


def test_translated_texts_are_literals(sources):
    """`tr(f"…")` is extracted as a text that never matches what runs.

    A name may stand where `QT_TRANSLATE_NOOP` has marked texts of the same context for extraction.
    """
    marked = {
        node.args[0].value
        for module in sources
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and called(node) == "QT_TRANSLATE_NOOP"
        and all(isinstance(part, ast.Constant) for part in node.args)
    }
    found = [
        module.where(node)
        for module in sources
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and (text := translated(node)) is not None
        if not isinstance(text, ast.Constant)
        and not (isinstance(text, ast.Name | ast.Attribute) and context(node) in marked)
    ]
    assert found == []


def context(node: ast.Call) -> object:
    """The literal context of a `translate`, None for a `tr`."""
    first = node.args[0]
    literal = called(node) == "translate" and isinstance(first, ast.Constant)
    return first.value if literal else None


def translated(node: ast.Call) -> ast.expr | None:
    """The text that a call has translated: the first of `tr`, the second of Qt's `translate`."""
    if called(node) == "tr" and node.args:
        return node.args[0]
    return node.args[1] if called(node) == "translate" and len(node.args) > 1 else None


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""
