"""Only notes whose passages have changed, and that nobody has looked at, are to be reviewed."""

from desktop.library.reader.annotations import put
from desktop.library.reader.overview import read
from desktop.library.reader.reviewing import doubtful, to_review
from desktop.library.reader.state import ReaderState
from tests.library.reader.test_figures import FLOOD, library, marked

__all__ = ["library"]


def test_notes_whose_passage_is_gone_are_found_and_no_others(library, tmp_path):
    before = library.edition()
    gone, stays = marked(before, "lu", "vài chiếc xuồng"), marked(before, "lu", "1.250 hộ")
    other = marked(before, "kho", "40 áo phao")
    library.write("lu", FLOOD.replace("\nCần thêm vài chiếc xuồng.\n", ""))
    edition = library.edition()
    notes = [gone, stays, other]
    with ReaderState(tmp_path / "state") as state:
        for note in notes:
            put(state, note)
        assert doubtful(edition, read(state, edition.library)) == ["lu"]
        assert doubtful(before, read(state, edition.library)) == []
    assert to_review(edition, notes, {}) == {gone.id}
    assert to_review(edition, notes, {gone.id: edition.number}) == frozenset()


def test_what_is_left_with_an_old_passage_is_asked_about_when_that_changes_again(library):
    before = library.edition()
    note = marked(before, "kho", "40 áo phao")
    library.write("kho", "Kho nay đóng cửa.")
    edition = library.edition()
    kept = {note.id: edition.number - 1}
    assert to_review(edition, [note], kept) == {note.id}
