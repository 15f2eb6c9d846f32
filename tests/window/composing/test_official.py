"""The parts of an official paper in the composer: every one can be asked for, and is printed."""

import msgspec
import pytest
from PySide6.QtCore import Qt

from desktop.library.handouts.draft import Official

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
]


@pytest.fixture
def official(composing):
    """The composer over two passages that become a State paper."""
    composing.pane.options.template.picked.emit("state")
    composing.settle()
    return composing


def test_every_part_that_a_paper_may_have_has_a_field(official):
    part = official.pane.options.official
    known = {field.name for field in msgspec.structs.fields(Official)}
    assert {*part.fields, "urgency"} == known
    assert all(field.accessibleName() for field in part.fields.values())


def test_the_marks_of_a_draft_and_of_its_drafter_are_typed_and_printed(official, qtbot):
    at, fields = official, official.pane.options.official.fields
    assert fields["draft"].text() == fields["copies"].text() == "Không ghi"
    qtbot.keyClick(fields["draft"], Qt.Key.Key_Up)
    qtbot.keyClick(fields["draft"], Qt.Key.Key_Up)
    fields["copies"].selectAll()
    qtbot.keyClicks(fields["copies"], "268")
    at.settle()
    assert "ký hiệu người soạn thảo" in at.pane.options.official.missing
    qtbot.keyClicks(fields["typist"], "ABC")
    at.settle()
    assert "ký hiệu người soạn thảo" not in at.pane.options.official.missing
    text = " ".join(at.texts())
    assert "Dự thảo lần 2" in text
    assert "ABC-268" in text
    at.press(at.cards, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (at.options.official.typist, fields["typist"].text()) == ("", "")


def test_a_certified_copy_asks_only_for_what_it_prints(official):
    at, part = official, official.pane.options.official
    at.pane.options.template.picked.emit("extract")
    at.settle()
    hidden = {name for name, field in part.fields.items() if field.isHidden()}
    assert hidden == {"kind", "subject", "addressee", "bases"}
    at.pane.options.template.picked.emit("party")
    at.settle()
    assert not any(field.isHidden() for field in part.fields.values())


def test_the_rules_are_those_of_the_papers_date_or_chosen_by_hand(composing, qtbot):
    at = composing
    options = at.pane.options
    rules = options.choices["rules"]
    assert rules.isHidden()
    options.template.picked.emit("party")
    at.settle()
    offered = [rules.itemText(row) for row in range(rules.count())]
    assert offered == [
        "Theo ngày của văn bản",
        "36-HD/VPTW",
        "05-HD/VPTW (chưa kiểm chứng)",
    ]
    fields = options.official.fields
    for day, kept in (("26/5/2026", "party-36"), ("27/5/2026", "party-05")):
        fields["date"].clear()
        qtbot.keyClicks(fields["date"], day)
        at.settle()
        assert at.composer.proof.paper.made.rules.id == kept
    rules.setFocus()
    qtbot.keyClick(rules, Qt.Key.Key_Down)
    at.settle()
    made = at.composer.proof.paper.made.rules
    assert (rules.currentText(), made.id) == ("36-HD/VPTW", "party-36")
    assert "finding_unverified" not in {one.code for one in at.pane.findings.findings}
    qtbot.keyClick(rules, Qt.Key.Key_Down)
    at.settle()
    assert "finding_unverified" in {one.code for one in at.pane.findings.findings}
    options.template.picked.emit("state")
    at.settle()
    assert [rules.itemText(row) for row in range(rules.count())][1:] == ["30/2020/NĐ-CP"]
    assert at.options.rules == rules.key == ""


@pytest.mark.parametrize("size", [100, 150])
def test_the_names_of_the_rules_are_read_whole(bench, size):
    at = bench(size=size)
    at.collect("Loa truyền thanh")
    at.compose()
    at.pane.to_options("template")
    at.pane.options.template.picked.emit("party")
    at.settle()
    rules = at.pane.options.choices["rules"]
    words = max(rules.fontMetrics().horizontalAdvance(rules.itemText(row)) for row in range(3))
    assert rules.isVisible()
    assert words + 40 < rules.width()
