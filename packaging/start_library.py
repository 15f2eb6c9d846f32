"""What the frozen command line starts with."""

from desktop.cli.main import run

run()
