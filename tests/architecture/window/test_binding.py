"""The Qt binding is the one that counts its references right."""

import sys

import PySide6
from PySide6.QtCore import QObject

CALLS = 5_000


def test_the_binding_is_the_pinned_one():
    assert PySide6.__version__ == "6.11.3"


def test_void_calls_keep_none_alive():
    """6.12.0 on Python 3.11 gives away one reference to None at each and dies after thousands."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("name")
    assert abs(sys.getrefcount(None) - before) < CALLS // 10
