"""Receipts: left on a stick, gathered once each, listed beside the releases they are for."""

import datetime as dt
import shutil
from pathlib import Path

import msgspec
import pytest

from desktop.library.editions.library import Library
from desktop.library.errors import InputError
from desktop.library.releases.form import data_of
from desktop.library.releases.history import RECEIPTS, gather, history
from desktop.library.releases.install import install, root_of
from desktop.library.releases.receipts import FOLDER, Receipt, leave, read_receipts
from tests.library.releases.conftest import NOW, Desk

LATER = NOW + dt.timedelta(days=3)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "USB của xã"
    folder.mkdir()
    return folder


def test_a_receipt_says_what_was_installed_and_nothing_of_the_machine(
    ready: Library, stick: Path
) -> None:
    path = leave(stick, ready, NOW, "Xã A")
    (receipt,), problems = read_receipts(stick)
    assert problems == []
    assert (receipt.edition, receipt.label) == (1, "Xã A")
    assert receipt.when == "2026-11-01T08:00:00+00:00"
    assert path.parent == stick / FOLDER
    assert len(path.read_bytes()) < 500
    assert set(msgspec.json.decode(path.read_bytes())) == set(Receipt.__struct_fields__)


def test_the_number_and_the_label_stay_with_the_installation(
    desk: Desk, ready: Library, stick: Path, tmp_path: Path
) -> None:
    leave(stick, ready, NOW, "Xã A")
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    install(desk.release(since=1), ready, NOW)
    leave(stick, ready, LATER)
    leave(stick, ready, LATER)
    other = Library(tmp_path / "other")
    whole = desk.release()
    install(whole, other, NOW, root_of(whole))
    leave(stick, other, NOW)
    first, *others = sorted(read_receipts(stick)[0], key=lambda one: (-len(one.label), one.edition))
    assert [(one.edition, one.label) for one in (first, *others)] == [
        (1, "Xã A"), (2, "Xã A"), (2, ""),
    ]  # fmt: skip
    assert first.installation == others[0].installation != others[1].installation


def test_a_workspace_takes_each_receipt_once(desk: Desk, ready: Library, stick: Path) -> None:
    leave(stick, ready, NOW, "Xã A")
    held = desk.workspace.folder / RECEIPTS
    assert gather(desk.workspace, [stick, stick]).fresh == 1
    assert gather(desk.workspace, [stick]).fresh == 0
    assert len(list(held.iterdir())) == 1
    leave(stick, ready, LATER, "Xã A, thôn 1")
    assert gather(desk.workspace, [stick]).fresh == 0
    (past,) = history(desk.workspace)
    assert [one.label for one in past.receipts] == ["Xã A, thôn 1"]
    assert past.strange == ()


def test_history_lists_every_release_newest_first(desk: Desk, ready: Library, stick: Path) -> None:
    assert [one.notice.number for one in history(desk.workspace)] == [1]
    leave(stick, ready, NOW)
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    desk.release(notes="Đổi giờ")
    gather(desk.workspace, [stick])
    newest, first = history(desk.workspace)
    assert (newest.notice.number, newest.notice.notes, newest.receipts) == (2, "Đổi giờ", ())
    assert [one.id for one in newest.notice.updated] == ["phong-doc"]
    assert len(first.receipts) == 1


def test_what_is_no_receipt_of_ours_is_named_and_left(
    desk: Desk, ready: Library, stick: Path
) -> None:
    receipt = read_receipts(leave(stick, ready, NOW).parent)[0][0]
    place = stick / FOLDER
    strange = msgspec.structs.replace(receipt, page="0" * 64, installation="0" * 16)
    (place / strange.name).write_bytes(data_of(strange))
    other = msgspec.structs.replace(receipt, library="kho-khac")
    (stick / other.name).write_bytes(data_of(other))
    for name, data in (
        ("a", b""), ("b", b"\xff" * 9_999), ("c", b"[" * 4_000), ("d", b"{}"),
        ("e", data_of(receipt).replace(b"+00:00", b"+07:00")),
        ("f", data_of(receipt).replace(b'"version": 1', b'"version": 2')),
        ("g", data_of(receipt).replace(b'"edition": 1', b'"edition": "../../1"')),
    ):  # fmt: skip
        (place / f"{name}.briefreceipt").write_bytes(data)
    (place / "h.briefreceipt").mkdir()
    gathered = gather(desk.workspace, [stick])
    assert gathered.fresh == 2
    codes = sorted(one.code for one in gathered.problems)
    assert codes == ["form_damaged"] * 6 + ["form_newer", "receipt_other"]
    (past,) = history(desk.workspace)
    assert (past.receipts, past.strange) == ((receipt,), (strange,))


def test_no_receipt_without_a_package(desk: Desk, stick: Path) -> None:
    own = Library(desk.workspace.folder / "releases" / "library")
    desk.release()
    with pytest.raises(InputError) as raised:
        leave(stick, own, NOW)
    assert raised.value.code == "receipt_unsigned"
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("label", ["a\nb", "x" * 61, "\x1b[2J"])
def test_a_label_is_one_line(ready: Library, stick: Path, label: str) -> None:
    with pytest.raises(InputError) as raised:
        leave(stick, ready, NOW, label)
    assert raised.value.code == "label_wrong"
    assert list(stick.iterdir()) == []


def test_a_damaged_installation_number_is_drawn_anew(ready: Library, stick: Path) -> None:
    leave(stick, ready, NOW)
    (ready.folder / "installation.json").write_bytes(b"{")
    shutil.rmtree(stick / FOLDER)
    leave(stick, ready, NOW)
    assert len(read_receipts(stick)[0]) == 1
