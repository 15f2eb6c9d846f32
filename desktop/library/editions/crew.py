"""Work shared out to processes, its results in the order asked for."""

import concurrent.futures
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

from desktop.library.errors import EnvironmentFault
from index.processes import begin_work

_Order = TypeVar("_Order")
_Made = TypeVar("_Made")
_AHEAD = 3
"""Packets a process may be ahead of whoever takes the results: they wait in memory."""


def shared_out(
    work: Callable[[_Order], _Made], orders: Sequence[_Order], processes: int, packet: int
) -> Iterator[_Made]:
    """`map(work, orders)` in `processes`, each given `packet` orders at a time; here for one.

    Raises: what `work` raises; EnvironmentFault when a process is lost.
    """
    if processes < 2:
        yield from map(work, orders)
        return
    context = multiprocessing.get_context("spawn")
    packets = (orders[at : at + packet] for at in range(0, len(orders), packet))
    with concurrent.futures.ProcessPoolExecutor(
        processes, mp_context=context, initializer=begin_work
    ) as pool:
        try:
            under_way = deque(
                pool.submit(_done, work, some) for some in islice(packets, _AHEAD * processes)
            )
            while under_way:
                made = under_way.popleft().result()
                under_way.extend(pool.submit(_done, work, some) for some in islice(packets, 1))
                yield from made
        except BrokenProcessPool as error:
            raise EnvironmentFault("worker_lost") from error
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _done(work: Callable[[_Order], _Made], orders: Sequence[_Order]) -> list[_Made]:
    return list(map(work, orders))
