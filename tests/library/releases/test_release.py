"""From a workspace to a signed package, and onto laptops that never were online."""

import contextlib
import shutil
from pathlib import Path

import msgspec
import pytest

from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.errors import InputError, NotTrusted, ProblemsFound
from desktop.library.releases import package
from desktop.library.releases.install import install, rollback, root_of, verify
from desktop.library.releases.release import prepare, weigh, write
from desktop.library.releases.secrecy import mark_in
from desktop.library.search import Search
from desktop.library.workspace.layout import Workspace
from tests.library.releases.conftest import NOW, Desk, everything, trusted


def test_a_whole_package_brings_the_librarian_s_own_edition(desk: Desk, ready: Library) -> None:
    held = everything(ready)
    assert held == everything(Library(desk.workspace.folder / "releases" / "library"))
    assert len(held) >= 3
    with ready.current() as edition, contextlib.closing(Search(edition)) as search:
        assert search.find("khung hoang truyen thong").hits
    assert not list(ready.editions_folder.glob(".*"))


def test_a_delta_brings_what_changed_and_carries_little(desk: Desk, ready: Library) -> None:
    whole = desk.folder / "1-0.briefpack"
    desk.edit("phong-doc", "7 giờ", "6 giờ 30")
    delta = desk.release(since=1, notes="Đổi giờ mở cửa")
    seen = verify(delta, ready, NOW)
    assert (seen.base, seen.live, seen.page.number) == (1, 1, 2)
    assert [change.id for change in seen.page.updated] == ["phong-doc"]
    assert seen.page.notes == "Đổi giờ mở cửa"
    done = install(delta, ready, NOW)
    assert (done.former, done.fresh) == (1, True)
    assert everything(ready) == everything(Library(desk.workspace.folder / "releases" / "library"))
    assert delta.stat().st_size < whole.stat().st_size
    with ready.current() as edition, contextlib.closing(Search(edition)) as search:
        assert search.find('"6 giờ 30"').hits
    again = install(delta, ready, NOW)
    assert not again.fresh


def test_a_delta_may_jump_over_editions_and_needs_its_base(
    desk: Desk, ready: Library, tmp_path: Path
) -> None:
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    desk.release(since=1)
    desk.edit("phong-doc", "21 giờ", "20 giờ")
    last, jump = desk.release(since=2), desk.release(since=1)
    with pytest.raises(InputError) as raised:
        install(last, ready, NOW)
    assert raised.value.code == "package_base"
    assert install(jump, ready, NOW).page.number == 3
    with pytest.raises(InputError) as raised:
        install(jump, Library(tmp_path / "bare"), NOW, root_of(jump))
    assert raised.value.code == "package_needs_whole"


def test_the_same_workspace_keys_and_time_give_the_same_bytes(
    desk: Desk, workspace_folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(workspace_folder, tmp_path / "copy")
    one = desk.release().read_bytes()
    assert desk.release().read_bytes() == one
    desk.workspace, desk.folder = Workspace(tmp_path / "copy"), tmp_path
    assert desk.release().read_bytes() == one


def test_a_rolled_back_edition_comes_again(desk: Desk, ready: Library) -> None:
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    file = desk.release(since=1)
    install(file, ready, NOW)
    assert rollback(ready) == 1
    with pytest.raises(InputError):
        rollback(ready)
    assert install(file, ready, NOW).fresh
    assert ready.manifest().number == 2


def test_guesses_and_secrets_are_never_released(desk: Desk, ready: Library) -> None:
    desk.edit("phong-doc", "Phòng đọc mở cửa", "TỐI MẬT\n\nPhòng đọc mở cửa")
    with pytest.raises(ProblemsFound) as raised:
        desk.release()
    assert [(one.code, one.file) for one in raised.value.problems] == [
        ("secrecy_mark", "phong-doc")
    ]
    desk.edit("phong-doc", "TỐI MẬT", "Bảo mật")
    desk.edit("phong-doc", "---\n", "---\nsuggested: [title]\n")
    with pytest.raises(ProblemsFound) as raised:
        desk.release()
    assert "suggested_unconfirmed" in [one.code for one in raised.value.problems]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("MẬT", "MẬT"),
        ("  ★ MẬT ★ ", "MẬT"),
        ("Độ mật: Tối mật", "TỐI MẬT"),
        ("Văn bản TUYỆT MẬT số 5", "TUYỆT MẬT"),
        ("BẢO VỆ BÍ MẬT NHÀ NƯỚC", ""),
        ("bảo mật, mật khẩu, mật ong", ""),
        ("AN NINH, BẢO MẬT", ""),
    ],
)
def test_marks_are_told_from_words(text: str, mark: str) -> None:
    assert mark_in(text) == mark


def test_every_flipped_byte_is_refused(desk: Desk, ready: Library) -> None:
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    file = desk.release(since=1)
    data = file.read_bytes()
    before, live = trusted(ready), everything(ready)
    step = max(len(data) // 400, 1)
    for at in [*range(0, len(data), step), *range(len(data) - 60, len(data))]:
        file.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        with pytest.raises((NotTrusted, InputError)):
            verify(file, ready, NOW)
    for cut in (0, 1, len(data) // 2, len(data) - 1):
        file.write_bytes(data[:cut])
        with pytest.raises((NotTrusted, InputError)):
            install(file, ready, NOW)
    file.write_bytes(data + b"x")
    with pytest.raises((NotTrusted, InputError)):
        install(file, ready, NOW)
    assert (trusted(ready), everything(ready)) == (before, live)
    assert sorted(path.name for path in ready.editions_folder.iterdir()) == ["00000001"]


def test_an_edition_of_another_library_is_no_base(
    desk: Desk, ready: Library, tmp_path: Path
) -> None:
    page = msgspec.json.decode((ready.current_folder() / "edition.json").read_bytes())
    assert page["library"] == desk.workspace.settings.id
    with Edition(ready.current_folder()) as edition:
        assert edition.library == page["library"]


def test_what_no_stick_could_hold_is_refused_before_it_is_signed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 4 GiB - 1 as FAT has it; here at less, with the same arithmetic."""
    prepared = prepare(desk.workspace, now=NOW, processes=1)
    weigh(desk.workspace, prepared)
    desk.release()
    size = (desk.folder / "1-0.briefpack").stat().st_size
    monkeypatch.setattr("desktop.library.releases.release.ROOM", 0)
    monkeypatch.setattr(package, "LARGEST", size * 2)
    weigh(desk.workspace, prepared)
    monkeypatch.setattr(package, "LARGEST", size // 2)
    out = desk.folder / "a.briefpack"
    for call in (weigh, lambda *some: write(*some, out)):
        with pytest.raises(InputError) as raised:
            call(desk.workspace, prepared)
        assert raised.value.code == "package_too_large"
    assert list(desk.folder.glob("*a.briefpack*")) == []
    monkeypatch.setattr(package, "MOST", 1)
    with pytest.raises(InputError) as raised:
        weigh(desk.workspace, prepared)
    assert raised.value.code == "package_too_many"
