"""What editions do to paper that is already out."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from desktop.library.document import Run, leaves
from desktop.library.editions.build import Built
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.handouts.compose import excerpts, whole
from desktop.library.handouts.composition import Composition
from desktop.library.handouts.copies import Copy
from desktop.library.handouts.cutting import Excerpt
from desktop.library.handouts.registering import Paper, handed_copies, handing_of
from desktop.library.reader.correcting import Correction, corrections
from desktop.library.reader.register import Handing, Register, settled
from desktop.library.reader.state import ReaderState
from tests.library.handouts.conftest import DATE

Build = Callable[[], Built]
Write = Callable[[str, str], None]
COPIES = (Copy(1, 2, "Lê Thị Mai", "Thôn 3"), Copy(2, 2, "Trạm Y tế"))
OPENING = "Phòng đọc mở cửa từ 7 giờ đến 21 giờ."


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with ReaderState(tmp_path / "state") as state:
        yield Register(state)


@pytest.fixture
def revise(workspace_folder: Path) -> Write:
    """Puts other words into a document's file."""

    def run(old: str, new: str, name: str = "hoi-nghi-2026/phong-doc") -> None:
        path = workspace_folder / "conferences" / f"{name}.md"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return run


def hand_out(
    edition: Edition,
    register: Register,
    composition: Composition,
    copies: Sequence[Copy] = COPIES,
) -> Handing:
    handing = handing_of(edition, Paper(composition, "plain", b"%PDF", 1), copies)
    register.record(handing, handed_copies(handing, copies, DATE))
    return handing


def overtaken(library_folder: Path, register: Register, **options: bool) -> list[Correction]:
    with Library(library_folder).current() as edition:
        return corrections(edition, register, **options)


def block_of(edition: Edition, briefing: str, words: str) -> tuple[str, int, int]:
    (leaf,) = [one for one in leaves(edition.briefing(briefing).document) if words in one.text]
    start = leaf.text.index(words)
    return leaf.id, start, start + len(words)


@pytest.fixture
def handed(build_here: Build, library_folder: Path, register: Register) -> Handing:
    """The whole of one document, handed out from the first edition."""
    build_here()
    with Library(library_folder).current() as edition:
        return hand_out(edition, register, whole(edition, ["phong-doc"]))


def test_what_is_handed_out_is_kept_word_by_word(handed: Handing, library_folder: Path) -> None:
    (source,) = handed.sources
    assert (source.briefing, source.edition, source.whole) == ("phong-doc", 1, True)
    with Library(library_folder).current() as edition:
        texts = [leaf.text for leaf in leaves(edition.briefing("phong-doc").document)]
    assert [block.quote for block in source.blocks] == texts
    assert (handed.facts.of, handed.facts.circulation) == (2, "restricted")


def test_a_figure_alone_is_called_back_with_its_document(
    build_here: Build, library_folder: Path, register: Register, revise: Write
) -> None:
    build_here()
    with Library(library_folder).current() as edition:
        (figure,) = [
            node for node in edition.briefing("khung-hoang").document if node.kind == "figure"
        ]
        composition = whole(edition, ["khung-hoang"])
        bare = msgspec.structs.replace(figure, children=())
        part = msgspec.structs.replace(composition.parts[0], document=(bare,))
        made = hand_out(edition, register, msgspec.structs.replace(composition, parts=(part,)))
        assert (made.sources[0].blocks, made.sources[0].whole) == ((), False)
    name = "hoi-nghi-2026/khung-hoang"
    revise("id: khung-hoang\n", "id: khung-hoang\nstatus: withdrawn\nstatus_reason: Sai\n", name)
    build_here()
    assert [one.state for one in overtaken(library_folder, register)] == ["withdrawn"]


def test_nothing_is_told_while_nothing_changes(
    handed: Handing, build_here: Build, library_folder: Path, register: Register, revise: Write
) -> None:
    assert overtaken(library_folder, register) == []
    revise("## I. Việc cần làm", "## I. Những việc cần làm", "hoi-nghi-2026/khung-hoang")
    build_here()
    assert overtaken(library_folder, register) == []


def test_a_reworded_passage_stands_beside_what_was_handed_out(
    handed: Handing, build_here: Build, library_folder: Path, register: Register, revise: Write
) -> None:
    revise(OPENING, "Phòng đọc mở cửa từ 8 giờ đến 20 giờ.")
    build_here()
    (found,) = overtaken(library_folder, register)
    assert (found.state, found.edition, found.handing) == ("changed", 2, handed)
    assert [copy.name for copy in found.copies] == ["Lê Thị Mai", "Trạm Y tế"]
    (change,) = found.changes
    assert change.section == "Sắp xếp giá sách"
    assert change.old.startswith(OPENING)
    assert change.new.startswith("Phòng đọc mở cửa từ 8 giờ đến 20 giờ.")
    assert change.old.removeprefix(OPENING) == change.new.removeprefix(
        "Phòng đọc mở cửa từ 8 giờ đến 20 giờ."
    )


def test_what_goes_and_what_comes_is_told_of_a_whole_document(
    handed: Handing, build_here: Build, library_folder: Path, register: Register, revise: Write
) -> None:
    revise("Danh sách người trực phòng đọc.", "")
    revise("## Phụ lục", "Bạn đọc tự sắp lại sách khi đọc xong.\n\n## Phụ lục")
    build_here()
    (found,) = overtaken(library_folder, register)
    told = {(change.section, change.old, change.new) for change in found.changes}
    assert told == {
        ("Phụ lục", "Danh sách người trực phòng đọc.", ""),
        ("Sắp xếp giá sách", "", "Bạn đọc tự sắp lại sách khi đọc xong."),
    }


