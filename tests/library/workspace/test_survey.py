"""A survey finds every fault of a workspace at once, and names where each stands."""

import datetime as dt
from pathlib import Path

import pytest

from desktop.library.errors import EnvironmentFault, InputError, Problem
from desktop.library.schema import FrontMatter, Speaker
from desktop.library.workspace.creation import create_workspace, slug
from desktop.library.workspace.front_matter import dump
from desktop.library.workspace.layout import Workspace
from desktop.library.workspace.survey import survey


def found(folder: Path) -> list[Problem]:
    return survey(Workspace(folder)).problems


def codes(folder: Path) -> set[tuple[str, str]]:
    return {(problem.code, Path(problem.file).name) for problem in found(folder)}


def put(folder: Path, name: str, text: str, place: str = "hoi-nghi-2026") -> None:
    path = folder / "conferences" / place / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_sound_workspace_has_no_problems(workspace_folder: Path) -> None:
    surveyed = survey(Workspace(workspace_folder))
    assert surveyed.problems == []
    assert set(surveyed.briefings) == {"khung-hoang", "phong-doc", "huong-dan"}
    assert set(surveyed.conferences) == {"hoi-nghi-2026"}


def test_all_faults_of_all_files_are_found_together(workspace_folder: Path) -> None:
    put(workspace_folder, "trong", "")
    put(workspace_folder, "sai-kieu", "---\nid: sai-kieu\ntitle: 5\ndate: mai\n---\nx")
    put(workspace_folder, "khac", dump(FrontMatter(id="phong-doc", title="Trùng mã"), "x"))
    put(workspace_folder, "lac", dump(FrontMatter(id="lac", title="Lạc"), "x"), "khong-co")
    (workspace_folder / "conferences/hoi-nghi-2026/nhi-phan.md").write_bytes(b"\x7fELF\0\0")
    assert codes(workspace_folder) == {
        ("file_empty", "trong.md"),
        ("key_text", "sai-kieu.md"),
        ("key_date", "sai-kieu.md"),
        ("id_twice", "phong-doc.md"),
        ("id_not_place", "khac.md"),
        ("conference_unknown", "lac.md"),
        ("file_binary", "nhi-phan.md"),
    }
    twins = [problem for problem in found(workspace_folder) if problem.code == "id_twice"]
    assert twins[0].params["other"] == "conferences/hoi-nghi-2026/khac.md"


def test_what_a_briefing_says_of_itself_must_hold(workspace_folder: Path) -> None:
    front = FrontMatter(
        id="sai",
        title="Sai",
        conference="hoi-nghi-khac",
        status="withdrawn",
        date=dt.date(2026, 5, 1),
        valid_until=dt.date(2026, 4, 1),
        speakers=(Speaker("Lê T. Mai"),),
        attachments=("thieu.pdf", "../ngoai.pdf"),
        supersedes=("khong-co",),
        suggested=("title",),
    )
    put(workspace_folder, "sai", dump(front, "![](la.svg)\n\n## A {circulation=mat}"))
    problems = {problem.code: problem for problem in found(workspace_folder)}
    assert set(problems) == {
        "conference_not_place",
        "withdrawn_reason",
        "valid_until_early",
        "speaker_initials",
        "attachment_missing",
        "attachment_name",
        "supersedes_unknown",
        "suggested_left",
        "figure_not_attached",
        "figure_undescribed",
        "circulation_unknown",
    }
    lines = (workspace_folder / "conferences/hoi-nghi-2026/sai.md").read_text().splitlines()
    assert lines[problems["circulation_unknown"].line - 1].startswith("## A")
    assert lines[problems["attachment_missing"].line - 1] == "- thieu.pdf"
    warnings = {code for code, problem in problems.items() if problem.severity == "warning"}
    assert warnings == {"speaker_initials", "suggested_left", "figure_undescribed"}


def test_files_whose_words_no_search_will_find_are_named(workspace_folder: Path) -> None:
    names = ("kế.doc", "bảng.XLSX", "ghi.rtf", "mẫu.odt", "ảnh.png", "tờ.pdf", "bản.docx")
    for name in names:
        (workspace_folder / "attachments" / name).write_bytes(b"x")
    put(workspace_folder, "tep", dump(FrontMatter(id="tep", title="Tệp", attachments=names), "x"))
    told = [problem for problem in found(workspace_folder) if problem.file.endswith("tep.md")]
    assert [(problem.code, problem.severity) for problem in told] == [
        ("attachment_without_words", "warning")
    ] * 4
    assert [problem.params["ending"] for problem in told] == [".doc", ".XLSX", ".rtf", ".odt"]
    assert told[0].key == "attachments[0]"


def test_what_is_shown_as_code_is_no_figure(workspace_folder: Path) -> None:
    shown = "`![](a.svg)`\n\n```\n![](b.svg)\n## A {circulation=x}\n```\n\n    ![](c.svg)\n"
    put(workspace_folder, "ma", dump(FrontMatter(id="ma", title="Mã"), shown))
    assert found(workspace_folder) == []


def test_successions_are_single_and_never_circular(workspace_folder: Path) -> None:
    put(workspace_folder, "a", dump(FrontMatter(id="a", title="A", supersedes=("b",)), "x"))
    put(workspace_folder, "b", dump(FrontMatter(id="b", title="B", supersedes=("a",)), "x"))
    put(workspace_folder, "c", dump(FrontMatter(id="c", title="C", supersedes=("a",)), "x"))
    assert {code for code, _ in codes(workspace_folder)} == {
        "supersedes_twice",
        "supersedes_circle",
    }


def test_a_folder_without_settings_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        Workspace(tmp_path)
    assert raised.value.code == "workspace_missing"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("id = ", "settings_unreadable"),
        ('id = "A b"\nname = "x"', "settings_wrong"),
        ('name = "x"', "settings_wrong"),
        ('id = "a"\nname = "x"\ncolour = 1', "settings_wrong"),
    ],
)
def test_wrong_settings_name_the_key(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "library.toml").write_text(text)
    with pytest.raises(InputError) as raised:
        Workspace(tmp_path)
    assert raised.value.code == code


def test_a_new_workspace_is_sound_and_never_laid_over_files(tmp_path: Path) -> None:
    folder = tmp_path / 'Kho tài liệu "số" 1'
    create_workspace(folder)
    assert survey(Workspace(folder)).problems == []
    assert Workspace(folder).settings.id == "kho-tai-lieu-so-1"
    with pytest.raises(InputError) as raised:
        create_workspace(folder)
    assert raised.value.code == "workspace_not_empty"


def test_a_file_in_the_way_is_an_environment_fault(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x")
    with pytest.raises(EnvironmentFault):
        create_workspace(tmp_path / "tep" / "kho")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Đợt 8: Bão, lũ!", "dot-8-bao-lu"), ("---", ""), ("Ủy ban " * 30, ("uy-ban-" * 12)[:80])],
)
def test_slugs(text: str, wanted: str) -> None:
    assert slug(text) == wanted.strip("-")
