"""Soạn tài liệu with real Typst: collected from anywhere, ordered, laid out, looked at, kept."""

import datetime as dt

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QMenu

from desktop.library.errors import EnvironmentFault
from desktop.library.handouts.draft import Figure, Note, Passage, Prose, Section, Whole
from desktop.library.reader.compositions import Compositions
from desktop.library.reader.state import ReaderState
from desktop.window.composing.forms import DecisionForm, HeadingForm, NameForm, ProseForm
from desktop.window.composing.official_part import read_date

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
]
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def choose(menu, words):
    """Takes the entry of a menu that begins so."""
    action = next(one for one in menu.actions() if one.text().startswith(words))
    action.trigger()
    menu.close()


def test_everything_can_be_collected_and_says_where_it_went(bench, qtbot):
    at = bench()
    window = at.window
    at.collect("Loa truyền thanh")
    assert window.reader.notice.text == "Đã thêm vào bản soạn, nay có 1 mục."
    page = window.reader.page
    leaf = next(at for at, one in enumerate(page.typeset.leaves) if one.text == "Gọi điện")
    place = page.cursorRect(page.typeset.cursor(leaf, 0, 0)).center()
    page.customContextMenuRequested.emit(place)
    choose(window.collecting.menu, "Thêm bảng này")
    page.customContextMenuRequested.emit(place)
    choose(window.collecting.menu, "Thêm mục này")
    page.customContextMenuRequested.emit(place)
    choose(window.collecting.menu, "Thêm cả tài liệu")
    at.settle()
    note = window.session.notes.add([(page.typeset.leaves[0].block, 0, 6)], "idea", "Hỏi lại xã.")
    at.settle()
    window.noting.annotating.collect(note)
    kinds = [type(item) for item in at.drafts.items]
    assert kinds == [Passage, Figure, Section, Whole, Note]
    assert at.drafts.items[2].section == "I. Việc cần làm trong 72 giờ"
    at.compose()
    assert "GRINNING FACE" in at.pane.notice.text
    at.pane.notice._act.click()
    at.settle()
    text = " ".join(at.texts())
    assert "Hỏi lại xã." in text
    assert text.count("Trưởng thôn") == 3


def test_rows_of_lists_and_of_the_outline_offer_it_too(bench, qtbot):
    at = bench()
    window = at.window
    card = window.session.edition.card("huong-dan")
    window.rows.open_menu(card, QPoint(10, 10))
    choose(window.rows.menu, "Thêm vào bản soạn")
    at.settle()
    window.side.outline.collect_requested.emit(1)
    assert [getattr(one, "section", "") for one in at.drafts.items] == ["", "II. Sau bão"]
    assert at.drafts.items[0].briefing == "huong-dan"


def test_many_notes_are_collected_from_the_table_of_all(bench, qtbot):
    at = bench()
    block = at.window.reader.page.typeset.leaves[0].block
    for start in (0, 10):
        at.window.session.notes.add([(block, start, start + 6)], "idea", f"Hỏi lại {start}.")
    at.settle()
    at.window.deeds["all_notes"].trigger()
    at.settle()
    pane = at.window.surveying.pane
    pane.view.selectAll()
    pane.view.menu_requested.emit(QPoint(10, 10))
    choose(pane.findChild(QMenu), "Thêm vào bản soạn")
    assert [type(item) for item in at.drafts.items] == [Note, Note]
    at.compose()
    assert {"Hỏi lại 0.", "Hỏi lại 10."} == {row.text for row in at.cards.cards.rows}
    assert "Hỏi lại 10." in " ".join(at.texts())


def test_a_withdrawn_document_is_refused_in_words(bench, qtbot):
    at = bench("da-thu-hoi")
    at.window.collecting.whole("da-thu-hoi")
    at.settle()
    assert at.drafts.items == ()
    assert "thu hồi" in at.window.reader.notice.text


def test_keys_order_take_out_and_bring_back(composing, qtbot):
    at = composing
    assert at.window.focusWidget() is at.cards
    assert at.quotes == ["Loa truyền thanh", "Bản tin kế tiếp"]
    at.press(at.cards, Qt.Key.Key_Down)
    at.press(at.cards, Qt.Key.Key_Up, ALT)
    assert at.quotes == ["Bản tin kế tiếp", "Loa truyền thanh"]
    at.press(at.cards, Qt.Key.Key_Delete)
    assert at.quotes == ["Loa truyền thanh"]
    at.press(at.window, Qt.Key.Key_Z, CONTROL)
    at.press(at.window, Qt.Key.Key_Z, CONTROL)
    assert at.quotes == ["Loa truyền thanh", "Bản tin kế tiếp"]
    at.press(at.window, Qt.Key.Key_Y, CONTROL)
    assert at.quotes == ["Bản tin kế tiếp", "Loa truyền thanh"]
    at.settle()
    [text] = at.texts()
    assert text.index("Bản tin kế tiếp") < text.index("Loa truyền thanh")
    assert "nhà văn hóa" not in text


