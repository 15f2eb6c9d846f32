"""The Vietnamese table is whole, and speaks before any window does."""

import ast
import datetime as dt
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialogButtonBox,
    QFileDialog,
    QFileSystemModel,
    QLabel,
)

from desktop.library.errors import EnvironmentFault
from desktop.library.search import Found
from desktop.window import language, wordlist
from desktop.window.panes.results_head import ResultsHead
from desktop.window.theme import load

WINDOW = Path(language.__file__).parent
TABLES = sorted(language.TRANSLATIONS.glob("*.ts"))


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_nothing_is_left_untranslated(table):
    left = []
    for message in ET.parse(table).getroot().iter("message"):
        translation = message.find("translation")
        forms = [form.text for form in translation.iter("numerusform")] or [translation.text]
        source = message.findtext("source")
        whole = all(form and holes(form) == holes(source) for form in forms)
        if translation.get("type") or not whole:
            left.append(source)
    assert left == []


def holes(text):
    """What is filled in; `%Ln` is a count with the language's own separators."""
    return set(re.findall(r"\{\w+\}|%n", text.replace("%Ln", "%n")))


def test_a_count_of_one_has_a_form_of_its_own():
    """What stands before a plural is Qt's own count, with a form for one; seconds are decimal."""
    sources = {
        message.findtext("source"): message.get("numerus") == "yes"
        for table in TABLES
        for message in ET.parse(table).getroot().iter("message")
    }
    plural = re.compile(
        r"\{(?!(?:edition|ending|live|number|seconds)\b)\w+\}(?: [a-z-]+)?? [a-z]{2,}s\b"
    )
    assert [source for source in sources if plural.search(source)] == []
    english = ET.parse(language.TRANSLATIONS / "briefing-reader_en.ts").getroot()
    spoken = {message.findtext("source"): message for message in english.iter("message")}
    for source in (source for source, counts in sources.items() if counts):
        one, _many = (form.text for form in spoken[source].iter("numerusform"))
        assert not re.search(
            r"%Ln(?: [a-z-]+)?? (?!(?:is|lies|names|stands|was)\b)[a-z]{2,}s\b", one
        ), one


def test_vietnamese_speaks(app):
    assert QCoreApplication.translate("Actions", "Highlight") == "Tô màu"


def test_standard_buttons_speak_too(app, qtbot):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Hủy"


def test_qts_own_file_dialog_speaks_too(app, qtbot, tmp_path):
    (tmp_path / "thư mục").mkdir()

    def told(chosen):
        language.install(app, chosen)
        dialog = QFileDialog(None, "", str(tmp_path), "x (*.x)")
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        qtbot.addWidget(dialog)
        model = dialog.findChild(QFileSystemModel)
        found = {model.headerData(at, Qt.Orientation.Horizontal) for at in range(4)}
        found |= {
            part.text()
            for part in (*dialog.findChildren(QLabel), *dialog.findChildren(QAbstractButton))
        }
        with qtbot.waitSignal(model.directoryLoaded):
            model.setRootPath(str(tmp_path))
        found.add(model.type(model.index(str(tmp_path / "thư mục"))))
        return {text.replace("&", "") for text in found if text}

    vietnamese, english = told("vi"), told("en")
    language.install(app, "vi")
    assert "Look in:" in english
    assert vietnamese & english == set()


def test_a_missing_table_is_said(app, monkeypatch, tmp_path):
    monkeypatch.setattr(language, "TRANSLATIONS", tmp_path)
    with pytest.raises(EnvironmentFault, match="translation_missing"):
        language.install(app, "vi")


def uses():
    """Every text that the window translates: (context, source, whether it counts something)."""
    for path in sorted(WINDOW.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        owners = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name == "translate":
                context, source = (literal(part, path) for part in node.args[:2])
                yield context, source, len(node.args) > 3
            elif name == "tr":
                owner = next(one for one in owners if node in ast.walk(one))
                yield owner.name, literal(node.args[0], path), len(node.args) > 2


def literal(part, path):
    assert isinstance(part, ast.Constant), f"{path.name}:{part.lineno}: lupdate sees literals only"
    return part.value


def told(name):
    table = ET.parse(language.TRANSLATIONS / name).getroot()
    return {
        (context.findtext("name"), message.findtext("source"), message.get("numerus") == "yes")
        for context in table.iter("context")
        for message in context.iter("message")
    }


def test_every_text_of_the_window_stands_in_the_tables_and_no_other():
    used = set(uses())
    assert len(used) > 150
    assert used ^ told("briefing-reader_vi.ts") == set()
    counting = {one for one in used if one[2]}
    assert counting ^ told("briefing-reader_en.ts") == set()


@pytest.mark.parametrize(
    ("chosen", "counts"),
    [
        ("vi", ["Tìm thấy 1 tài liệu  ·  0,18 giây", "Tìm thấy 12.345 tài liệu  ·  0,18 giây"]),
        ("en", ["1 document found  ·  0.18 seconds", "12,345 documents found  ·  0.18 seconds"]),
    ],
)
def test_counts_and_decimals_are_written_as_the_language_has_them(app, qtbot, chosen, counts):
    language.install(app, chosen)
    head = ResultsHead(load("light"), chosen)
    qtbot.addWidget(head)
    shown = []
    for total in (1, 12345):
        head.show_found(
            Found("bão", "bão", literal=False, total=total, milliseconds=183, hits=()), {}
        )
        shown.append(head.count)
    language.install(app, "vi")
    assert shown == counts


@pytest.mark.parametrize(
    ("chosen", "date", "many", "share"),
    [("vi", "12/9/2026", "12.345", "87%"), ("en", "12 Sept 2026", "12,345", "87%")],
)
def test_dates_and_numbers_are_written_as_the_language_has_them(app, chosen, date, many, share):
    language.install(app, chosen)
    written = (wordlist.day(dt.date(2026, 9, 12)), wordlist.number(12345), wordlist.percent(87.4))
    language.install(app, "vi")
    assert written == (date, many, share)
