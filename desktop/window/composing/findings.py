"""Kiểm thể thức: what is not as the rules have it, each with its article; a row leads to it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from desktop.window import icons
from desktop.window.theme import Theme, scaled
from desktop.window.wordlist import number
from desktop.wording import Language, say

if TYPE_CHECKING:
    from desktop.library.handouts.checking import Finding

translate = QCoreApplication.translate
_HIGH = 150
_OPTIONS = {
    "finding_body_size": "size",
    "finding_paper": "paper",
    "finding_a5": "paper",
    "finding_margin_size": "paper",
}
"""The option that a finding is mended with."""
_FIELDS = {"rank": "signatory_rank", "role": "signatory_role", "place_date": "place",
           "letter_subject": "subject", "recipients_label": "recipients"}  # fmt: skip
"""The field that a printed part is written in."""


class FindingsPane(QWidget):
    """One line that counts the findings, and their list under it when it is opened.

    Signals: `led(str, int)` the option or part that a finding is about, "" for none, and its page
    from 1, 0 for the whole paper.
    """

    led = Signal(str, int)

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._findings: tuple[Finding, ...] = ()
        self.head = QPushButton()
        self.head.setProperty("kind", "quiet")
        self.head.setCheckable(True)
        self.head.toggled.connect(self._open)
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Findings", "Form of the paper"))
        self.list.setWordWrap(True)
        self.list.setMaximumHeight(scaled(_HIGH))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._lead)
        self.list.itemActivated.connect(self._lead)
        self.list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 12, 4)
        column.setSpacing(2)
        column.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.list)
        self.hide()

    @property
    def findings(self) -> "tuple[Finding, ...]":
        return self._findings

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._tell()

    def show_findings(self, findings: Sequence["Finding"]) -> None:
        """Counts these, the blocking ones first."""
        self._findings = tuple(findings)
        at = self.list.currentRow()
        self.list.clear()
        for finding in findings:
            item = QListWidgetItem(said(finding, self._language))
            item.setToolTip(finding.basis)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(at, 0), len(findings) - 1))
        self.show()
        self._tell()

    def _tell(self) -> None:
        theme = self._theme
        blocking = sum(finding.blocking for finding in self._findings)
        rest = len(self._findings) - blocking
        if not self._findings:
            text = translate("Findings", "Form: nothing found")
            icon, ink = "check", theme.colour("ok")
        else:
            text = translate("Findings", "Form: {wrong} to mend, {rest} to look at")
            text = text.format(wrong=number(blocking), rest=number(rest))
            icon, ink = (
                ("alert", theme.colour("danger")) if blocking else ("warn", theme.colour("warn"))
            )
        self.head.setText(text)
        self.head.setAccessibleName(text)
        self.head.setIcon(icons.icon(icon, ink))
        self.head.setEnabled(bool(self._findings))
        for at, finding in enumerate(self._findings):
            role = "danger" if finding.blocking else "warn"
            item = self.list.item(at)
            name = "alert" if finding.blocking else "warn"
            item.setIcon(icons.icon(name, theme.colour(role)))
        self.list.setVisible(self.head.isChecked() and bool(self._findings))

    def _open(self, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.list.setVisible(on and bool(self._findings))
        if on:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lead(self, item: QListWidgetItem) -> None:
        finding = self._findings[self.list.row(item)]
        part = finding.params.get("part", "").removeprefix("part_")
        name = _OPTIONS.get(finding.code, "") or _FIELDS.get(part, part)
        self.led.emit(name, finding.page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the list before anything else."""
        if event.key() == Qt.Key.Key_Escape and self.head.isChecked():
            self.head.setChecked(False)
            self.head.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)


def said(finding: "Finding", language: Language) -> str:
    """A finding in words, with its page and the article."""
    text = say(finding.code, language, **_words(finding, language))
    text = text[:1].upper() + text[1:]
    page = translate("Findings", "Page {page}").format(page=number(finding.page))
    return " · ".join(filter(None, (text, page if finding.page else "", finding.basis)))


def _words(finding: "Finding", language: Language) -> dict[str, str]:
    """What a finding's text is filled with: parts and sides by their names."""
    return {
        name: say(value, language) if name in ("part", "side") else value
        for name, value in finding.params.items()
    }


def missing(findings: Sequence["Finding"], language: Language) -> list[str]:
    """The names of the parts that a paper lacks."""
    return [
        say(finding.params["part"], language)
        for finding in findings
        if finding.code == "finding_missing"
    ]
