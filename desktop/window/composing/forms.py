"""What the composer asks: own words, a heading, a name, the reason for a wider circulation."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.library.document import Circulation
from desktop.library.handouts.draft import Level
from desktop.window.composing.options_words import circle_name
from desktop.window.theme import scaled
from desktop.window.widgets.choice import Choice
from desktop.window.widgets.form import Form

translate = QCoreApplication.translate
LEVELS: tuple[Level, ...] = ("", "I", "1", "a")
_LONGEST = 120


def _levels(plain: str) -> tuple[tuple[str, str], ...]:
    return (
        ("", plain),
        ("I", translate("Prose", "Heading I.")),
        ("1", translate("Prose", "Heading 1.")),
        ("a", translate("Prose", "Heading a)")),
    )


class ProseForm(Form):
    """Own words between what was collected: text, or a heading of a level.

    Signals: `given(str, str)` the text and its level.
    """

    given = Signal(str, str)

    def __init__(self, text: str, level: str, parent: QWidget) -> None:
        super().__init__(translate("Prose", "Own words"), parent)
        kind = translate("Prose", "As")
        self.level = Choice(kind, _levels(translate("Prose", "Text")))
        self.level.take(level)
        self.text = QPlainTextEdit(text)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(140)
        self.add_row(kind, self.level)
        self.add_row(translate("Prose", "Words"), self.text, 1)
        self.add_text(translate("Prose", "A heading is one line; its number is counted for you."))
        self.add_end(translate("Prose", "Cancel"), self.reject)
        self.add_end(translate("Prose", "Put it there"), self._give, primary=True)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        text = self.text.toPlainText().strip()
        if not text:
            self.say_wrong(translate("Prose", "Write something first."))
            return
        heading = " ".join(text.split())
        self.given.emit(heading if self.level.key else text, self.level.key)
        self.accept()


class HeadingForm(Form):
    """The reader's own title above something collected.

    Signals: `given(str, str)` the title, "" for none, and its level.
    """

    given = Signal(str, str)

    def __init__(self, heading: str, level: str, parent: QWidget) -> None:
        super().__init__(translate("Prose", "Title above it"), parent)
        self.heading = QLineEdit(heading)
        self.heading.setMaxLength(_LONGEST * 2)
        self.add_row(translate("Prose", "Title; empty for none"), self.heading)
        kind = translate("Prose", "As")
        self.level = Choice(kind, _levels(translate("Prose", "Without a number")))
        self.level.take(level)
        self.add_row(kind, self.level)
        self.add_end(translate("Prose", "Cancel"), self.reject)
        self.add_end(translate("Prose", "Put it there"), self._give, primary=True)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        self.given.emit(" ".join(self.heading.text().split()), self.level.key)
        self.accept()


class NameForm(Form):
    """One name.

    Signals: `given(str)`.
    """

    given = Signal(str)

    def __init__(self, title: str, label: str, text: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.name = QLineEdit(text)
        self.name.setMaxLength(_LONGEST)
        self.name.selectAll()
        self.add_row(label, self.name)
        self.add_end(translate("Prose", "Cancel"), self.reject)
        self.add_end(translate("Prose", "Keep it"), self._give, primary=True)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self.say_wrong(translate("Prose", "Write a name first."))
            return
        self.given.emit(name)
        self.accept()


class DecisionForm(Form):
    """A circulation wider than that of some items: names them, and asks why.

    Signals: `decided(str)` the reason, which is kept with the draft and in the register.
    """

    decided = Signal(str)

    def __init__(self, circle: Circulation, items: Sequence[str], parent: QWidget) -> None:
        super().__init__(translate("Decision", "Wider circulation"), parent)
        said = translate("Decision", "“{circle}” is wider than these may go:")
        self.add_text(said.format(circle=circle_name(circle)))
        self.add_text("\n".join(f"• {one}" for one in items))
        self.why = QPlainTextEdit()
        self.why.setTabChangesFocus(True)
        self.why.setFixedHeight(scaled(96))
        self.add_row(translate("Decision", "Who decided so, and why"), self.why)
        self.add_text(
            translate("Decision", "The reason is kept with the draft and in the register.")
        )
        self.add_end(translate("Decision", "Keep the narrowest"), self.reject)
        self.add_end(translate("Decision", "Record the decision"), self._decide, primary=True)
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decide(self) -> None:
        why = " ".join(self.why.toPlainText().split())
        if not why:
            self.say_wrong(translate("Decision", "A wider circulation needs a reason."))
            return
        self.decided.emit(why)
        self.accept()
