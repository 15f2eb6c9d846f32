"""The code of a printed page leads back from the search box."""

import pytest

from desktop.library.document import leaves
from desktop.library.handouts.codes import code_of

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise"),
]


def test_a_code_in_the_box_leads_to_its_paragraph(bench, qtbot):
    at = bench("dai")
    edition = at.window.session.edition
    block = next(
        leaf.id
        for leaf in leaves(edition.briefing("khung-hoang").document)
        if "Bản tin kế tiếp" in leaf.text
    )
    code = code_of(edition.library, "khung-hoang", block)
    at.window.finding.put(code.lower().replace("-", ""))
    at.settle()
    notice = at.window.reader.notice
    qtbot.waitUntil(lambda: code in notice.text)
    notice._act.click()
    at.settle()
    assert at.window.session.card.id == "khung-hoang"
    assert at.window.reader.page.place()[0] == block or at.window.reader.page.heading() == 1


def test_other_words_are_only_searched_for(bench):
    at = bench("dai")
    at.window.finding.put("bản tin")
    at.settle()
    assert at.window.reader.notice.isHidden()
