import gzip
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.library.errors import InputError, ProblemsFound
from desktop.library.ingest import Report, records
from desktop.library.workspace.layout import Workspace
from desktop.library.workspace.survey import survey

Take = Callable[..., Report]
Tree = Callable[[], dict[str, bytes]]


LONG = "Phòng đọc mở cửa. " * 2500
"""A text of 45,000 characters: to hold three hundred would take over 13 MB."""


def written(path: Path, *lines: object) -> Path:
    text = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def faults(report: Report) -> list[tuple[str, int, str]]:
    (failed,) = report.failed
    assert isinstance(failed.error, ProblemsFound)
    return [(problem.code, problem.line, problem.key) for problem in failed.error.problems]


def test_every_line_is_a_briefing(take: Take, workspace: Workspace, inbox: Path) -> None:
    file = written(
        inbox / "kho.jsonl",
        {"title": "Đường vào phòng đọc", "text": "Đường vào phòng đọc có biển.\n\n## Mục\n\n*chữ*"},
        {
            "id": "bao",
            "title": "Bão",
            "date": "2026-09-05",
            "markdown": "Chằng chống nhà.",
            "order": 2,
        },
        {"title": "Trang", "html": "<h2>Mục</h2><p>Chữ <b>đậm</b></p>", "conference": "hoi-nghi-a"},
    )
    report = take(file)
    assert report.exit_code == 0
    assert [(one.added, one.present) for one in report.streamed] == [(3, 0)]
    assert report.briefings == 3
    assert [note.code for note in report.notes] == ["conference_made"]
    found = survey(workspace)
    assert not found.errors
    assert set(found.briefings) == {"duong-vao-phong-doc", "bao", "trang"}
    assert set(found.conferences) == {"hoi-nghi-a"}
    assert found.conferences["hoi-nghi-a"].front.suggested == ("title",)
    first = found.briefings["duong-vao-phong-doc"]
    assert first.front.suggested == ()
    assert first.path.read_text(encoding="utf-8").endswith(
        "---\n\nĐường vào phòng đọc có biển.\n\n## Mục\n\n*chữ*\n"
    )
    assert (
        found.briefings["trang"]
        .path.read_text(encoding="utf-8")
        .endswith("## Mục\n\nChữ **đậm**\n")
    )


def test_gzip_and_a_byte_order_mark_and_empty_lines(take: Take, inbox: Path) -> None:
    text = '\ufeff{"title":"Một","text":"một"}\n\n{"title":"Hai","text":"hai"}'
    file = inbox / "kho.jsonl.gz"
    file.write_bytes(gzip.compress(text.encode()))
    assert take(file).streamed[0].added == 2


def test_equal_titles_are_numbered_and_equal_lines_are_one(
    take: Take, workspace: Workspace, inbox: Path
) -> None:
    lines = [{"title": "Bản tin", "text": f"số {number}"} for number in (1, 2, 3, 1)]
    file = written(inbox / "kho.jsonl", *lines)
    report = take(file)
    assert (report.streamed[0].added, report.streamed[0].present) == (3, 1)
    assert workspace.briefing_ids() == {"ban-tin", "ban-tin-2", "ban-tin-3"}
    assert [note.line for note in report.notes] == [2, 3]
    again = take(file)
    assert (again.streamed[0].added, again.streamed[0].present) == (0, 4)


