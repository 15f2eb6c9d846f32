"""Work shared out to processes comes back in order, and a lost process is told."""

import multiprocessing
import os

import pytest

from desktop.library.editions.crew import shared_out
from desktop.library.errors import EnvironmentFault


@pytest.mark.parametrize("processes", [1, 3])
def test_results_come_in_the_order_asked_for(processes: int) -> None:
    numbers = list(range(-100, 100))
    assert list(shared_out(abs, numbers, processes, 7)) == list(map(abs, numbers))
    assert list(shared_out(abs, [], processes, 7)) == []


@pytest.mark.parametrize("processes", [1, 2])
def test_what_the_work_raises_is_raised(processes: int) -> None:
    made = shared_out(int, ["1", "2", "x", "3"], processes, 1)
    assert [next(made), next(made)] == [1, 2]
    with pytest.raises(ValueError, match="'x'"):
        next(made)
    assert multiprocessing.active_children() == []


def test_a_lost_process_is_told() -> None:
    with pytest.raises(EnvironmentFault) as caught:
        list(shared_out(os._exit, [3], 2, 1))
    assert caught.value.code == "worker_lost"


def test_one_who_stops_taking_results_leaves_no_process() -> None:
    made = shared_out(abs, list(range(1000)), 2, 1)
    assert next(made) == 0
    made.close()
    assert multiprocessing.active_children() == []
