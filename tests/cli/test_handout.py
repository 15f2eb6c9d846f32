"""`handout`: every template and format, by the rules or not at all."""

from pathlib import Path

import pytest

from desktop.cli.handout import Template
from desktop.library.editions.library import Library
from desktop.library.handouts.draft import Options
from desktop.library.handouts.printed import printed
from desktop.library.handouts.rules import PRINT, templates
from desktop.library.handouts.taking import take_whole
from desktop.library.reader.compositions import Compositions
from desktop.library.reader.state import ReaderState
from tests.cli.conftest import Run

OFFICIAL = """\
issuer = "Sở Nông nghiệp và Môi trường"
number = "5"
symbol = "HD-SNNMT"
place = "Hòa An"
date = 2026-02-05
kind = "Hướng dẫn"
signatory_rank = "KT. Giám đốc"
signatory_role = "Phó Giám đốc"
signatory = "Nguyễn Văn An"
recipients = ["Các xã"]
"""


@pytest.fixture
def official(tmp_path: Path) -> Path:
    file = tmp_path / "văn thư.toml"
    file.write_text(OFFICIAL, encoding="utf-8")
    return file


def text_of(file: Path) -> str:
    return "".join(letter.text for page in printed(file.read_bytes()) for letter in page.letters)


def test_every_template_is_offered() -> None:
    assert [template.value for template in Template] == templates()


@pytest.mark.parametrize("template", templates())
def test_a_document_by_every_template(
    library: Path, tmp_path: Path, official: Path, run: Run, template: str
) -> None:
    out = tmp_path / "ra.pdf"
    ran = run(
        *("handout", "bao-lu", "--template", template, "--official", official),
        *("--rules", "party-36") if template == "party" else (),
        *("--check", "--pdfa", "--sides", 2, "--out", out, "--library", library),
        *("--state", tmp_path / "state"),
    )
    assert ran.code == 0, ran.err
    assert "khủnghoảng" in text_of(out)


def test_what_is_missing_is_said_and_stops_only_a_checked_paper(
    library: Path, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "ra.pdf"
    place = ("--library", library, "--state", tmp_path / "state", "--out", out)
    ran = run("handout", "bao-lu", "--template", "state", *place)
    assert ran.code == 0
    assert "họ tên người ký" in ran.err
    assert "NĐ 30/2020" in ran.err
    out.unlink()
    assert run("handout", "bao-lu", "--template", "state", "--check", *place).code == 1
    assert not out.exists()


def test_parts_from_a_file_that_is_wrong(
    library: Path, tmp_path: Path, official: Path, run: Run
) -> None:
    for text, words in (("number = 5", "Expected `str`"), ("[", "TOML"), ('ten = "x"', "ten")):
        official.write_text(text, encoding="utf-8")
        ran = run(
            *("handout", "bao-lu", "--official", official, "--out", tmp_path / "x.pdf"),
            *("--library", library),
        )
        assert ran.code == 1
        assert words in ran.err


def test_plain_text(library: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "ra.txt"
    assert run("handout", "bao-lu", "--format", "txt", "--out", out, "--library", library).code == 0
    assert "I. Việc cần làm\n" in out.read_text(encoding="utf-8")


def test_a_wider_circle_needs_a_reason(library: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "ra.txt"
    wide = ("handout", "bao-lu", "--format", "txt", "--circulation", "public", "--out", out)
    ran = run(*wide, "--library", library)
    assert ran.code == 1
    assert "Chủ động phòng bão" in ran.err
    assert run(*wide, "--decision", "Đã được duyệt", "--library", library).code == 0
    assert "LƯU HÀNH" not in out.read_text(encoding="utf-8")


def test_fitted_or_told_how_many_lines(
    library: Path, workspace: Path, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "ra.pdf"
    place = ("--out", out, "--state", tmp_path / "state")
    assert run("handout", "bao-lu", "--fit", 1, *place, "--library", library).code == 0
    file = workspace / "conferences" / "tai-lieu-le" / "bao-lu.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "\n\n".join(["Mỗi xã báo cáo hằng tuần. " * 20] * 12), encoding="utf-8")
    assert run("build", workspace, "--library", library).code == 0
    ran = run("handout", "bao-lu", "--fit", 1, *place, "--library", library)
    assert ran.code == 1
    assert "dòng" in ran.err


def test_a_kept_draft_and_an_office_with_its_own_rules(
    library: Path, tmp_path: Path, run: Run
) -> None:
    folder = tmp_path / "state"
    with Library(library).current() as edition, ReaderState(folder) as state:
        item = take_whole(edition.briefing("bao-lu"), edition.number)
        drafts = Compositions(state)
        begun = drafts.begin(edition.library, "Tập của tôi")
        kept = drafts.put(begun.with_item(item))
    own = folder / "print-rules"
    own.mkdir()
    rules = (PRINT / "rules" / "plain.toml").read_text(encoding="utf-8")
    (own / "plain.toml").write_text(rules.replace('body = "Tinos"', 'body = "Noto Serif"'), "utf-8")
    out = tmp_path / "ra.pdf"
    place = ("--out", out, "--state", folder, "--library", library)
    ran = run("handout", "--draft", kept.id, "--check", *place)
    assert ran.code == 0, ran.err
    assert "Tậpcủatôi" in text_of(out)
    assert {one.family for page in printed(out.read_bytes()) for one in page.letters} == {
        "NotoSerif"
    }
    assert kept.options == Options()
    assert run("handout", "--draft", "khong-co", *place).code == 1


def test_recipients_come_from_the_list_of_copies(
    library: Path, tmp_path: Path, official: Path, run: Run
) -> None:
    official.write_text(OFFICIAL.replace('recipients = ["Các xã"]\n', ""), encoding="utf-8")
    people = tmp_path / "nơi nhận.csv"
    people.write_text("name,unit,copies\nLan,Xã Hòa Thắng,2\nMai,,1\n", encoding="utf-8")
    out = tmp_path / "ra.pdf"
    ran = run(
        *("handout", "bao-lu", "--template", "state", "--official", official, "--copies", people),
        *("--out", out, "--library", library, "--state", tmp_path / "state"),
    )
    assert ran.code == 0, ran.err
    assert "XãHòaThắng;-Mai." in text_of(out)


@pytest.mark.parametrize("option", ["booklet", "copies"])
def test_an_archival_file_is_not_laid_on_sheets_for_paper(
    library: Path, tmp_path: Path, run: Run, option: str
) -> None:
    people = tmp_path / "nơi nhận.csv"
    people.write_text("name,unit,copies\nLan,Xã Hòa Thắng,2\n", encoding="utf-8")
    out = tmp_path / "ra"
    place = ("--out", out, "--state", tmp_path / "state", "--library", library)
    paper = ("--booklet",) if option == "booklet" else ("--copies", people)
    ran = run("handout", "bao-lu", "--pdfa", *paper, *place)
    assert ran.code == 1
    assert "PDF/UA-1" in ran.err
    assert not out.exists()
    assert run("handout", "bao-lu", "--pdfa", "--copies", people, "--each", *place).code == 0


def test_a_report_of_no_notes(library: Path, tmp_path: Path, run: Run) -> None:
    ran = run(
        *("handout", "--my-notes", "--out", tmp_path / "x.pdf", "--library", library),
        *("--state", tmp_path / "state"),
    )
    assert ran.code == 1
