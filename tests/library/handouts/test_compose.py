"""Compositions of a library that was really built."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.library.document import leaves
from desktop.library.editions.build import Built
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.errors import InputError
from desktop.library.handouts.compose import excerpts, read_excerpts, whole
from desktop.library.handouts.cutting import Excerpt
from desktop.library.handouts.write import FORMATS, write


@pytest.fixture
def open_edition(
    build_here: Callable[[], Built], library_folder: Path
) -> Iterator[Callable[[], Edition]]:
    """Builds, and opens what was built."""
    opened: list[Edition] = []

    def run() -> Edition:
        build_here()
        opened.append(Library(library_folder).current())
        return opened[-1]

    yield run
    for edition in opened:
        edition.close()


def block(edition: Edition, identifier: str, text: str) -> str:
    document = edition.briefing(identifier).document
    return next(leaf.id for leaf in leaves(document) if text in leaf.text)


def retitled(workspace: Path, name: str, line: str) -> None:
    """Adds a line to a briefing's front matter."""
    (path,) = workspace.rglob(f"{name}.md")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("---\n", f"---\n{line}\n", 1), encoding="utf-8")


def test_a_whole_document_with_its_pictures_and_source(open_edition: Callable[[], Edition]) -> None:
    edition = open_edition()
    made = whole(edition, ["khung-hoang"])
    (part,) = made.parts
    assert made.title == "Xử lý khủng hoảng truyền thông khi có bão"
    assert made.circulation == "public"
    assert part.figures["so-do.svg"].startswith(b"<svg")
    assert part.source.conference == "Hội nghị Phòng, chống thiên tai 2026"
    assert part.source.speakers[0].name == "Lê Thị Mai"
    assert part.source.edition == 1


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_of_a_built_document(
    open_edition: Callable[[], Edition], form: str, date: dt.date
) -> None:
    made = whole(open_edition(), ["khung-hoang", "phong-doc"])
    assert made.title == "Hội nghị Phòng, chống thiên tai 2026"
    assert made.circulation == "restricted"
    assert write(made, "plain", form, date)


def test_passages_in_a_row_share_their_source(open_edition: Callable[[], Edition]) -> None:
    edition = open_edition()
    first = block(edition, "khung-hoang", "Danh sách được in")
    second = block(edition, "khung-hoang", "Loa truyền thanh")
    other = block(edition, "phong-doc", "mở cửa")
    made = excerpts(
        edition,
        [
            Excerpt("khung-hoang", first, 0, 9),
            Excerpt("khung-hoang", second),
            Excerpt("phong-doc", other),
            Excerpt("khung-hoang", first, 10, 13),
        ],
    )
    assert [part.source.briefing for part in made.parts] == [
        "khung-hoang",
        "phong-doc",
        "khung-hoang",
    ]
    texts = [[leaf.text for leaf in leaves(part.document)] for part in made.parts]
    assert texts[0] == ["Danh sách", "Loa truyền thanh"]
    assert texts[2] == ["được"[:3]]
    assert made.circulation == "internal"


def test_a_narrow_section_narrows_the_handout(open_edition: Callable[[], Edition]) -> None:
    edition = open_edition()
    narrow = block(edition, "phong-doc", "Danh sách người trực")
    assert excerpts(edition, [Excerpt("phong-doc", narrow)]).circulation == "restricted"


def test_withdrawn_documents_are_refused(
    workspace_folder: Path, open_edition: Callable[[], Edition]
) -> None:
    retitled(workspace_folder, "phong-doc", "status: withdrawn\nstatus_reason: Đã cũ")
    edition = open_edition()
    for compose in (
        lambda: whole(edition, ["huong-dan", "phong-doc"]),
        lambda: excerpts(edition, [Excerpt("phong-doc", "b")]),
    ):
        with pytest.raises(InputError) as caught:
            compose()
        assert caught.value.code == "handout_withdrawn"
        assert caught.value.params["title"] == "Phòng đọc cộng đồng"


def test_superseded_documents_bear_a_mark(
    workspace_folder: Path, open_edition: Callable[[], Edition]
) -> None:
    retitled(workspace_folder, "phong-doc", "supersedes: [huong-dan]")
    (part,) = whole(open_edition(), ["huong-dan"]).parts
    assert part.source.successor == "Phòng đọc cộng đồng"


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ([], "excerpts_none"),
        ([Excerpt("khong-co", "b")], "briefing_unknown"),
        ([Excerpt("phong-doc", "khong-co")], "excerpt_block_unknown"),
    ],
)
def test_a_bad_choice_is_named(
    open_edition: Callable[[], Edition], chosen: list[Excerpt], code: str
) -> None:
    with pytest.raises(InputError) as caught:
        excerpts(open_edition(), chosen)
    assert caught.value.code == code


def test_nothing_chosen(open_edition: Callable[[], Edition]) -> None:
    with pytest.raises(InputError):
        whole(open_edition(), [])


def test_an_excerpt_file(tmp_path: Path) -> None:
    file = tmp_path / "đoạn.json"
    file.write_text('[{"id": "a", "block": "b", "start": 2, "end": 5}, {"id": "a", "block": "c"}]')
    assert read_excerpts(file) == [Excerpt("a", "b", 2, 5), Excerpt("a", "c")]


@pytest.mark.parametrize(
    ("text", "code", "item"),
    [
        (b"", "excerpts_unreadable", None),
        (b"{}", "excerpts_unreadable", None),
        (b"\xff\xfe", "excerpts_unreadable", None),
        (b'[{"id": "a", "block": "b"}, {"id": "a"}]', "excerpts_item", "2"),
        (b'[{"id": "a", "block": "b", "start": "0"}]', "excerpts_item", "1"),
        (b'[{"id": "a", "block": "b", "other": 1}]', "excerpts_item", "1"),
        (b'[{"id": "\xff", "block": "b"}]', "excerpts_item", "1"),
    ],
)
def test_a_bad_excerpt_file_is_named(
    tmp_path: Path, text: bytes, code: str, item: str | None
) -> None:
    file = tmp_path / "đoạn.json"
    file.write_bytes(text)
    with pytest.raises(InputError) as caught:
        read_excerpts(file)
    assert caught.value.code == code
    assert caught.value.params["file"] == str(file)
    assert caught.value.params.get("item") == item