def test_own_words_stand_between_with_counted_headings(composing, qtbot):
    at = composing
    at.press(at.cards, Qt.Key.Key_N, CONTROL)
    form = at.dialog(ProseForm)
    form.level.take("I")
    qtbot.keyClicks(form.text, "Viec can lam")
    form._give()
    at.press(at.cards, Qt.Key.Key_Return)
    form = at.dialog(ProseForm)
    assert form.text.toPlainText() == "Viec can lam"
    form.text.setPlainText("Việc cần làm")
    form._give()
    [_, made, last] = at.drafts.items
    assert isinstance(made, Prose)
    at.cards.choose(last.id)
    at.press(at.cards, Qt.Key.Key_Return)
    title = at.dialog(HeadingForm)
    title.heading.setText("Giờ phát tin")
    title.level.take("1")
    title._give()
    at.settle()
    [text] = at.texts()
    assert text.index("Loa truyền thanh") < text.index("I. Việc cần làm")
    assert text.index("I. Việc cần làm") < text.index("1. Giờ phát tin")


def test_the_pages_follow_the_options(composing, qtbot):
    at = composing
    options = at.pane.options
    assert at.pane.summary.text() == "1 bản × 1 trang = 1 tờ A4, in một mặt"
    at.press(at.cards, Qt.Key.Key_M, ALT)
    assert options.template.view().isVisible()
    qtbot.keyClick(options.template.view(), Qt.Key.Key_End)
    qtbot.keyClick(options.template.view(), Qt.Key.Key_Return)
    assert at.options.template == "opinions"
    options.template.picked.emit("large")
    options.choices["layout"].picked.emit("booklet")
    options.number.setValue(3)
    at.settle()
    assert (at.options.template, at.options.paper) == ("large", "a5")
    assert at.pane.summary.text() == "3 bản × 1 trang = 3 tờ A4, in hai mặt"
    wide, high = at.composer.proof.shown.sizes[0]
    assert wide > high
    at.window.deeds["undo"].trigger()
    at.window.deeds["undo"].trigger()
    assert (at.options.layout, at.drafts.current.copies.number) == ("single", 1)


def test_the_distances_of_lines_and_paragraphs_are_chosen_within_the_rules(composing, qtbot):
    at = composing
    choices = at.pane.options.choices

    def offered(name):
        box = choices[name]
        return [box.itemText(place) for place in range(box.count())]

    at.settle()
    assert offered("spacing")[:4] == ["Theo mẫu", "1 dòng", "1,1 dòng", "1,15 dòng"]
    assert offered("spacing")[-1] == "1,5 dòng"
    assert offered("gap") == ["Theo mẫu", *(f"{points} pt" for points in range(6, 13))]
    for name, wanted in (("spacing", 1.5), ("gap", 12)):
        choices[name].setFocus()
        qtbot.keyClick(choices[name], Qt.Key.Key_End)
        at.settle()
        assert getattr(at.options, name) == wanted
        assert choices[name].key == f"{wanted:g}"
    measures = at.composer.proof.paper.made.rules.spacing
    assert (measures["line"].value, measures["paragraph"].value) == (1.5, 12)
    at.pane.options.template.picked.emit("party")
    at.settle()
    assert (at.options.spacing, at.options.gap) == (0, 0)
    line = at.composer.proof.paper.made.rules.spacing["line"]
    least, most = map(int, line.bounds)
    assert line.unit == "pt"
    assert offered("spacing") == ["Theo mẫu", *(f"{size} pt" for size in range(least, most + 1))]


def test_pages_are_turned_from_anywhere_and_drawn_without_colours(bench, qtbot):
    at = bench("dai")
    at.window.collecting.whole("dai")
    at.settle()
    at.compose()
    preview = at.pane.preview
    assert preview.pages > 1
    at.press(at.cards, Qt.Key.Key_PageDown)
    at.settle()
    assert (preview.page, preview.where) == (1, f"Trang 2/{preview.pages}")
    at.press(at.pane.title, Qt.Key.Key_PageUp)
    assert preview.page == 0
    assert not preview.image.isGrayscale() or preview.image.depth() == 32
    preview.grey_button.click()
    at.settle()
    assert preview.image.isGrayscale()
    assert preview.image.depth() == 8


