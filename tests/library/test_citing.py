"""What is cited, each document once, and whether the edition holds it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from desktop.library.citing import Citing, citing
from desktop.library.editions.build import Built
from desktop.library.editions.library import Library
from desktop.library.schema import FrontMatter
from tests.library.conftest import write_briefing

TWICE = """\
Thực hiện Nghị định 30/2020/NĐ-CP và Hướng dẫn số 14/HD-PCTT.

Số của chính văn bản này là 07/KH-UBND; hướng dẫn 14/HD-PCTT còn hiệu lực.
"""


def ask(folder: Path, identifier: str) -> Citing:
    with Library(folder).current() as edition:
        return citing(edition, edition.briefing(identifier))


def test_cited_documents_in_reading_order(
    workspace_folder: Path, library_folder: Path, build_here: Callable[[], Built]
) -> None:
    front = FrontMatter(
        id="ke-hoach",
        title="Kế hoạch",
        document_number="07/KH-UBND",
        date=dt.date(2026, 8, 1),
        references=("Chỉ thị số 05-CT/TW", "phong-doc", "Sổ tay in năm 2019"),
    )
    write_briefing(workspace_folder, "tai-lieu-le", front, TWICE)
    build_here()
    found = ask(library_folder, "ke-hoach")
    assert [
        (one.written, len(one.spans), one.held.id if one.held else "") for one in found.cited
    ] == [
        ("30/2020/NĐ-CP", 1, ""),
        ("14/HD-PCTT", 2, "huong-dan"),
        ("Chỉ thị số 05-CT/TW", 0, ""),
        ("phong-doc", 0, "phong-doc"),
        ("Sổ tay in năm 2019", 0, ""),
    ]
    assert found.citing == ()


def test_who_cites_a_document(
    workspace_folder: Path, library_folder: Path, build_here: Callable[[], Built]
) -> None:
    build_here()
    found = ask(library_folder, "huong-dan")
    assert found.cited == ()
    assert [card.id for card in found.citing] == ["khung-hoang"]
