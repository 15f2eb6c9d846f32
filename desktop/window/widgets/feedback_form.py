"""The form of one feedback: sender, subject, the passage it concerns, text."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from desktop.library.errors import AppError
from desktop.library.reader.feedback import About, Feedback, compose
from desktop.window.widgets.form import Form
from desktop.wording import Language, say_error

translate = QCoreApplication.translate
_SHOWN = 240
Words = tuple[str, str, str]
"""Sender, subject, text."""


class FeedbackForm(Form):
    """Asks for one feedback, new or to be changed.

    Signals: `kept(Feedback)` when it is to be put into the outbox: the form stays until `accept()`;
    `left(Words)` with what was typed when it is closed without that.
    """

    kept = Signal(object)
    left = Signal(object)

    def __init__(
        self,
        words: Words,
        about: About | None,
        former: Feedback | None,
        language: Language,
        parent: QWidget,
    ) -> None:
        super().__init__(translate("Feedback", "Feedback to the librarian"), parent)
        self._about = about
        self._former = former
        self._language = language
        sender, subject, text = words
        self.add_text(
            translate(
                "Feedback",
                "It is kept in the outbox on this machine. Nothing is sent by itself: save the "
                "outbox as a file and hand that to the librarian.",
            )
        )
        self.author, self.subject = QLineEdit(sender), QLineEdit(subject)
        self.author.setMaxLength(300)
        self.subject.setMaxLength(300)
        self.text = QPlainTextEdit(text)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(72)
        self.concerns = QCheckBox(
            translate("Feedback", "It concerns this passage or document:"), self
        )
        self.add_row(translate("Feedback", "Sender"), self.author)
        self.add_row(translate("Feedback", "Subject"), self.subject)
        self.concerns.setVisible(about is not None)
        if about is not None:
            self.concerns.setChecked(True)
            self.add_widget(self.concerns)
            self.add_text(shown(about))
        self.add_row(translate("Feedback", "Text"), self.text, 1)
        self.add_end(translate("Feedback", "Cancel"), self.reject)
        keep = translate("Feedback", "Put into the outbox")
        self.add_end(keep, self._keep, primary=True)
        (self.subject if sender else self.author).setFocus()
        self.rejected.connect(lambda: self.left.emit(self.words))

    @property
    def words(self) -> Words:
        return self.author.text(), self.subject.text(), self.text.toPlainText()

    def refuse(self, error: AppError) -> None:
        """Says why it could not be kept."""
        self.say_wrong(say_error(error, self._language))

    def _keep(self) -> None:
        about = self._about if self.concerns.isChecked() else None
        try:
            feedback = compose(self.words, about, self._former)
        except AppError as error:
            self.refuse(error)
            return
        self.say_wrong("")
        self.kept.emit(feedback)


def shown(about: About) -> str:
    """The document, its edition and the words chosen in it, for people."""
    line = translate("Feedback", "{title} (edition {number})").format(
        title=about.title, number=about.edition
    )
    quote = " … ".join(" ".join(one.quote.split()) for one in about.passages)
    if len(quote) > _SHOWN:
        quote = quote[:_SHOWN].rstrip() + "…"
    return f"{line}\n“{quote}”" if quote else line
