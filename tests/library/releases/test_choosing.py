"""Several packages on a stick: which is offered, and what it would bring to this reader."""

import shutil
from pathlib import Path

import pytest

from desktop.library.document import leaves
from desktop.library.editions.collection import OTHERS
from desktop.library.editions.library import Library
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import Annotation
from desktop.library.releases.arriving import arriving, lacking
from desktop.library.releases.choosing import choose, look, look_around
from desktop.library.releases.finding import packages
from desktop.library.releases.install import install, root_of, verify
from desktop.library.workspace.creation import create_workspace
from tests.library.releases.conftest import NOW, Desk


@pytest.fixture
def desk(workspace_folder: Path, tmp_path: Path) -> Desk:
    return Desk(workspace_folder, tmp_path / "desk")


@pytest.fixture
def laptop(desk: Desk, tmp_path: Path) -> Library:
    """A laptop with the first edition."""
    made = Library(tmp_path / "laptop")
    file = desk.release()
    install(file, made, NOW, root_of(file))
    return made


def noted(laptop: Library, identifier: str, *words: str) -> list[Annotation]:
    """A note on each of some words of a document."""
    with laptop.current() as edition:
        document = edition.briefing(identifier).document
        made = []
        for at, word in enumerate(words):
            leaf = next(leaf for leaf in leaves(document) if word in leaf.text)
            start = leaf.text.index(word)
            targets = anchors(document, ((leaf.id, start, start + len(word)),))
            made.append(
                Annotation(f"n{at}", edition.library, identifier, 1, targets, "idea", "", "", "")
            )
    return made


def test_the_newest_that_fits_is_offered(desk: Desk, laptop: Library, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    (stick / "cap nhat").mkdir(parents=True)
    assert packages([stick, tmp_path / "nowhere"]) == []
    assert choose([], laptop, NOW) is None
    shutil.copy(desk.folder / "1-0.briefpack", stick)
    assert choose(packages([stick]), laptop, NOW) is None
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    whole, delta = desk.release(), desk.release(since=1)
    for file in (whole, delta):
        shutil.copy(file, stick / "cap nhat")
    offer = choose(packages([stick]), laptop, NOW)
    assert offer is not None
    assert (offer.file.name, offer.claimed, offer.error, offer.root) == (delta.name, 2, None, None)
    assert offer.size == delta.stat().st_size


def test_a_package_that_does_not_fit_says_why(desk: Desk, laptop: Library, tmp_path: Path) -> None:
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    desk.release()
    desk.edit("phong-doc", "21 giờ", "20 giờ")
    last = desk.release(since=2)
    offer = choose([last], laptop, NOW)
    assert offer is not None
    assert offer.error is not None
    assert (offer.error.code, offer.claimed) == ("package_base", 3)
    other = tmp_path / "x.briefpack"
    other.write_bytes(b"no package")
    assert str(look(other, laptop, NOW).error) == f"package_foreign(file={other})"
    assert look(tmp_path / "gone.briefpack", laptop, NOW).error is not None


def test_a_laptop_without_a_library_has_a_root_to_confirm(desk: Desk, tmp_path: Path) -> None:
    file, bare = desk.release(), Library(tmp_path / "bare")
    offer = choose([file], bare, NOW)
    assert offer is not None
    assert offer.seen is not None
    assert offer.root == root_of(file)
    told = arriving(file, offer.seen, bare, [])
    assert (told.added, told.touched, told.documents) == ((), None, len(offer.seen.page.briefings))
    assert not bare.exists()


def test_what_a_delta_brings_and_which_notes_it_touches(desk: Desk, laptop: Library) -> None:
    notes = noted(laptop, "phong-doc", "7 giờ")
    assert len(notes) == 1
    with laptop.current() as edition:
        others = list(leaves(edition.briefing("phong-doc").document))
    quiet = next(one.text for one in others if "7 giờ" not in one.text)
    notes += noted(laptop, "phong-doc", quiet[:5])
    desk.edit("phong-doc", "7 giờ", "6 giờ 30")
    delta = desk.release(since=1)
    told = arriving(delta, verify(delta, laptop, NOW), laptop, notes)
    assert [one.id for one in told.updated] == ["phong-doc"]
    assert (told.added, told.superseded, told.withdrawn, told.own) == ((), (), (), False)
    assert (told.notes, told.touched, told.roughly) == (2, 1, False)
    whole = desk.release()
    told = arriving(whole, verify(whole, laptop, NOW), laptop, notes)
    assert (told.notes, told.touched, told.roughly) == (2, 2, True)


def test_a_jump_is_told_whole_by_a_delta_and_in_part_by_a_whole_package(
    desk: Desk, laptop: Library
) -> None:
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    desk.release()
    (path,) = desk.workspace.folder.rglob("phong-doc.md")
    new = path.read_text(encoding="utf-8").replace("phong-doc", "phong-moi")
    new = new.replace("6 giờ", "5 giờ")
    (path.parent / "phong-moi.md").write_text(new, encoding="utf-8")
    jump, whole = desk.release(since=1), desk.release()
    told = arriving(jump, verify(jump, laptop, NOW), laptop, [])
    assert [one.id for one in told.added] == ["phong-moi"]
    assert [one.id for one in told.updated] == ["phong-doc"]
    assert not told.own
    assert arriving(whole, verify(whole, laptop, NOW), laptop, []).own


def test_room_is_counted(desk: Desk, laptop: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    seen = verify(desk.release(since=1), laptop, NOW)
    assert lacking(seen, laptop) < 0
    usage = shutil.disk_usage(laptop.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))
    assert lacking(seen, laptop) > sum(file.size for file in seen.page.files) / 4


def test_packages_of_several_libraries_each_go_where_theirs_stands(
    desk: Desk, laptop: Library, tmp_path: Path
) -> None:
    create_workspace(tmp_path / "tinh", "Kho của tỉnh")
    page = "---\nid: mot-bai\ntitle: Một bài\n---\n\nMột đoạn.\n"
    (tmp_path / "tinh" / "conferences" / "tai-lieu-le").mkdir()
    where = tmp_path / "tinh" / "conferences" / "tai-lieu-le" / "mot-bai.md"
    where.write_text(page, encoding="utf-8")
    province = Desk(tmp_path / "tinh", tmp_path / "province")
    first = province.release()
    refused = look_around(first, laptop, NOW)
    assert (refused.of_another, refused.library) == (True, laptop)
    beside = look_around(first, laptop, NOW, beside=True)
    place = laptop.folder / OTHERS / "kho-cua-tinh"
    assert (beside.library.folder, beside.root) == (place, root_of(first))
    assert choose([first], laptop, NOW) is None  # it says no newer edition than the one here
    install(first, beside.library, NOW, beside.root)
    province.edit("mot-bai", "Một đoạn", "Hai đoạn")
    theirs = province.release(since=1)
    for window in (laptop, beside.library):
        offer = choose([theirs], window, NOW)
        assert offer is not None
        assert (offer.file, offer.library.folder, offer.root) == (theirs, place, None)
    desk.edit("phong-doc", "7 giờ", "6 giờ")
    ours = desk.release(since=1)
    chosen = [choose([theirs, ours], window, NOW) for window in (laptop, beside.library)]
    assert [one.file for one in chosen if one is not None] == [ours, theirs]
