"""The help of every command, as it stands in `help/`: a change of the contract shows in a diff."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from desktop.cli.main import COMMANDS, app

HELP = Path(__file__).parent / "help"
GROUPS = {
    "annotations": ("export", "import", "merge"),
    "feedback": ("import",),
    "keys": ("create", "rotate", "revoke", "paper"),
    "opinions": ("merge",),
    "register": (
        "list",
        "return",
        "destroy",
        "undo",
        "set-aside",
        "sheet",
        "slips",
        "corrections",
    ),
}
NAMES = [
    "",
    *(command.__name__.replace("_", "-") for command in COMMANDS),
    *(f"{group} {verb}".strip() for group, verbs in GROUPS.items() for verb in ("", *verbs)),
]


def file_of(name: str) -> str:
    return name.replace(" ", "-") or "briefing-library"


@pytest.mark.parametrize("name", NAMES)
def test_help(name: str) -> None:
    arguments = [*name.split(), "--help"]
    ran = CliRunner().invoke(app, arguments, env={"COLUMNS": "100", "TERMINAL_WIDTH": "100"})
    assert ran.exit_code == 0
    kept = (HELP / f"{file_of(name)}.txt").read_text(encoding="utf-8")
    assert ran.stdout == kept


def test_no_help_is_kept_for_commands_that_are_gone() -> None:
    assert {path.stem for path in HELP.glob("*.txt")} == {file_of(name) for name in NAMES}
