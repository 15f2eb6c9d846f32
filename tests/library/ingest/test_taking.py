import errno
import io
import os
from collections.abc import Callable
from pathlib import Path

import docx
import pikepdf
import pytest
import typst

from desktop.library import disk
from desktop.library.errors import EnvironmentFault, InputError, ProblemsFound
from desktop.library.ingest import Report, ingest, staging
from desktop.library.progress import CancelToken
from desktop.library.workspace.layout import SETTINGS, Workspace
from desktop.library.workspace.survey import survey
from desktop.wording import say_error, say_problem

Take = Callable[..., Report]
Tree = Callable[[], dict[str, bytes]]
TEXT = "Phòng đọc buổi tối\n\nPhòng đọc mở cửa đến 21 giờ để bà con đến đọc sách.\n"
SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"
FRONT = (
    "---\nid: phong-doc\ntitle: Phòng đọc\nattachments:\n- so-do.svg\n---\n\n![Sơ đồ](so-do.svg)\n"
)
PAGE = """\
Hội nghị Phổ biến kỹ năng số năm 2026

Tham dự Hội nghị có cán bộ thư viện; cộng tác viên phòng đọc.

Các đại biểu đã nghe 1 chuyên đề: “Phòng đọc buổi tối” do đồng chí Lê Thị Mai, Giám đốc Thư viện \
tỉnh trình bày.

Đồng chí Lê Thị Mai nêu ba cách làm *mới*.

PV

Các tin khác

Xem nhiều nhất
"""


def word_file(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def encrypted_pdf() -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(typst.compile("Có chữ".encode()))) as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(user="mở", owner="chủ"))
    return stream.getvalue()


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_each_format_gives_a_briefing_and_keeps_its_original(
    take: Take, workspace: Workspace, inbox: Path
) -> None:
    files = [
        write(inbox / "Bản tin số 1.txt", TEXT),
        write(inbox / "trang.html", "<h1>Trang</h1><p>Chữ</p>"),
        write(inbox / "tờ trình.docx", word_file("Tờ trình")),
        write(inbox / "bản in.pdf", typst.compile("= Bản in\nCó chữ.".encode())),
        write(inbox / "ghi chép.md", "# Ghi chép\n\n- một\n"),
    ]
    stages: list[tuple[str, int, int]] = []
    report = take(*files, progress=lambda *stage: stages.append(stage))
    assert report.exit_code == 0
    assert [added.file for added in report.added] == files
    names = ["phong-doc-buoi-toi", "trang", "to-trinh", "ban-in", "ghi-chep"]
    assert [added.id for added in report.added] == names
    kept = {path.name: path.read_bytes() for path in workspace.attachments_folder.iterdir()}
    endings = ("txt", "html", "docx", "pdf")
    assert kept == {
        f"{name}.{ending}": file.read_bytes()
        for name, ending, file in zip(names, endings, files, strict=False)
    }
    found = survey(workspace)
    assert not found.errors
    assert found.briefings["ban-in"].front.attachments == ("ban-in.pdf",)
    assert report.added[0].path.parent.name == "tai-lieu-le"
    assert "title" in report.added[0].suggested
    assert stages == [("ingesting", number, 5) for number in range(6)]
    assert not (workspace.folder / staging.FOLDER).exists()


def test_originals_may_be_left_out_but_for_scans(
    take: Take, workspace: Workspace, inbox: Path
) -> None:
    scan = write(inbox / "bản chụp.pdf", typst.compile(b"#rect()"))
    report = take(write(inbox / "a.txt", TEXT), scan, keep_originals=False)
    assert [path.name for path in workspace.attachments_folder.iterdir()] == ["ban-chup.pdf"]
    assert [(note.code, note.file) for note in report.notes] == [("scan", str(scan))]


def test_the_same_file_again_changes_nothing(take: Take, tree: Tree, inbox: Path) -> None:
    files = [
        write(inbox / "a.txt", TEXT),
        write(inbox / "b.md", "---\nid: b\ntitle: B\n---\n\nchữ\n"),
        write(inbox / "hoi-nghi.txt", PAGE),
    ]
    assert len(take(*files).added) == 4
    before = tree()
    report = take(*files)
    assert (report.added, report.failed) == ([], [])
    assert [one.id for one in report.present] == [
        "phong-doc-buoi-toi",
        "b",
        "hoi-nghi-pho-bien-ky-nang-so-nam-2026",
    ]
    assert tree() == before


def test_a_confirmed_briefing_is_known_again_by_its_original(take: Take, inbox: Path) -> None:
    file = write(inbox / "a.txt", TEXT)
    (added,) = take(file).added
    added.path.write_text(
        added.path.read_text(encoding="utf-8").replace("suggested", "topics"), "utf-8"
    )
    assert [one.id for one in take(file).present] == [added.id]


