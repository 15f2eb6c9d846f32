"""From a draft to a composition, and what later editions do to what was taken."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from desktop.library.document import leaves, plain_text
from desktop.library.editions.build import Built
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.errors import InputError
from desktop.library.handouts.compose import whole
from desktop.library.handouts.draft import Decision, Draft, Item, Note, Options, Prose
from desktop.library.handouts.gathering import changed, composed, left, renewed, report
from desktop.library.handouts.sheet import make_sheet
from desktop.library.handouts.taking import take_figure, take_passage, take_section, take_whole
from desktop.library.handouts.write import write
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import Annotation

PLAIN = Options()
WHEN = "2026-10-01T00:00:00.000+00:00"


@pytest.fixture
def edition(build_here: Callable[[], Built], library_folder: Path) -> Iterator[Edition]:
    build_here()
    with Library(library_folder).current() as opened:
        yield opened


def next_edition(
    build_here: Callable[[], Built], library_folder: Path, file: Path, old: str, new: str
) -> Edition:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    build_here()
    return Library(library_folder).current()


def block_of(edition: Edition, identifier: str, words: str) -> str:
    document = edition.briefing(identifier).document
    (found,) = [leaf.id for leaf in leaves(document) if words in leaf.text]
    return found


def draft(*items: Item, options: Options = PLAIN) -> Draft:
    return Draft(id="d", library="kho", items=items, options=options)


def passage(edition: Edition, words: str = "Phòng đọc mở cửa từ 7 giờ đến 21 giờ.") -> Item:
    block = block_of(edition, "phong-doc", words)
    briefing = edition.briefing("phong-doc")
    return take_passage(briefing, edition.number, ((block, 0, len(words)),))


def test_items_of_every_kind_become_parts(edition: Edition) -> None:
    storm = edition.briefing("khung-hoang")
    heading = block_of(edition, "khung-hoang", "1. Rà soát")
    made = composed(
        edition,
        draft(
            Prose(id="p", markdown="Việc chung", level="I"),
            passage(edition),
            Prose(id="q", markdown="Lời *dẫn* riêng."),
            take_section(storm, 1, heading),
            take_figure(storm, 1, picture="so-do.svg"),
            take_figure(storm, 1, block=block_of(edition, "khung-hoang", "Trưởng thôn")),
            take_whole(edition.briefing("huong-dan"), 1),
        ),
        {},
    )
    assert [part.heading for part in made.parts] == [
        *("I. Việc chung", "", "", "", "", ""),
        "Hướng dẫn rà soát",
    ]
    assert [part.own for part in made.parts] == [True, False, True, False, False, False, False]
    texts = [plain_text(part.document) for part in made.parts]
    assert texts[1] == "Phòng đọc mở cửa từ 7 giờ đến 21 giờ."
    assert texts[3].startswith("1. Rà soát")
    assert "Bảng tin" in texts[3]
    assert made.parts[4].document[0].kind == "figure"
    assert made.parts[4].figures
    assert made.parts[5].document[0].kind == "table"
    assert made.circulation == "internal"


def test_headings_are_counted(edition: Edition) -> None:
    levels = ["I", "1", "a", "a", "1", "I", "1"]
    items = [Prose(id=str(at), markdown="Mục", level=level) for at, level in enumerate(levels)]
    made = composed(edition, draft(*items), {})
    assert [part.heading for part in made.parts] == [
        *("I. Mục", "1. Mục", "a) Mục", "b) Mục", "2. Mục", "II. Mục", "1. Mục")
    ]
    assert [part.depth for part in made.parts] == [1, 2, 3, 3, 2, 1, 2]
    assert made.circulation == "public"


def test_a_reworded_passage_is_told_and_old_or_new_is_printed(
    edition: Edition,
    build_here: Callable[[], Built],
    library_folder: Path,
    workspace_folder: Path,
) -> None:
    item = passage(edition)
    file = workspace_folder / "conferences" / "hoi-nghi-2026" / "phong-doc.md"
    with next_edition(build_here, library_folder, file, "đến 21 giờ.", "đến 20 giờ.") as later:
        one = draft(item)
        change = changed(later, one)[item.id]
        assert change.state == "changed"
        assert (change.old, change.new) == (
            "Phòng đọc mở cửa từ 7 giờ đến 21 giờ.",
            "Phòng đọc mở cửa từ 7 giờ đến 20 giờ.",
        )
        before = composed(later, one, {})
        assert plain_text(before.parts[0].document).endswith("21 giờ.")
        assert before.parts[0].source.edition == 1
        new = draft(renewed(item, change))
        assert plain_text(composed(later, new, {}).parts[0].document).endswith("20 giờ.")
        assert changed(later, new) == {}
        kept = draft(left(item, change))
        assert changed(later, kept) == {}
        assert plain_text(composed(later, kept, {}).parts[0].document).endswith("21 giờ.")


def test_what_stayed_is_not_told(
    edition: Edition,
    build_here: Callable[[], Built],
    library_folder: Path,
    workspace_folder: Path,
) -> None:
    heading = block_of(edition, "khung-hoang", "1. Rà soát")
    storm = edition.briefing("khung-hoang")
    items = (passage(edition), take_section(storm, 1, heading), take_whole(storm, 1))
    file = workspace_folder / "conferences" / "hoi-nghi-2026" / "phong-doc.md"
    with next_edition(build_here, library_folder, file, "có biển chỉ dẫn", "đã có biển") as later:
        assert changed(later, draft(*items)) == {}


def test_changed_sections_figures_and_documents_are_told(
    edition: Edition,
    build_here: Callable[[], Built],
    library_folder: Path,
    workspace_folder: Path,
) -> None:
    storm = edition.briefing("khung-hoang")
    section = take_section(storm, 1, block_of(edition, "khung-hoang", "1. Rà soát"))
    table = take_figure(storm, 1, block=block_of(edition, "khung-hoang", "Trưởng thôn"))
    picture = take_figure(storm, 1, picture="so-do.svg")
    whole = take_whole(storm, 1)
    one = draft(section, table, picture, whole)
    file = workspace_folder / "conferences" / "hoi-nghi-2026" / "khung-hoang.md"
    with next_edition(build_here, library_folder, file, "Trưởng thôn", "Trưởng khu") as later:
        found = changed(later, one)
        assert set(found) == {section.id, table.id, whole.id}
        assert {change.state for change in found.values()} == {"changed"}
        texts = [plain_text(part.document) for part in composed(later, one, {}).parts]
        assert "Trưởng thôn" in texts[0]
        assert "Trưởng thôn" in texts[1]
        assert "Trưởng thôn" in texts[3]
        anew = draft(*(renewed(item, found[item.id]) for item in (section, table, whole)))
        assert changed(later, anew) == {}
        texts = [plain_text(part.document) for part in composed(later, anew, {}).parts]
        assert all("Trưởng khu" in text for text in texts)


def test_a_withdrawn_or_missing_document_is_told_and_not_printed(
    edition: Edition,
    build_here: Callable[[], Built],
    library_folder: Path,
    workspace_folder: Path,
) -> None:
    item = passage(edition)
    file = workspace_folder / "conferences" / "hoi-nghi-2026" / "phong-doc.md"
    with next_edition(
        build_here,
        library_folder,
        file,
        "order: 2",
        "order: 2\nstatus: withdrawn\nstatus_reason: Có nhầm lẫn",
    ) as later:
        change = changed(later, draft(item))[item.id]
        assert change.state == "withdrawn"
        with pytest.raises(InputError) as caught:
            composed(later, draft(item), {})
        assert caught.value.code == "handout_withdrawn"
        with pytest.raises(InputError, match="handout_nothing_new"):
            renewed(item, change)
        gone = msgspec.structs.replace(item, briefing="khong-co")
        assert changed(later, draft(gone))[item.id].state == "unknown"
        assert "7 giờ" in plain_text(composed(later, draft(gone), {}).parts[0].document)


def note(edition: Edition, words: str, text: str) -> Annotation:
    block = block_of(edition, "phong-doc", words)
    document = edition.briefing("phong-doc").document
    targets = anchors(document, ((block, 0, len(words)),))
    return Annotation("n1", "kho", "phong-doc", 1, targets, "idea", text, WHEN, WHEN)


def test_notes_are_printed_as_items_and_in_their_document(edition: Edition) -> None:
    own = note(edition, "Phòng đọc mở cửa", "Hỏi lại **giờ**.")
    item = Note(id="i", annotation="n1")
    made = composed(edition, draft(item), {"n1": own})
    quote, text = made.parts[0].document
    assert (quote.kind, plain_text((text,))) == ("quote", "Hỏi lại giờ.")
    bare = Note(id="i", annotation="n1", with_passage=False)
    assert len(composed(edition, draft(bare), {"n1": own}).parts[0].document) == 1
    with pytest.raises(InputError, match="handout_note_gone"):
        composed(edition, draft(item), {})
    for taken in (take_whole(edition.briefing("phong-doc"), 1), passage(edition)):
        marked = composed(edition, draft(taken, options=Options(notes_on=True)), {"n1": own})
        document = marked.parts[0].document
        underlined = [run.text for leaf in leaves(document) for run in leaf.runs if run.underline]
        assert underlined == ["Phòng đọc mở cửa"]
        assert "Hỏi lại giờ." in plain_text(document[-1:])
        plain = composed(edition, draft(taken), {"n1": own}).parts[0].document
        assert not any(run.underline for leaf in leaves(plain) for run in leaf.runs)


def test_a_report_of_notes_has_them_under_their_documents(edition: Edition) -> None:
    first = note(edition, "Phòng đọc mở cửa", "Hỏi lại.")
    whole = msgspec.structs.replace(first, id="n0", targets=(), note="Cần đọc.", tags=("gấp",))
    later = msgspec.structs.replace(
        note(edition, "Danh sách người trực", "Xem sau."),
        id="n2",
        created="2026-09-01T00:00:00.000+00:00",
        private_tags=("riêng",),
    )
    reply = msgspec.structs.replace(first, id="n3", kind="reply", note="Không in.")
    notes = {one.id: one for one in (later, first, whole, reply)}
    made = report(edition, notes)
    assert [part.heading for part in made.parts] == ["Phòng đọc cộng đồng"]
    told = [leaf.text for leaf in leaves(made.parts[0].document)]
    heads = [leaf.text for leaf in leaves(made.parts[0].document) if leaf.kind == "heading"]
    assert heads[0] == "Ghi chú 1: Cả tài liệu"
    assert heads[1].startswith("Ghi chú 2: ")
    assert heads[2].startswith("Ghi chú 3: ")
    place = [told.index(words) for words in ("Cần đọc.", "Hỏi lại.", "Xem sau.")]
    assert place == sorted(place)
    assert told[1] == "Ghi ngày 1/10/2026 · Nhãn: gấp"
    assert told[told.index("Hỏi lại.") - 1] == "Phòng đọc mở cửa"
    assert not {"Không in.", "riêng"} & set(" ".join(told).split(" · "))
    assert made.circulation in {"internal", "restricted"}
    (section,) = make_sheet(made).sections
    after = [section.body[at + 1].text for at in sorted(section.kept)]
    assert after == ["Cần đọc.", "", "Hỏi lại.", "", "Xem sau."]


def test_a_single_document_gives_its_own_title_and_kind(edition: Edition) -> None:
    item = take_whole(edition.briefing("khung-hoang"), 1)
    made = composed(edition, draft(item), {})
    card = edition.briefing("khung-hoang").card
    assert (made.title, made.label) == (card.title, card.kind)
    assert composed(edition, draft(passage(edition)), {}).title == "Phòng đọc cộng đồng"


def test_a_collection_without_a_title_is_named_once(edition: Edition) -> None:
    items = [take_whole(edition.briefing(name), 1) for name in ("khung-hoang", "huong-dan")]
    conferences = {edition.briefing(name).card.conference for name in ("khung-hoang", "huong-dan")}
    assert len(conferences) == 2
    made = composed(edition, draft(*items), {})
    assert (made.title, made.label) == ("Tập tài liệu", "")
    lines = write(made, "plain", "txt", dt.date(2026, 11, 3)).decode().splitlines()
    assert [line for line in lines[:6] if "TÀI LIỆU" in line] == ["TẬP TÀI LIỆU"]
    named = composed(edition, msgspec.structs.replace(draft(*items), title="Bão, lũ"), {})
    assert (named.title, named.label) == ("Bão, lũ", "Tài liệu")
    own = composed(edition, draft(Prose(id="p", markdown="Lời riêng.")), {})
    assert (own.title, own.label) == ("Tài liệu", "")
    both = whole(edition, ["khung-hoang", "huong-dan"])
    assert (both.title, both.label) == ("Tập tài liệu", "")


def test_an_empty_report_is_refused(edition: Edition) -> None:
    with pytest.raises(InputError, match="excerpts_none"):
        report(edition, {})


def test_the_narrowest_circle_holds_until_a_person_decides(edition: Edition) -> None:
    appendix = passage(edition, "Danh sách người trực phòng đọc.")
    assert composed(edition, draft(appendix), {}).circulation == "restricted"
    wider = Options(circulation=Decision("internal", "", ""))
    with pytest.raises(InputError) as caught:
        composed(edition, draft(appendix, options=wider), {})
    assert caught.value.code == "circulation_undecided"
    assert "Phòng đọc cộng đồng" in caught.value.params["titles"]
    decided = Options(circulation=Decision("internal", "Được đồng ý", WHEN))
    assert composed(edition, draft(appendix, options=decided), {}).circulation == "internal"
    narrower = Options(circulation=Decision("restricted", "", ""))
    assert composed(edition, draft(passage(edition), options=narrower), {}).circulation == (
        "restricted"
    )


def test_a_library_may_lock_restricted_items(edition: Edition) -> None:
    edition.settings = msgspec.structs.replace(edition.settings, lock_restricted=True)
    decided = Options(circulation=Decision("internal", "Được đồng ý", WHEN))
    appendix = passage(edition, "Danh sách người trực phòng đọc.")
    with pytest.raises(InputError, match="circulation_locked"):
        composed(edition, draft(appendix, options=decided), {})
    public = Options(circulation=Decision("public", "Được đồng ý", WHEN))
    assert composed(edition, draft(passage(edition), options=public), {}).circulation == "public"
