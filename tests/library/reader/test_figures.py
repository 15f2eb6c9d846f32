"""Sổ số liệu: what was highlighted, with its source, beside what the present edition says."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.document import leaves
from desktop.library.editions.build import build
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import Annotation, put
from desktop.library.reader.figures import COLUMNS, Register, arranged, gather, read, sentence
from desktop.library.reader.state import ReaderState
from desktop.library.schema import Conference, FrontMatter
from desktop.library.workspace.creation import create_workspace
from desktop.library.workspace.front_matter import dump
from desktop.library.workspace.layout import Workspace

NOW = dt.datetime(2026, 9, 15, 8, 0, tzinfo=dt.UTC)
FLOOD = """\
## I. Kết quả

Toàn xã có 1.250 hộ trong vùng trũng. Tỷ lệ hộ có áo phao đạt 62,5%, tăng so với năm trước.

## II. Kinh phí

Mỗi thôn được hỗ trợ 3-5 triệu đồng. Đội xung kích trực từ ngày 12/9/2026.

Cần thêm vài chiếc xuồng.
"""
OLD = "Kho có 40 áo phao."


class Library2:
    """A library of two documents that gets further editions."""

    def __init__(self, folder):
        self.workspace, self.target = folder / "soạn", folder / "kho"
        create_workspace(self.workspace, "Kho số liệu")
        place = self.workspace / "conferences" / "hoi-nghi"
        place.mkdir()
        conference = Conference(id="hoi-nghi", title="Hội nghị phòng, chống lũ")
        (place / "conference.md").write_text(dump(conference, "Một ngày."), encoding="utf-8")
        self.place = place
        self.opened = []
        self.write("lu", FLOOD)
        self.write("kho", OLD)

    def write(self, name, body, **more):
        title = {"lu": "Phòng lũ", "kho": "Áo phao"}[name]
        front = FrontMatter(id=name, title=title, date=dt.date(2026, 9, 12), **more)
        (self.place / f"{name}.md").write_text(dump(front, body), encoding="utf-8")

    def edition(self):
        build(Workspace(self.workspace), Library(self.target), now=NOW)
        self.opened.append(Library(self.target).current())
        return self.opened[-1]


@pytest.fixture
def library(tmp_path):
    made = Library2(tmp_path)
    yield made
    for edition in made.opened:
        edition.close()


def marked(edition: Edition, briefing: str, words: str, **more) -> Annotation:
    document = edition.briefing(briefing).document
    leaf = next(one for one in leaves(document) if words in one.text)
    start = leaf.text.index(words)
    targets = anchors(document, ((leaf.id, start, start + len(words)),))
    values = {"kind": "highlight", "colour": "figure"} | more
    return Annotation(
        f"{briefing}:{words}", edition.library, briefing, edition.number, targets,
        note="", created="2026-09-20", modified="2026-09-20", **values,
    )  # fmt: skip


WORDS = ("3-5 triệu đồng", "1.250 hộ", "đạt 62,5%", "ngày 12/9/2026", "vài chiếc")


def test_each_figure_comes_with_its_sentence_and_source(library):
    edition = library.edition()
    notes = [marked(edition, "lu", words) for words in WORDS]
    notes.append(marked(edition, "lu", "hộ có áo phao", colour="idea"))
    found = gather(edition, notes)
    assert [(one.words, one.section) for one in found] == [
        ("1.250 hộ", "I. Kết quả"),
        ("62,5%", "I. Kết quả"),
        ("3-5 triệu đồng", "II. Kinh phí"),
        ("ngày 12/9/2026", "II. Kinh phí"),
        ("vài chiếc", "II. Kinh phí"),
    ]
    first, share, money, day, words = found
    assert first.sentence == "Toàn xã có 1.250 hộ trong vùng trũng."
    assert (first.title, first.conference, first.date) == (
        "Phòng lũ", "Hội nghị phòng, chống lũ", dt.date(2026, 9, 12),
    )  # fmt: skip
    assert (share.value, share.unit) == (Decimal("62.5"), "%")
    assert (money.value, money.unit) == (Decimal(3_000_000), "đồng")
    assert (day.kind, words.kind, words.value) == ("date", "", None)
    assert not any(one.flagged for one in found)


def test_a_figure_that_a_later_edition_changed_is_flagged_with_both(library):
    before = library.edition()
    notes = [marked(before, "lu", words) for words in WORDS]
    changed = FLOOD.replace("62,5%", "71%").replace("\nCần thêm vài chiếc xuồng.\n", "")
    library.write("lu", changed)
    found = {one.note: one for one in gather(library.edition(), notes)}
    share = found["lu:đạt 62,5%"]
    assert (share.passage, share.words, share.now) == ("changed", "62,5%", "71%")
    assert share.sentence == "Tỷ lệ hộ có áo phao đạt 62,5%, tăng so với năm trước."
    assert share.sentence_now == "Tỷ lệ hộ có áo phao đạt 71%, tăng so với năm trước."
    gone = found["lu:vài chiếc"]
    assert (gone.passage, gone.sentence_now, gone.flagged) == ("lost", "", True)
    same = ("lu:1.250 hộ", "lu:3-5 triệu đồng", "lu:ngày 12/9/2026")
    assert [found[one].passage for one in same] == ["same"] * 3


def test_a_sentence_reworded_around_its_figure_is_flagged_too(library):
    before = library.edition()
    note = marked(before, "lu", "62,5%")
    library.write("lu", FLOOD.replace("hộ có áo phao", "hộ nghèo có áo phao"))
    [found] = gather(library.edition(), [note])
    assert (found.passage, found.words, found.now) == ("changed", "62,5%", "62,5%")
    assert "hộ nghèo" in found.sentence_now


TABLE = """\
## Kết quả

