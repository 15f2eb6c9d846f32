"""A small built library, and windows on it."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.library.editions.build import build
from desktop.library.editions.library import Library
from desktop.library.schema import Conference, FrontMatter, Speaker
from desktop.library.workspace.creation import create_workspace
from desktop.library.workspace.front_matter import dump
from desktop.library.workspace.layout import Workspace
from desktop.window import application
from desktop.window.following import Resume
from desktop.window.main_window import MainWindow
from desktop.window.preferences import Preferences
from desktop.window.resuming import Resuming
from desktop.window.session import Session
from desktop.window.theme import Appearance
from desktop.wording import Language

NOW = dt.datetime(2026, 9, 15, 8, 0, tzinfo=dt.UTC)
SPEAKER = Speaker("Lê Thị Mai", "Trưởng phòng", "Chi cục Thủy lợi")
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40" viewBox="0 0 60 40">'
    '<rect width="60" height="40" fill="#0E6366"/></svg>'
)
STORM = """\
Khi có dấu hiệu **khủng hoảng truyền thông**, người trực ban làm ba việc theo thứ tự[^1].

## I. Việc cần làm trong 72 giờ

Danh sách hộ cần hỗ trợ được in ra giấy theo Hướng dẫn số 14/HD-PCTT, để tại nhà văn hóa thôn 😀.

| Việc | Người làm |
|---|---|
| Gọi điện | Trưởng thôn |

![Sơ đồ ba bước phát tin](so-do.svg "Hình 1. Ba bước")

- Loa truyền thanh
- Bảng tin

## II. Sau bão

Bản tin kế tiếp nêu rõ điều đã biết về khủng hoảng truyền thông và giờ phát bản tin sau.

[^1]: Theo Nghị định 30/2020/NĐ-CP.
"""
FILLER = "Mỗi thôn lập một danh sách ngắn, ghi rõ hộ cần hỗ trợ và người phụ trách. " * 6


def _briefings() -> list[tuple[FrontMatter, str]]:
    long = "\n\n".join(f"## Mục {number}\n\n{FILLER}" for number in range(1, 13))
    return [
        (FrontMatter(id="khung-hoang", title="Xử lý khủng hoảng truyền thông khi có bão, lũ",
                     order=1, date=dt.date(2026, 9, 12), speakers=(SPEAKER,),
                     topics=("Thiên tai",), attachments=("so-do.svg",)), STORM),
        (FrontMatter(id="dai", title="Tài liệu dài", order=2, date=dt.date(2026, 9, 12),
                     topics=("Thiên tai",)), long),
        (FrontMatter(id="huong-dan", title="Hướng dẫn rà soát", order=3,
                     document_number="14/HD-PCTT", date=dt.date(2026, 9, 1)), FILLER),
        (FrontMatter(id="da-thu-hoi", title="Sổ tay cũ", order=4, status="withdrawn",
                     status_reason="Đã có bản mới.", date=dt.date(2026, 1, 1)), FILLER),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real edition of four briefings of one conference; read only."""
    folder = tmp_path_factory.mktemp("kho") / "soạn"
    create_workspace(folder, "Kho thử nghiệm")
    (folder / "attachments" / "so-do.svg").write_text(PICTURE, encoding="utf-8")
    place = folder / "conferences" / "hoi-nghi"
    place.mkdir()
    conference = Conference(id="hoi-nghi", title="Hội nghị phòng, chống thiên tai 2026")
    (place / "conference.md").write_text(dump(conference, "Một ngày."), encoding="utf-8")
    for front, body in _briefings():
        (place / f"{front.id}.md").write_text(dump(front, body), encoding="utf-8")
    target = folder.parent / "kho"
    build(Workspace(folder), Library(target), now=NOW)
    return target


@pytest.fixture
def state_folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    """The application as the program makes it, in Vietnamese."""
    return application.create("vi")


@pytest.fixture
def open_window(
    app: QApplication, qtbot: QtBot, library_folder: Path, state_folder: Path
) -> Iterator[Callable[..., MainWindow]]:
    """Opens windows; each is shown, settled, and closed at the end."""
    opened: list[MainWindow] = []

    def open_one(
        identifier: str | None = None,
        search: str | None = None,
        *,
        library: Path = library_folder,
        scheme: str = "light",
        language: Language = "vi",
        size: int = 100,
        resume: Resume | None = None,
    ) -> MainWindow:
        application.create(language, size)
        appearance = Appearance(scheme)
        appearance.start()
        session = Session(library, state_folder)
        window = MainWindow(session, appearance, Preferences(state_folder), language)
        Resuming(window, resume)
        opened.append(window)
        window.resize(1366, 768)
        window.show()
        window.start(identifier, search)
        qtbot.waitUntil(lambda: window.settled, timeout=30_000)
        return window

    yield open_one
    for window in opened:
        if window.isVisible():
            window.close()
        window.deleteLater()


class Growing:
    """A library that gets another edition: one document changed, one replaced."""

    def __init__(self, folder: Path) -> None:
        self.workspace, self.library = folder / "soạn", folder / "kho"
        create_workspace(self.workspace, "Kho đang lớn")
        (self.workspace / "conferences" / "hoi-nghi").mkdir()
        conference = Conference(id="hoi-nghi", title="Hội nghị thường niên", date=NOW.date())
        self._write(conference, "Một ngày.", "conference")
        for at, name in enumerate(("Ấm áp", "Đò dọc", "Dò đường", "Ánh sáng", "Ăn chắc"), 1):
            speaker = SPEAKER if at % 2 else Speaker("Đỗ Văn Ân", "Giám đốc", "Sở Y tế")
            front = FrontMatter(id=f"b{at}", title=name, order=at, speakers=(speaker,),
                                date=dt.date(2020 + at, 1, 1), topics=("Đời sống",))  # fmt: skip
            self._write(front, f"Nội dung {at}.\n\n## Phần sau\n\n{FILLER}")
        self._build()

    def _write(self, front: FrontMatter | Conference, body: str, name: str = "") -> None:
        path = self.workspace / "conferences" / "hoi-nghi" / f"{name or front.id}.md"
        path.write_text(dump(front, body), encoding="utf-8")

    def _build(self) -> None:
        build(Workspace(self.workspace), Library(self.library), now=NOW)

    def grow(self) -> None:
        """The next edition: `b1` has another text, `b6` replaces `b2`."""
        self._write(FrontMatter(id="b1", title="Ấm áp", order=1), f"Nội dung mới. {FILLER}")
        front = FrontMatter(id="b6", title="Đò ngang", order=6, supersedes=("b2",))
        self._write(front, FILLER)
        self._build()


@pytest.fixture
def growing(tmp_path: Path) -> Growing:
    return Growing(tmp_path)
