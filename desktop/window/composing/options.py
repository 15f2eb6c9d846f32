"""The middle of the composer: template, paper, copies, circulation, parts of an official paper."""

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.library.document import Circulation
from desktop.library.handouts.draft import Options
from desktop.library.handouts.recipients import RecipientList
from desktop.library.handouts.rules import Rules
from desktop.window.composing import options_words as words_of
from desktop.window.composing.drafts import Copies, Work
from desktop.window.composing.official_part import OfficialPart
from desktop.window.theme import ui_font
from desktop.window.widgets.choice import Choice
from desktop.window.widgets.count import Count

translate = QCoreApplication.translate
MOST_COPIES = 999
_OWN = "own/"
_MEASURES, _COUNTS = ("size", "spacing", "gap"), ("sides", "sheets")
"""Options whose keys stand for numbers."""


class OptionsPane(QScrollArea):
    """Shows how the current work is laid out, and says what is wished for.

    Signals: `options_wished(Options, str)` and `copies_wished(Copies, str)`, each with the field
    that changed; `circle_wished(str)` a circulation, "" for the sources' own; `preset_wished(str)`
    an own template by its name; `preset_requested()` to keep one; `recipients_requested()`.
    """

    options_wished = Signal(object, str)
    copies_wished = Signal(object, str)
    circle_wished = Signal(str)
    preset_wished = Signal(str)
    preset_requested = Signal()
    recipients_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(translate("Options", "Layout of the handout"))
        self._options = Options()
        self._copies = Copies()
        self.choices: dict[str, Choice] = {}
        self.boxes: dict[str, QCheckBox] = {}
        self._labels: dict[QWidget, QLabel] = {}
        body = QWidget()
        body.setObjectName("options")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(14, 10, 14, 12)
        self._column.setSpacing(6)
        self._templates()
        self._pages()
        self._of_copies()
        self._of_circulation()
        self._contents()
        self._column.addStretch()
        self.setWidget(body)

    # building

    def _label(self, text: str, field: QWidget) -> QLabel:
        label = self._labels[field] = QLabel(text)
        label.setFont(ui_font(bold=True))
        label.setBuddy(field)
        label.setWordWrap(True)
        return label

    def _choice(self, name: str, text: str, choices: words_of.Choices) -> Choice:
        made = Choice(text, choices)
        made.picked.connect(lambda key: self._picked(name, key))
        self.choices[name] = made
        return made

    def _full(self, text: str, field: QWidget) -> None:
        self._column.addWidget(self._label(text, field))
        self._column.addWidget(field)

    def _pair(self, *fields: tuple[str, QWidget], share: int = 2) -> None:
        """Fields side by side, each under its label; the first has `share` of the others' 2."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        for column, (text, field) in enumerate(fields):
            grid.addWidget(self._label(text, field), 0, column, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, 2 if column else share)
        self._column.addLayout(grid)

    def _box(self, name: str, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.clicked.connect(lambda on: self._ticked(name, on=on))
        self.boxes[name] = box
        self._column.addWidget(box)
        return box

    def _templates(self) -> None:
        text = translate("Options", "Template (Alt+M)")
        self.template = Choice(text, words_of.template_names())
        self.template.picked.connect(self._template_picked)
        keep = QPushButton(translate("Options", "Save as a template…"))
        keep.setProperty("kind", "link")
        keep.setToolTip(f"{keep.text()} (Ctrl+S)")
        keep.clicked.connect(self.preset_requested)
        self._full(text, self.template)
        rules = translate("Options", "Rules of layout")
        self._full(rules, self._choice("rules", rules, words_of.rule_sets(())))
        self._rules = _said("caption")
        self._column.addWidget(self._rules)
        self._column.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.official = OfficialPart()
        self.official.wished.connect(
            lambda made, name: self._wish("official", made, f"official.{name}")
        )
        self._column.addWidget(self.official)

    def _pages(self) -> None:
        paper, size = translate("Options", "Paper"), translate("Options", "Size of letters")
        self._pair(
            (paper, self._choice("paper", paper, words_of.papers())),
            (size, self._choice("size", size, words_of.sizes())),
        )
        spacing = translate("Options", "Line spacing")
        gap = translate("Options", "Between paragraphs")
        self._pair(
            (spacing, self._choice("spacing", spacing, words_of.spacings())),
            (gap, self._choice("gap", gap, words_of.gaps())),
        )
        layout, sides = translate("Options", "Layout"), translate("Options", "Printed on")
        self._pair(
            (layout, self._choice("layout", layout, words_of.layouts())),
            (sides, self._choice("sides", sides, words_of.sides())),
        )
        fit = translate("Options", "Length")
        self._full(fit, self._choice("sheets", fit, words_of.fits()))
        self._fitted = _said("muted")
        self._column.addWidget(self._fitted)

    def _of_copies(self) -> None:
        self.number = Count(translate("Options", "Copies"), 1, MOST_COPIES)
        self.number.valueChanged.connect(lambda value: self._wish_copies("number", value))
        marked = translate("Options", "Numbering")
        self._pair(
            (translate("Options", "Copies"), self.number),
            (marked, self._choice("marked", marked, words_of.marks())),
            share=1,
        )
        text = translate("Options", "Recipients")
        self.recipients = Choice(text)
        self.recipients.picked.connect(lambda key: self._wish_copies("list", key))
        edit = QPushButton(translate("Options", "Edit…"))
        edit.setAccessibleName(translate("Options", "Edit the recipients"))
        edit.clicked.connect(self.recipients_requested)
        row = QHBoxLayout()
        row.addWidget(self.recipients, 1)
        row.addWidget(edit)
        self._column.addWidget(self._label(text, self.recipients))
        self._column.addLayout(row)
        master = self._box("master", translate("Options", "One master to photocopy"))
        master.setToolTip(translate("Options", "Its copy number is left blank"))
        self._box("codes", translate("Options", "A short code on each page"))

    def _of_circulation(self) -> None:
        text = translate("Options", "Circulation")
        self.circle = Choice(text, words_of.circles("public"))
        self.circle.picked.connect(self.circle_wished)
        self._full(text, self.circle)
        self._decided = _said("muted")
        self._column.addWidget(self._decided)

    def _contents(self) -> None:
        sources, language = translate("Options", "Sources"), translate("Options", "Language")
        self._pair(
            (sources, self._choice("sources", sources, words_of.sources())),
            (language, self._choice("language", language, words_of.languages())),
        )
        for name, text in (
            ("notes_on", translate("Options", "With my marks and notes")),
            ("cover", translate("Options", "A cover")),
            ("contents", translate("Options", "A table of contents")),
        ):
            self._box(name, text)
        spelling = translate("Options", "Tone marks of uy, oa")
        self._full(spelling, self._choice("spelling", spelling, words_of.spellings()))
        lines = translate("Options", "Lines to write on")
        self.lines = Count(lines, 1, 20)
        self.lines.valueChanged.connect(lambda value: self._wish("lines_to_write", value))
        self._full(lines, self.lines)

    # what is shown

    def show_work(self, work: Work | None, presets: Sequence[str]) -> None:
        """Shows the options of a work, or those that a new one would have."""
        self._options = options = work.draft.options if work is not None else Options()
        self._copies = copies = work.copies if work is not None else Copies()
        self.template.offer(
            (*words_of.template_names(), *((f"{_OWN}{name}", name) for name in presets))
        )
        self.template.take(options.template)
        for name, choice in self.choices.items():
            held = copies if name == "marked" else options
            value = getattr(held, name)
            choice.take(f"{value:g}" if isinstance(value, float) else str(value))
        for name, box in self.boxes.items():
            box.setChecked(getattr(copies if hasattr(copies, name) else options, name))
        for field, value in ((self.number, copies.number), (self.lines, options.lines_to_write)):
            with QSignalBlocker(field):
                field.setValue(value)
        self.official.show_parts(options.official, copied=options.template == "extract")
        self._fit_to_template(options, copies)

    def _fit_to_template(self, options: Options, copies: Copies) -> None:
        """Shows what the template has a use for."""
        official = options.template in words_of.OFFICIAL
        self.official.setVisible(official)
        self._show_field(self.choices["rules"], shown=official)
        self._show_field(self.lines, shown=options.template in words_of.WRITTEN)
        numbered = copies.marked != "none"
        for name in ("codes", "master"):
            self.boxes[name].setEnabled(numbered)
        self.choices["sides"].setEnabled(options.layout != "booklet")
        self.number.setEnabled(not copies.list)

    def _show_field(self, field: QWidget, *, shown: bool) -> None:
        for part in (field, self._labels[field]):
            part.setVisible(shown)

    def offer_rules(self, held: Sequence[Rules]) -> None:
        """Offers the rule sets that the template may keep to."""
        self.choices["rules"].offer(words_of.rule_sets(held))
        self.choices["rules"].take(self._options.rules)

    def show_recipients(self, lists: Sequence[RecipientList]) -> None:
        """Offers the lists that are kept."""
        nobody = translate("Options", "Nobody in particular")
        told = [(one.id, f"{one.name} · {places(len(one.recipients))}") for one in lists]
        self.recipients.offer((("", nobody), *told))
        self.recipients.take(self._copies.list)
        chosen = next((one for one in lists if one.id == self._copies.list), None)
        if chosen is not None:
            with QSignalBlocker(self.number):
                self.number.setValue(min(chosen.copies, MOST_COPIES))

    def show_circle(self, narrowest: Circulation) -> None:
        """Names the sources' own circulation, and why it is another where it was decided on."""
        decision = self._options.circulation
        self.circle.offer(words_of.circles(narrowest))
        self.circle.take(decision.circle if decision is not None else "")
        why = decision.why if decision is not None else ""
        self._decided.setText(translate("Options", "Decided: {why}").format(why=why))
        self._decided.setVisible(bool(why))

    def show_rules(self, rules: Rules) -> None:
        """Names the rule set that is kept to, and offers the sizes and distances that it allows."""
        basis = translate("Options", "By: {basis}").format(basis=rules.basis)
        self._rules.setText(basis)
        self._rules.setVisible(self._options.template in words_of.OFFICIAL)
        least, most = rules.sizes["body"].bounds
        self.choices["size"].offer(words_of.sizes(least, most))
        spacing, gap = self._options.spacing, self._options.gap
        self.choices["spacing"].offer(words_of.spacings(rules.spacing["line"], spacing))
        self.choices["gap"].offer(words_of.gaps(rules.spacing["paragraph"], gap))
        for name in _MEASURES:
            self.choices[name].take(f"{getattr(self._options, name):g}")

    def tell_fit(self, text: str, *, wrong: bool = False) -> None:
        """Says how the length came out, or how many lines are too many."""
        self._fitted.setText(text)
        self._fitted.setVisible(bool(text))
        role = "wrong" if wrong else "muted"
        if self._fitted.property("role") != role:
            self._fitted.setProperty("role", role)
            self._fitted.style().unpolish(self._fitted)
            self._fitted.style().polish(self._fitted)

    def lead_to(self, name: str) -> bool:
        """Brings the keyboard to an option by its name; whether there is one."""
        if self.official.isVisible() and self.official.lead_to(name):
            return True
        field = self.choices.get(name) or self.boxes.get(name)
        field = self.circle if name == "circulation" else field
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        return field is not None

    # what is wished

    def _picked(self, name: str, key: str) -> None:
        if name == "marked":
            self._wish_copies("marked", key)
        elif name == "layout" and key != "single":
            options = msgspec.structs.replace(self._options, paper="a5", layout=key)
            self._emit(options, name)
        else:
            value: Any = float(key) if name in _MEASURES else key
            self._wish(name, int(key) if name in _COUNTS else value)

    def _ticked(self, name: str, *, on: bool) -> None:
        if hasattr(self._copies, name):
            self._wish_copies(name, on)
        else:
            self._wish(name, on)

    def _template_picked(self, key: str) -> None:
        if key.startswith(_OWN):
            self.preset_wished.emit(key.removeprefix(_OWN))
        else:
            # Distances are in the rule set's own unit: another template has no use for them.
            former = msgspec.structs.replace(self._options, rules="", spacing=0, gap=0)
            self._emit(msgspec.structs.replace(former, template=key), "template")

    def _wish(self, name: str, value: object, strand: str = "") -> None:
        self._emit(msgspec.structs.replace(self._options, **{name: value}), strand or name)

    def _emit(self, options: Options, strand: str) -> None:
        if options != self._options:
            self._options = options
            self.options_wished.emit(options, strand)

    def _wish_copies(self, name: str, value: object) -> None:
        copies = msgspec.structs.replace(self._copies, **{name: value})
        if copies != self._copies:
            self._copies = copies
            self.copies_wished.emit(copies, name)


def places(many: int) -> str:
    """How many recipients a list has."""
    return translate("Options", "%n recipient(s)", "", many)


def _said(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    label.hide()
    return label
