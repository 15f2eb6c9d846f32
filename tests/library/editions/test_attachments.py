"""The text of attachments: found by the page, read once, and never silently left out."""

import io
import shutil
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import docx
import pikepdf
import pytest
import typst

from desktop.library.editions import catalogue
from desktop.library.editions.attached import original_of, read_attached
from desktop.library.editions.build import Built, build
from desktop.library.editions.edition import Edition
from desktop.library.editions.indexing import entries
from desktop.library.editions.library import Library
from desktop.library.editions.records import PageWords
from desktop.library.errors import Cancelled, InputError, Problem
from desktop.library.progress import CancelToken, Progress, no_progress
from desktop.library.schema import FrontMatter
from desktop.library.text.history import read_history
from desktop.library.workspace.layout import Workspace
from desktop.resources import RESOURCES
from desktop.wording import say_problem
from index import Entry
from index.vietnamese import scan
from tests.library.conftest import NOW, PICTURE, hits, write_briefing

Attach = Callable[..., Path]


def pdf(*pages: str) -> bytes:
    return typst.compile("\n#pagebreak()\n".join(pages).encode())


def scanned() -> bytes:
    """A PDF whose page is a picture."""
    return typst.compile(b"#rect(width: 5cm, height: 3cm, fill: teal)")


def protected(data: bytes) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.save(stream, encryption=pikepdf.Encryption(user="mở", owner="chủ"))
    return stream.getvalue()


def word(*paragraphs: str) -> bytes:
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


TWO_PAGES = pdf("Bảng kiểm kê máy bơm dã chiến.", "Danh bạ trực đêm ở thôn Hạ.")


@pytest.fixture
def attach(workspace_folder: Path) -> Attach:
    """Gives the briefing `phu-luc` these files as its attachments."""

    def run(**files: bytes) -> Path:
        names = tuple(name.replace("__", ".") for name in files)
        for name, data in zip(names, files.values(), strict=True):
            (workspace_folder / "attachments" / name).write_bytes(data)
        front = FrontMatter(id="phu-luc", title="Kế hoạch ứng trực", attachments=names)
        return write_briefing(workspace_folder, "hoi-nghi-2026", front, "Lịch trực kèm theo.")

    return run


@pytest.fixture
def make(workspace_folder: Path, library_folder: Path) -> Callable[..., Built]:
    def run(progress: Progress = no_progress, cancel: CancelToken | None = None) -> Built:
        library = Library(library_folder)
        work = {"processes": 1, "cancel": cancel, "progress": progress}
        return build(Workspace(workspace_folder), library, now=NOW, **work)

    return run


@pytest.fixture
def live(library_folder: Path) -> Callable[[], Edition]:
    return lambda: Library(library_folder).current()


def indexed(edition: Edition) -> Iterator[tuple[int, Entry]]:
    """What the index was told of each document, by its number."""
    connection = catalogue.open_to_read(edition.folder / "catalog.sqlite")
    try:
        numbers = {card.id: card.number for card in edition.cards(edition.numbers())}
        for entry in entries(connection, numbers):
            yield numbers[entry.key], entry
    finally:
        connection.close()


def test_the_words_of_an_attachment_are_found_and_lead_to_their_page(
    attach: Attach, make, live
) -> None:
    attach(ke_hoach__pdf=TWO_PAGES, ghi_chu__txt="Ghi chú tay.\n\nMười hai bao cát.".encode())
    make()
    with live() as edition:
        assert hits(edition, "máy bơm dã chiến") == ["phu-luc"]
        assert hits(edition, '"mười hai bao cát"') == ["phu-luc"]
        number = edition.card("phu-luc").number
        assert edition.pages(number) == [
            PageWords("ke_hoach.pdf", 1, 7),
            PageWords("ke_hoach.pdf", 2, 7),
            PageWords("ghi_chu.txt", 1, 7),
        ]
        assert edition.page_text(number, "ke_hoach.pdf", 2) == "Danh bạ trực đêm ở thôn Hạ."
        with pytest.raises(KeyError):
            edition.page_text(number, "ke_hoach.pdf", 3)
        assert edition.pages_of([number, 999]) == {number: edition.pages(number)}


