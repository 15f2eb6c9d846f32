"""Building: what an edition holds, what the next one changes, and what a failure leaves alone."""

import datetime as dt
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from desktop.library.document import leaves
from desktop.library.editions.build import Built, build
from desktop.library.editions.library import OPEN, Library
from desktop.library.errors import Cancelled, EnvironmentFault, InputError, ProblemsFound
from desktop.library.progress import CancelToken
from desktop.library.schema import FrontMatter
from desktop.library.text.history import read_history
from desktop.library.workspace.front_matter import dump
from desktop.library.workspace.layout import Workspace
from tests.library.conftest import hits

Build = Callable[[], Built]
NOW = dt.datetime(2026, 9, 20, tzinfo=dt.UTC)


def edit(folder: Path, name: str, old: str, new: str) -> None:
    (path,) = folder.rglob(f"{name}.md")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_first_edition_holds_everything(build_here: Build, library_folder: Path) -> None:
    built = build_here()
    assert (built.number, built.fresh, len(built.added)) == (1, True, 3)
    with Library(library_folder).current() as edition:
        assert (edition.number, edition.library) == (1, "kho-thu-nghiem")
        cards = edition.cards(edition.numbers())
        report, storm, reading, guide = cards
        assert (report.id, report.kind, report.number) == ("hoi-nghi-2026", "hội nghị", 1)
        assert [storm.id, reading.id, guide.id] == ["khung-hoang", "phong-doc", "huong-dan"]
        assert storm.conference_title == "Hội nghị Phòng, chống thiên tai 2026"
        assert (storm.circulation, reading.circulation) == ("public", "internal")
        assert storm.date == dt.date(2026, 9, 12)
        assert edition.values("topic") == [("Thiên tai", 1), ("Truyền thông", 1)]
        assert edition.bearing("topic", "Thiên tai") == [storm.number]
        assert edition.attachment("khung-hoang", "so-do.svg").startswith(b"<svg")


def test_an_opened_briefing_has_its_tree_html_and_outline(
    build_here: Build, library_folder: Path
) -> None:
    build_here()
    with Library(library_folder).current() as edition:
        briefing = edition.briefing("khung-hoang")
        ids = [leaf.id for leaf in leaves(briefing.document)]
        assert all(ids)
        assert len(set(ids)) == len(ids)
        assert all(f'id="{found}"' in briefing.html for found in ids)
        assert [(section.level, section.title) for section in briefing.outline()] == [
            (2, "I. Việc cần làm trong 72 giờ"),
            (3, "1. Rà soát hộ cần hỗ trợ"),
        ]
        assert briefing.markdown.startswith("## I.")


def test_citations_resolve_to_what_is_held(build_here: Build, library_folder: Path) -> None:
    build_here()
    with Library(library_folder).current() as edition:
        found = {citation.number: citation for citation in edition.citations("khung-hoang")}
        assert found["14/HD-PCTT"].target == "huong-dan"
        assert found["30/2020/NĐ-CP"].target == ""
        texts = {leaf.id: leaf.text for leaf in leaves(edition.briefing("khung-hoang").document)}
        for number, citation in found.items():
            assert texts[citation.block][citation.start : citation.end] == number
        assert [card.id for card in edition.cited_by("huong-dan")] == ["khung-hoang"]


def test_a_conference_cites_in_its_report_and_its_conclusion(
    build_here: Build, library_folder: Path, workspace_folder: Path
) -> None:
    edit(
        workspace_folder,
        "conference",
        "2026-09-12",
        "2026-09-12\nconclusion:\n  points:\n  - text: Thực hiện Chỉ thị số 05-CT/TW",
    )
    edit(workspace_folder, "conference", "Một ngày", "Theo Hướng dẫn 14/HD-PCTT, một ngày")
    build_here()
    with Library(library_folder).current() as edition:
        cited = edition.citations("hoi-nghi-2026")
        assert [(c.number, c.target) for c in cited] == [
            ("14/HD-PCTT", "huong-dan"),
            ("05-CT/TW", ""),
        ]
        report = edition.briefing("hoi-nghi-2026")
        assert "Thực hiện Chỉ thị số 05-CT/TW" in report.html
        assert edition.conference("hoi-nghi-2026").conclusion.points
        citing = [card.id for card in edition.cited_by("huong-dan")]
        assert citing == ["hoi-nghi-2026", "khung-hoang"]
        assert hits(edition, "05-CT/TW") == ["hoi-nghi-2026"]


def test_every_form_of_a_query_finds_the_same_briefing_first(
    build_here: Build, library_folder: Path
) -> None:
    build_here()
    decomposed = "khu\u0309ng hoa\u0309ng truye\u0302\u0300n tho\u0302ng"
    with Library(library_folder).current() as edition:
        for query in ("khung hoang truyen thong", "khủng hoảng truyền thông", decomposed):
            assert hits(edition, query)[0] == "khung-hoang"


