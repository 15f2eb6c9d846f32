"""The list of notes: its model, its cards, and Markdown that opens nothing."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QObject, QRectF
from PySide6.QtGui import QImage, QPainter, QTextDocument

from desktop.window.panes import note_markdown
from desktop.window.panes.notes_model import Filter, NoteRow, NotesModel, counts
from desktop.window.panes.notes_view import NotesView
from desktop.window.theme import load, ui_font

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints")]


def row(name, **said):
    return msgspec.structs.replace(NoteRow(name, "highlight", "idea", f"đoạn {name}", ""), **said)


orders = st.lists(st.sampled_from("abcdefg"), unique=True)


class Told(QObject):
    """Keeps a list in step with a model by what the model tells, as a view does."""

    def __init__(self, model):
        super().__init__()
        self.names = []
        self._model = model
        model.rowsRemoved.connect(self._removed)
        model.rowsInserted.connect(self._inserted)
        model.dataChanged.connect(self._changed)

    def _removed(self, _parent, first, last):
        del self.names[first : last + 1]

    def _inserted(self, _parent, first, last):
        self.names[first:first] = self._model.shown[first : last + 1]

    def _changed(self, first, _last, _roles):
        self.names[first.row()] = self._model.shown[first.row()]


@given(st.lists(st.tuples(orders, st.text("xy", max_size=2)), max_size=5))
def test_a_view_that_follows_what_is_told_shows_what_is_there(steps):
    model = NotesModel()
    told = Told(model)
    for names, note in steps:
        wanted = [row(name, note=note if name in "ace" else "") for name in names]
        held = {one.id: one for one in model.shown}
        rows = [held[one.id] if held.get(one.id) == one else one for one in wanted]
        model.show(rows)
        assert told.names == list(model.shown) == rows


def test_the_model_keeps_the_rules(app, qtmodeltester):
    model = NotesModel()
    model.show([row("a"), row("b")])
    qtmodeltester.check(model)
    model.show([row("b"), row("c"), row("d")])


def test_what_is_chosen_stays_when_others_come_and_go(app, qtbot):
    view = NotesView(load("light"))
    qtbot.addWidget(view)
    view.resize(400, 500)
    view.show()
    view.show_rows([row(name) for name in "abcd"])
    view.reveal("c")
    view.selectionModel().select(view.notes.index(3, 0), QItemSelectionModel.SelectionFlag.Select)
    view.show_rows([row("0"), *(row(name) for name in "bcd")])
    assert (view.current, view.chosen) == ("c", ["c", "d"])


def test_a_card_is_as_high_as_what_it_says(app, qtbot):
    view = NotesView(load("light"))
    qtbot.addWidget(view)
    view.resize(400, 500)
    view.show()
    notes = ["", "Một dòng.", "Một.\n\n- hai\n- ba\n\nBốn.", "dài " * 80]
    view.show_rows([row(str(at), note=note) for at, note in enumerate(notes)])
    heights = [view.visualRect(view.notes.index(at, 0)).height() for at in range(4)]
    assert heights == sorted(set(heights))


def test_rows_are_counted_and_narrowed():
    rows = [
        row("a", tags=(("việc", False),)),
        row("b", colour="figure", kind="underline"),
        row("c", kind="document", tags=(("việc", True),)),
    ]
    held = counts(rows)
    assert (held.all, held.colours["idea"], held.kinds["document"], held.tags["việc"]) == (
        3, 1, 1, 2,
    )  # fmt: skip
    for wanted, ids in (
        (Filter(colour="idea"), "a"),
        (Filter(kind="underline"), "b"),
        (Filter(tag="việc"), "ac"),
        (Filter(), "abc"),
    ):
        assert "".join(one.id for one in rows if wanted.takes(one)) == ids


HOSTILE = (
    "![ảnh](http://xa.example/a.png)\n\n![tệp](file:///etc/hostname)\n\n"
    "<img src='http://xa.example/b.png'><script>x</script>\n\n[đi](javascript:x)"
)


def test_a_note_loads_nothing_and_shows_tags_as_they_were_typed(app, monkeypatch):
    asked = []
    loads = note_markdown._Closed.loadResource
    monkeypatch.setattr(
        note_markdown._Closed,
        "loadResource",
        lambda self, kind, name: asked.append(name) or loads(self, kind, name),
    )
    made = note_markdown.document(HOSTILE, ui_font(), 300)
    picture = QImage(300, 300, QImage.Format.Format_ARGB32)
    painter = QPainter(picture)
    theme = load("light")
    ink, link = theme.colour("text"), theme.colour("accent")
    note_markdown.draw(painter, made, ink, link, QRectF(0, 0, 300, 300))
    painter.end()
    assert asked == []
    text = made.toPlainText()
    assert "ảnh" in text
    assert "<script>x</script>" in text
    assert "￼" not in text


def test_lines_typed_stay_lines_and_marks_are_set(app):
    made = note_markdown.document("một\nhai\n\n**đậm** và _nghiêng_\n\n# Đầu", ui_font(), 300)
    assert made.toPlainText() == "một\nhai\nđậm và nghiêng\nĐầu"
    last = made.lastBlock().begin().fragment().charFormat()
    assert last.fontPointSize() == pytest.approx(ui_font().pointSizeF())


@given(st.text("ab *_`#-1.)\n<>[]!&|~", max_size=30))
def test_what_is_called_plain_reads_the_same_as_markdown(qapp, text):
    if note_markdown.plain(text):
        made = QTextDocument()
        made.setMarkdown(text, note_markdown._FEATURES)
        assert made.toPlainText().split() == text.split()
