"""Annotations of other programs: what can be a note becomes one, the rest is named."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.library.document import leaves
from desktop.library.editions.build import Built
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.errors import InputError
from desktop.library.reader import exchange
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import (
    Annotation,
    Author,
    annotate,
    annotations,
    authors,
    put,
    records_of,
)
from desktop.library.reader.exchange import merging
from desktop.library.reader.state import ReaderState

QUOTE = {
    "type": "TextQuoteSelector",
    "exact": "mở cửa từ 7 giờ",
    "prefix": "Phòng đọc ",
    "suffix": " đến 21 giờ.",
}


@pytest.fixture
def edition(build_here: Callable[[], Built], library_folder: Path) -> Iterator[Edition]:
    build_here()
    with Library(library_folder).current() as opened:
        yield opened


def web(**parts: Any) -> dict[str, Any]:
    """An annotation as the model's own examples write it."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/anno1",
        "type": "Annotation",
        "created": "2026-03-01T08:00:00Z",
        "creator": {"id": "http://example.org/user1", "type": "Person", "name": "Đỗ An"},
        "body": {"type": "TextualBody", "value": "Hỏi lại giờ", "format": "text/plain"},
        "target": {"source": "phong-doc", "selector": QUOTE},
    } | parts


def hypothesis_row(**parts: Any) -> dict[str, Any]:
    """An annotation as Hypothesis exports it."""
    return {
        "id": "AbC-1",
        "created": "2026-03-01T08:00:00.123456+00:00",
        "updated": "2026-03-02T08:00:00.123456+00:00",
        "user": "acct:an@example.org",
        "uri": "https://example.org/a",
        "text": "Hỏi **lại**",
        "tags": ["giờ", "giờ"],
        "document": {"title": ["Phòng đọc cộng đồng"]},
        "target": [
            {
                "source": "https://example.org/a",
                "selector": [{"type": "RangeSelector"}, {"type": "TextPositionSelector"}, QUOTE],
            }
        ],
    } | parts


def read(state: ReaderState, edition: Edition | None, folder: Path, file: Any) -> exchange.Incoming:
    path = folder / "tệp.json"
    path.write_text(json.dumps(file), encoding="utf-8")
    return exchange.read(path, state, edition)


def taken(state: ReaderState, edition: Edition, folder: Path, file: Any) -> list[Annotation]:
    incoming = read(state, edition, folder, file)
    assert incoming.problems == ()
    merging.merge(state, incoming)
    return annotations(state, edition.library)


def test_an_annotation_of_the_model_becomes_a_note_at_its_place(
    lan: ReaderState, edition: Edition, tmp_path: Path
) -> None:
    (made,) = taken(lan, edition, tmp_path, web())
    assert (made.briefing, made.note, made.kind) == ("phong-doc", "Hỏi lại giờ", "highlight")
    assert made.created == "2026-03-01T08:00:00.000+00:00"
    assert authors(lan)[made.author] == Author("Đỗ An", "")
    (anchor,) = made.targets
    around = anchor.prefix + anchor.quote + anchor.suffix
    found = [leaf for leaf in leaves(edition.briefing("phong-doc").document) if around in leaf.text]
    assert len(found) == 1
    assert anchor.block_text[anchor.start : anchor.end] == anchor.quote == "mở cửa từ 7 giờ"


def test_a_list_of_another_program_is_read_by_its_titles(
    lan: ReaderState, edition: Edition, tmp_path: Path
) -> None:
    (made,) = taken(lan, edition, tmp_path, {"rows": [hypothesis_row()], "total": 1})
    assert (made.briefing, made.note, made.tags) == ("phong-doc", "Hỏi **lại**", ("giờ",))
    assert made.modified == "2026-03-02T08:00:00.123+00:00"


@pytest.mark.parametrize("name", ["huong-dan", "14/HD-PCTT", "Hướng dẫn rà soát"])
def test_a_document_is_known_by_id_number_or_title(
    lan: ReaderState, edition: Edition, tmp_path: Path, name: str
) -> None:
    (made,) = taken(lan, edition, tmp_path, [web(target=name)])
    assert (made.briefing, made.kind, made.targets) == ("huong-dan", "document", ())


def test_our_own_notes_that_another_program_kept_without_our_keys(
    lan: ReaderState, mai: ReaderState, edition: Edition, tmp_path: Path
) -> None:
    where = (edition.library, "huong-dan", edition.number)
    document = edition.briefing("huong-dan").document
    leaf = next(iter(leaves(document)))
    annotate(mai, where, anchors(document, ((leaf.id, 0, 9),)), "idea", "của Mai")
    path = tmp_path / "a.jsonld"
    exchange.write(path, exchange.select(mai, exchange.Filter(library=edition.library)))
    item = json.loads(path.read_text(encoding="utf-8"))["first"]["items"][0]
    del item["reader:record"]
    (made,) = taken(lan, edition, tmp_path, [item])
    assert (made.briefing, made.note) == ("huong-dan", "của Mai")
    assert [target.quote for target in made.targets] == [leaf.text[:9]]


