import socket
from pathlib import Path

import pytest

from desktop.library.ingest.reading import read_file
from desktop.library.ingest.web import read_page

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
ARTICLE = "".join(
    f"<p>Đoạn {n}. Phòng đọc mở cửa buổi tối để bà con đến đọc sách và hỏi về kỹ năng số.</p>"
    for n in range(12)
)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_chrome_scripts_and_forms_are_dropped_and_told() -> None:
    html = (
        "<html><head><title>Trang</title><style>p{}</style></head><body><nav>Trang chủ</nav>"
        f"<script>alert(1)</script><h1>Phòng đọc</h1>{ARTICLE}<form>Gửi <input></form>"
        "<p style='display:none'>ẩn</p><footer>Bản quyền</footer></body></html>"
    )
    extract = read_page(html, Path("trang.html"))
    assert extract.body.startswith("# Phòng đọc\n\nĐoạn 0.")
    for word in ("Trang chủ", "alert", "Gửi", "ẩn", "Bản quyền"):
        assert word not in extract.body
    (note,) = extract.notes
    assert (note.code, note.params["parts"]) == ("page_parts_removed", "nav, form, hidden, footer")


def test_the_main_element_is_the_article() -> None:
    html = f"<div>Quảng cáo</div><main><h1>Phòng đọc</h1>{ARTICLE}</main><div>Chân</div>"
    body = read_page(html, Path("trang.html")).body
    assert "Quảng cáo" not in body
    assert "Đoạn 11." in body


def test_a_page_full_of_links_is_narrowed_to_its_article() -> None:
    link = "<li><a href='/tin/{n}'>Tin vắn số {n} của cổng thông tin</a></li>"
    links = "".join(link.format(n=number) for number in range(90))
    html = (
        f"<html><body><div><ul>{links}</ul></div><div id='content'><h1>Phòng đọc buổi tối</h1>"
        f"{ARTICLE}</div><div><ul>{links}</ul></div></body></html>"
    )
    extract = read_page(html, Path("trang.html"))
    assert "Đoạn 0." in extract.body
    assert "Đoạn 11." in extract.body
    assert "Tin vắn số 5 " not in extract.body
    assert extract.notes[-1].params["parts"] == "page"


def test_only_pictures_beside_the_page_come_along(tmp_path: Path) -> None:
    folder = tmp_path / "trang"
    folder.mkdir()
    (folder / "hình 1.png").write_bytes(PNG)
    (tmp_path / "bí mật.png").write_bytes(PNG)
    html = (
        "<p>Chữ <img src='h%C3%ACnh%201.png' alt='Sơ đồ [1]'></p>"
        "<img src='../b%C3%AD m%E1%BA%ADt.png'><img src='https://vd.vn/x.png'>"
        "<img src='file:///etc/hostname'><img src='data:image/png;base64,AA'>"
    )
    extract = read_page(html, folder / "trang.html", folder=folder)
    assert extract.pictures == {"briefing-picture-1.png": PNG}
    assert "![Sơ đồ \\[1\\]](briefing-picture-1.png)" in extract.body
    assert [note.code for note in extract.notes] == [
        "picture_missing",
        "picture_remote",
        "picture_remote",
        "picture_remote",
    ]


def test_meta_tags_are_hints() -> None:
    html = (
        "<head><title>Phòng đọc - Cổng</title><meta property='article:published_time' "
        "content='2026-09-05T07:00:00+07:00'><meta name='keywords' content='sách, đọc, sách'>"
        "<meta name='description' content=' Mở   cửa '></head><p>Chữ</p>"
    )
    hints = read_page(html, Path("trang.html")).hints
    assert hints.title == "Phòng đọc - Cổng"
    assert hints.date.startswith("2026-09-05")
    assert hints.topics == ("sách", "đọc")
    assert hints.summary == "Mở cửa"


def test_a_portal_s_foot_is_removed_and_footnotes_stay(tmp_path: Path) -> None:
    page = tmp_path / "trang.html"
    page.write_text(
        f"<h1>Phòng đọc</h1>{ARTICLE}<p>Chữ<sup><a href='#n1' id='r1'>1</a></sup></p>"
        "<ol><li id='n1'>Chú thích <a href='#r1'>↑</a></li></ol>"
        "<p>PV</p><h3>Các tin khác</h3><ul><li>Tin một</li></ul><h3>Xem nhiều nhất</h3>",
        encoding="utf-8",
    )
    intake, _ = read_file(page)
    (draft,) = intake.drafts
    assert draft.body.endswith("Chữ[^1]\n\n[^1]: Chú thích\n")
    (note,) = intake.notes
    assert note.code == "page_foot_removed"
    assert note.params["lines"] == "PV · Các tin khác · Tin một · Xem nhiều nhất"