def test_the_last_good_page_stays_while_another_is_made(composing, qtbot):
    at = composing
    before = at.pane.preview.image
    at.pane.options.template.picked.emit("large")
    assert at.composer.waiting
    assert at.pane.preview.image == before
    at.settle()
    assert at.pane.preview.image != before


def test_characters_without_a_glyph_are_named_and_replaced_with_consent(composing, qtbot):
    at = composing
    at.drafts.add(Prose(id="x", markdown="Chữ lạ 𓀀 ở đây"))
    at.settle()
    notice = at.pane.notice
    assert "𓀀" in notice.text or "U+13000" in notice.text
    assert "Chữ lạ" not in at.texts()[0]
    notice._act.click()
    at.settle()
    assert notice.isHidden()
    assert "□" in at.texts()[0]
    at.drafts.add(Prose(id="y", markdown="Chữ lạ khác 𓀁"))
    at.settle()
    assert "U+13001" in notice.text
    assert "Chữ lạ khác" not in at.texts()[0]
    notice._act.click()
    at.settle()
    assert at.texts()[0].count("□") == 2
    at.pane.copy_requested.emit()
    at.settle()
    assert notice.isVisible()


def test_a_wider_circulation_needs_a_recorded_decision(composing, qtbot):
    at = composing
    circle = at.pane.options.circle
    assert circle.itemText(0) == "Theo phạm vi hẹp nhất (Nội bộ)"
    circle.picked.emit("public")
    form = at.dialog(DecisionForm)
    form._decide()
    assert form.wrong
    form.why.setPlainText("Thường trực cho phép")
    form._decide()
    at.settle()
    decision = at.options.circulation
    assert decision.circle == "public"
    assert decision.why.startswith("Thường trực cho phép (Xử lý khủng hoảng")
    assert at.composer.proof.paper.composition.circulation == "public"
    at.pane.options.circle.picked.emit("restricted")
    at.settle()
    assert at.composer.proof.paper.composition.circulation == "restricted"


def test_an_official_paper_says_what_it_lacks_and_leads_there(composing, qtbot):
    at = composing
    at.pane.options.template.picked.emit("state")
    at.settle()
    official, findings = at.pane.options.official, at.pane.findings
    assert "số văn bản" in official.missing
    assert findings.findings[0].blocking
    findings.head.click()
    row = next(
        at for at, one in enumerate(findings.findings) if one.params.get("part") == "part_number"
    )
    findings.list.setCurrentRow(row)
    at.press(findings.list, Qt.Key.Key_Return)
    assert at.window.focusWidget() is official.fields["number"]
    qtbot.keyClicks(official.fields["number"], "14")
    at.settle()
    assert at.options.official.number == "14"
    assert "số văn bản" not in official.missing
    at.press(at.cards, Qt.Key.Key_Z, CONTROL)
    assert at.options.official.number == ""


def test_several_drafts_are_kept_and_none_is_lost(composing, qtbot, state_folder):
    at = composing
    qtbot.keyClicks(at.pane.title, "Giao ban")
    at.pane.copy_requested.emit()
    at.pane.begin_requested.emit()
    at.settle()
    assert [one.title for one in at.drafts.all] == ["", "Giao ban (bản sao)", "Giao ban"]
    at.pane.drafts.click()
    menu = at.pane.findChild(QMenu)
    choose(menu, "Giao ban")
    assert at.drafts.draft.title == "Giao ban (bản sao)"
    at.pane.remove_requested.emit()
    at.settle()
    titles = {one.title for one in at.drafts.all}
    assert titles == {"", "Giao ban"}
    at.window.reader.notice._act.click()
    at.settle()
    assert at.drafts.draft.title == "Giao ban (bản sao)"
    with ReaderState(state_folder) as state:  # as a start after a crash finds it
        found = Compositions(state).all(at.drafts.draft.library)
    assert {one.title: len(one.items) for one in found} == {
        "": 0,
        "Giao ban": 2,
        "Giao ban (bản sao)": 2,
    }


def test_the_draft_is_there_again_after_reopening(bench, qtbot):
    at = bench()
    at.collect("Loa truyền thanh")
    at.window.close()
    again = bench()
    assert again.quotes == ["Loa truyền thanh"]
    assert again.window.toolbar.button("compose").text() == "Soạn tài liệu 1"


