from collections.abc import Callable

import msgspec

from desktop.library.document import Document, Node, Run, leaves
from desktop.library.handouts.composition import Composition, Part, Source, narrowest
from desktop.library.handouts.sheet import make_sheet, tidy
from desktop.library.text.rendering import render

Compose = Callable[[Document], Composition]


def test_notes_are_numbered_by_first_reference(compose: Compose) -> None:
    sheet = make_sheet(compose(render("B[^b] a[^a] b[^b].\n\n[^a]: Một.\n[^b]: Hai.")))
    assert [run.note for run in sheet.sections[0].body[0].runs if run.note] == ["1", "2", "1"]
    assert [next(leaves(note)).text for note in sheet.notes] == ["Hai.", "Một."]


def test_a_note_nobody_refers_to_is_not_lost(compose: Compose) -> None:
    note = Node("footnote", label="x", children=(Node("paragraph", runs=(Run("Lạc."),)),))
    sheet = make_sheet(compose((Node("footnotes", children=(note,)),)))
    assert [leaf.text for leaf in leaves(sheet.sections[0].body)] == ["Lạc."]


def test_a_reference_to_no_note_is_left_out(compose: Compose) -> None:
    sheet = make_sheet(compose((Node("paragraph", runs=(Run("a"), Run(note="9"))),)))
    assert sheet.sections[0].body[0].runs == (Run("a"),)


def test_notes_of_two_parts_do_not_meet(source: Source) -> None:
    part = Part(source, render("Chữ[^1].\n\n[^1]: Chú."), "Một")
    sheet = make_sheet(Composition("T", (part, part), "public"))
    assert len(sheet.notes) == 2
    assert sheet.sources == sheet.sources[:1]


def test_headings_skip_no_level(compose: Compose) -> None:
    sheet = make_sheet(compose(render("### a\n\n###### b\n\n#### c\n\n## d")))
    assert [node.level for node in sheet.sections[0].body] == [1, 2, 2, 1]


def test_only_outside_addresses_stay_links(compose: Compose) -> None:
    sheet = make_sheet(compose(render("[a](https://vi.example) [b](#fn) [c](mailto:a@vi.example)")))
    hrefs = [run.href for run in sheet.sections[0].body[0].runs if run.text.strip()]
    assert hrefs == ["https://vi.example", "", "mailto:a@vi.example"]


def test_tidy_keeps_what_is_seen() -> None:
    assert tidy("e\u0302\u0301 a\u00adb\u200b\ufeffc\x00\n\td") == "ế abc\n    d"


def test_a_public_handout_bears_no_mark(compose: Compose, document: Document) -> None:
    public = msgspec.structs.replace(compose(document), circulation="public")
    assert make_sheet(public).mark == ""
    assert make_sheet(compose(document)).mark == "LƯU HÀNH NỘI BỘ"


def test_the_narrowest_circle_of_sources_and_sections(source: Source) -> None:
    public = msgspec.structs.replace(source, circulation="public")
    assert narrowest([Part(public, ())]) == "public"
    assert narrowest([Part(public, ()), Part(source, ())]) == "internal"
    section = render("## Phụ lục {circulation=restricted}\n\nTên.")
    assert narrowest([Part(public, section)]) == "restricted"


def test_a_superseded_source_says_by_what(source: Source) -> None:
    old = msgspec.structs.replace(source, successor="Hướng dẫn mới")
    sheet = make_sheet(Composition("T", (Part(old, ()),), "public"))
    assert sheet.superseded == "Đã được thay thế bởi: Hướng dẫn mới"
    assert "Hướng dẫn mới" in sheet.sources[0]
