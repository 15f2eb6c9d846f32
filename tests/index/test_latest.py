"""What was worked out last, within a number of values."""

from index.latest import Latest


def test_what_was_asked_for_longest_ago_is_made_again() -> None:
    made: list[int] = []
    latest: Latest[int] = Latest(2)

    def ask(number: int) -> int:
        def make() -> int:
            made.append(number)
            return -number

        return latest.get(number, make)

    assert [ask(one) for one in (1, 2, 1, 3, 1, 2)] == [-1, -2, -1, -3, -1, -2]
    assert made == [1, 2, 3, 2]
    assert len(latest) == 2
    latest.clear()
    assert not len(latest)
