"""Asks which notes go into a file, of which kind, and whether private labels go along."""

from collections.abc import Sequence
from typing import Literal

import msgspec
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from desktop.window.widgets.form import Form
from desktop.window.wordlist import number

translate = QCoreApplication.translate
Scope = Literal["chosen", "document", "library"]


class Wish(msgspec.Struct, frozen=True):
    """What is to be written: `ending` is one of `exchange.ENDINGS`."""

    scope: Scope
    ending: str
    private: bool


class ExportForm(Form):
    """Three questions, each with an answer ready.

    Signals: `chosen(Wish)`.
    """

    chosen = Signal(object)

    def __init__(self, many: int, document: str, private: Sequence[str], parent: QWidget) -> None:
        """`many` chosen notes, 0 for none; the title of the open `document`, "" for none.

        `private` are the labels that stay here unless the box is ticked.
        """
        super().__init__(translate("Exchange", "Export notes"), parent)
        self.scopes: dict[str, QRadioButton] = {}
        self.endings: dict[str, QRadioButton] = {}
        self._scope, self._ending = QButtonGroup(self), QButtonGroup(self)
        scopes: list[tuple[Scope, str]] = []
        if many:
            words = translate("Exchange", "The chosen or listed notes ({number})")
            scopes.append(("chosen", words.format(number=number(many))))
        if document:
            scopes.append(("document", translate("Exchange", "All of this document")))
        scopes.append(("library", translate("Exchange", "All of the library")))
        self.add_text(translate("Exchange", "Which notes"))
        self._choices(self._scope, self.scopes, scopes)
        self.add_text(translate("Exchange", "As what"))
        self._choices(
            self._ending,
            self.endings,
            (
                (".jsonld", translate("Exchange", "For a colleague to merge (.jsonld)")),
                (".md", translate("Exchange", "To read, print or paste into Word (.md)")),
                (".csv", translate("Exchange", "Table for Excel (.csv)")),
            ),
        )
        self.private = QCheckBox(translate("Exchange", "Give my private labels away too"))
        self.private.setToolTip(", ".join(private))
        self.private.setVisible(bool(private))
        self.add_widget(self.private)
        self.add_end(translate("Exchange", "Cancel"), self.reject)
        self.add_end(translate("Exchange", "Choose the file…"), self._take, primary=True)

    def _choices(
        self,
        group: QButtonGroup,
        held: dict[str, QRadioButton],
        offers: Sequence[tuple[str, str]],
    ) -> None:
        for name, words in offers:
            button = QRadioButton(words)
            group.addButton(button)
            self.add_widget(button)
            held[name] = button
        next(iter(held.values())).setChecked(True)

    def _take(self) -> None:
        scopes: tuple[Scope, ...] = ("chosen", "document", "library")
        scope = next(one for one in scopes if one in self.scopes and self.scopes[one].isChecked())
        ending = next(one for one, button in self.endings.items() if button.isChecked())
        self.chosen.emit(Wish(scope, ending, self.private.isChecked()))
        self.accept()