def test_another_text_of_the_same_title_gets_a_number_and_a_note(take: Take, inbox: Path) -> None:
    report = take(write(inbox / "a.txt", TEXT), write(inbox / "b.txt", TEXT + "\nThêm.\n"))
    assert [added.id for added in report.added] == ["phong-doc-buoi-toi", "phong-doc-buoi-toi-2"]
    assert [note.code for note in report.notes] == ["id_numbered"]


def test_a_report_of_a_conference_is_taken_apart(
    take: Take, workspace: Workspace, inbox: Path
) -> None:
    file = write(inbox / "Hội nghị.txt", PAGE)
    report = take(file)
    assert [(added.id, added.conference) for added in report.added] == [
        ("hoi-nghi-pho-bien-ky-nang-so-nam-2026", True),
        ("phong-doc-buoi-toi", False),
    ]
    (note,) = report.notes
    assert note.params["lines"] == "PV · Các tin khác · Xem nhiều nhất"
    found = survey(workspace)
    assert not found.errors
    briefing = found.briefings["phong-doc-buoi-toi"]
    original = "hoi-nghi-pho-bien-ky-nang-so-nam-2026.txt"
    assert briefing.front.attachments == (original,)
    assert briefing.front.conference == "hoi-nghi-pho-bien-ky-nang-so-nam-2026"
    assert briefing.path.read_text(encoding="utf-8").endswith("nêu ba cách làm \\*mới\\*.\n")
    assert (workspace.attachments_folder / original).read_bytes() == file.read_bytes()


def test_a_report_may_come_as_a_web_page_or_a_word_file(
    take: Take, workspace: Workspace, inbox: Path
) -> None:
    write(inbox / "hinh.svg", SVG)
    paragraphs = PAGE.strip().split("\n\n")
    paragraphs[3] += "<sup><a href='#n1' id='r1'>1</a></sup> <img src='hinh.svg' alt='Phòng đọc'>"
    footnote = "<ol><li id='n1'>Chú thích <a href='#r1'>↑</a></li></ol>"
    html = f"<h1>{paragraphs[0]}</h1>" + "".join(f"<p>{text}</p>" for text in paragraphs[1:])
    report = take(write(inbox / "a.html", html + footnote))
    assert report.exit_code == 0
    assert [note.code for note in report.notes] == ["page_foot_removed"]
    found = survey(workspace)
    assert not found.errors
    front = found.briefings["phong-doc-buoi-toi"].front
    assert front.attachments[1:] == ("phong-doc-buoi-toi-hinh-1.svg",)
    body = found.briefings["phong-doc-buoi-toi"].path.read_text(encoding="utf-8")
    assert body.endswith(
        "*mới\\*.[^1] ![Phòng đọc](phong-doc-buoi-toi-hinh-1.svg)\n\n[^1]: Chú thích\n"
    )
    document = docx.Document()
    for text in PAGE.split("\n\n")[:4]:
        document.add_paragraph(text.replace("2026", "2027"))
    document.save(str(inbox / "b.docx"))
    assert [added.conference for added in take(inbox / "b.docx").added] == [True, False]


def test_a_conference_s_id_may_be_chosen(take: Take, workspace: Workspace, inbox: Path) -> None:
    file = write(inbox / "a.txt", PAGE)
    assert take(file, conference="hoi-nghi-a").exit_code == 0
    assert workspace.conference_ids() == {"hoi-nghi-a"}
    other = write(inbox / "b.txt", PAGE.replace("ba cách", "bốn cách"))
    (failed,) = take(other, conference="hoi-nghi-a").failed
    assert failed.error.code == "ingest_conference_taken"
    with pytest.raises(InputError) as caught:
        take(file, conference="Hội nghị")
    assert caught.value.code == "ingest_conference_name"


def test_loose_briefings_go_to_the_chosen_conference(
    take: Take, workspace: Workspace, inbox: Path
) -> None:
    declared = write(inbox / "b.md", "---\nid: b\ntitle: B\nconference: khac\n---\n\nchữ\n")
    report = take(write(inbox / "a.txt", TEXT), declared, conference="hoi-nghi-a")
    assert [added.path.parent.name for added in report.added] == ["hoi-nghi-a", "khac"]
    assert [note.code for note in report.notes] == ["conference_made", "conference_made"]
    assert not survey(workspace).errors


