"""Tables of opinions, filled in by several branches and put together."""

import datetime as dt
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import msgspec
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.document import Document
from desktop.library.errors import InputError
from desktop.library.handouts.composition import Composition
from desktop.library.handouts.draft import Options
from desktop.library.handouts.opinion_files import Filled, Row, read_filled
from desktop.library.handouts.opinions import composition, csv_table, merge, read_all
from desktop.library.handouts.write import FORMATS, write
from desktop.library.reader.tabular import as_csv
from desktop.library.text.rendering import render

Compose = Callable[[Document], Composition]
DATE = dt.date(2026, 10, 14)
HEADS = ("TT", "Nội dung", "Ý kiến góp ý", "Tiếp thu, giải trình")
TEXT = """\
## Việc làm ngay

Rà soát hộ cần hỗ trợ.

Kiểm tra điểm sơ tán.

| Thôn | Số hộ |
|---|---|
| 1 | 37 |

Báo cáo trước 17 giờ.
"""
Give = Callable[..., Path]


@pytest.fixture
def give(compose: Compose, tmp_path: Path) -> Give:
    """Saves the form as a branch has filled it in: opinions by the number of their row."""

    def run(branch: str, said: Mapping[str, str], text: str = TEXT, **changed: object) -> Path:
        made = msgspec.structs.replace(compose(render(text)), **changed)
        form = write(made, Options(template="opinions", lines_to_write=3), "docx", DATE)
        file = docx.Document(io.BytesIO(form))
        rows = [row for table in file.tables if len(table.columns) == 4 for row in table.rows]
        for row in rows:
            if row.cells[0].text in said:
                row.cells[2].text = said[row.cells[0].text]
        path = tmp_path / f"{branch}.docx"
        path.parent.mkdir(exist_ok=True)
        file.save(str(path))
        return path

    return run


def shown(made: Composition) -> list[list[str]]:
    """The cells of the merged table, without its heads."""
    table = docx.Document(io.BytesIO(write(made, "plain", "docx", DATE))).tables[0]
    return [[cell.text for cell in row.cells] for row in table.rows[1:]]


def test_every_row_has_what_each_branch_says_of_it(give: Give) -> None:
    files = [
        give("Chi bộ Thôn 1", {"1": "Đồng ý.", "3": "Bảng thiếu\nmột thôn."}),
        give("Chi bộ Thôn 2", {"1": "Ghi rõ năm."}),
        give("Chi bộ Thôn 3", {}),
    ]
    merged = merge(read_all(files))
    assert (merged.opinions, merged.silent, merged.elsewhere) == (3, ("Chi bộ Thôn 3",), ())
    made = composition(merged)
    assert (made.title, made.label) == (
        "Chủ động phòng, chống bão ở cấp xã",
        "Tổng hợp ý kiến góp ý",
    )
    assert shown(made) == [
        ["Việc làm ngay"] * 4,
        *(
            [
                "1",
                "Rà soát hộ cần hỗ trợ.",
                "Chi bộ Thôn 1: Đồng ý.\nChi bộ Thôn 2: Ghi rõ năm.",
                "",
            ],
            ["2", "Kiểm tra điểm sơ tán.", "", ""],
            ["3", "Bảng trên đây", "Chi bộ Thôn 1: Bảng thiếu\nmột thôn.", ""],
            ["4", "Báo cáo trước 17 giờ.", "", ""],
        ),
    ]
    for form in FORMATS:
        written = write(made, "plain", form, DATE)
        if form in {"html", "md", "txt"}:
            assert "Ghi rõ năm." in written.decode()
            assert "Không có ý kiến: Chi bộ Thôn 3." in written.decode()


def test_an_english_form_is_merged_in_english(give: Give) -> None:
    merged = merge([read_filled(give("Branch", {"1": "Agreed."}, language="en"))])
    assert merged.first.language == "en"
    assert composition(merged).label == "Opinions put together"


def test_the_narrowest_mark_of_all_tables_counts(give: Give) -> None:
    files = [give("Một", {}), give("Hai", {}, circulation="restricted"), give("Ba", {})]
    assert composition(merge(read_all(files))).circulation == "restricted"
    assert read_filled(give("Bốn", {}, circulation="public")).circulation == "public"


def test_what_was_written_while_changes_were_tracked_counts(give: Give) -> None:
    path = give("Thôn 1", {"1": "cũ"})
    file = docx.Document(str(path))
    paragraph = file.tables[0].rows[2].cells[2].paragraphs[0]._p
    (run,) = paragraph.r_lst
    gone, come = OxmlElement("w:del"), OxmlElement("w:ins")
    for text in run.t_lst:
        text.tag = text.tag.replace("}t", "}delText")
    paragraph.append(gone)
    gone.append(run)
    paragraph.append(come)
    come.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>Thêm</w:t><w:br/><w:t>hai dòng</w:t></w:r>"))
    file.save(str(path))
    assert [row.view for row in read_filled(path).rows if row.view] == ["Thêm\nhai dòng"]


