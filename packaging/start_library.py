"""What the frozen command line starts with."""

import sys

from desktop.cli.main import run

sys.exit(run())
