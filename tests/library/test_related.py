"""Briefings beside an opened one."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import index
from desktop.library.editions.build import Built
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.errors import InputError
from desktop.library.related import Related, related
from desktop.library.schema import Conference, FrontMatter
from desktop.library.workspace.front_matter import dump
from tests.library.conftest import STORM, write_briefing

BODY = "\n".join(line for line in STORM.splitlines() if not line.startswith("!["))
Ask = Callable[[str], Related]


def add(workspace: Path, identifier: str, **more: object) -> None:
    front = FrontMatter(id=identifier, title=f"Bài {identifier}", **more)  # type: ignore[arg-type]
    write_briefing(workspace, "tai-lieu-le", front, BODY)


@pytest.fixture
def edition(
    workspace_folder: Path, library_folder: Path, build_here: Callable[[], Built]
) -> Iterator[Edition]:
    add(workspace_folder, "truoc")
    add(workspace_folder, "da-rut", status="withdrawn", status_reason="Sai")
    place = workspace_folder / "conferences" / "hoi-nghi-dai"
    place.mkdir()
    long = Conference(id="hoi-nghi-dai", title="Hội nghị dài", date=dt.date(2026, 1, 1))
    (place / "conference.md").write_text(dump(long, "Nhiều bài."), encoding="utf-8")
    for number in range(12):
        front = FrontMatter(id=f"bai-{number}", title=f"Bài số {number}", order=number + 1)
        write_briefing(workspace_folder, "hoi-nghi-dai", front, "Phòng đọc mở cửa từ 7 giờ.\n")
    build_here()
    with Library(library_folder).current() as opened:
        yield opened


@pytest.fixture
def ask(edition: Edition) -> Iterator[Callable[..., Related]]:
    with index.Index(edition.index_folder) as opened:
        yield lambda identifier, limit=10: related(edition, opened, identifier, limit)


def test_the_same_conference_stands_apart(ask: Ask) -> None:
    found = ask("khung-hoang")
    assert [card.id for card in found.conference] == ["hoi-nghi-2026", "phong-doc"]
    assert "truoc" in [one.card.id for one in found.alike]
    assert {one.card.conference for one in found.alike} <= {"", "hoi-nghi-dai"}


def test_shared_terms_are_told(ask: Ask) -> None:
    (found,) = (one for one in ask("khung-hoang").alike if one.card.id == "truoc")
    assert "khủng hoảng" in found.terms


def test_withdrawn_ones_are_related_to_nothing(ask: Ask) -> None:
    assert "da-rut" not in [one.card.id for one in ask("khung-hoang").alike]
    assert ask("da-rut").alike


def test_documents_of_no_conference_have_no_siblings(ask: Ask) -> None:
    found = ask("truoc")
    assert found.conference == ()
    assert "truoc" not in [one.card.id for one in found.alike]


@pytest.mark.parametrize(
    ("identifier", "first"), [("hoi-nghi-dai", "bai-0"), ("bai-6", "bai-4"), ("bai-11", "bai-7")]
)
def test_of_a_long_conference_the_nearest_in_its_order(
    ask: Callable[[str, int], Related], identifier: str, first: str
) -> None:
    names = [card.id for card in ask(identifier, 4).conference]
    assert len(names) == 4
    assert names[0] == first
    assert identifier not in names


def test_nothing_held_has_no_relatives(ask: Ask) -> None:
    with pytest.raises(InputError):
        ask("khong-co")