def test_nothing_changed_makes_no_edition(build_here: Build, library_folder: Path) -> None:
    build_here()
    before = tree(library_folder)
    again = build_here()
    assert (again.number, again.fresh, again.unchanged) == (1, False, 3)
    assert tree(library_folder) == before


def test_the_next_edition_changes_only_what_changed(
    build_here: Build, library_folder: Path, workspace_folder: Path
) -> None:
    build_here()
    with Library(library_folder).current() as edition:
        first = [leaf.id for leaf in leaves(edition.briefing("phong-doc").document)]
    edit(workspace_folder, "phong-doc", "từ 7 giờ", "từ 6 giờ 30 phút")
    built = build_here()
    assert (built.number, built.added, built.updated) == (2, (), ("phong-doc",))
    with Library(library_folder).current() as edition:
        briefing = edition.briefing("phong-doc")
        assert (briefing.version, briefing.edition) == (2, 2)
        assert [leaf.id for leaf in leaves(briefing.document)] == first
        changes = [card.change for card in edition.cards(edition.numbers())]
        assert changes == ["", "", "updated", ""]
        old, new = edition.versions("phong-doc")
        assert "từ 7 giờ" in old.blocks[1].text
        assert "từ 6 giờ 30 phút" in new.blocks[1].text
        assert edition.lineage("phong-doc", 1) == [old, new]
        assert edition.lineage("phong-doc", 0) == [old, new]
        assert edition.lineage("phong-doc", 2) == edition.lineage("phong-doc", 9) == []
        assert edition.lineage("khung-hoang", 1) == edition.lineage("khong-co", 1) == []
        assert hits(edition, '"6 giờ 30"') == ["phong-doc"]
        assert hits(edition, '"từ 7 giờ"') == []


def test_removed_and_new_briefings(
    build_here: Build, library_folder: Path, workspace_folder: Path
) -> None:
    build_here()
    (workspace_folder / "conferences/hoi-nghi-2026/phong-doc.md").unlink()
    path = workspace_folder / "conferences/hoi-nghi-2026/moi.md"
    path.write_text(dump(FrontMatter(id="moi", title="Mới"), "Kỹ năng số"), encoding="utf-8")
    built = build_here()
    assert (built.added, built.removed) == (("moi",), ("phong-doc",))
    with Library(library_folder).current() as edition:
        assert edition.card("moi").change == "new"
        with pytest.raises(InputError) as raised:
            edition.briefing("phong-doc")
        assert raised.value.code == "briefing_unknown"
        assert "phong-doc" not in hits(edition, "phòng đọc")
        assert hits(edition, "ky nang so") == ["moi"]


def test_withdrawn_leaves_lists_and_search_but_can_be_opened(
    build_here: Build, library_folder: Path, workspace_folder: Path
) -> None:
    build_here()
    edit(workspace_folder, "phong-doc", "order: 2", "status: withdrawn\nstatus_reason: Sai số")
    build_here()
    with Library(library_folder).current() as edition:
        card = edition.briefing("phong-doc").card
        assert card.status == "withdrawn"
        assert edition.numbers(withdrawn=True) == [card.number]
        assert card.number not in edition.numbers()
        assert "phong-doc" not in hits(edition, "phòng đọc cộng đồng")


def test_superseded_stays_with_its_successor_named(
    build_here: Build, library_folder: Path, workspace_folder: Path
) -> None:
    build_here()
    edit(workspace_folder, "khung-hoang", "order: 1", "order: 1\nsupersedes: [huong-dan]")
    build_here()
    with Library(library_folder).current() as edition:
        card = edition.card("huong-dan")
        assert (card.status, card.superseded_by) == ("superseded", "khung-hoang")
        assert card.number in edition.numbers()


def test_a_conference_that_changes_refreshes_its_briefings(
    build_here: Build, library_folder: Path, workspace_folder: Path
) -> None:
    build_here()
    edit(workspace_folder, "conference", "2026-09-12", "2026-09-13\ncirculation: restricted")
    built = build_here()
    assert (built.fresh, built.updated) == (True, ())
    with Library(library_folder).current() as edition:
        card = edition.card("phong-doc")
        assert (card.date, card.circulation) == (dt.date(2026, 9, 13), "restricted")
        assert (card.change, edition.briefing("phong-doc").version) == ("", 1)


