"""The register keeps every word ever said of a copy."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from desktop.library.errors import InputError
from desktop.library.handouts.recipients import Recipient, RecipientLists, new_list
from desktop.library.reader import holding, recovering
from desktop.library.reader.register import (
    Facts,
    HandedBlock,
    HandedCopy,
    HandedSource,
    Handing,
    Register,
    new_id,
    settled,
)
from desktop.library.reader.state import ReaderState
from desktop.library.reader.tables import FORMAT
from tests.library.reader.damaging import pages_of, spoil

DAY = "2026-10-14"
SOURCE = HandedSource("bao-lu", "Chủ động phòng bão", 3, (HandedBlock("b1", 4, 8, "Khi có bão."),))


def handing(title: str = "Tài liệu", library: str = "kho", day: str = DAY) -> Handing:
    facts = Facts(title, "plain", "internal", digest="ab", pages=2, of=3)
    return Handing(new_id(), library, 3, f"{day}T01:00:00.000+00:00", facts, (SOURCE,))


def copies(of: Handing) -> list[HandedCopy]:
    names = ("Lê Thị Mai", "Trạm Y tế", "Thôn 3")
    return [HandedCopy(of.id, at, name, handed=DAY) for at, name in enumerate(names, 1)]


@pytest.fixture
def register(tmp_path: Path):
    with ReaderState(tmp_path) as state:
        yield Register(state)


def test_what_is_recorded_is_there_after_a_start(tmp_path: Path) -> None:
    made = handing()
    with ReaderState(tmp_path) as state:
        Register(state).record(made, copies(made))
    with ReaderState(tmp_path) as state:
        register = Register(state)
        assert register.handings() == [made]
        assert register.copies(made.id) == copies(made)
        assert SOURCE.blocks[0].quote == "có b"


@pytest.mark.parametrize("version", range(1, FORMAT))
def test_states_of_former_formats_get_a_register(
    tmp_path: Path, former: Callable[[Path, int], None], version: int
) -> None:
    former(tmp_path, version)
    made = handing()
    with ReaderState(tmp_path) as state:
        Register(state).record(made, copies(made))
        assert Register(state).handings() == [made]
        assert RecipientLists(state).all() == []


def test_a_recovery_keeps_the_register(tmp_path: Path) -> None:
    """A damaged page of the file costs what stood there, not the register."""
    made = handing()
    with ReaderState(tmp_path) as state:
        register = Register(state)
        register.record(made, copies(made))
        register.change([settled(copies(made)[0], "returned", DAY)])
        held = register.copies(made.id)
        lists = RecipientLists(state)
        lists.put(new_list("Thôn", [Recipient("Thôn 3")]))
    spoil(tmp_path, pages_of(tmp_path, "annotation")[0])
    with holding.in_use(tmp_path), holding.opened(tmp_path) as state:
        assert recovering.report(state)
        register = Register(state)
        assert register.handings() == [made]
        assert register.copies(made.id) == held
        assert [one.copy for one in register.history(made.id, 1)] == [copies(made)[0]]
        assert [one.name for one in RecipientLists(state).all()] == ["Thôn"]


def test_handings_stand_newest_first_by_library(register: Register) -> None:
    old = handing("Cũ", day="2026-09-01")
    other = handing("Khác", library="tinh", day="2026-09-15")
    new = handing("Mới")
    for one in (old, new, other):
        register.record(one, [])
    assert register.handings() == [new, other, old]
    assert register.handings("kho") == [new, old]


def test_a_handing_is_found_by_the_beginning_of_its_id(register: Register) -> None:
    first = msgspec.structs.replace(handing(), id="abcd1")
    second = msgspec.structs.replace(handing(), id="abcd2")
    for one in (first, second):
        register.record(one, [])
    assert register.handing("abcd2") == second
    for identifier, code in (
        ("abcd", "handing_ambiguous"), ("abc", "handing_unknown"), ("", "handing_unknown"),
        ("zzzz", "handing_unknown"), ("%%%%", "handing_unknown"),
    ):  # fmt: skip
        with pytest.raises(InputError) as caught:
            register.handing(identifier)
        assert caught.value.code == code


def test_a_change_is_undone_by_what_was_said_before(register: Register) -> None:
    made = handing()
    register.record(made, copies(made))
    first, second, third = copies(made)
    back = [
        settled(first, "returned", "2026-11-01", "  nguyên\nvẹn "),
        settled(second, "destroyed", "2026-11-02"),
    ]
    former = register.change([*back, third])
    assert former == [first, second]
    assert register.copies(made.id) == [*back, third]
    assert back[0].remarks == "nguyên vẹn"
    assert register.change(former) == back
    assert register.copies(made.id) == copies(made)
    assert [one.copy for one in register.history(made.id, 1)] == [first, back[0]]
    assert register.history(made.id, 3) == []


def test_a_copy_handed_out_again_is_out(register: Register) -> None:
    copy = HandedCopy("x", 1, "Mai", handed=DAY)
    back = settled(
        settled(copy, "returned", "2026-11-01", "ướt"), "handed", "2026-11-05", "trao lại"
    )
    assert (back.state, back.settled, back.remarks) == ("handed", "", "ướt; trao lại")


def test_nothing_is_said_of_a_copy_that_is_not_there(register: Register) -> None:
    made = handing()
    register.record(made, copies(made))
    first = settled(copies(made)[0], "returned", DAY)
    with pytest.raises(InputError) as caught:
        register.change([first, HandedCopy(made.id, 9, "Ai")])
    assert caught.value.code == "copy_unregistered"
    assert register.copies(made.id) == copies(made)
    assert register.history(made.id, 1) == []


def test_a_handing_set_aside_comes_back_whole(register: Register) -> None:
    made = handing()
    register.record(made, copies(made))
    register.set_aside(made.id)
    assert register.handings() == []
    (held,) = register.handings(removed=True)
    assert dt.datetime.fromisoformat(held.removed)
    assert register.handing(made.id[:6]) == held
    register.bring_back(made.id)
    assert register.handings() == [made]
    assert register.copies(made.id) == copies(made)


def test_answers_are_kept_by_document(register: Register) -> None:
    made = handing()
    register.record(made, copies(made))
    register.answer(made.id, {"a": "1", "b": "1"})
    register.answer(made.id, {"b": "2"})
    assert register.handing(made.id).facts.answered == {"a": "1", "b": "2"}
    assert register.copies(made.id) == copies(made)
