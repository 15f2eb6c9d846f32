"""Memory that starting needed for a moment goes back to the system."""

import platform
import subprocess
import sys

import pytest

PROGRAM = """
from desktop.window import application

def held():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("RssAnon"))

many = [bytes(2_000) for _ in range(20_000)]
kept = many[-1]  # what was given out last stays in use, so nothing below it is given back by itself
many.clear()
before = held()
application.give_back()
print(before - held())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc can be asked")
def test_what_was_needed_for_a_moment_is_given_back() -> None:
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    ).stdout
    assert int(told) > 20_000  # kB, of some 40,000
