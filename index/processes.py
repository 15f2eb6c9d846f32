"""Worker processes that never outlive whoever started them."""

import multiprocessing
import os
import threading
from multiprocessing import connection


def end_with_parent() -> None:
    """Ends this process at once when its parent is gone, killed or not; for a worker's start.

    Else a worker of a killed build would go on writing into a folder that the next build sweeps.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