def counted(edition: Edition, *others: str) -> dict[int, list[int]]:
    """By document its blocks' positions, of all listed and of `others`, which are not held."""
    ids = [card.id for card in edition.cards(edition.numbers())]
    return {card.number: words for card, words in edition.found([*ids, *others]).values()}


def test_counts_lead_from_every_position_back_to_its_block_and_page(
    workspace_folder: Path, attach: Attach, make, live
) -> None:
    odd = unicodedata.normalize("NFD", "Đường vào phòng đọc theo Chỉ thị 05-CT/TW")
    body = f"## {odd}\n\n05\n\n-CT/TW ภาษาไทย 漢字 \U0001f600\n\n| a |  |\n|---|---|\n|  | `\n` |\n"
    write_briefing(workspace_folder, "tai-lieu-le", FrontMatter(id="la", title="Lạ"), body)
    attach(trang__pdf=pdf("05", "-CT/TW một hai", "\u0301 ba"))
    make()
    with live() as edition:
        numbers = edition.numbers()
        counts = counted(edition, "khong-co")
        assert sorted(counts) == sorted(numbers)
        for number, entry in indexed(edition):
            places = [(number, at) for at in range(len(counts[number]))]
            blocks = edition.blocks_at([*places, (number, 999)])
            assert sorted(blocks) == places
            for text, of in ((entry.headings, True), (entry.body, False)):
                parts = [blocks[at] for at in places if (blocks[at].kind == "heading") is of]
                words = [scan(part.text).words for part in parts]
                told = [counts[number][order] for number, order in places]
                assert [abs(one) for one in told if (one < 0) is of and one] == [
                    len(found) for found in words if found
                ]
                assert scan(text).words == [*chain(*words)]
            pages = edition.pages(number)
            words = [scan(edition.page_text(number, p.attachment, p.page)).words for p in pages]
            assert [page.words for page in pages] == list(map(len, words))
            assert scan(entry.attachments).words == [*chain(*words)]


def test_word_web_and_markdown_files_are_one_page_each(attach: Attach, make, live) -> None:
    attach(
        bien_ban__docx=word("Biên bản bàn giao.", "Kèm hai máy phát."),
        trang__html="<html><body><h1>Lịch</h1><p>Ca đêm.</p></body></html>".encode(),
        de_cuong__md="---\nid: x\n---\n\n# Đề cương\n\n**Hai** ý lớn\n".encode(),
        so_do__svg=PICTURE.encode(),
    )
    assert make().warnings == ()
    with live() as edition:
        number = edition.card("phu-luc").number
        texts = {
            p.attachment: edition.page_text(number, p.attachment, 1) for p in edition.pages(number)
        }
        assert texts == {
            "bien_ban.docx": "Biên bản bàn giao.\nKèm hai máy phát.",
            "trang.html": "Lịch\nCa đêm.",
            "de_cuong.md": "Đề cương\nHai ý lớn",
        }


@pytest.mark.parametrize(
    ("owner", "conference", "names", "original"),
    [
        ("phu-luc", "hoi-nghi", ("phu-luc.docx", "bang.pdf"), "phu-luc.docx"),
        ("phu-luc", "hoi-nghi", ("hoi-nghi.pdf",), "hoi-nghi.pdf"),
        ("phu-luc", "hoi-nghi", ("bang.pdf", "phu-luc.docx"), ""),
        ("phu-luc", "hoi-nghi", ("phu-luc-1.pdf",), ""),
        ("phu-luc", "hoi-nghi", ("phu-luc.png",), ""),
        ("phu-luc", "hoi-nghi", (), ""),
    ],
)
def test_which_attachment_is_the_original(
    owner: str, conference: str, names: tuple[str, ...], original: str
) -> None:
    assert original_of(owner, conference, names) == original


