"""Lists of recipients from spreadsheets that people and programs really save."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.library.errors import InputError, ProblemsFound
from desktop.library.handouts.recipients import (
    MOST_ROWS,
    Recipient,
    RecipientLists,
    new_list,
    read_recipients,
)
from desktop.library.reader.state import ReaderState

MAI = Recipient("Lê Thị Mai", "Thôn 3", 2)
BA = Recipient("Trạm Y tế", "", 1)
WANTED = (MAI, BA)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = f"""<worksheet xmlns="{MAIN}"><sheetData>
<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>Đơn vị</t></is></c>
<c r="D2" t="s"><v>1</v></c></row>
<row r="3"><c r="A3"><v>1</v></c><c r="B3" t="s"><v>2</v></c>
<c r="C3" t="inlineStr"><is><r><t>Thôn</t></r><r><t xml:space="preserve"> 3</t></r></is></c>
<c r="D3"><v>2.0</v></c></row>
<row r="7"><c r="B7" t="str"><v>Trạm Y tế</v></c><c r="D7" t="e"><v>#N/A</v></c></row>
</sheetData></worksheet>"""
STRINGS = f"""<sst xmlns="{MAIN}"><si><t>Họ và tên</t></si><si><t>Số bản</t></si>
<si><r><t>Lê Thị </t></r><r><t>Mai</t></r><rPh sb="0" eb="1"><t>đọc</t></rPh></si></sst>"""
PARTS = {
    "xl/workbook.xml": f"""<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>
<sheet name="Nơi nhận" sheetId="9" r:id="rId4"/><sheet name="Khác" sheetId="1" r:id="rId1"/>
</sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": """<Relationships
xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="worksheets/sheet1.xml" Type="x"/>
<Relationship Id="rId4" Target="/xl/worksheets/sheet9.xml" Type="x"/></Relationships>""",
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"/>',
    "xl/worksheets/sheet9.xml": SHEET,
    "xl/sharedStrings.xml": STRINGS,
}
BOMB = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def workbook(changed: dict[str, str] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (PARTS | (changed or {})).items():
            archive.writestr(name, text)
    return made.getvalue()


Read = Callable[[bytes], tuple[Recipient, ...]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def run(data: bytes) -> tuple[Recipient, ...]:
        path = tmp_path / "nơi nhận"
        path.write_bytes(data)
        return read_recipients(path)

    return run


TABLES = {
    "contract": "name,unit,copies\nLê Thị Mai,Thôn 3,2\nTrạm Y tế,,1\n",
    "bare": "Lê Thị Mai,Thôn 3,2\nTrạm Y tế\n",
    "Vietnamese": "STT;Họ và tên;Đơn vị;Số bản\n1;Lê Thị Mai;Thôn 3;2\n\n2;Trạm Y tế;;\n",
    "other order": "Số bản\tNơi nhận\tĐơn vị\n2\tLê Thị Mai\tThôn 3\n1\t\tTrạm Y tế\n",
    "no name": "TT,Cơ quan,Số lượng\n1,Trạm Y tế,\n",
    "quoted": '"name","unit","copies"\r\n"Lê Thị\r\nMai","Thôn 3","2"\r\nTrạm Y tế,"",1\r\n',
    "none for some": "name,unit,copies\nLê Thị Mai,Thôn 3,2\nTổ 4,,0\nTrạm Y tế,,1\n",
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_as_people_save_them(read: Read, name: str, encoding: str) -> None:
    wanted = (BA,) if name == "no name" else WANTED
    assert read(TABLES[name].encode(encoding)) == wanted


def test_letters_are_composed_and_a_guarded_cell_is_laid_bare(read: Read) -> None:
    (found,) = read("name\n'=Tổ\n".encode())
    assert found.name == "=Tổ"


def test_the_first_sheet_of_a_workbook_is_read(read: Read) -> None:
    assert read(workbook()) == WANTED


HOSTILE = {
    "no workbook": b"PK\x03\x04 nothing",
    "no sheet": workbook({"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}),
    "entities": workbook({"xl/worksheets/sheet9.xml": BOMB + SHEET}),
    "broken XML": workbook({"xl/worksheets/sheet9.xml": SHEET[:-9]}),
    "no such string": workbook({"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"/>'}),
    "a row of no number": workbook({"xl/worksheets/sheet9.xml": SHEET.replace('r="2"', 'r="x"')}),
    "too large": workbook({"xl/sharedStrings.xml": STRINGS + " " * (65 * 1024 * 1024)}),
    "outside": workbook({"xl/_rels/workbook.xml.rels": PARTS["xl/_rels/workbook.xml.rels"].replace(
        "Type", 'TargetMode="External" Type')}),
    "binary": bytes(range(256)).replace(b"PK", b""),
    "zeros": b"name\0unit\n",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_table_is_said(read: Read, name: str) -> None:
    with pytest.raises(InputError) as caught:
        read(HOSTILE[name])
    assert caught.value.code in {"table_unreadable", "table_not_unicode"}


def test_the_system_s_own_encoding_is_named_as_such(read: Read) -> None:
    with pytest.raises(InputError) as caught:
        read("name\nLê Hoà\n".encode("cp1258", errors="replace"))
    assert caught.value.code == "table_not_unicode"


def test_every_wrong_row_is_named_by_its_line(read: Read) -> None:
    with pytest.raises(ProblemsFound) as caught:
        read(f"name,unit,copies\nMai,,hai\n,,3\nBa,,1000\n{'a' * 201},,1\nTư,,3\n".encode())
    assert [(one.line, one.code) for one in caught.value.problems] == [
        (2, "recipient_copies"),
        (3, "recipient_nameless"),
        (4, "recipient_copies"),
        (5, "recipient_long"),
    ]


@pytest.mark.parametrize(("data", "code"), [
    (b"", "recipients_none"),
    (b"name,unit\n\n", "recipients_none"),
    (b"a\n" * (MOST_ROWS + 1), "recipients_long"),
    (b"a" * (16 * 1024 * 1024 + 1), "table_large"),
])  # fmt: skip
def test_nobody_and_too_many(read: Read, data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert caught.value.code == code


def test_lists_are_kept_in_the_order_of_their_names(tmp_path: Path) -> None:
    made = [new_list(name, WANTED) for name in ("  Tổ  dân phố ", "Đoàn thể", "Ban chỉ huy")]
    with ReaderState(tmp_path) as state:
        lists = RecipientLists(state)
        for one in made:
            lists.put(one)
    with ReaderState(tmp_path) as state:
        lists = RecipientLists(state)
        held = lists.all()
        assert [one.name for one in held] == ["Ban chỉ huy", "Đoàn thể", "Tổ dân phố"]
        assert (held[0].recipients, held[0].copies) == (WANTED, 3)
        lists.remove(held[0].id)
        assert len(lists.all()) == 2
        lists.put(held[0])
        assert lists.all() == held


def test_a_list_has_a_name() -> None:
    with pytest.raises(InputError) as caught:
        new_list(" \t", WANTED)
    assert caught.value.code == "recipient_list_nameless"
