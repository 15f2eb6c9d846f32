"""From numbered copies through the register to corrections, as a terminal does it."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.library.handouts.codes import code_of
from tests.cli.conftest import Ran, Run
from tests.library.handouts.finished import sizes, texts

LIST = "Họ và tên;Đơn vị;Số bản\nLê Thị Mai;Thôn 3;2\nTrạm Y tế;;1\n"
SENTENCE = "Khi có bão, **khủng hoảng truyền thông** dễ xảy ra."


class Desk:
    """A library, a state and a list of recipients; `handout` writes to `out`."""

    def __init__(self, run: Run, library: Path, folder: Path) -> None:
        self.out = folder / "ra.pdf"
        self.recipients = folder / "nơi nhận.csv"
        self.recipients.write_text(LIST, encoding="utf-8")
        self._run = run
        self._places = ("--library", library, "--state", folder / "state")

    def handout(self, *options: object) -> Ran:
        return self._run("handout", "bao-lu", "--out", self.out, *options, *self._places)

    def numbered(self, *options: object) -> Ran:
        return self.handout("--copies", self.recipients, *options)

    def register(self, *arguments: object) -> Ran:
        wanted = self._places if arguments[0] == "corrections" else self._places[2:]
        return self._run("register", *arguments, *wanted)

    def code(self, code: str) -> Ran:
        return self._run("handout-code", code, "--json", *self._places)

    def recorded(self) -> dict[str, Any]:
        assert self.numbered("--register", "--decision", "Giao ban").code == 0
        (one,) = self.register("list", "--json").json
        return one


@pytest.fixture
def desk(run: Run, library: Path, tmp_path: Path) -> Desk:
    return Desk(run, library, tmp_path)


@pytest.fixture
def revise(workspace: Path, library: Path, run: Run) -> Callable[[str], None]:
    def to(sentence: str) -> None:
        path = workspace / "conferences" / "tai-lieu-le" / "bao-lu.md"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(SENTENCE, sentence), encoding="utf-8")
        assert run("build", workspace, "--library", library).code == 0

    return to


def test_copies_are_numbered_by_a_list(desk: Desk) -> None:
    assert desk.numbered().code == 0
    pages = texts(desk.out.read_bytes())
    assert len(pages) == 3
    for number, (page, name) in enumerate(zip(pages, ("Mai", "Mai", "Trạm"), strict=True), 1):
        assert f"Bản số 0{number}/3" in page
        assert name in page


def test_copy_2_is_printed_again_as_it_was(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "từng bản"
    assert desk.numbered("--each", "--out", folder).code == 0
    assert [path.name for path in sorted(folder.iterdir())] == ["01.pdf", "02.pdf", "03.pdf"]
    first = (folder / "02.pdf").read_bytes()
    again = tmp_path / "in lại"
    assert desk.numbered("--each", "--only", 2, "--out", again).code == 0
    assert [path.name for path in again.iterdir()] == ["02.pdf"]
    assert (again / "02.pdf").read_bytes() == first


def test_each_copy_is_a_booklet_of_its_own(desk: Desk) -> None:
    assert desk.numbered("--booklet", "--mark", "watermark").code == 0
    made = desk.out.read_bytes()
    assert [tuple(map(round, size)) for size in sizes(made)] == [(842, 595)] * 6
    assert ["Bản số" in page for page in texts(made)] == [True, False] * 3
    assert desk.handout("--booklet").code == 0
    assert len(sizes(desk.out.read_bytes())) == 2


def test_a_master_leaves_the_number_blank(desk: Desk) -> None:
    assert desk.handout("--master", 50).code == 0
    (page,) = texts(desk.out.read_bytes())
    assert "Bản số ………/50" in page


def test_without_these_options_the_pages_are_as_before(desk: Desk) -> None:
    assert desk.handout().code == 0
    (page,) = texts(desk.out.read_bytes())
    assert "Bản số" not in page
    assert desk.register("list", "--json").json == []


@pytest.mark.parametrize(("options", "said"), [
    (["--booklet", "--format", "docx"], "chỉ dùng với PDF"),
    (["--register", "--format", "md"], "chỉ dùng với PDF"),
    (["--only", 1], "--copies RECIPIENTS.csv"),
    (["--each"], "--copies RECIPIENTS.csv"),
])  # fmt: skip
def test_options_that_do_not_go_together(desk: Desk, options: list[object], said: str) -> None:
    ran = desk.handout(*options)
    assert ran.code == 1
    assert said in ran.err
    assert not desk.out.exists()


def test_a_reprint_is_no_second_handing_and_a_master_has_no_list(desk: Desk) -> None:
    assert "--register" in desk.numbered("--only", 1, "--register").err
    assert "--master" in desk.numbered("--master", 3).err
    assert "Không có bản số 9" in desk.numbered("--only", 9).err
    assert not desk.out.exists()


def test_a_wrong_list_is_said_row_by_row(desk: Desk) -> None:
    desk.recipients.write_text("name,unit,copies\nMai,Thôn 3,hai\n", encoding="utf-8")
    ran = desk.numbered()
    assert ran.code == 1
    assert ":2: số bản “hai”" in ran.err
    assert not desk.out.exists()


def test_the_register_knows_what_was_handed_out(desk: Desk) -> None:
    one = desk.recorded()
    assert (one["title"], one["edition"], one["of"]) == ("Chủ động phòng bão", 1, 3)
    assert (one["circulation"], one["decision"], one["pages"]) == ("internal", "Giao ban", 1)
    assert one["sources"] == [{"briefing": "bao-lu", "edition": 1, "whole": True}]
    assert [copy["name"] for copy in one["copies"]] == ["Lê Thị Mai", "Lê Thị Mai", "Trạm Y tế"]
    assert desk.register("list").out.split("\t")[::2] == [one["id"][:8], "3/3"]


def test_copies_come_back_and_are_destroyed(desk: Desk) -> None:
    handing = desk.recorded()["id"][:8]
    ran = desk.register("return", handing, 1, 3, "--day", "2026-11-02", "--remarks", "ướt")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "1\tLê Thị Mai\tThôn 3\tĐã trả\t2026-11-02\tướt",
        "3\tTrạm Y tế\t\tĐã trả\t2026-11-02\tướt",
    ]
    assert desk.register("destroy", handing, 3, "--json").json[0]["state"] == "destroyed"
    assert "\t1/3\t" in desk.register("list").out
    (back,) = desk.register("undo", handing, 3, "--json").json
    assert (back["state"], back["settled"]) == ("returned", "2026-11-02")
    ran = desk.register("undo", handing, 2)
    assert (ran.code, ran.out) == (1, "")
    ran = desk.register("return", handing, 2, 9)
    assert ran.code == 1
    assert "bản số 9" in ran.err
    assert len(desk.register("list", handing).out.splitlines()) == 3


def test_a_master_is_registered_with_as_many_copies_as_are_made(desk: Desk) -> None:
    assert desk.handout("--master", 50, "--register").code == 0
    (one,) = desk.register("list", "--json").json
    assert (one["of"], one["copies"]) == (50, [])


def test_both_sides_leave_each_copy_its_own_sheets(desk: Desk) -> None:
    assert desk.numbered("--sides", 2).code == 0
    assert ["Bản số" in page for page in texts(desk.out.read_bytes())] == [True, False] * 3


def test_a_handing_is_set_aside_and_brought_back(desk: Desk) -> None:
    handing = desk.recorded()["id"]
    assert desk.register("set-aside", handing[:4]).code == 0
    assert desk.register("list", "--json").json == []
    (held,) = desk.register("list", "--set-aside", "--json").json
    assert held["removed"]
    assert desk.register("set-aside", handing, "--back").code == 0
    assert len(desk.register("list", "--json").json) == 1


def test_sheets_and_slips_are_printed(desk: Desk, tmp_path: Path) -> None:
    handing = desk.recorded()["id"][:8]
    desk.register("return", handing, 1)
    out = tmp_path / "sổ.pdf"
    assert desk.register("sheet", handing, "--out", out).code == 0
    assert "SỔ THEO DÕI" in texts(out.read_bytes())[0]
    assert desk.register("slips", handing, "--out", out).code == 0
    (page,) = texts(out.read_bytes())
    assert ("Bản số 02/3" in page, "Bản số 01/3" in page) == (True, False)
    table = tmp_path / "sổ.csv"
    assert desk.register("sheet", "--out", table).code == 0
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 4
    assert rows[1][4:8] == ["1", "Lê Thị Mai", "Thôn 3", "Đã trả"]
    assert desk.register("sheet", "--out", out).code == 1


def test_squares_are_printed_for_a_name_only_with_leave(desk: Desk, tmp_path: Path) -> None:
    desk.recipients.write_text(LIST.replace("Lê Thị Mai", "Mai 😀"), encoding="utf-8")
    refused = desk.numbered("--register")
    assert refused.code == 1
    assert "GRINNING FACE" in refused.err
    assert not desk.out.exists()
    assert desk.numbered("--register", "--decision", "Giao ban", "--replace").code == 0
    assert "Mai □" in texts(desk.out.read_bytes())[0]
    (one,) = desk.register("list", "--json").json
    out = tmp_path / "sổ.pdf"
    for paper in ("sheet", "slips"):
        ran = desk.register(paper, one["id"], "--out", out)
        assert ran.code == 1
        assert "GRINNING FACE" in ran.err
        assert not out.exists()
        assert desk.register(paper, one["id"], "--out", out, "--replace").code == 0
        assert "Mai □" in texts(out.read_bytes())[0]
        out.unlink()


def test_an_edition_calls_for_corrections(
    desk: Desk, revise: Callable[[str], None], tmp_path: Path
) -> None:
    handing = desk.recorded()["id"]
    assert "không làm tài liệu nào" in desk.register("corrections").err
    revise("Khi có bão, tin đồn dễ xảy ra.")
    desk.register("return", handing, 1)
    slips, recall = tmp_path / "phiếu.pdf", tmp_path / "danh sách.pdf"
    (one,) = desk.register("corrections", "--json").json
    assert (one["state"], one["edition"], one["paper"]) == ("changed", 2, "Chủ động phòng bão")
    assert one["changes"][0]["new"] == "Khi có bão, tin đồn dễ xảy ra."
    assert [copy["number"] for copy in one["copies"]] == [2, 3]
    ran = desk.register("corrections", "--slips", slips, "--recall", recall, "--done")
    assert ran.code == 0
    assert "+ Khi có bão, tin đồn dễ xảy ra." in ran.out
    assert len(texts(slips.read_bytes())) == 2
    assert "Trạm Y tế" in texts(recall.read_bytes())[0]
    assert desk.register("corrections", "--json").json == []
    assert len(desk.register("corrections", "--answered", "--json").json) == 1


def test_a_page_s_code_leads_back(desk: Desk, library: Path) -> None:
    one = desk.recorded()
    page = texts(desk.out.read_bytes())[0]
    code = page.split()[-1]
    found = desk.code(code.lower().replace("-", "")).json
    assert found["code"] == code
    (place,) = found["places"]
    assert (place["briefing"], place["present"]) == ("bao-lu", True)
    assert code_of("kho-thu", "bao-lu", place["block"]) == code
    assert found["handings"] == [one["id"]]
    for wrong, said in (("000-0000", "code_unknown"), ("bão", "code_unreadable")):
        ran = desk.code(wrong)
        assert ran.code == 1
        assert json.loads(ran.out)["error"] == said
