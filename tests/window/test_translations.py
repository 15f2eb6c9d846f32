"""The Vietnamese table is whole, and speaks before any window does."""

import re
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialogButtonBox

from desktop.library.errors import EnvironmentFault
from desktop.window import language

TABLES = sorted(language.TRANSLATIONS.glob("*.ts"))


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_nothing_is_left_untranslated(table):
    left = []
    for message in ET.parse(table).getroot().iter("message"):
        translation = message.find("translation")
        forms = [form.text for form in translation.iter("numerusform")] or [translation.text]
        source = message.findtext("source")
        holes = set(re.findall(r"\{\w+\}|%n", source))
        whole = all(form and set(re.findall(r"\{\w+\}|%n", form)) == holes for form in forms)
        if translation.get("type") or not whole:
            left.append(source)
    assert left == []


def test_vietnamese_speaks(app):
    assert QCoreApplication.translate("Actions", "Highlight") == "Tô màu"


def test_standard_buttons_speak_too(app, qtbot):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Hủy"


def test_a_missing_table_is_said(app, monkeypatch, tmp_path):
    monkeypatch.setattr(language, "TRANSLATIONS", tmp_path)
    with pytest.raises(EnvironmentFault, match="translation_missing"):
        language.install(app, "vi")
