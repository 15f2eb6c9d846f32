"""What the frozen window starts with."""

import sys

from desktop.window.main import run

sys.exit(run())
