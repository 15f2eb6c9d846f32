"""What the frozen window starts with."""

import multiprocessing
import sys

from desktop.window.main import run

multiprocessing.freeze_support()  # a repair indexes in processes of its own
sys.exit(run())