def test_a_bad_line_is_named_and_nothing_of_the_file_is_taken(
    take: Take, tree: Tree, inbox: Path
) -> None:
    before = tree()
    file = written(
        inbox / "kho.jsonl",
        {"title": "Tốt", "text": "chữ"},
        '{"title": "hỏng", ',
        {"title": "Hai chữ", "text": "một", "markdown": "hai"},
        {"title": "Không chữ"},
        {"title": "Trống", "text": "  "},
        ["không phải đối tượng"],
        {"title": "Sai kiểu", "text": "chữ", "order": "hai", "speakers": [{"role": "x"}]},
        {"title": "Khóa lạ", "text": "chữ", "tac_gia": "x"},
        {"text": "Câu có dấu chấm."},
        {"id": "Sai Mã", "title": "x", "text": "chữ"},
        {"title": "Ngày", "text": "chữ", "date": "5/9/2026"},
        '{"title": "\\ud800", "text": "chữ"}',
    )
    report = take(file)
    assert report.exit_code == 1
    assert faults(report) == [
        ("record_json", 2, ""),
        ("record_texts", 3, ""),
        ("record_texts", 4, ""),
        ("record_no_text", 5, ""),
        ("record_no_object", 6, ""),
        ("key_number", 7, "order"),
        ("key_missing", 7, "speakers[0].name"),
        ("key_unknown", 8, "tac_gia"),
        ("record_no_title", 9, ""),
        ("key_slug", 10, "id"),
        ("key_date", 11, "date"),
        ("record_json", 12, ""),
    ]
    assert tree() == before


def test_an_id_given_twice_is_refused_unless_the_line_is_the_same(
    take: Take, tree: Tree, inbox: Path
) -> None:
    before = tree()
    one = {"id": "a", "title": "Một", "text": "một"}
    report = take(written(inbox / "kho.jsonl", one, one, {**one, "text": "hai"}))
    assert faults(report) == [("ingest_id_taken", 3, "")]
    assert tree() == before
    assert take(written(inbox / "kho.jsonl", one, one)).streamed[0].present == 1


def test_too_many_faults_end_the_reading(take: Take, inbox: Path) -> None:
    report = take(written(inbox / "kho.jsonl", *["x"] * 500))
    assert faults(report)[-1] == ("record_faults_more", 50, "")


def test_notes_on_many_lines_are_summed_up(take: Take, inbox: Path) -> None:
    lines = [{"title": "Bản tin", "text": f"số {number}"} for number in range(80)]
    report = take(written(inbox / "kho.jsonl", *lines))
    assert len(report.notes) == 51
    assert report.notes[-1].params == {"count": "29"}


@pytest.mark.parametrize("cut", [5, 30])
def test_damaged_gzip_is_told(take: Take, tree: Tree, inbox: Path, cut: int) -> None:
    before = tree()
    file = inbox / "kho.jsonl.gz"
    lines = "".join(
        f'{{"title":"Bài {number}","text":"{number * 7919}"}}\n' for number in range(300)
    )
    file.write_bytes(gzip.compress(lines.encode())[:-cut])
    (failed,) = take(file).failed
    assert failed.error.code == "ingest_gzip_broken"
    assert failed.error.params["file"] == str(file)
    assert tree() == before


@pytest.mark.parametrize("content", [b"", b"\n\n \n", gzip.compress(b"", mtime=0)])
def test_an_empty_file_is_told(take: Take, inbox: Path, content: bytes) -> None:
    file = inbox / "kho.jsonl"
    file.write_bytes(content)
    assert [failed.error.code for failed in take(file).failed] == ["ingest_empty"]


def test_a_line_without_end_is_refused(
    take: Take, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "MAX_TEXT_BYTES", 1024)
    report = take(written(inbox / "kho.jsonl", {"title": "Một", "text": "một"}, "x" * 5000))
    (failed,) = report.failed
    assert isinstance(failed.error, InputError)
    assert (failed.error.code, failed.error.params["line"]) == ("ingest_line_large", "2")


def test_memory_does_not_grow_with_the_lines(take: Take, inbox: Path) -> None:
    def peak(count: int) -> int:
        file = inbox / f"kho-{count}.jsonl"
        with file.open("w", encoding="utf-8") as stream:
            for number in range(count):
                record = {"title": f"Bản tin {count} {number}", "text": LONG}
                stream.write(json.dumps(record) + "\n")
        tracemalloc.start()
        try:
            assert take(file).streamed[0].added == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(5)
    few = peak(20)
    many = min(peak(count) for count in (300, 301, 302))  # what else the process does only adds
    assert many - few < 300 * len(LONG) / 5