def test_the_original_is_not_searched_a_second_time(attach: Attach, make, live) -> None:
    attach(**{"phu-luc__pdf": TWO_PAGES, "bang__pdf": pdf("Bảng giá vật tư.")})
    make()
    with live() as edition:
        assert hits(edition, '"máy bơm dã chiến"') == []
        assert hits(edition, "bảng giá vật tư") == ["phu-luc"]
        files = [(file.name, file.original) for file in edition.attachments("phu-luc")]
        assert files == [("phu-luc.pdf", True), ("bang.pdf", False)]


def test_what_cannot_be_read_is_told_at_every_build(attach: Attach, make, live) -> None:
    path = attach(
        hong__pdf=TWO_PAGES[:200],
        khoa__pdf=protected(TWO_PAGES),
        chup__pdf=scanned(),
        la__txt=b"\xff\xfe\x00",
        tot__pdf=TWO_PAGES,
    )
    told = [
        Problem("attachment_unread", "attachments/hong.pdf", severity="warning"),
        Problem("attachment_protected", "attachments/khoa.pdf", severity="warning"),
        Problem("attachment_unread", "attachments/la.txt", severity="warning"),
    ]
    assert list(make().warnings) == told
    assert list(make().warnings) == told
    path.write_text(path.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")
    again = make()
    assert (again.number, list(again.warnings)) == (2, told)
    assert all("attachments/" in say_problem(one, "vi") for one in told)
    with live() as edition:
        assert {page.attachment for page in edition.pages(edition.card("phu-luc").number)} == {
            "tot.pdf"
        }


def test_a_text_beyond_all_measure_is_told(
    attach: Attach, make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.library.editions.attached.MAX_TEXT_BYTES", 10)
    attach(dai__txt=b"mot hai ba bon nam")
    (problem,) = make().warnings
    assert (problem.code, problem.params) == ("attachment_large", {"limit": "16"})


def test_a_file_is_read_once(attach: Attach, make, live) -> None:
    stages: list[str] = []
    path = attach(ke_hoach__pdf=TWO_PAGES, ban_sao__pdf=TWO_PAGES)
    make(lambda stage, done, total: stages.append(f"{stage} {done}/{total}"))
    assert "reading_attachments 1/1" in stages
    stages.clear()
    path.write_text(path.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")
    assert make(lambda stage, done, total: stages.append(stage)).number == 2
    assert "reading_attachments" not in stages
    with live() as edition:
        assert hits(edition, "máy bơm dã chiến") == ["phu-luc"]


def test_a_changed_file_is_found_without_a_new_version(
    workspace_folder: Path, attach: Attach, make, live
) -> None:
    path = attach(ke_hoach__pdf=TWO_PAGES)
    make()
    (workspace_folder / "attachments/ke_hoach.pdf").write_bytes(pdf("Thuyền cứu hộ."))
    built = make()
    assert (built.number, built.fresh, built.updated) == (2, True, ())
    with live() as edition:
        assert hits(edition, "thuyền cứu hộ") == ["phu-luc"]
        assert hits(edition, '"máy bơm dã chiến"') == []
        connection = sqlite3.connect(edition.folder / "catalog.sqlite")
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("page", "extract")
        ]
        connection.close()
        assert counts == [1, 1]
    assert len(read_history(path)) == 1


def test_processes_read_the_same(
    attach: Attach,
    make,
    live,
    monkeypatch: pytest.MonkeyPatch,
    workspace_folder: Path,
    tmp_path: Path,
) -> None:
    attach(mot__pdf=TWO_PAGES, hai__pdf=TWO_PAGES[:99], ba__txt="Ba bốn".encode())
    warnings = make().warnings
    monkeypatch.setattr("desktop.library.editions.build.ATTACHED_FROM", 1)
    other = Library(tmp_path / "khác")
    assert build(Workspace(workspace_folder), other, now=NOW, processes=2).warnings == warnings
    with live() as one, other.current() as two:
        assert one.pages_of(one.numbers()) == two.pages_of(two.numbers()) != {}


def test_stopping_while_files_are_read_leaves_the_old_edition(
    attach: Attach, make, library_folder: Path
) -> None:
    make()
    attach(ke_hoach__pdf=TWO_PAGES, khac__pdf=pdf("Khác"))
    cancel = CancelToken()

    def stop(stage: str, _done: int, _total: int) -> None:
        if stage == "reading_attachments":
            cancel.cancel()

    with pytest.raises(Cancelled):
        make(stop, cancel)
    assert Library(library_folder).editions() == ["00000001"]


def test_a_file_that_changes_while_it_is_built_stops_the_build(
    workspace_folder: Path, attach: Attach, make
) -> None:
    attach(a__pdf=TWO_PAGES, b__pdf=pdf("Khác"))

    def change(stage: str, done: int, _total: int) -> None:
        if (stage, done) == ("reading_attachments", 1):
            (workspace_folder / "attachments/b.pdf").write_bytes(pdf("Khác nữa"))

    with pytest.raises(InputError) as caught:
        make(change)
    assert caught.value.code == "attachment_changing"


def downgrade(file: Path) -> None:
    """Makes a catalogue one of format 1."""
    connection = sqlite3.connect(file)
    connection.executescript(
        """DROP TABLE page; DROP TABLE extract; ALTER TABLE block DROP COLUMN words;
           ALTER TABLE briefing DROP COLUMN words;
           ALTER TABLE attachment DROP COLUMN original; PRAGMA user_version = 1;"""
    )
    connection.close()


def test_an_edition_of_the_older_format_is_read_and_the_next_is_whole(
    attach: Attach, make, live
) -> None:
    path = attach(ke_hoach__pdf=TWO_PAGES)
    make()
    with live() as edition:
        numbers = edition.numbers()
        words = counted(edition)
        downgrade(edition.folder / "catalog.sqlite")
    with live() as edition:
        assert counted(edition) == words
        assert edition.pages_of(numbers) == {}
        assert [file.name for file in edition.attachments("phu-luc")] == ["ke_hoach.pdf"]
        assert edition.check() == []
    built = make()
    assert (built.number, built.fresh, built.added, built.updated) == (2, True, (), ())
    with live() as edition:
        assert hits(edition, "máy bơm dã chiến") == ["phu-luc"]
        assert {card.change for card in edition.cards(edition.numbers())} == {""}
    assert len(read_history(path)) == 1
    assert not make().fresh


def test_running_heads_are_no_text_of_a_page(tmp_path: Path) -> None:
    pages = "#pagebreak()".join(f"Trang {n} nói về việc số {n}." for n in ("một", "hai", "ba"))
    path = tmp_path / "ban-tin.pdf"
    path.write_bytes(typst.compile(f"#set page(header: [Bản tin phòng đọc])\n{pages}".encode()))
    reading = read_attached(path)
    assert reading.pages[1] == "Trang hai nói về việc số hai."
    assert reading.lengths == (7, 7, 7)


def test_the_sample_library_has_an_attachment_that_is_found(tmp_path: Path) -> None:
    shutil.copytree(RESOURCES / "sample-library", tmp_path / "kho")
    library = Library(tmp_path / "library")
    build(Workspace(tmp_path / "kho"), library, now=NOW, processes=1)
    with library.current() as edition:
        found = edition.card("sap-xep-khong-gian-phong-doc")
        assert hits(edition, '"một bản niêm yết tại phòng"') == [found.id]
        assert {(p.attachment, p.page) for p in edition.pages(found.number)} == {
            ("phieu-kiem-tra-phong-doc.pdf", 1),
            ("phieu-kiem-tra-phong-doc.pdf", 2),
        }