def test_markdown_brings_what_it_names(take: Take, workspace: Workspace, inbox: Path) -> None:
    write(inbox / "so-do.svg", SVG)
    write(inbox / "hình.svg", SVG + " ")
    text = FRONT + "\n![Hình](hình.svg) ![Xa](https://vd.vn/a.png)\n"
    report = take(write(inbox / "a.md", text))
    assert [note.code for note in report.notes] == ["picture_remote"]
    found = survey(workspace)
    assert not found.errors
    front = found.briefings["phong-doc"].front
    assert front.attachments == ("so-do.svg", "phong-doc-hinh-1.svg")
    assert (workspace.attachments_folder / "phong-doc-hinh-1.svg").read_text() == SVG + " "


def test_another_attachment_of_that_name_is_refused(
    take: Take, tree: Tree, workspace: Workspace, inbox: Path
) -> None:
    write(inbox / "so-do.svg", SVG)
    write(workspace.attachments_folder / "so-do.svg", "<svg/>")
    before = tree()
    (failed,) = take(write(inbox / "a.md", FRONT)).failed
    assert (failed.error.code, failed.error.params["name"]) == (
        "ingest_attachment_taken",
        "so-do.svg",
    )
    assert tree() == before


def test_a_conference_file_is_a_conference(take: Take, workspace: Workspace, inbox: Path) -> None:
    file = write(
        inbox / "conference.md", "---\nid: hoi-nghi-a\ntitle: Hội nghị A\n---\n\nMột ngày.\n"
    )
    assert [added.conference for added in take(file).added] == [True]
    assert set(survey(workspace).conferences) == {"hoi-nghi-a"}
    assert [one.id for one in take(file).present] == ["hoi-nghi-a"]


def test_front_matter_without_id_or_title_is_filled_in(take: Take, inbox: Path) -> None:
    file = write(inbox / "a.md", "---\norder: 3\n---\n\n# Phòng đọc\n\nChữ.\n")
    (added,) = take(file).added
    assert (added.id, added.suggested) == ("phong-doc", ("title",))