def test_what_stands_in_a_content_control_counts(give: Give) -> None:
    path = give("Thôn 1", {"1": "Trong ô", "2": "Trong hàng"})
    file = docx.Document(str(path))
    rows = file.tables[0].rows
    for part in (rows[2].cells[2]._tc, rows[3]._tr):
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        part.addprevious(control)
        control.append(content)
        content.append(part)
    file.save(str(path))
    views = {row.number: row.view for row in read_filled(path).rows if row.view}
    assert views == {"1": "Trong ô", "2": "Trong hàng"}


def test_an_opinion_on_another_text_stands_at_the_end(give: Give) -> None:
    moved = TEXT.replace("Rà soát", "Đoạn chen vào.\n\nRà soát")
    files = [
        give("Thôn 1", {"1": "Một."}),
        give("Thôn 2", {"1": "Về đoạn chen.", "2": "Hai."}, text=moved),
    ]
    merged = merge(read_all(files))
    assert [(one.row.number, one.views) for one in merged.elsewhere] == [
        ("1", (("Thôn 2", "Về đoạn chen."),))
    ]
    rows = shown(composition(merged))
    assert rows[1][2] == "Thôn 1: Một.\nThôn 2: Hai."
    assert rows[-2:] == [
        ["Ý kiến không thuộc mục nào của bảng"] * 4,
        ["1", "Đoạn chen vào.", "Thôn 2: Về đoạn chen.", ""],
    ]


def test_files_of_one_name_are_told_apart_by_their_folders(give: Give) -> None:
    files = [give("thôn 1/góp ý", {"1": "A"}), give("thôn 2/góp ý", {"1": "B"})]
    merged = merge(read_all(files))
    assert merged.rows[1].views == (("thôn 1/góp ý", "A"), ("thôn 2/góp ý", "B"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_from_a_spreadsheet(tmp_path: Path, delimiter: str) -> None:
    lines = [
        delimiter.join(("TT", "Ý KIẾN GÓP Ý", "Nội dung", "Người ghi")),
        delimiter.join(("", "", "Việc làm ngay", "")),
        delimiter.join(("1", "'- Bỏ câu cuối", "Rà soát.", "Mai")),
    ]
    path = tmp_path / "Thôn 1.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    filled = read_filled(path)
    assert filled.rows == (
        Row("Việc làm ngay", heading=True),
        Row("Rà soát.", "1", "- Bỏ câu cuối"),
    )
    assert (filled.branch, filled.circulation) == ("Thôn 1", "internal")


def test_a_merged_table_can_be_merged_again(give: Give, tmp_path: Path) -> None:
    merged = merge(read_all([give("Thôn 1", {"1": "- Một\n- Hai", "4": "Ba"}), give("Thôn 2", {})]))
    path = tmp_path / "Xã.csv"
    path.write_bytes(csv_table(merged))
    again = merge([read_filled(path)])
    assert [one.row.text for one in again.rows] == [one.row.text for one in merged.rows]
    assert again.rows[1].views == (("Xã", "Thôn 1: - Một\n- Hai"),)


def test_answers_are_gathered_too(tmp_path: Path) -> None:
    for name, answer in (("Thôn 1", "Tiếp thu."), ("Thôn 2", "")):
        (tmp_path / f"{name}.csv").write_bytes(as_csv(HEADS, [("1", "Rà soát.", "Ý", answer)]))
    merged = merge(read_all(sorted(tmp_path.glob("*.csv"))))
    assert shown(composition(merged)) == [
        ["1", "Rà soát.", "Thôn 1: Ý\nThôn 2: Ý", "Thôn 1: Tiếp thu."]
    ]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"%PDF-1.7", "opinions_format"),
        ("a.docx", b"PK\x03\x04", "ingest_docx_not_zip"),
        ("a.csv", b"", "opinions_no_table"),
        ("a.csv", "Tên,Đơn vị\nMai,Xã\n".encode(), "opinions_no_table"),
        ("a.csv", b"\xff\xfea", "table_not_unicode"),
    ],
)
def test_what_is_no_table_of_opinions_is_refused(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_filled(tmp_path / name)
    assert caught.value.code == code


def test_a_paper_without_the_table_is_refused(compose: Compose, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(write(compose(render(TEXT)), "plain", "docx", DATE))
    with pytest.raises(InputError, match="opinions_no_table"):
        read_filled(path)


rows_of = st.lists(
    st.builds(
        Row,
        text=st.sampled_from(["Một.", "một. ", "Hai.", ""]),
        number=st.sampled_from(["1", "2", "3", ""]),
        view=st.sampled_from(["", "Đồng ý.", "Chưa rõ."]),
        answer=st.sampled_from(["", "Tiếp thu."]),
    ),
    max_size=5,
).map(tuple)


@given(st.lists(rows_of, min_size=1, max_size=4))
def test_nothing_that_was_written_is_lost_or_doubled(tables: list[tuple[Row, ...]]) -> None:
    filled = [Filled(str(at), "", "public", "vi", rows) for at, rows in enumerate(tables)]
    merged = merge(filled)
    everything = [*merged.rows, *merged.elsewhere]
    for kind, given_of in (("views", "view"), ("answers", "answer")):
        there = sorted(said for one in everything for said in getattr(one, kind))
        told = [(one.branch, getattr(row, given_of)) for one in filled for row in one.rows]
        assert there == sorted(said for said in told if said[1])
    assert set(merged.silent) == {
        one.branch for one in filled if not any(row.view for row in one.rows)
    }
