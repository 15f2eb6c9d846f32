"""Where files stand, what they are called and how long they may grow."""

import ast
import statistics
import tomllib

FORBIDDEN_NAMES = {"utils", "util", "common", "helpers", "helper", "manager", "misc"}
LONGEST_MODULE = 500
USUAL_MODULE = 200
USUAL_FUNCTION = 40


def test_pyproject_lists_the_packages_that_exist(root, sources):
    listed = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    on_disk = {".".join(module.path.parent.parts) for module in sources}
    assert listed == sorted(listed)
    assert set(listed) == on_disk


def test_every_package_has_an_init(root, sources):
    folders = {module.path.parent for module in sources}
    assert [folder for folder in folders if not (root / folder / "__init__.py").exists()] == []


def test_packaging_is_no_package(root):
    assert (root / "packaging").is_dir()
    assert not (root / "packaging" / "__init__.py").exists()


def test_no_module_is_a_drawer_for_everything(python_files):
    assert [module.path for module in python_files if module.path.stem in FORBIDDEN_NAMES] == []


def test_modules_stay_readable(python_files, sources):
    too_long = [
        f"{module.path}: {lines}"
        for module in python_files
        if (lines := len(module.text.splitlines())) > LONGEST_MODULE
    ]
    assert too_long == []
    lengths = [len(module.text.splitlines()) for module in sources]
    assert statistics.median(lengths) <= USUAL_MODULE


def test_functions_stay_short(sources):
    lengths = sorted(
        (node.end_lineno - node.lineno + 1, module.where(node))
        for module in sources
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    length, where = lengths[int(0.95 * (len(lengths) - 1))]
    assert length <= USUAL_FUNCTION, f"the 95th percentile stands at {where}"


def test_tests_have_names_of_their_own(python_files):
    """A test's folder under `tests/` names the room it looks at."""
    rooms = {"index", "library", "window", "cli", "desktop", "resources"}
    rooms |= {"architecture", "faults", "golden", "bench", "packaging"}
    strays = [
        module.path
        for module in python_files
        if module.path.parts[0] == "tests" and module.path.parts[1] not in rooms | {"conftest.py"}
    ]
    assert strays == []