BAD = {
    "trống.md": (b"", "ingest_empty"),
    "toàn khoảng trắng.txt": (b" \n\t\n", "ingest_empty"),
    "nhị phân.md": (b"\x7fELF\x00\x01", "ingest_binary"),
    "mã cũ.txt": ("Phòng đọc".encode()[:3] + b"\xe9 \xff", "ingest_encoding"),
    "không zip.docx": (b"PK nothing", "ingest_docx_not_zip"),
    "cụt.docx": (word_file("chữ")[:2000], "ingest_docx_not_zip"),
    "có khóa.pdf": (encrypted_pdf(), "ingest_pdf_encrypted"),
    "hỏng.pdf": (b"%PDF-1.4 broken", "ingest_pdf_broken"),
    "cũ.doc": (b"\xd0\xcf\x11\xe0", "ingest_old_word"),
    "bảng tính.xlsx": (b"PK", "ingest_format"),
    "không đuôi": (b"x", "ingest_format"),
    "trang trắng.html": (b"<p></p>", "ingest_no_text"),
    "mã riêng.md": (b"---\nid: con\ntitle: A\n---\n\nx\n", "ingest_id_reserved"),
    "không khóa.md": (b"---\n- a\n---\n\nx\n", "front_matter_no_keys"),
    "chưa đóng.md": (b"---\nid: a\n", "front_matter_open"),
    "sai kiểu.md": (b"---\nid: a\ntitle: [1]\n---\n\nx\n", "key_text"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gives_one_clear_error_and_changes_nothing(
    take: Take, tree: Tree, inbox: Path, name: str
) -> None:
    content, code = BAD[name]
    before = tree()
    file = write(inbox / name, content)
    report = take(file)
    assert tree() == before
    (failed,) = report.failed
    assert (failed.file, report.exit_code) == (file, 1)
    if isinstance(failed.error, ProblemsFound):
        assert {problem.code for problem in failed.error.problems} == {code}
        told = [say_problem(problem) for problem in failed.error.problems]
    else:
        assert failed.error.code == code
        told = [say_error(failed.error), say_error(failed.error, "en")]
    assert all(str(file) in text for text in told)


def test_the_first_wrong_byte_is_named(take: Take, inbox: Path) -> None:
    (failed,) = take(write(inbox / "a.txt", b"\xef\xbb\xbfPh\xf2ng")).failed
    assert (failed.error.params["offset"], failed.error.params["byte"]) == ("5", "0xF2")


def test_utf_16_with_its_mark_is_read(take: Take, inbox: Path) -> None:
    for number, encoding in enumerate(("utf-16-le", "utf-16-be")):
        file = write(inbox / f"{number}.txt", f"\ufeffBản tin {number}\n".encode(encoding))
        assert [added.id for added in take(file).added] == [f"ban-tin-{number}"]


def test_a_missing_file_and_a_folder_are_told(take: Take, inbox: Path) -> None:
    missing = [inbox / "không có.txt", inbox / "không có.jsonl", inbox / "không có.xyz"]
    folders = [inbox / "thư mục.jsonl", inbox / "thư mục"]
    for folder in folders:
        folder.mkdir()
    codes = [failed.error.code for failed in take(*missing, *folders).failed]
    assert codes == ["ingest_missing"] * 3 + ["ingest_folder"] * 2


def test_a_text_of_200_megabytes_is_refused_by_its_size(take: Take, inbox: Path) -> None:
    files = [inbox / "lớn.txt", inbox / "lớn.md", inbox / "lớn.html"]
    for file in files:
        with file.open("wb") as stream:
            stream.truncate(200 * 1024 * 1024)
    report = take(*files)
    assert [failed.error.code for failed in report.failed] == ["ingest_too_large"] * 3
    assert report.failed[0].error.params["megabytes"] == "200"


def test_bad_files_do_not_stop_the_others(take: Take, inbox: Path) -> None:
    report = take(write(inbox / "a.md", b""), write(inbox / "b.txt", TEXT), inbox / "c.txt")
    assert [added.id for added in report.added] == ["phong-doc-buoi-toi"]
    assert [failed.file.name for failed in report.failed] == ["a.md", "c.txt"]
    assert report.exit_code == 1


def test_two_files_with_one_id_are_both_named(
    take: Take, workspace: Workspace, inbox: Path
) -> None:
    one = write(inbox / "a.md", "---\nid: x\ntitle: Một\n---\n\nmột\n")
    two = write(inbox / "b.md", "---\nid: x\ntitle: Hai\n---\n\nhai\n")
    (failed,) = take(one, two).failed
    assert failed.error.params == {"file": str(two), "id": "x", "other": str(one)}
    (failed,) = take(two).failed
    there = workspace.conferences_folder / "tai-lieu-le" / "x.md"
    assert failed.error.params["other"] == str(there)


def test_a_disk_that_refuses_ends_the_work_and_changes_nothing(
    take: Take, tree: Tree, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree()
    real = os.replace
    files = [write(inbox / f"{number}.txt", f"Bản tin {number}\n") for number in range(3)]

    def refuse(source: Path, target: Path) -> None:
        if "attachments" in str(target) and staging.FOLDER not in str(target):
            raise OSError(errno.EROFS, "Read-only file system")
        real(source, target)

    monkeypatch.setattr(Path, "replace", refuse)
    report = take(*files)
    assert tree() == before
    (failed,) = report.failed
    assert (failed.error.code, failed.file) == ("disk_refused", files[0])
    assert report.untouched == files[1:]
    assert report.exit_code == 3


def test_a_full_disk_leaves_nothing_behind(
    take: Take, tree: Tree, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree()
    file = write(inbox / "a.txt", TEXT)

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, "sync_file", full)
    assert [failed.error.code for failed in take(file).failed] == ["disk_full"]
    assert tree() == before


def test_a_read_only_workspace_is_told_at_once(
    workspace: Workspace, tree: Tree, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree()
    real = Path.open

    def refuse(self: Path, mode: str = "r", *more: object) -> object:
        if self.name == SETTINGS and "a" in mode:
            raise OSError(errno.EROFS, "Read-only file system")
        return real(self, mode, *more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(EnvironmentFault) as caught:
        ingest(workspace, [write(inbox / "a.txt", TEXT)])
    assert caught.value.code == "disk_refused"
    assert caught.value.params["path"].startswith(str(workspace.folder))
    assert tree() == before


def test_stopping_keeps_whole_files_only(take: Take, workspace: Workspace, inbox: Path) -> None:
    cancel = CancelToken()
    files = [write(inbox / f"{number}.txt", f"Bản tin {number}\n") for number in range(3)]

    def stop_at_one(stage: str, done: int, total: int) -> None:
        if done == 1:
            cancel.cancel()

    report = take(*files, cancel=cancel, progress=stop_at_one)
    assert report.cancelled
    assert report.untouched == files[1:]
    assert workspace.briefing_ids() == {"ban-tin-0"}


def test_a_stopped_stream_leaves_nothing(take: Take, tree: Tree, inbox: Path) -> None:
    before = tree()
    cancel = CancelToken()
    lines = "".join(f'{{"title":"Bài {number}","text":"chữ"}}\n' for number in range(9))
    file = write(inbox / "kho.jsonl", lines)

    def stop_at_five(stage: str, done: int, total: int) -> None:
        if stage == "ingesting_lines" and done == 5:
            cancel.cancel()

    report = take(file, cancel=cancel, progress=stop_at_five)
    assert report.cancelled
    assert (report.added, report.streamed, report.untouched) == ([], [], [file])
    assert tree() == before