| Thôn | Số hộ | Ngày họp |
|---|---|---|
| Thượng | 210 hộ | 12/9/2026 |
| Hạ | 95 hộ | 14/9/2026 |
"""


def _row(edition: Edition, *cells: str, **more) -> Annotation:
    """A highlight over some cells of a table."""
    document = edition.briefing("kho").document
    of = {leaf.text: leaf.id for leaf in leaves(document)}
    targets = anchors(document, tuple((of[text], 0, len(text)) for text in cells))
    note = marked(edition, "kho", cells[0])
    return type(note)(**_fields(note) | {"id": "hàng", "targets": targets} | more)


def test_every_passage_of_a_highlight_gives_its_figure(library):
    library.write("kho", TABLE)
    before = library.edition()
    note = _row(before, "Hạ", "95 hộ", "14/9/2026")
    found = gather(before, [note])
    assert [(one.words, one.kind, one.part) for one in found] == [
        ("95 hộ", "number", 1),
        ("14/9/2026", "date", 2),
    ]
    assert [one.sentence for one in found] == ["95 hộ", "14/9/2026"]
    assert not any(one.flagged for one in found)


def test_each_passage_that_changed_is_flagged_with_both_values(library):
    library.write("kho", TABLE)
    before = library.edition()
    note = _row(before, "95 hộ", "14/9/2026")
    library.write("kho", TABLE.replace("14/9/2026", "15/9/2026"))
    people, day = gather(library.edition(), [note])
    assert (people.words, people.passage, people.now) == ("95 hộ", "same", "")
    assert (day.words, day.passage, day.now) == ("14/9/2026", "changed", "15/9/2026")
    assert Register((people, day)).flagged == 1


def test_passages_without_a_figure_stand_for_themselves_each(library):
    library.write("kho", TABLE)
    before = library.edition()
    note = _row(before, "Thượng", "Hạ")
    library.write("kho", TABLE.replace("| Hạ |", "| Hạ Đông |"))
    upper, lower = gather(library.edition(), [note])
    assert (upper.words, upper.passage) == ("Thượng", "same")
    assert (lower.words, lower.passage) == ("Hạ", "changed")


def test_a_passage_that_was_cut_in_two_shows_all_its_figures(library):
    text = "Kho xã có 40 áo phao và 12 xuồng máy mới. Kho huyện còn 75 nhà bạt loại lớn."
    library.write("kho", text)
    before = library.edition()
    note = marked(before, "kho", text)
    library.write("kho", text.replace(". ", ".\n\n"))
    [cut] = gather(library.edition(), [note])
    assert (cut.passage, cut.words) == ("same", "40; 12; 75 nhà")
    library.write("kho", text.replace(". ", ".\n\n").replace("75", "80"))
    [changed] = gather(library.edition(), [note])
    assert (changed.passage, changed.now) == ("changed", "40; 12; 80 nhà")
    assert changed.sentence_now == text.replace(". ", ". … ").replace("75", "80")


def test_a_withdrawn_document_and_one_that_is_not_held_say_so(library):
    before = library.edition()
    note = marked(before, "kho", "40 áo phao")
    library.write("kho", OLD, status="withdrawn", status_reason="Đã có bản mới.")
    [found] = gather(library.edition(), [note])
    assert (found.standing, found.passage, found.flagged) == ("withdrawn", "same", True)
    library.place.joinpath("kho.md").unlink()
    elsewhere = marked(before, "kho", "40 áo phao")
    [found] = gather(before, [type(elsewhere)(**{**_fields(elsewhere), "briefing": "khác"})])
    assert (found.standing, found.title, found.words) == ("absent", "khác", "40")


def _fields(note):
    return {name: getattr(note, name) for name in note.__struct_fields__}


def test_every_column_sorts(library):
    edition = library.edition()
    notes = [marked(edition, "lu", words) for words in WORDS]
    notes.append(marked(edition, "kho", "40 áo phao"))
    found = gather(edition, notes)
    by_value = [one.words for one in arranged(found, "figure")]
    assert by_value == ["40", "62,5%", "1.250 hộ", "3-5 triệu đồng", "ngày 12/9/2026", "vài chiếc"]
    assert arranged(found, "title")[0].title == "Áo phao"
    assert arranged(found, "section", reverse=True)[-1].section == ""
    for column in COLUMNS:
        assert sorted(one.note for one in arranged(found, column, reverse=True)) == sorted(
            one.id for one in notes
        )


def test_figures_are_narrowed_by_words_of_any_column(library):
    edition = library.edition()
    found = gather(edition, [marked(edition, "lu", words) for words in WORDS])
    held = Register(found)
    assert [one.words for one in held.shown("xa vung")] == ["1.250 hộ"]
    assert [one.words for one in held.shown("62,5")] == ["62,5%"]
    assert held.shown("phong lu") == found
    assert held.shown("phong lu", "figure") == arranged(found, "figure")
    assert (held.shown(flagged=True), held.flagged) == ([], 0)


def test_the_register_is_made_of_what_is_kept(library, tmp_path):
    edition = library.edition()
    with ReaderState(tmp_path / "state") as state:
        for note in (
            marked(edition, "lu", "1.250 hộ"),
            marked(edition, "lu", "62,5%", colour="idea"),
            marked(edition, "lu", "3-5 triệu đồng", kind="underline"),
        ):
            put(state, note)
        assert [one.words for one in gather(edition, read(state, edition.library))] == ["1.250 hộ"]
        assert read(state, "kho khác") == []


@given(st.text(st.sampled_from("Aaạ đĐ.!?…”(\n1,"), max_size=60), st.data())
def test_a_sentence_holds_its_passage_and_ends_where_the_next_begins(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    begin, stop = sentence(text, start, end)
    if text[start:end].strip():
        inside = text[start:end]
        assert text[begin:stop].count(inside.strip()) >= 1
    assert 0 <= begin <= max(start, begin)
    assert stop <= len(text)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Một. Hai có 2 hộ. Ba.", "2 hộ", "Hai có 2 hộ."),
        ("Đạt 1.250 hộ. Xong.", "1.250", "Đạt 1.250 hộ."),
        ("Ông nói: “Có 3 xã.” Rồi về.", "3 xã", "Ông nói: “Có 3 xã.”"),
        ("Theo TS. và cộng sự, 5 hộ. Hết.", "5 hộ", "Theo TS. và cộng sự, 5 hộ."),
        ("Dòng một\nDòng hai 4 thôn", "4 thôn", "Dòng hai 4 thôn"),
        ("II. Việc trong 72 giờ. Hết.", "72 giờ", "II. Việc trong 72 giờ."),
        ("Một câu 1. Hai câu 2. Ba.", "1. Hai", "Một câu 1. Hai câu 2."),
    ],
)
def test_sentences(text, words, expected):
    at = text.index(words)
    begin, stop = sentence(text, at, at + len(words))
    assert text[begin:stop] == expected
