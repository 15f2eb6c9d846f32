"""Tables and pages: for people, harmless in a spreadsheet, and what is edited comes back."""

import csv
import html
import io
import re
from collections.abc import Iterator
from pathlib import Path

import markdown
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.errors import InputError
from desktop.library.reader import exchange
from desktop.library.reader.annotations import Annotation, annotations, put, records_of, remove
from desktop.library.reader.exchange import merging
from desktop.library.reader.exchange.pages import literal
from desktop.library.reader.exchange.sheet import bare, guarded
from desktop.library.reader.exchange.words import tags_of, tags_text
from desktop.library.reader.state import ReaderState
from tests.library.reader.exchange.conftest import note

ENDINGS = (".csv", ".md")
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)


def written(state: ReaderState, path: Path, **how: bool) -> str:
    exchange.write(path, exchange.select(state, **how))
    return path.read_text(encoding="utf-8-sig")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def rewrite(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8-sig")


def notes(state: ReaderState) -> dict[str, Annotation]:
    return {one.id: one for one in annotations(state, "kho")}


def put_back(path: Path, table: list[dict[str, str]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, table[0])
    writer.writeheader()
    writer.writerows(table)
    rewrite(path, text.getvalue())


def test_a_table_is_for_excel_and_harmless(mai: ReaderState, tmp_path: Path) -> None:
    text = written(mai, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    table = rows(text)
    assert len(table) == 6
    assert list(table[0])[:3] == ["Tài liệu", "Mục", "Màu"]
    assert not [cell for row in table for cell in row.values() if re.match(r"[=+\-@\t\r]", cell)]
    (formula,) = [row for row in table if row["Người ghi"] == "Trần Lan (TL)"]
    assert (formula["Ghi chú"], formula["Màu"]) == ("'=1+1", "Cần hỏi")
    english = exchange.select(mai)
    exchange.write(tmp_path / "b.csv", english, language="en")
    assert (tmp_path / "b.csv").read_text(encoding="utf-8-sig").startswith("Document,Section,")


def test_pages_are_for_people(mai: ReaderState, tmp_path: Path) -> None:
    text = written(mai, tmp_path / "a.md")
    assert "# Ghi chú của bạn đọc" in text
    assert "> Nước sạch\n" in text
    assert "> 12,5%\n" in text
    assert "- Hỏi **ai**?\n" in text
    assert "Nhãn: việc\\, gấp, xã\n" in text
    assert "*Trần Lan (TL) · " in text
    order = ("chung", "đáp", "*↳ ", "- Hỏi **ai**?", "gạch", "=1+1")
    assert [text.index(one) for one in order] == sorted(text.index(one) for one in order)
    assert "riêng" not in text
    assert "Nhãn: riêng, xã" in written(mai, tmp_path / "b.md", private=True)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("private", [False, True])
def test_what_nobody_edited_changes_nothing(
    mai: ReaderState, tmp_path: Path, ending: str, private: bool
) -> None:
    path = tmp_path / f"a{ending}"
    exchange.write(path, exchange.select(mai, private=private))
    incoming = exchange.read(path, mai)
    assert incoming.problems == ()
    assert len(incoming.records) == 6
    assert not merging.merge(mai, incoming).changed


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_edit_comes_back_once(mai: ReaderState, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    text = written(mai, path, private=True)
    text = text.replace("gạch", "gạch rồi").replace("riêng, xã", "riêng, xã, mới")
    rewrite(path, text.replace("\n", "\r\n"))
    incoming = exchange.read(path, mai)
    assert incoming.problems == ()
    merged = merging.merge(mai, incoming)
    assert merged.preview.counts()["changed"] == 1
    (edited,) = [one for one in notes(mai).values() if one.kind == "underline"]
    assert (edited.note, edited.tags) == ("gạch rồi", ("mới",))
    assert edited.private_tags == ("riêng", "xã")
    assert not merging.merge(mai, exchange.read(path, mai)).changed
    assert merging.undo(mai, merged) == ()
    (former,) = [one for one in notes(mai).values() if one.kind == "underline"]
    assert former.note == "gạch"


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_edit_of_what_changed_since_stands_beside_it(
    lan: ReaderState, tmp_path: Path, ending: str
) -> None:
    made = note(lan, "gốc")
    path = tmp_path / f"a{ending}"
    rewrite(path, written(lan, path).replace("gốc", "sửa ngoài"))
    put(lan, msgspec.structs.replace(made, note="sửa trong"))
    merged = merging.merge(lan, exchange.read(path, lan))
    assert merged.preview.counts()["conflicting"] == 1
    (record,) = records_of(lan, "kho")
    assert {one.content.note for one in record.versions if one.content} == {
        "sửa ngoài",
        "sửa trong",
    }
    put(lan, msgspec.structs.replace(made, note="cả hai"))
    assert not merging.merge(lan, exchange.read(path, lan)).changed


@pytest.mark.parametrize("ending", ENDINGS)
def test_notes_that_are_not_here_are_named(
    mai: ReaderState, lan: ReaderState, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"a{ending}"
    made = note(lan, "chỉ Lan có")
    text = written(lan, path)
    begun = "truc-ban," if ending == ".csv" else "<!-- note "
    line = 1 + next(at for at, one in enumerate(text.split("\n")) if one.startswith(begun))
    incoming = exchange.read(path, mai)
    (problem,) = incoming.problems
    assert (problem.code, problem.line) == ("notes_row_unknown", line)
    assert problem.params == {"what": "chỉ Lan có"}
    rewrite(path, text.replace("chỉ Lan có", "sửa"))
    remove(lan, made.id)
    assert [one.code for one in exchange.read(path, lan).problems] == ["notes_row_deleted"]


def test_a_colour_comes_back_from_a_table(mai: ReaderState, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    table = rows(written(mai, path))
    table[-1]["Màu"] = "Excerpt"
    table[-2]["Màu"] = "To quote"
    table[-3]["Mã máy (đừng sửa)"] = "?"
    put_back(path, table)
    incoming = exchange.read(path, mai)
    assert [one.code for one in incoming.problems] == ["notes_row_unmarked", "notes_row_colour"]
    merging.merge(mai, incoming)
    assert [one.colour for one in notes(mai).values()].count("excerpt") == 1


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_that_a_spreadsheet_saved_its_own_way(
    mai: ReaderState, tmp_path: Path, delimiter: str
) -> None:
    path = tmp_path / "a.csv"
    table = rows(written(mai, path))
    text = io.StringIO()
    writer = csv.DictWriter(text, [*list(table[0])[::-1], "Thêm"], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(table)
    rewrite(path, text.getvalue() + "\r\n")
    incoming = exchange.read(path, mai)
    assert incoming.problems == ()
    assert not merging.merge(mai, incoming).changed


def test_a_note_that_a_spreadsheet_cut_off_is_left_as_it_was(
    lan: ReaderState, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    note(lan, "dài " * 10_000)
    table = rows(written(lan, path))
    assert merging.merge(lan, exchange.read(path, lan)).changed is False
    table[0]["Ghi chú"] = table[0]["Ghi chú"][:32_767]
    put_back(path, table)
    assert [one.code for one in exchange.read(path, lan).problems] == ["notes_row_cut"]


def broken_pages() -> Iterator[tuple[str, str, list[str]]]:
    yield "<!-- /note -->", "", ["notes_page_open"] * 6
    yield "Nhãn:", "Nhan:", ["notes_page_tags"] * 6
    yield "<!-- note 1 ", "<!-- note 2 ", ["notes_row_unmarked"] * 6


@pytest.mark.parametrize(("part", "by", "codes"), [*broken_pages()])
def test_pages_out_of_shape_are_told_by_line(
    mai: ReaderState, tmp_path: Path, part: str, by: str, codes: list[str]
) -> None:
    path = tmp_path / "a.md"
    text = written(mai, path).replace(part, by)
    rewrite(path, text)
    incoming = exchange.read(path, mai)
    assert [one.code for one in incoming.problems] == codes
    assert all(one.line for one in incoming.problems)
    assert incoming.records == ()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_note_may_hold_a_whole_export(lan: ReaderState, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    note(lan, "gốc")
    note(lan, written(lan, path) + "\n<!-- /note -->\n\\<!-- /note -->\nNhãn: x\n'=1")
    written(lan, path)
    incoming = exchange.read(path, lan)
    assert (len(incoming.records), incoming.problems) == (2, ())
    assert not merging.merge(lan, incoming).changed


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("Tài liệu,Ghi chú\nx,y\n".encode(), "notes_file_foreign"),
        (b"", "notes_file_foreign"),
        ("Ghi chú".encode("utf-16"), "notes_file_encoding"),
        (b"\xc7\xa1\xff", "notes_file_encoding"),
    ],
)
def test_other_files_are_refused(
    mai: ReaderState, tmp_path: Path, ending: str, data: bytes, code: str
) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        exchange.read(path, mai)
    assert caught.value.code == code


@given(st.lists(TEXT, max_size=4))
def test_tags_are_read_as_they_were_written(tags: list[str]) -> None:
    clean = tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
    assert tags_of(tags_text(clean)) == clean


@given(st.text(max_size=8) | st.text("'=+-@ \t\r\nx＝", max_size=8))
def test_a_guarded_cell_is_no_formula_and_is_read_as_it_was(cell: str) -> None:
    assert not re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", guarded(cell))
    assert bare(guarded(cell)) == cell


@pytest.mark.parametrize(
    "text",
    [
        "1. Việc",
        "12) a",
        "- b",
        "+ c",
        "# d",
        "> e",
        "a * b * c_d_ `x`",
        "[x](y) <b> \\ a",
        "a & b &lt; <!-- c -->",
    ],
)
def test_a_quotation_is_shown_letter_by_letter(text: str) -> None:
    assert markdown.markdown(literal(text)) == f"<p>{html.escape(text, quote=False)}</p>"