def test_an_excerpt_is_not_overtaken_by_what_stands_beside_it(
    build_here: Build, library_folder: Path, register: Register, revise: Write
) -> None:
    build_here()
    with Library(library_folder).current() as edition:
        block, start, end = block_of(edition, "phong-doc", OPENING)
        chosen = excerpts(edition, [Excerpt("phong-doc", block, start, end)])
        handing = hand_out(edition, register, chosen)
        (kept,) = handing.sources[0].blocks
        assert kept.quote == OPENING
        assert kept.text.endswith("biển chỉ dẫn.")
        assert not handing.sources[0].whole
    revise("có biển chỉ dẫn", "có hai biển chỉ dẫn")
    revise("## Phụ lục", "Bạn đọc tự sắp lại sách.\n\n## Phụ lục")
    build_here()
    assert overtaken(library_folder, register) == []
    revise("từ 7 giờ", "từ 6 giờ")
    build_here()
    (found,) = overtaken(library_folder, register)
    assert [(one.old, one.new) for one in found.changes] == [
        (OPENING, "Phòng đọc mở cửa từ 6 giờ đến 21 giờ.")
    ]


def test_a_withdrawn_document_calls_its_copies_back(
    handed: Handing, build_here: Build, library_folder: Path, register: Register, revise: Write
) -> None:
    revise("id: phong-doc\n", "id: phong-doc\nstatus: withdrawn\nstatus_reason: Có số liệu sai\n")
    build_here()
    (found,) = overtaken(library_folder, register)
    assert (found.state, found.reason, found.changes) == ("withdrawn", "Có số liệu sai", ())


def test_a_document_that_is_gone_calls_its_copies_back(
    handed: Handing, build_here: Build, library_folder: Path, register: Register,
    workspace_folder: Path,
) -> None:  # fmt: skip
    (workspace_folder / "conferences" / "hoi-nghi-2026" / "phong-doc.md").unlink()
    build_here()
    (found,) = overtaken(library_folder, register)
    assert (found.state, found.reason, found.title) == ("withdrawn", "", "Phòng đọc cộng đồng")


def test_a_successor_is_named(
    handed: Handing, build_here: Build, library_folder: Path, register: Register, revise: Write
) -> None:
    revise("id: huong-dan\n", "id: huong-dan\nsupersedes: [phong-doc]\n", "tai-lieu-le/huong-dan")
    build_here()
    (found,) = overtaken(library_folder, register)
    assert (found.state, found.reason, found.changes) == ("superseded", "Hướng dẫn rà soát", ())


def test_copies_that_are_back_need_no_correction(
    handed: Handing, build_here: Build, library_folder: Path, register: Register, revise: Write
) -> None:
    revise(OPENING, "Phòng đọc đóng cửa.")
    build_here()
    first, second = register.copies(handed.id)
    register.change([settled(first, "returned", "2026-11-01")])
    (found,) = overtaken(library_folder, register)
    assert found.copies == (second,)
    former = register.change([settled(second, "destroyed", "2026-11-01")])
    assert overtaken(library_folder, register) == []
    register.change(former)
    register.set_aside(handed.id)
    assert overtaken(library_folder, register) == []


def test_paper_without_numbers_is_told_of_too(
    build_here: Build, library_folder: Path, register: Register, revise: Write
) -> None:
    build_here()
    with Library(library_folder).current() as edition:
        hand_out(edition, register, whole(edition, ["phong-doc"]), ())
    revise(OPENING, "Phòng đọc đóng cửa.")
    build_here()
    (found,) = overtaken(library_folder, register)
    assert found.copies == ()


def test_an_answered_correction_is_told_again_only_when_more_changes(
    handed: Handing, build_here: Build, library_folder: Path, register: Register, revise: Write
) -> None:
    revise("từ 7 giờ", "từ 8 giờ")
    build_here()
    (found,) = overtaken(library_folder, register)
    register.answer(handed.id, {found.briefing: found.digest})
    assert overtaken(library_folder, register) == []
    (again,) = overtaken(library_folder, register, answered=True)
    assert again.digest == found.digest
    revise("## I. Việc cần làm", "## I. Những việc cần làm", "hoi-nghi-2026/khung-hoang")
    build_here()
    assert overtaken(library_folder, register) == []
    revise("đến 21 giờ", "đến 22 giờ")
    build_here()
    (more,) = overtaken(library_folder, register)
    assert re.search("từ 8 giờ đến 22 giờ", more.changes[0].new)


def test_an_older_edition_s_words_are_held_against_its_own_version(
    handed: Handing, build_here: Build, library_folder: Path, register: Register, revise: Write
) -> None:
    """A source kept in its old wording is compared from the edition that had it."""
    old = handed.sources[0]
    revise("từ 7 giờ", "từ 8 giờ")
    build_here()
    with Library(library_folder).current() as edition:
        composition = whole(edition, ["phong-doc"])
        (part,) = composition.parts
        first = edition.versions("phong-doc")[0]
        texts = {block.id: block.text for block in first.blocks}
        document = tuple(
            msgspec.structs.replace(node, runs=(Run(texts[node.id]),)) for node in part.document
        )
        source = msgspec.structs.replace(part.source, edition=1)
        part = msgspec.structs.replace(part, document=document, source=source)
        made = hand_out(edition, register, msgspec.structs.replace(composition, parts=(part,)))
        assert made.sources == (old,)
        told = corrections(edition, register)
    assert [one.handing.id for one in told] == [made.id, handed.id]
    assert told[0].changes == told[1].changes
