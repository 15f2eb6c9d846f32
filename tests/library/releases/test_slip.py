"""Request slips: what a laptop has, answered with exactly what it lacks."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.editions.library import Library
from desktop.library.errors import InputError
from desktop.library.releases.form import LARGEST
from desktop.library.releases.install import install, root_of
from desktop.library.releases.release import prepare, sign, since_for, write
from desktop.library.releases.slip import Slip, read_slip, slip_of, write_slip
from tests.library.releases.conftest import NOW, Desk, everything, passphrase

HASH = "0" * 64


def answer(desk: Desk, slip: Slip):
    """The package that a librarian makes for a slip, whatever has changed."""
    prepared = prepare(desk.workspace, now=NOW, processes=1)
    since = since_for(desk.workspace, prepared, slip)
    sign(desk.workspace, prepared, desk.ring, passphrase, NOW)
    return write(desk.workspace, prepared, desk.folder / "answer.briefpack", since)


def refused(call, *arguments) -> str:
    with pytest.raises(InputError) as raised:
        call(*arguments)
    return raised.value.code


def test_a_laptop_left_behind_gets_what_it_lacks(desk: Desk, ready: Library, tmp_path) -> None:
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    desk.release(since=1)
    desk.edit("phong-doc", "21 giờ", "20 giờ")
    last = desk.release(since=2)
    assert refused(install, last, ready, NOW) == "package_base"
    path = tmp_path / "a.briefslip"
    slip = write_slip(ready, path)
    assert (slip.library, slip.edition, slip.root) == (desk.workspace.settings.id, 1, 1)
    assert read_slip(path) == slip
    made = answer(desk, read_slip(path))
    assert (made.page.number, made.since) == (3, 1)
    assert install(made.file, ready, NOW).page.number == 3
    assert everything(ready) == everything(Library(desk.workspace.folder / "releases" / "library"))


def test_a_laptop_without_a_library_gets_a_whole_one(desk: Desk, ready: Library, tmp_path) -> None:
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    delta, bare = desk.release(since=1), Library(tmp_path / "bare")
    assert refused(install, delta, bare, NOW, root_of(delta)) == "package_needs_whole"
    slip = write_slip(bare, tmp_path / "a.briefslip")
    assert slip == Slip("", 0, "", 0)
    made = answer(desk, slip)
    assert made.since == 0
    assert install(made.file, bare, NOW, root_of(made.file)).page.number == 2


def test_one_that_has_the_newest_gets_new_keys_alone(desk: Desk, ready: Library) -> None:
    whole = (desk.folder / "1-0.briefpack").stat().st_size
    made = answer(desk, slip_of(ready))
    assert (made.page.number, made.since) == (1, 1)
    assert made.size < whole / 2
    assert not install(made.file, ready, NOW).fresh


def test_an_edition_of_that_number_but_not_ours_is_no_base(desk: Desk, ready: Library) -> None:
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    desk.release()
    for slip in (Slip(slip_of(ready).library, 1, HASH, 1), Slip(slip_of(ready).library, 2, "", 1)):
        assert answer(desk, slip).since == 0


def test_slips_of_another_library_or_from_ahead_are_refused(desk: Desk, ready: Library) -> None:
    mine = slip_of(ready)
    for changed, code in (
        (msgspec.structs.replace(mine, library="kho-khac"), "slip_other_library"),
        (msgspec.structs.replace(mine, edition=2), "slip_ahead"),
        (msgspec.structs.replace(mine, root=2), "slip_ahead"),
    ):
        assert refused(answer, desk, changed) == code


@given(
    library=st.from_regex(r"[a-z0-9][a-z0-9-]{0,79}", fullmatch=True) | st.just(""),
    edition=st.integers(0, 2**31),
    page=st.from_regex(r"[0-9a-f]{64}", fullmatch=True) | st.just(""),
    root=st.integers(0, 2**31),
)
def test_what_is_written_is_read(tmp_path_factory, library, edition, page, root) -> None:
    slip = Slip(library, edition, page, root)
    path = tmp_path_factory.mktemp("slips") / slip.name
    path.write_bytes(msgspec.json.format(msgspec.json.encode(slip), indent=1) + b"\n")
    assert read_slip(path) == slip


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"\xff", b"[" * 9_000, b"x" * (LARGEST + 1), b'"briefing-slip"',
        b'{"format":"briefing-key","version":1}', b'{"format":"briefing-slip","version":1}',
    ],
)  # fmt: skip
def test_what_is_no_slip_is_refused(tmp_path, data: bytes) -> None:
    path = tmp_path / "a.briefslip"
    path.write_bytes(data)
    assert refused(read_slip, path) == "form_damaged"


def test_a_slip_has_one_form(tmp_path, ready: Library) -> None:
    path = tmp_path / "a.briefslip"
    write_slip(ready, path)
    data = path.read_bytes()
    changes = [
        (b'"edition": 1', b'"edition": -1'),
        (b'"root": 1', b'"root": 1,\n "name": "x"'),
        (b'"root": 1', b'"root": 1.0'),
        (b"\n", b""),
        (b'"page": "', b'"page": "../'),
    ]
    for old, new in changes:
        assert old in data
        path.write_bytes(data.replace(old, new))
        assert refused(read_slip, path) == "form_damaged"
    path.write_bytes(data.replace(b'"version": 1', b'"version": 2, "more": []'))
    assert refused(read_slip, path) == "form_newer"
