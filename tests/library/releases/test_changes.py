"""What a release is about to change, as it is shown before anybody signs."""

import datetime as dt
from functools import partial

import pypdfium2
import pytest

from desktop.library.errors import WithoutGlyphs
from desktop.library.releases.approval import approval_sheet
from desktop.library.releases.changes import ChangeShown
from desktop.library.releases.release import Prepared, prepare, sign
from desktop.library.schema import FrontMatter
from desktop.wording import say
from tests.library.conftest import write_briefing
from tests.library.releases.conftest import NOW, Desk, passphrase


@pytest.fixture
def released(desk: Desk) -> Desk:
    desk.release()
    return desk


def ready(desk: Desk) -> Prepared:
    return prepare(desk.workspace, now=NOW, processes=1)


def by_kind(prepared: Prepared) -> list[tuple[str, str]]:
    return [(one.kind, one.id) for one in prepared.changes]


def add(desk: Desk, identifier: str, **facts: object) -> None:
    front = FrontMatter(id=identifier, title=f"Bài {identifier}", **facts)  # type: ignore[arg-type]
    write_briefing(desk.workspace.folder, "tai-lieu-le", front, "Một đoạn.\n")


def shown(prepared: Prepared, identifier: str) -> ChangeShown:
    return next(one for one in prepared.changes if one.id == identifier)


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as opened:
        return [page.get_textpage().get_text_bounded() for page in opened]


def test_an_updated_document_is_compared_word_by_word(released: Desk) -> None:
    released.edit("phong-doc", "7 giờ", "6 giờ 30")
    prepared = ready(released)
    assert by_kind(prepared) == [("updated", "phong-doc")]
    comparison = shown(prepared, "phong-doc").comparison
    assert comparison is not None
    assert comparison.counts["changed"] == 1
    (passage,) = [one for one in comparison.passages if one.state == "changed"]
    assert "7" in "".join(one.text for one in passage.pieces if one.change == "removed")
    assert "6 giờ 30" in "".join(one.text for one in passage.pieces if one.change != "removed")


def test_every_kind_of_change_is_told_apart(released: Desk) -> None:
    add(released, "moi")
    add(released, "thay", supersedes=("huong-dan",))
    released.edit("phong-doc", "---\n", "---\nstatus: withdrawn\nstatus_reason: Hết hiệu lực\n")
    prepared = ready(released)
    assert by_kind(prepared) == [
        ("added", "moi"), ("added", "thay"),
        ("superseded", "huong-dan"), ("withdrawn", "phong-doc"),
    ]  # fmt: skip
    assert all(one.comparison is None for one in prepared.changes)
    sign(released.workspace, prepared, released.ring, passphrase, NOW)
    released.edit("thay", "Một đoạn.", "Hai đoạn.")
    assert by_kind(ready(released)) == [("updated", "thay")]


def test_a_document_that_is_simply_gone_is_named(released: Desk) -> None:
    (path,) = released.workspace.folder.rglob("phong-doc.md")
    path.unlink()
    (gone,) = ready(released).changes
    assert (gone.kind, gone.id, gone.title) == ("removed", "phong-doc", "Phòng đọc cộng đồng")


def test_what_was_built_but_never_released_counts_as_one(released: Desk) -> None:
    """A release that was declined, then another change: readers are told of both."""
    released.edit("phong-doc", "7 giờ", "6 giờ")
    add(released, "moi")
    assert ready(released).page.number == 2
    released.edit("phong-doc", "6 giờ", "5 giờ")
    released.edit("huong-dan", "rà soát hộ", "rà soát các hộ")
    prepared = ready(released)
    assert prepared.page.number == 3
    assert prepared.page.previous == 1
    assert by_kind(prepared) == [
        ("added", "moi"), ("updated", "huong-dan"), ("updated", "phong-doc"),
    ]  # fmt: skip
    comparison = shown(prepared, "phong-doc").comparison
    assert comparison is not None
    words = [p.text for one in comparison.passages for p in one.pieces if p.change != "same"]
    assert any("7" in text for text in words)
    assert not any("6" in text for text in words)


def test_notes_come_after_the_changes_and_stay_with_the_release(released: Desk) -> None:
    released.edit("phong-doc", "7 giờ", "6 giờ")
    prepared = ready(released).noted("Đổi giờ")
    sign(released.workspace, prepared, released.ring, passphrase, NOW)
    again = ready(released).noted("Khác")
    assert (again.known, again.fresh, again.page.notes) == (True, False, "Đổi giờ")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_list_to_approve_names_every_change(released: Desk, language) -> None:
    add(released, "moi", document_number="08-CT/TW")
    add(released, "thay", supersedes=("huong-dan",), document_number="09-HD/TU")
    released.edit("phong-doc", "7 giờ", "6 giờ")
    prepared = ready(released).noted('#import "@preview/x" và $x$')
    settings, speak = released.workspace.settings, partial(say, language=language)
    data = approval_sheet(prepared, settings, dt.date(2026, 11, 2), speak)
    assert data == approval_sheet(prepared, settings, dt.date(2026, 11, 2), speak)
    text = " ".join(" ".join(pages(data)).split())
    for words in ("Bài moi", "08-CT/TW", "Phòng đọc cộng đồng", "02/11/2026", '#import "@preview'):
        assert words in text
    successor = "Bài thay · 09-HD/TU"
    assert say("approval_successor", language, successor=successor) in text
    assert say("approval_approver", language) in text
    assert not (released.workspace.folder / "releases" / "editions" / "2.json").exists()


def test_the_list_to_approve_prints_squares_only_with_leave(desk: Desk) -> None:
    prepared, settings = ready(desk).noted("Đợt 😀"), desk.workspace.settings
    with pytest.raises(WithoutGlyphs, match="GRINNING FACE"):
        approval_sheet(prepared, settings, NOW.date(), say)
    data = approval_sheet(prepared, settings, NOW.date(), say, replacing=True)
    assert "Đợt □" in " ".join(pages(data))


def test_a_long_list_repeats_its_head_on_every_page(desk: Desk) -> None:
    for number in range(60):
        add(desk, f"bai-{number}", summary="x")
    prepared = ready(desk)
    data = approval_sheet(prepared, desk.workspace.settings, NOW.date(), say)
    found = pages(data)
    assert len(found) > 2
    assert sum("Ý kiến" in page for page in found) >= len(found) - 1
    assert "64" in found[0]
