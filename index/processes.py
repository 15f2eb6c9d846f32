"""Worker processes: they never outlive whoever started them, and collect garbage seldom."""

import gc
import multiprocessing
import os
import threading
from multiprocessing import connection

_SELDOM = 100_000
"""Objects made between two collections: a worker makes many small ones and hardly a cycle."""


def begin_work() -> None:
    """Called first in every worker process.

    The process ends at once when its parent is gone, killed or not: else a worker of a killed build
    would go on writing into a folder that the next build sweeps.
    """
    gc.freeze()
    gc.set_threshold(_SELDOM)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
