"""The reader's commands keep their contract."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import query_help
from desktop.library.editions.library import Library
from desktop.library.reader import dated, holding
from desktop.library.reader.anchors import Anchor
from desktop.library.reader.annotations import annotate
from desktop.library.reader.bookmarks import bookmarks, mark
from desktop.library.reader.state import DATABASE, ReaderState
from tests.cli.conftest import Run


def test_status(library: Path, run: Run) -> None:
    ran = run("status", "--library", library, "--json")
    assert ran.code == 0
    assert (ran.json["library"], ran.json["edition"], ran.json["briefings"]) == ("kho-thu", 1, 1)


def test_no_library_is_said_in_both_languages(tmp_path: Path, run: Run) -> None:
    ran = run("status", "--library", tmp_path / "không có")
    assert ran.code == 1
    assert "Chưa có kho tài liệu" in ran.err
    assert "There is no library" in ran.err
    assert ran.out == ""


def test_search_answers_in_the_contract_form(library: Path, run: Run) -> None:
    ran = run("search", "khung hoang truyen thong", "--library", library, "--json")
    assert set(ran.json) == {"query", "searched", "total", "ms", "hint", "suggestion", "hits"}
    assert (ran.json["hint"], ran.json["suggestion"]) == ("", "")
    (hit,) = ran.json["hits"]
    assert set(hit) == {"id", "title", "level", "snippet"}
    assert (hit["id"], hit["level"]) == ("bao-lu", "exact")
    assert "khủng hoảng truyền thông" in hit["snippet"]


def test_search_says_what_it_read_as_words(library: Path, run: Run) -> None:
    ran = run("search", "nam:hai bão", "--library", library)
    assert "Không hiểu ngày này" in ran.err
    assert "This date was not understood" in ran.err
    assert "ngày này" not in ran.out
    told = run("search", "nam:hai bão", "--library", library, "--json")
    assert told.json["hint"] == "date_unreadable"


def test_search_asks_what_was_meant(workspace: Path, library: Path, run: Run) -> None:
    text = "Người dân sửa chữa nhà cửa. " * 12 + "Họ xửa soạn đồ đạc. Ai cũng chữa bệnh."
    page = workspace / "conferences" / "tai-lieu-le" / "sua-chua.md"
    page.write_text(f"---\nid: sua-chua\ntitle: Nhà cửa\n---\n\n{text}\n", encoding="utf-8")
    assert run("build", workspace, "--library", library).code == 0
    ran = run("search", "xửa chữa", "--library", library)
    assert "Ý bạn là: sửa chữa" in ran.err
    assert "Did you mean: sửa chữa" in ran.err
    told = run("search", "xửa chữa", "--library", library, "--json")
    assert told.json["suggestion"] == "sửa chữa"


def test_search_tells_its_language_without_a_library(run: Run) -> None:
    ran = run("search", "--help-query")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "\n\n\n".join(map(query_help.page, ("vi", "en"))) + "\n"


def test_search_reads_queries_from_standard_input(library: Path, run: Run) -> None:
    ran = run("search", "-", "--library", library, stdin="bão\n\nkhông-có-chữ-này\n")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert [line["query"] for line in lines] == ["bão", "", "không-có-chữ-này"]
    assert [line["total"] > 0 for line in lines][:2] == [True, False]


def test_literal_and_plain_are_narrower(library: Path, run: Run) -> None:
    def total(*options: str) -> int:
        return int(
            run("search", "khung hoang", *options, "--library", library, "--json").json["total"]
        )

    assert total() == 1
    assert total("--literal") == 0
    assert total("--plain") == 0


def test_notes_are_searched_with_a_library_or_without(
    library: Path, tmp_path: Path, run: Run
) -> None:
    where = ("--state", tmp_path / "state", "--notes")
    with ReaderState(tmp_path / "state") as state:
        target = Anchor("b", 0, 3, "bão", "", "", "bão")
        mine = annotate(state, ("kho-thu", "bao-lu", 1), (target,), "idea", "Hỏi về khủng hoảng")
    ran = run("search", "khung hoang", *where, "--library", library, "--json")
    assert set(ran.json) == {"query", "searched", "total", "ms", "hint", "suggestion", "hits"}
    (hit,) = ran.json["hits"]
    assert (hit["id"], hit["briefing"], hit["title"]) == (mine.id, "bao-lu", "Chủ động phòng bão")
    assert (hit["level"], hit["part"], hit["snippet"]) == ("exact", "note", mine.note)
    ran = run("search", "hỏi về", *where, "--library", tmp_path / "không có")
    assert ran.code == 0
    assert mine.note in ran.out
    assert "1 ghi chú" in ran.err
    assert "Thiếu một dấu ngoặc kép" in run("search", 'hỏi về"', *where, "--library", library).err
    ran = run("search", "-", *where, "--library", library, stdin="bão\nlụt\n")
    assert [json.loads(line)["total"] for line in ran.out.splitlines()] == [1, 0]
    for part in (library / "editions" / "00000001" / "index").glob("*.bin"):
        part.unlink()
    assert run("search", "hỏi", *where, "--library", library, "--json").json["total"] == 1


def test_show_in_every_form(library: Path, run: Run) -> None:
    def shown(form: str) -> str:
        ran = run("show", "bao-lu", "--format", form, "--library", library)
        assert ran.code == 0
        return ran.out

    assert shown("md").startswith("## I. Việc cần làm")
    assert "<strong>khủng hoảng truyền thông</strong>" in shown("html")
    assert "Khi có bão, khủng hoảng truyền thông dễ xảy ra." in shown("text")
    record = json.loads(shown("json"))
    assert record["front_matter"]["title"] == "Chủ động phòng bão"
    assert record["document"][0]["kind"] == "heading"


def test_show_of_nothing_held(library: Path, run: Run) -> None:
    ran = run("show", "khong-co", "--library", library)
    assert ran.code == 1
    assert "khong-co" in ran.err


def test_doctor_finds_and_repairs(library: Path, tmp_path: Path, run: Run) -> None:
    where = ("--library", library, "--state", tmp_path / "state")
    assert run("doctor", *where).code == 0
    for path in (library / "editions" / "00000001" / "index").iterdir():
        path.unlink()
    ran = run("doctor", *where, "--json")
    assert ran.code == 3
    assert "edition_file_missing" in {problem["code"] for problem in ran.json["problems"]}
    assert run("doctor", "--repair", *where).code == 0
    assert run("search", "bão", "--library", library, "--json").json["total"] == 1


def test_doctor_recovers_the_notes_and_says_what_came_back(
    library: Path, tmp_path: Path, run: Run
) -> None:
    state = tmp_path / "state"
    where = ("--library", library, "--state", state)
    with ReaderState(state) as own:
        mark(own, "kho", "khung-hoang")
    dated.keep(state / DATABASE, dt.date(2026, 3, 1))
    (state / DATABASE).write_bytes(b"no database at all" * 999)
    ran = run("doctor", *where, "--json")
    assert (ran.code, [one["code"] for one in ran.json["problems"]]) == (3, ["state_unsound"])
    ran = run("doctor", "--repair", *where, "--json")
    assert (ran.code, ran.json["problems"], ran.json["repaired"]) == (0, [], "")
    codes = [one["code"] for one in ran.json["recovery"]]
    assert codes == ["recovered_from", "recovered_apart", "recovered_kept"]
    ran = run("doctor", *where)
    assert ran.code == 0
    assert "bản sao lưu ngày 2026-03-01" in ran.err
    assert "backup of 2026-03-01" in ran.err
    with ReaderState(state) as own:
        assert list(bookmarks(own, "kho")) == ["khung-hoang"]


def test_doctor_leaves_a_state_that_a_window_has(library: Path, tmp_path: Path, run: Run) -> None:
    state = tmp_path / "state"
    state.mkdir()
    (state / DATABASE).write_bytes(b"no database at all" * 999)
    with holding.in_use(state):
        ran = run("doctor", "--repair", "--library", library, "--state", state, "--json")
    assert (ran.code, ran.json["error"]) == (3, "locked")
    assert (state / DATABASE).read_bytes() == b"no database at all" * 999


def test_a_damaged_catalogue_ends_with_3(library: Path, run: Run) -> None:
    (library / "editions" / "00000001" / "catalog.sqlite").write_bytes(b"x" * 5000)
    ran = run("status", "--library", library, "--json")
    assert (ran.code, ran.json["error"]) == (3, "catalogue_damaged")


def test_a_bug_of_ours_is_said_and_ends_with_70(
    library: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_library: Library) -> Path:
        raise KeyError("lỗi")

    monkeypatch.setattr(Library, "current_folder", fail)
    ran = run("status", "--library", library)
    assert ran.code == 70
    assert "KeyError" in ran.err
    assert "Traceback" in ran.err


def test_the_installed_command_starts(library: Path) -> None:
    command = [sys.executable, "-m", "desktop.cli.main", "status", "--library", str(library)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0
    assert ran.stdout == ""
    assert "Kho thử" in ran.stderr


def test_a_hit_in_an_attachment_names_the_file_and_page(
    workspace: Path, library: Path, run: Run
) -> None:
    (workspace / "attachments" / "phu-luc.txt").write_text(
        "Danh mục vật tư: máy phát điện, xuồng cao su.", encoding="utf-8"
    )
    page = workspace / "conferences" / "tai-lieu-le" / "vat-tu.md"
    front = "id: vat-tu\ntitle: Chuẩn bị vật tư\nattachments: [phu-luc.txt]"
    page.write_text(f"---\n{front}\n---\n\nXem phụ lục kèm theo.\n", encoding="utf-8")
    assert run("build", workspace, "--library", library).code == 0
    ran = run("search", "xuồng cao su", "--library", library)
    assert "\tphu-luc.txt, trang 1: Danh mục vật tư" in ran.out
    (hit,) = json.loads(run("search", "xuồng cao su", "--library", library, "--json").out)["hits"]
    assert (hit["id"], hit["attachment"], hit["page"]) == ("vat-tu", "phu-luc.txt", 1)
    (hit,) = json.loads(run("search", "phụ lục", "--library", library, "--json").out)["hits"]
    assert "attachment" not in hit
