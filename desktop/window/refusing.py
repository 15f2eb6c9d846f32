"""Why a package was not installed, what is safe, and what to do: a text for each cause."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.library.errors import AppError
from desktop.window.theme import Theme
from desktop.window.widgets.report_sheet import ReportSheet
from desktop.wording import Language, say_error

translate = QCoreApplication.translate
BASE = ("package_base", "package_needs_whole")
"""What a request slip helps against."""


def heading(code: str) -> str:
    """The cause in a few words."""
    heads = {
        "issuer_unknown": translate("Refusal", "The issuer cannot be confirmed"),
        "package_altered": translate("Refusal", "The package was changed after signing"),
        "package_incomplete": translate("Refusal", "The package is not complete"),
        "package_unsound": translate("Refusal", "The edition in the package cannot be opened"),
        "package_newer": translate("Refusal", "The package needs a newer program"),
        "package_older": translate("Refusal", "The package is older than your edition"),
        "package_expired": translate("Refusal", "The package has expired"),
        "package_foreign": translate("Refusal", "This is no package"),
        "package_gone": translate("Refusal", "The package can no longer be read"),
        "package_base": translate("Refusal", "The package is made for another edition"),
        "package_needs_whole": translate("Refusal", "The whole package is needed"),
        "key_revoked": translate("Refusal", "The key that signed it is out of use"),
        "root_untrusted": translate("Refusal", "The change of root keys cannot be confirmed"),
        "threshold_unmet": translate("Refusal", "Too few have signed"),
        "library_of_another": translate("Refusal", "The package is of another library"),
        "disk_full": translate("Refusal", "There is not enough room"),
    }
    return heads.get(code, translate("Refusal", "The package could not be installed"))


def advice(code: str) -> Sequence[str]:
    """What the reader can do, the likeliest first."""
    again = translate("Refusal", "Copy the package again from where it came, then try again.")
    ask = translate("Refusal", "Ask whoever hands out the USB sticks.")
    compare = translate(
        "Refusal", "Ask whoever hands out the USB sticks, and compare the words above with theirs."
    )
    tell = translate(
        "Refusal", "Tell whoever hands out the USB sticks; do not use this package elsewhere."
    )
    found = {
        "issuer_unknown": (compare, again),
        "package_altered": (again, tell),
        "package_incomplete": (again, ask),
        "package_foreign": (again, translate("Refusal", "Choose a file that ends in .briefpack.")),
        "package_unsound": (tell,),
        "package_newer": (translate("Refusal", "Ask for the new version of the program."),),
        "package_older": (
            translate("Refusal", "Nothing needs to be done: you have the newer edition."),
            translate("Refusal", "If you expected a newer one, ask for it."),
        ),
        "package_expired": (
            translate("Refusal", "Look at the date of this machine, and mend it if it is wrong."),
            translate("Refusal", "If the date is right, ask for a new package."),
        ),
        "package_gone": (
            translate("Refusal", "Put the USB stick in again, then try again."),
            translate("Refusal", "If it fails once more, copy the package to this machine first."),
        ),
        "package_base": (
            translate("Refusal", "Write a request slip and take it along: it says what you have."),
            translate("Refusal", "Or ask for the whole package."),
        ),
        "package_needs_whole": (
            translate("Refusal", "Ask for the whole package, or write a request slip."),
        ),
        "key_revoked": (tell, translate("Refusal", "Ask for a package signed with the new key.")),
        "root_untrusted": (tell,),
        "threshold_unmet": (ask, again),
        "library_of_another": (
            translate("Refusal", "Choose the package of the library that this window reads."),
            translate("Refusal", "Or install it beside this one, which stays as it is."),
        ),
        "disk_full": (
            translate("Refusal", "Free some room on the disk, then try again."),
            translate("Refusal", "What was begun is taken away again by itself."),
        ),
    }
    return found.get(code, (ask, again))


class RefusalSheet(ReportSheet):
    """A package that was not installed. There is no way to install it all the same.

    `facts` are told by their names. Of the ways on, the first chooses another package; the second,
    where there is one, has the words of its own button.
    """

    def __init__(
        self,
        error: AppError,
        sub: str,
        facts: Sequence[tuple[str, str]],
        ways: tuple[Callable[[], object], tuple[str, Callable[[], object]] | None],
        dress: tuple[Theme, Language],
        parent: QWidget,
    ) -> None:
        theme, language = dress
        title = translate("Refusal", "The package was not installed")
        super().__init__(("usb", "text2"), title, sub, theme, parent)
        again, other = ways
        self._told = f"{say_error(error, language)}\n{error}"
        mild = error.code in {"package_older", "library_of_another", *BASE}
        box = ("warn", "warn") if mild else ("danger", "shield-x")
        self.add_box(*box, heading(error.code), say_error(error, language))
        if facts:
            self.add_rows(facts)
        self.add_text(translate("Refusal", "What you can do"), bold=True)
        for line in advice(error.code):
            self.add_text(f"•  {line}")
        self.copy = self.add_end(
            translate("Refusal", "Copy what went wrong"), self._copy, aside=True
        )
        if other is not None:
            text, do = other
            self.add_end(text, self._leaving(do))
        self.again = self.add_end(
            translate("Refusal", "Choose another package…"), self._leaving(again)
        )
        self.add_end(translate("Refusal", "Close"), self.accept, primary=True)

    def _leaving(self, do: Callable[[], object]) -> Callable[[], object]:
        def act() -> None:
            self.accept()
            do()

        return act

    def _copy(self) -> None:
        """The text and the code with its parameters, for whoever is asked about it."""
        QGuiApplication.clipboard().setText(self._told)
        self.copy.setText(translate("Refusal", "Copied"))
