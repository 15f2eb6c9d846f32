"""A library whose briefings came with files: sound ones, damaged ones, and some of every kind."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pikepdf
import pytest
import typst

from desktop.library.editions.build import build
from desktop.library.editions.library import Library
from desktop.library.schema import FrontMatter
from desktop.library.workspace.creation import create_workspace
from desktop.library.workspace.front_matter import dump
from desktop.library.workspace.layout import Workspace
from desktop.resources import RESOURCES
from desktop.window.main_window import MainWindow
from tests.window.conftest import NOW, PICTURE

FILES = (
    "ung-truc.pdf", "phu-luc.pdf", "mat-khau.pdf", "hong.pdf", "so-do.svg", "ghi-chu.txt",
    "bang.xls", "mau.docx",
)  # fmt: skip
PARAGRAPH = "Loa truyền thanh phát bản tin đầu; tổ xung kích đến từng nhà. " * 12


def pdf(*pages: str) -> bytes:
    head = '#set text(font: "Tinos", size: 14pt)\n'
    source = head + "\n#pagebreak()\n".join(pages)
    return typst.compile(source.encode(), font_paths=[str(RESOURCES / "fonts")])


def protected(data: bytes) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.save(stream, encryption=pikepdf.Encryption(user="mở", owner="chủ"))
    return stream.getvalue()


def word(text: str) -> bytes:
    made, stream = docx.Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="session")
def contents() -> dict[str, bytes]:
    """The files by name."""
    appendix = pdf("Danh bạ trực đêm.", "Bảng kiểm kê máy bơm dã chiến ở thôn Hạ.")
    return {
        "ung-truc.pdf": pdf(*(f"= Mục {number}\n{PARAGRAPH}" for number in range(1, 7))),
        "phu-luc.pdf": appendix,
        "mat-khau.pdf": protected(appendix),
        "hong.pdf": appendix[:200],
        "so-do.svg": PICTURE.encode(),
        "ghi-chu.txt": "Ghi chú tay 😀.\n\nMười hai bao cát, một máy phát điện.".encode(),
        "bang.xls": b"\xd0\xcf\x11\xe0 cells",
        "mau.docx": word("Mẫu báo cáo nhanh gửi huyện."),
        "bang-word.docx": word("Chữ của bản gốc."),
    }


@pytest.fixture(scope="session")
def library_folder(tmp_path_factory: pytest.TempPathFactory, contents: dict[str, bytes]) -> Path:
    """An edition of a briefing with every kind of file, one from Word, and one without any."""
    folder = tmp_path_factory.mktemp("kho") / "soạn"
    create_workspace(folder, "Kho thử nghiệm")
    for name, data in contents.items():
        (folder / "attachments" / name).write_bytes(data)
    place = folder / "conferences" / "tai-lieu-le"
    place.mkdir(exist_ok=True)
    for front in (
        FrontMatter(id="ung-truc", title="Kế hoạch ứng trực", attachments=FILES),
        FrontMatter(id="bang-word", title="Soạn bằng Word", attachments=("bang-word.docx",)),
        FrontMatter(id="khong-tep", title="Không có tệp nào"),
    ):
        body = "## I. Lịch trực\n\nLịch trực kèm theo.\n\n## II. Sau bão\n\nRà soát lại."
        (place / f"{front.id}.md").write_text(dump(front, body), encoding="utf-8")
    target = folder.parent / "kho"
    build(Workspace(folder), Library(target), now=NOW)
    return target


@pytest.fixture
def open_original(open_window: Callable[..., MainWindow], qtbot) -> Callable[[str], MainWindow]:
    """A window that shows one of the briefing's files."""

    def run(name: str) -> MainWindow:
        window = open_window("ung-truc")
        window.originals.show(name)
        canvas = window.originals.pane.canvas
        qtbot.waitUntil(lambda: window.settled and not canvas.waiting)
        return window

    return run
