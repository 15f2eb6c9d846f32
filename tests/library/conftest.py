"""A small workspace of neutral texts, written as a librarian would, and its built library."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.library.editions.build import Built, build
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.schema import Conference, FrontMatter, Speaker
from desktop.library.search import Search
from desktop.library.workspace.creation import create_workspace
from desktop.library.workspace.front_matter import dump
from desktop.library.workspace.layout import Workspace

NOW = dt.datetime(2026, 9, 15, 8, 0, tzinfo=dt.UTC)
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">'
    '<rect width="60" height="40" fill="#0E6366"/></svg>'
)
STORM = """\
## I. Việc cần làm trong 72 giờ

Khi có dấu hiệu **khủng hoảng truyền thông**, người trực ban làm ba việc theo thứ tự[^1].

### 1. Rà soát hộ cần hỗ trợ

Danh sách được in ra giấy theo Hướng dẫn số 14/HD-PCTT, để tại nhà văn hóa thôn.

| Việc | Người làm |
|---|---|
| Gọi điện | Trưởng thôn |
| Đối chiếu | Văn phòng |

![Sơ đồ ba bước phát tin](so-do.svg "Hình 1. Ba bước")

- Loa truyền thanh
- Bảng tin

[^1]: Theo Nghị định 30/2020/NĐ-CP.
"""
READING = """\
## Sắp xếp giá sách

Phòng đọc mở cửa từ 7 giờ đến 21 giờ. Đường vào phòng đọc có biển chỉ dẫn.

## Phụ lục {circulation=restricted}

Danh sách người trực phòng đọc.
"""
GUIDE = """\
Hướng dẫn rà soát hộ cần hỗ trợ trước mùa mưa bão, áp dụng ở mọi thôn.
"""


def write_briefing(workspace: Path, conference: str, front: FrontMatter, body: str) -> Path:
    """One briefing's file, as a librarian keeps it."""
    folder = workspace / "conferences" / conference
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{front.id}.md"
    path.write_text(dump(front, body), encoding="utf-8")
    return path


def hits(edition: Edition, query: str) -> list[str]:
    """The ids that a query finds, best first."""
    search = Search(edition)
    try:
        return [hit.id for hit in search.find(query).hits]
    finally:
        search.close()


@pytest.fixture
def workspace_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "kho của tôi"
    create_workspace(folder, "Kho thử nghiệm")
    (folder / "attachments" / "so-do.svg").write_text(PICTURE, encoding="utf-8")
    conference = Conference(
        id="hoi-nghi-2026", title="Hội nghị Phòng, chống thiên tai 2026", date=dt.date(2026, 9, 12)
    )
    place = folder / "conferences" / "hoi-nghi-2026"
    place.mkdir()
    (place / "conference.md").write_text(dump(conference, "Một ngày làm việc."), encoding="utf-8")
    speaker = Speaker("Lê Thị Mai", "Trưởng phòng", "Chi cục Thủy lợi")
    storm = FrontMatter(
        id="khung-hoang",
        title="Xử lý khủng hoảng truyền thông khi có bão",
        order=1,
        speakers=(speaker,),
        topics=("Thiên tai", "Truyền thông"),
        attachments=("so-do.svg",),
        circulation="public",
    )
    write_briefing(folder, "hoi-nghi-2026", storm, STORM)
    reading = FrontMatter(id="phong-doc", title="Phòng đọc cộng đồng", order=2)
    write_briefing(folder, "hoi-nghi-2026", reading, READING)
    guide = FrontMatter(
        id="huong-dan",
        title="Hướng dẫn rà soát",
        date=dt.date(2026, 1, 5),
        document_number="14/HD-PCTT",
    )
    write_briefing(folder, "tai-lieu-le", guide, GUIDE)
    return folder


@pytest.fixture
def library_folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def build_here(workspace_folder: Path, library_folder: Path) -> Callable[[], Built]:
    """Builds the workspace as it stands at the time of the call."""

    def run() -> Built:
        return build(Workspace(workspace_folder), Library(library_folder), now=NOW, processes=1)

    return run