def test_a_conference_without_a_report_is_no_document(
    build_here: Build, library_folder: Path, workspace_folder: Path
) -> None:
    build_here()
    edit(workspace_folder, "conference", "Một ngày làm việc.", "")
    build_here()
    with Library(library_folder).current() as edition:
        assert len(edition.numbers()) == 3
        assert [found.id for found in edition.conferences()] == ["hoi-nghi-2026"]


def test_too_deep_a_nesting_names_the_file_and_changes_nothing(
    build_here: Build, library_folder: Path, workspace_folder: Path
) -> None:
    build_here()
    path = workspace_folder / "conferences/hoi-nghi-2026/sau.md"
    for body in (">" * 3000 + " x", "\n".join("    " * n + "- x" for n in range(400))):
        path.write_text(dump(FrontMatter(id="sau", title="Sâu"), body), encoding="utf-8")
        with pytest.raises(InputError) as raised:
            build_here()
        assert raised.value.code == "nested_too_deep"
        assert raised.value.params["file"].endswith("sau.md")
        assert library_folder.joinpath("current").read_text() == "00000001\n"


def test_an_attachment_that_changes_makes_an_edition(
    build_here: Build, library_folder: Path, workspace_folder: Path
) -> None:
    build_here()
    (workspace_folder / "attachments/so-do.svg").write_text("<svg/>")
    assert build_here().fresh
    with Library(library_folder).current() as edition:
        assert edition.attachment("khung-hoang", "so-do.svg") == b"<svg/>"


def test_two_editions_are_kept(
    build_here: Build, library_folder: Path, workspace_folder: Path
) -> None:
    for hour in range(7, 11):
        build_here()
        edit(workspace_folder, "phong-doc", f"từ {hour} giờ", f"từ {hour + 1} giờ")
    build_here()
    Library(library_folder).sweep()
    assert Library(library_folder).editions() == ["00000004", "00000005"]


READER = """
import sys
from pathlib import Path
from desktop.library.editions.library import OPEN, Library
edition = Library(Path(sys.argv[1])).current()
print(edition.number, flush=True)
sys.stdin.read()
"""


