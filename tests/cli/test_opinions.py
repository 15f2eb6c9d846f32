"""`opinions merge` keeps its contract: what it writes, what it says, how it ends."""

from pathlib import Path

from desktop.library.handouts.opinion_files import read_filled
from desktop.library.reader.tabular import as_csv
from tests.cli.conftest import Run

HEADS = ("TT", "Nội dung", "Ý kiến góp ý", "Tiếp thu, giải trình")


def filled(folder: Path, branch: str, view: str, text: str = "Rà soát.") -> Path:
    path = folder / f"{branch}.csv"
    path.write_bytes(as_csv(HEADS, [("1", text, view, "")]))
    return path


def test_tables_become_one(tmp_path: Path, run: Run) -> None:
    files = [filled(tmp_path, "Thôn 1", "Đồng ý."), filled(tmp_path, "Thôn 2", "")]
    out = tmp_path / "Xã.docx"
    ran = run("opinions", "merge", *files, "--out", out, "--json")
    assert ran.code == 0
    assert ran.json == {
        "branches": ["Thôn 1", "Thôn 2"],
        "opinions": 1,
        "silent": ["Thôn 2"],
        "elsewhere": [],
    }
    assert "số ý kiến 1" in ran.err
    assert "opinions 1, without an opinion 1" in ran.err
    assert [row.view for row in read_filled(out).rows] == ["Thôn 1: Đồng ý."]


def test_what_fits_no_row_is_told_of(tmp_path: Path, run: Run) -> None:
    files = [filled(tmp_path, "Thôn 1", "Một"), filled(tmp_path, "Thôn 2", "Hai", "Câu khác.")]
    ran = run("opinions", "merge", *files, "--out", tmp_path / "Xã.csv", "--json")
    assert ran.code == 0
    assert ran.json["elsewhere"] == [{"branch": "Thôn 2", "number": "1", "text": "Câu khác."}]
    assert "Thôn 2: ý kiến ở mục “1” không khớp" in ran.err
    assert "Hai" in (tmp_path / "Xã.csv").read_text(encoding="utf-8-sig")


def test_no_branchs_file_is_written_over(tmp_path: Path, run: Run) -> None:
    file = filled(tmp_path, "Thôn 1", "Một")
    before = file.read_bytes()
    ran = run("opinions", "merge", file, "--out", file, "--json")
    assert (ran.code, ran.json["error"]) == (1, "opinions_over_input")
    assert file.read_bytes() == before


def test_a_name_of_another_ending_and_a_file_that_is_no_table(tmp_path: Path, run: Run) -> None:
    file = filled(tmp_path, "Thôn 1", "Một")
    ran = run("opinions", "merge", file, "--out", tmp_path / "Xã.xlsx", "--json")
    assert (ran.code, ran.json["error"]) == (1, "opinions_ending")
    (tmp_path / "ảnh.csv").write_bytes(b"a,b\n")
    out = tmp_path / "Xã.pdf"
    ran = run("opinions", "merge", file, tmp_path / "ảnh.csv", "--out", out)
    assert ran.code == 1
    assert "Trong" in ran.err
    assert "There is no table of opinions in" in ran.err
    assert not out.exists()
