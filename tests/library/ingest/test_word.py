import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from desktop.library.document import plain_text
from desktop.library.errors import InputError
from desktop.library.ingest import word
from desktop.library.ingest.word import read_word
from desktop.library.text.rendering import render

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060"
    "00000005000157a2c5710000000049454e44ae426082"
)
FOOTNOTES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:id="2"><w:p><w:r><w:t>Theo kế hoạch của xã</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""
PATH = Path("tờ trình.docx")


def saved(fill: Callable[[docx.document.Document], object]) -> bytes:
    document = docx.Document()
    fill(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def changed(data: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """The archive with every part passed through `change`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in more.items():
            new.writestr(name, content)
    return stream.getvalue()


def plain_document(document: docx.document.Document) -> None:
    document.core_properties.title = "Tên trong thuộc tính"
    document.core_properties.keywords = "sách; đọc"
    document.add_heading("Phòng đọc buổi tối", 0)
    document.add_heading("Việc cần làm", 1)
    paragraph = document.add_paragraph("Mở cửa ")
    paragraph.add_run("đến 21 giờ").bold = True
    document.add_paragraph("Kiểm tra <đèn> [pin]", style="List Bullet")
    table = document.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"ô {number}"


def test_structure_and_properties_are_read() -> None:
    extract = read_word(saved(plain_document), PATH)
    assert extract.body == (
        "# Phòng đọc buổi tối\n\n# Việc cần làm\n\nMở cửa **đến 21 giờ**\n\n"
        "-   Kiểm tra &lt;đèn> \\[pin\\]\n\n| ô 0 | ô 1 |\n| --- | --- |\n| ô 2 | ô 3 |\n"
    ).replace("\\]", "]")
    assert extract.hints.title == "Tên trong thuộc tính"
    assert extract.hints.topics == ("sách", "đọc")


def test_pictures_are_kept() -> None:
    data = saved(lambda document: document.add_picture(io.BytesIO(PNG)))
    extract = read_word(data, PATH)
    assert extract.pictures == {"briefing-picture-1.png": PNG}
    assert "](briefing-picture-1.png)" in extract.body


def test_footnotes_become_footnotes() -> None:
    data = saved(lambda document: document.add_paragraph("MỐC"))
    reference = b'</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>'
    relation = (
        b'<Relationship Id="rId99" Target="footnotes.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/footnotes"/></Relationships>'
    )

    def change(name: str, content: bytes) -> bytes:
        if name == "word/document.xml":
            return content.replace("MỐC".encode(), "Phòng đọc".encode() + reference)
        if name == "word/_rels/document.xml.rels":
            return content.replace(b"</Relationships>", relation)
        return content

    data = changed(data, change, **{"word/footnotes.xml": FOOTNOTES.encode()})
    extract = read_word(data, PATH)
    assert extract.body == "Phòng đọc[^1]\n\n[^1]: Theo kế hoạch của xã\n"
    assert "Theo kế hoạch của xã" in plain_text(render(extract.body))


def test_a_linked_picture_is_not_fetched() -> None:
    def change(name: str, content: bytes) -> bytes:
        if name == "word/document.xml":
            return content.replace(b"r:embed=", b"r:link=")
        if name == "word/_rels/document.xml.rels":
            target = b'TargetMode="External" Target="file:///etc/hostname"'
            return content.replace(b'Target="media/image1.png"', target)
        return content

    document = saved(
        lambda document: [
            document.add_paragraph("Có chữ"),
            document.add_picture(io.BytesIO(PNG)),
        ]
    )
    assert b"r:embed=" in zipfile.ZipFile(io.BytesIO(document)).read("word/document.xml")
    extract = read_word(changed(document, change), PATH)
    assert extract.pictures == {}
    assert extract.body == "Có chữ\n"
    assert [note.code for note in extract.notes] == ["picture_remote"]


def code_of(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_word(data, PATH)
    assert caught.value.params["file"] == str(PATH)
    return caught.value.code


def test_broken_files_are_told_apart() -> None:
    whole = saved(plain_document)
    assert code_of("không phải zip".encode()) == "ingest_docx_not_zip"
    assert code_of(whole[: len(whole) // 2]) == "ingest_docx_not_zip"
    without = changed(whole, lambda name, content: None if name == "word/document.xml" else content)
    assert code_of(without) == "ingest_docx_no_document"
    assert code_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512) == "ingest_docx_protected"

    def cut(name: str, content: bytes) -> bytes:
        return content[: len(content) // 2] if name == "word/document.xml" else content

    assert code_of(changed(whole, cut)) == "ingest_docx_broken"
    assert code_of(saved(lambda document: None)) == "ingest_no_text"


def test_flipped_bytes_are_found_by_their_checksum() -> None:
    whole = bytearray(saved(plain_document))
    place = whole.index(b"word/document.xml") + 100
    whole[place] ^= 0xFF
    assert code_of(bytes(whole)) == "ingest_docx_broken"


def test_document_types_are_refused() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        b"<x>&b;</x>"
    )

    def change(name: str, content: bytes) -> bytes:
        return bomb if name == "word/document.xml" else content

    assert code_of(changed(saved(plain_document), change)) == "ingest_docx_broken"


def test_endless_nesting_in_a_document_is_refused() -> None:
    depth = 20_000

    def change(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        deep = b"<w:sdt><w:sdtContent>" * depth + b"</w:sdtContent></w:sdt>" * depth
        return content.replace(b"<w:body>", b"<w:body>" + deep)

    assert code_of(changed(saved(plain_document), change)) == "ingest_docx_broken"


def test_a_zip_bomb_is_refused_before_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "MAX_PART_BYTES", 100_000)
    stream = io.BytesIO(saved(plain_document))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", b"\0" * 200_000)
    assert code_of(stream.getvalue()) == "ingest_docx_bomb"