def test_an_edition_that_another_process_has_open_is_kept_until_it_ends(
    build_here: Build, library_folder: Path, workspace_folder: Path
) -> None:
    """Even where it is killed: what it leaves holds nothing."""
    library = Library(library_folder)

    def renew(hour: int) -> list[str]:
        edit(workspace_folder, "phong-doc", f"từ {hour} giờ", f"từ {hour + 1} giờ")
        build_here()
        library.sweep()
        return library.editions()

    build_here()
    command = [sys.executable, "-c", READER, str(library_folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline().split() == [b"1"]
        renew(7)
        with library.current() as second:
            assert renew(8) == ["00000001", "00000002", "00000003"]
            assert renew(9) == ["00000001", "00000002", "00000003", "00000004"]
            assert second.briefing("phong-doc").edition == 2
        library.sweep()
        assert library.editions() == ["00000001", "00000003", "00000004"]
        reader.kill()
    library.sweep()
    assert library.editions() == ["00000003", "00000004"]
    assert list((library_folder / OPEN).iterdir()) == []


def test_a_fresh_library_takes_its_number_from_the_history(
    build_here: Build, workspace_folder: Path, tmp_path: Path
) -> None:
    build_here()
    edit(workspace_folder, "phong-doc", "từ 7 giờ", "từ 8 giờ")
    build_here()
    elsewhere = Library(tmp_path / "khac")
    built = build(Workspace(workspace_folder), elsewhere, now=NOW, processes=1)
    assert built.number == 2
    with elsewhere.current() as edition:
        assert [edition.card(name).change for name in ("phong-doc", "huong-dan")] == ["updated", ""]
        assert len(edition.versions("phong-doc")) == 2


def test_errors_change_nothing(
    build_here: Build, library_folder: Path, workspace_folder: Path
) -> None:
    build_here()
    (workspace_folder / "conferences/hoi-nghi-2026/rong.md").write_bytes(b"")
    edit(workspace_folder, "phong-doc", "từ 7 giờ", "từ 8 giờ")
    before = tree(library_folder) | tree(workspace_folder)
    with pytest.raises(ProblemsFound) as raised:
        build_here()
    assert [problem.code for problem in raised.value.problems] == ["file_empty"]
    assert tree(library_folder) | tree(workspace_folder) == before


def test_a_library_of_another_workspace_is_refused(
    build_here: Build, library_folder: Path, workspace_folder: Path
) -> None:
    build_here()
    (workspace_folder / "library.toml").write_text('id = "khac"\nname = "Khác"\n')
    with pytest.raises(InputError) as raised:
        build_here()
    assert raised.value.code == "library_of_another"
    assert Library(library_folder).manifest().library == "kho-thu-nghiem"


@pytest.mark.parametrize("stage", ["surveying", "rendering", "indexing"])
def test_cancelling_leaves_the_live_edition(
    build_here: Build, library_folder: Path, workspace_folder: Path, stage: str
) -> None:
    build_here()
    edit(workspace_folder, "phong-doc", "từ 7 giờ", "từ 8 giờ")
    edit(workspace_folder, "huong-dan", "mọi thôn", "mọi xã")
    token = CancelToken()

    def progress(now: str, _done: int, _total: int) -> None:
        if now == stage:
            token.cancel()

    workspace, library = Workspace(workspace_folder), Library(library_folder)
    with pytest.raises(Cancelled):
        build(workspace, library, now=NOW, processes=1, cancel=token, progress=progress)
    assert library.editions() == ["00000001"]
    assert not list(library.editions_folder.glob(".*"))
    assert build_here().number == 2
    versions = read_history(workspace_folder / "conferences/hoi-nghi-2026/phong-doc.md")
    assert [(version.version, version.edition) for version in versions] == [(1, 1), (2, 2)]


def test_worker_processes_give_the_same_edition(
    build_here: Build, workspace_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_here()
    monkeypatch.setattr("desktop.library.editions.build.PARALLEL_FROM", 1)
    other = Library(tmp_path / "khac")
    build(Workspace(workspace_folder), other, now=NOW, processes=2)
    with other.current() as edition:
        assert len(edition.numbers()) == 4
        assert edition.briefing("khung-hoang").outline()


def test_a_damaged_index_is_made_anew_by_the_next_build(
    build_here: Build, library_folder: Path, workspace_folder: Path
) -> None:
    build_here()
    for path in (library_folder / "editions/00000001/index").iterdir():
        path.write_bytes(b"spoilt")
    edit(workspace_folder, "phong-doc", "từ 7 giờ", "từ 8 giờ")
    build_here()
    with Library(library_folder).current() as edition:
        assert hits(edition, "khủng hoảng truyền thông")[0] == "khung-hoang"
        assert hits(edition, '"từ 8 giờ"') == ["phong-doc"]


@pytest.mark.parametrize("spoilt", ["{}", '{"format": "array-1"}'])
def test_an_index_that_cannot_be_searched_makes_an_edition_by_itself(
    build_here: Build, library_folder: Path, spoilt: str
) -> None:
    build_here()
    (library_folder / "editions/00000001/index/index.json").write_text(spoilt)
    built = build_here()
    assert (built.number, built.fresh, built.unchanged) == (2, True, 3)
    with Library(library_folder).current() as edition:
        assert hits(edition, "khủng hoảng truyền thông")[0] == "khung-hoang"
    assert not build_here().fresh


def test_a_damaged_history_is_named(build_here: Build, workspace_folder: Path) -> None:
    build_here()
    edit(workspace_folder, "phong-doc", "từ 7 giờ", "từ 8 giờ")
    path = workspace_folder / "conferences/hoi-nghi-2026/phong-doc.blocks.jsonl"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InputError) as raised:
        build_here()
    assert (raised.value.code, raised.value.params["line"]) == ("history_damaged", "1")


def test_an_edition_reads_from_many_threads(build_here: Build, library_folder: Path) -> None:
    build_here()
    titles: list[str] = []
    with Library(library_folder).current() as edition:
        threads = [
            threading.Thread(target=lambda: titles.append(edition.briefing("phong-doc").card.title))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert titles == ["Phòng đọc cộng đồng"] * 8


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("current", None, "library_missing"),
        ("current", b"../../x", "current_damaged"),
        ("current", b"\xff", "current_damaged"),
        ("current", b"00000009", "edition_missing"),
        ("editions/00000001/manifest.json", b"{", "manifest_damaged"),
        ("editions/00000001/catalog.sqlite", None, "catalogue_missing"),
        ("editions/00000001/catalog.sqlite", b"x" * 9000, "catalogue_damaged"),
    ],
)
def test_a_spoilt_library_says_what_is_wrong(
    build_here: Build, library_folder: Path, name: str, data: bytes | None, code: str
) -> None:
    build_here()
    path = library_folder / name
    path.unlink()
    if data is not None:
        path.write_bytes(data)
    with pytest.raises((InputError, EnvironmentFault)) as raised:
        Library(library_folder).current()
    assert raised.value.code == code


def test_a_manifest_of_a_newer_program_is_refused(build_here: Build, library_folder: Path) -> None:
    build_here()
    path = library_folder / "editions/00000001/manifest.json"
    manifest = msgspec.json.decode(path.read_bytes())
    path.write_bytes(msgspec.json.encode({**manifest, "format": 99}))
    with pytest.raises(EnvironmentFault) as raised:
        Library(library_folder).current()
    assert raised.value.code == "manifest_newer"