def test_ctrl_s_keeps_the_layout_as_a_template(composing, qtbot):
    at = composing
    at.pane.options.template.picked.emit("large")
    at.press(at.window, Qt.Key.Key_S, CONTROL)
    form = at.dialog(NameForm)
    form.name.setText("Chữ to của xã")
    form._give()
    at.settle()
    at.pane.begin_requested.emit()
    assert at.options.template == "plain"
    at.pane.options.template.picked.emit("own/Chữ to của xã")
    assert at.options.template == "large"


@pytest.mark.parametrize("form", ["pdf", "pdfa", "docx", "html", "md", "txt"])
def test_every_format_is_written_where_it_was_asked_for(composing, qtbot, tmp_path, form):
    at = composing
    if form == "pdf":
        at.press(at.window, Qt.Key.Key_E, CONTROL)
    else:
        at.pane.form_requested.emit(form)
    dialog = at.dialog(QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(f"bản soạn.{dialog.defaultSuffix()}")
    with qtbot.waitSignal(at.window.handing.ended):
        dialog.accept()
    at.settle()
    [path] = tmp_path.glob("bản soạn.*")
    data = path.read_bytes()
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(data) as pdf:
            text = pdf[0].get_textpage().get_text_range()
        assert "Loa truyền thanh" in " ".join(text.split())
    elif path.suffix == ".docx":
        assert data.startswith(b"PK")
    else:
        assert "Loa truyền thanh" in data.decode()


def test_esc_leads_back_and_the_page_prints_itself_again(composing, qtbot):
    at = composing
    assert at.window.room.filled
    at.press(at.cards, Qt.Key.Key_Escape)
    assert at.window.reader.shows(at.window.reader.page)
    assert not at.window.room.filled
    assert not at.window.library.isHidden()
    at.open("dai")
    at.press(at.window.reader.page, Qt.Key.Key_P, CONTROL)
    at.settle()
    dialog = at.dialog(QPrintDialog)
    dialog.reject()


def test_where_there_is_little_room_contents_and_layout_take_turns(composing, qtbot):
    at = composing
    at.window.resize(1024, 690)
    at.settle()
    assert at.pane.narrow
    assert at.pane.tray.isVisible()
    assert not at.pane.options.isVisible()
    at.press(at.cards, Qt.Key.Key_M, ALT)
    assert at.pane.options.isVisible()
    assert not at.pane.tray.isVisible()
    at.pane.options.template.hidePopup()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12/9/2026", dt.date(2026, 9, 12)),
        (" 1-12-2026 ", dt.date(2026, 12, 1)),
        ("31/2/2026", None),
        ("12/9", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_people_write_it(text, day):
    assert read_date(text) == day


def test_a_document_that_comes_later_is_not_covered_by_the_decision(composing, qtbot):
    at = composing
    at.pane.options.circle.picked.emit("public")
    form = at.dialog(DecisionForm)
    form.why.setPlainText("Thường trực cho phép")
    form._decide()
    at.settle()
    assert "Xử lý khủng hoảng" in at.options.circulation.why
    at.window.collecting.whole("dai")
    at.settle()
    assert at.options.circulation is None
    assert "Tài liệu dài" in at.window.reader.notice.text
    at.window.deeds["undo"].trigger()
    at.settle()
    assert at.options.circulation is not None
    assert len(at.drafts.items) == 2


def test_what_does_not_fit_says_how_many_lines_to_cut(bench, qtbot):
    at = bench("dai")
    at.window.collecting.whole("dai")
    at.settle()
    at.compose()
    sheets = at.pane.options.choices["sheets"]
    sheets.picked.emit("1")
    at.settle()
    assert at.composer.proof.paper.over > 0
    assert at.pane.options._fitted.text().startswith("Dài quá")
    at.cards.choose(at.drafts.items[0].id)
    at.press(at.cards, Qt.Key.Key_Delete)
    at.drafts.add(Prose(id="x", markdown="Một dòng."))
    at.settle()
    assert at.pane.options._fitted.text() == "Vừa đủ."


def test_a_draft_that_cannot_be_saved_is_kept_and_saved_again(composing, qtbot, monkeypatch):
    at = composing

    def full(*_):
        raise EnvironmentFault("disk_full", path="state")

    with monkeypatch.context() as fault:
        fault.setattr(Compositions, "put", full)
        at.press(at.cards, Qt.Key.Key_Delete)
        at.settle()
        assert at.drafts.unsaved
        assert "Chưa lưu được bản soạn" in at.window.reader.notice.text
        at.window.close()
        assert at.window.isVisible()
        at.settle()
    at.window.reader.notice._act.click()
    at.settle()
    assert not at.drafts.unsaved
    assert at.window.reader.notice.isHidden()