def test_read_again_nothing_changes_and_a_later_state_replaces_the_former(
    lan: ReaderState, edition: Edition, tmp_path: Path
) -> None:
    taken(lan, edition, tmp_path, web())
    held = records_of(lan, edition.library)
    taken(lan, edition, tmp_path, web())
    assert records_of(lan, edition.library) == held
    later = web(modified="2026-04-01T08:00:00Z", bodyValue="Đã rõ", body=None)
    (made,) = taken(lan, edition, tmp_path, later)
    assert made.note == "Đã rõ"
    taken(lan, edition, tmp_path, web())
    (record,) = records_of(lan, edition.library)
    assert len(record.versions) == 1
    put(lan, made)
    with ReaderState(tmp_path / "khác") as other:
        taken(other, edition, tmp_path, web())
        taken(other, edition, tmp_path, later)
        assert records_of(other, edition.library) == [record]


def test_undated_ones_are_not_taken_twice(
    lan: ReaderState, edition: Edition, tmp_path: Path
) -> None:
    bare = {"type": "Annotation", "target": {"source": "phong-doc", "selector": QUOTE}}
    taken(lan, edition, tmp_path, [bare])
    (made,) = taken(lan, edition, tmp_path, [bare, bare])
    assert (made.note, made.author) == ("", "w3c")


def test_hostile_html_is_text(lan: ReaderState, edition: Edition, tmp_path: Path) -> None:
    body = {
        "type": "TextualBody",
        "format": "text/html",
        "value": "<p onclick=x>A &amp; B</p><script>alert(1)</script><img src=x onerror=y>",
    }
    (made,) = taken(lan, edition, tmp_path, web(body=[body]))
    assert made.note == "A & B"


@pytest.mark.parametrize(
    ("item", "code", "what"),
    [
        (web(target="http://example.com/page"), "notes_item_unplaced", "http://example.com/page"),
        (web(target=None), "notes_item_unplaced", "–"),
        (web(body=None, target="phong-doc"), "notes_item_foreign", "phong-doc"),
        ("x", "notes_item_wrong", None),
        (hypothesis_row(document={"title": ["Khác\x1b"]}), "notes_item_unplaced", None),
    ],
)
def test_the_rest_is_named(
    lan: ReaderState, edition: Edition, tmp_path: Path, item: Any, code: str, what: str | None
) -> None:
    incoming = read(lan, edition, tmp_path, [web(), item])
    (problem,) = incoming.problems
    assert (problem.code, problem.key) == (code, "items[2]")
    assert what is None or problem.params == {"what": what}
    assert len(incoming.records) == 1


@pytest.mark.parametrize(
    "parts",
    [
        {"created": "0001-01-01T00:00:00+23:59"},
        {"created": 7, "modified": ["x"]},
        {"created": "9999-12-31T23:59:59-12:00"},
        {"body": [{"value": 7}, 8, {"items": [{"value": "a"}, None]}]},
        {"creator": [[]], "tags": [1, None, "x" * 10_000]},
        {"target": [{"source": {"id": ["phong-doc"]}, "selector": [[], 1, QUOTE]}, 3]},
        {
            "target": {
                "source": "phong-doc",
                "selector": QUOTE | {"prefix": 5, "exact": "a" * 10**6},
            }
        },
        {"id": {"x": 1}},
    ],
)
def test_odd_values_do_no_harm(
    lan: ReaderState, edition: Edition, tmp_path: Path, parts: dict[str, Any]
) -> None:
    (made,) = taken(lan, edition, tmp_path, web(**parts))
    assert len(made.note) <= 100_000


def test_without_a_library_nothing_is_placed(lan: ReaderState, tmp_path: Path) -> None:
    incoming = read(lan, None, tmp_path, web())
    assert [one.code for one in incoming.problems] == ["notes_item_unplaced"]


def test_the_models_own_samples_are_read_without_harm(
    lan: ReaderState, edition: Edition, model: Path
) -> None:
    samples = sorted((model / "samples").glob("*/*.json"))
    assert samples
    read_whole = 0
    for sample in samples:
        try:
            incoming = exchange.read(sample, lan, edition)
        except InputError as error:
            assert error.code in {"notes_file_foreign", "notes_file_wrong"}  # noqa: PT017
            continue
        read_whole += 1
        assert incoming.records == ()
        assert incoming.problems
    assert read_whole > len(samples) // 2


def test_pages_follow_the_document_and_its_sections(
    lan: ReaderState, edition: Edition, tmp_path: Path
) -> None:
    document = edition.briefing("khung-hoang").document
    blocks = [leaf for leaf in leaves(document) if leaf.kind == "paragraph"]
    for leaf in reversed(blocks[:2]):
        span = ((leaf.id, 0, 5),)
        where = (edition.library, "khung-hoang", edition.number)
        annotate(lan, where, anchors(document, span), "idea", f"ở {leaf.id}")
    annotate(lan, (edition.library, "phong-doc", 1), (), "idea", "khác")
    exchange.write(tmp_path / "a.md", exchange.select(lan), edition)
    lines = (tmp_path / "a.md").read_text(encoding="utf-8").split("\n")
    kept = [one for one in lines if one.startswith(("## ", "### ", "ở ", "khác"))]
    assert kept == [
        "## Phòng đọc cộng đồng",
        "khác",
        "## Xử lý khủng hoảng truyền thông khi có bão",
        "### I. Việc cần làm trong 72 giờ",
        f"ở {blocks[0].id}",
        "### 1. Rà soát hộ cần hỗ trợ",
        f"ở {blocks[1].id}",
    ]
