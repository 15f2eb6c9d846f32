"""Front matter: every fault found at once, each with its line and key; writing reads back."""

import datetime as dt
from pathlib import Path

import pytest

from desktop.library.schema import FrontMatter, Speaker
from desktop.library.workspace.front_matter import (
    MAX_BYTES,
    Unreadable,
    cut,
    dump,
    read,
    validate,
)

GOOD = FrontMatter(
    id="truc-ban",
    title="Trực ban: mùa mưa bão",
    speakers=(Speaker("Lê Thị Mai", "Trưởng phòng", "Chi cục Thủy lợi"),),
    date=dt.date(2026, 9, 12),
    topics=("Thiên tai, thời tiết",),
)


def test_what_is_written_reads_back() -> None:
    page = cut(dump(GOOD, "## Mục\n\nNội dung").encode(), "a.md")
    front, problems = validate(page, FrontMatter, "a.md")
    assert (front, problems) == (GOOD, [])
    assert page.body == "## Mục\n\nNội dung"


def test_every_fault_is_found_with_line_and_key() -> None:
    page = cut(
        "---\nid: Không hợp lệ\ntitle: 5\nspeakers:\n  - name: A\n    roles: x\n  - unit: B\n"
        "date: hôm nay\nkinds: a\nstatus: gone\n---\nx".encode(),
        "a.md",
    )
    front, problems = validate(page, FrontMatter, "a.md")
    assert front is None
    assert [(found.code, found.line, found.key) for found in problems] == [
        ("key_slug", 2, "id"),
        ("key_text", 3, "title"),
        ("key_unknown", 6, "speakers[0].roles"),
        ("key_missing", 7, "speakers[1].name"),
        ("key_date", 8, "date"),
        ("key_unknown", 9, "kinds"),
        ("key_choice", 10, "status"),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"  \n", "file_empty"),
        (b"---\nid: a\0\n---\n", "file_binary"),
        (b"---\nid: \xff\n---\n", "file_not_utf8"),
        (b"# no front matter", "front_matter_missing"),
        (b"---\nid: a\n", "front_matter_open"),
        (b"---\n- a\n---\n", "front_matter_no_keys"),
        (b"---\n---\n", "front_matter_no_keys"),
        (b"---\nid: [\n---\n", "yaml_wrong"),
        (b"---\nid: &a [*a]\n---\n", "yaml_alias"),
        (b"---\nid: a\nid: b\n---\n", "key_twice"),
        (b"---\nid: !!python/object/apply:os.system [ls]\n---\n", "yaml_wrong"),
        (b"---\n" + b"[" * 5000 + b"\n---\n", "yaml_wrong"),
    ],
)
def test_what_is_no_briefing_is_named(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as raised:
        cut(data, "a.md")
    assert raised.value.problem.code == code
    assert raised.value.problem.file == "a.md"


def test_a_date_that_is_none_is_named_by_its_key() -> None:
    page = cut(b"---\nid: a\ntitle: T\ndate: 2026-13-45\nvalid_until: 2026-09-12\n---\n", "a.md")
    front, problems = validate(page, FrontMatter, "a.md")
    assert front is None
    assert [(found.code, found.line, found.key) for found in problems] == [("key_date", 4, "date")]


def test_windows_line_ends_and_a_byte_order_mark_are_read() -> None:
    page = cut("\ufeff---\r\nid: a\r\ntitle: T\r\n---\r\nB\r\nC".encode(), "a.md")
    assert page.values == {"id": "a", "title": "T"}
    assert page.body == "B\nC"


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(Unreadable) as raised:
        read(path, "a.md")
    assert raised.value.problem.code == "file_too_large"
