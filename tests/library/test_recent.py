"""Rows that were shown are not read again, and what is held stays few."""

from collections.abc import Sequence

from desktop.library.recent import _Rows


def test_only_what_is_not_held_is_read_and_the_oldest_gives_way() -> None:
    asked: list[list[int]] = []

    def read(keys: Sequence[int]) -> dict[int, str]:
        asked.append(list(keys))
        return {key: str(key) for key in keys if key >= 0}

    rows = _Rows(read, 3)
    assert rows.at([1, 2, -1]) == {1: "1", 2: "2"}
    assert rows.at([2, 3]) == {2: "2", 3: "3"}
    assert rows.at([2, 1, 3]) == {1: "1", 2: "2", 3: "3"}
    assert rows.at([4, 5]) == {4: "4", 5: "5"}
    assert rows.at([3, 2]) == {2: "2", 3: "3"}
    assert asked == [[1, 2, -1], [3], [4, 5], [2]]


def test_more_than_are_held_are_told_all_the_same() -> None:
    rows = _Rows(lambda keys: {key: -key for key in keys}, 2)
    assert rows.at(range(5)) == {key: -key for key in range(5)}
    assert rows.at([0, 4]) == {0: 0, 4: -4}
