"""What a package is and what it would bring, before anything is installed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desktop.library.releases import fingerprint
from desktop.window.theme import Theme
from desktop.window.widgets.form import Form
from desktop.window.widgets.report_sheet import ReportSheet
from desktop.window.wordlist import megabytes, moment, number

if TYPE_CHECKING:  # what believes packages takes its time to load, and few windows show one
    from desktop.library.releases.arriving import Arriving
    from desktop.library.releases.choosing import Offer
    from desktop.library.releases.contents import Change
    from desktop.library.releases.install import Verified

translate = QCoreApplication.translate
_FIRST = 3
"""Titles of a kind that are told until all are asked for."""


Found = tuple[str, "Arriving", int]
"""Where the package lies, what it brings, how many bytes the disk is short (0 or less: none)."""


class PackageSheet(ReportSheet):
    """A package whose signature is believed.

    Signals: `install_requested()`.
    """

    install_requested = Signal()

    def __init__(
        self, offer: "Offer", seen: "Verified", found: Found, theme: Theme, parent: QWidget
    ) -> None:
        place, told, lacking = found
        title = translate("Packages", "A package for {name}").format(name=seen.page.name)
        sub = " · ".join(part for part in (place, offer.file.name, megabytes(offer.size)) if part)
        super().__init__(("package", "accent"), title, sub, theme, parent)
        self._lists: list[tuple[QLabel, Sequence[Change]]] = []
        self._tell_way(seen)
        self._tell_signature(seen, confirmed=offer.root is not None)
        if seen.page.notes:
            head = translate("Packages", "What whoever released it says")
            self.add_box("raised", "quote", head, seen.page.notes)
        self._tell_changes(seen, told)
        self._tell_notes(told)
        if lacking > 0:
            text = translate("Packages", "The disk is about {size} short. Free some room first.")
            self.add_box("warn", "warn", text.format(size=megabytes(lacking)))
        text = translate("Packages", "Each part of the package is checked as it is installed.")
        if seen.live:
            kept = translate(
                "Packages",
                "Until the end edition {number} stays in use, and you can go back to it later.",
            )
            text = f"{text} {kept.format(number=seen.live)}"
        self.add_text(text, role="muted")
        if any(len(changes) > _FIRST for _, changes in self._lists):
            every = translate("Packages", "Show every change")
            self.every = self.add_end(every, self.show_every, aside=True)
        self.add_end(translate("Packages", "Later"), self.reject)
        install = translate("Packages", "Install edition {number}")
        self.take = self.add_end(install.format(number=seen.page.number), self._take, primary=True)

    def _take(self) -> None:
        self.accept()
        self.install_requested.emit()

    def _tell_way(self, seen: "Verified") -> None:
        text = translate("Packages", "Edition {number}").format(number=seen.page.number)
        if seen.live:
            text = translate("Packages", "Edition {live} → edition {number}").format(
                live=seen.live, number=seen.page.number
            )
        self.add_text(text, bold=True, delta=3)

    def _tell_signature(self, seen: "Verified", *, confirmed: bool) -> None:
        text = translate("Packages", "{name} · release key {key} · released {day}").format(
            name=seen.page.name,
            key=seen.believed.signed_by[:8].upper(),
            day=moment(seen.page.released_at),
        )
        root = (
            translate("Packages", "You have just confirmed the words of its root key.")
            if confirmed
            else translate("Packages", "Its root key was confirmed on this machine before.")
        )
        head = translate("Packages", "The signature is valid")
        self.add_box("ok", "shield-ok", head, f"{text}\n{root}")

    def _tell_changes(self, seen: "Verified", told: "Arriving") -> None:
        if not seen.live:
            text = self.tr("%n document(s)", "", told.documents)
            self.add_box("raised", "book", text)
            return
        if told.own:
            text = translate(
                "Packages",
                "You skip editions; these are the changes of edition {number} alone, and there "
                "are more.",
            )
            self.add_text(text.format(number=seen.page.number), role="muted")
        kinds = (
            ("plus", self.tr("%n new document(s)", "", len(told.added)), told.added),
            ("updated", self.tr("%n updated document(s)", "", len(told.updated)), told.updated),
            (
                "forward",
                self.tr("%n document(s) replaced by newer ones", "", len(told.superseded)),
                told.superseded,
            ),
            (
                "withdrawn",
                self.tr("%n document(s) withdrawn", "", len(told.withdrawn)),
                told.withdrawn,
            ),
            ("trash", self.tr("%n document(s) taken out", "", len(told.removed)), told.removed),
        )
        for icon, head, changes in kinds:
            if changes:
                lower = self.add_box("raised", icon, head, _titles(changes[:_FIRST], "; "))
                if len(changes) > _FIRST:
                    lower.setText(f"{lower.text()}; …")
                self._lists.append((lower, changes))
        if not self._lists:
            text = translate("Packages", "No document has another text.")
            self.add_box("raised", "info", text)

    def show_every(self) -> None:
        """All titles, one a line."""
        for label, changes in self._lists:
            label.setText(_titles(changes, "\n"))
        self.every.hide()

    def _tell_notes(self, told: "Arriving") -> None:
        if not told.notes or told.touched is None:
            return
        safe = translate("Packages", "None is lost; you look through them after the installation.")
        if not told.touched:
            text = self.tr("None of your %n note(s) is in a changed passage.", "", told.notes)
            self.add_box("raised", "note", text)
        elif told.roughly:
            text = self.tr("%n of your notes lie in documents that change.", "", told.touched)
            self.add_box("warn", "note", "", f"{text} {safe}")
        else:
            text = self.tr("%n of your notes ({notes}) lie in changed passages.", "", told.touched)
            self.add_box("warn", "note", "", f"{text.format(notes=number(told.notes))} {safe}")


def _titles(changes: Sequence["Change"], between: str) -> str:
    return between.join(change.title for change in changes)


class RootForm(Form):
    """Asks once for the words of a library's root key, which a paper or a voice has told.

    Signals: `confirmed()` when what was typed fits the package.
    """

    confirmed = Signal()

    def __init__(self, offer: "Offer", name: str, parent: QWidget) -> None:
        super().__init__(translate("Packages", "Is this package from your office?"), parent)
        self._root = offer.root or b""
        self.add_text(
            translate(
                "Packages",
                "This machine meets “{name}” for the first time. Type the twelve words that "
                "stand on the paper of whoever hands out the USB sticks, or that they read to "
                "you: with marks or without. It is asked only once.",
            ).format(name=name)
        )
        self.field = QLineEdit()
        self.add_row(translate("Packages", "The twelve words of the root key"), self.field)
        self.add_text(
            translate("Packages", "Never copy them from the USB stick that the package came on.")
        )
        self.add_end(translate("Packages", "Later"), self.reject)
        self.add_end(translate("Packages", "Confirm"), self._confirm, primary=True)
        self.field.setFocus()

    def _confirm(self) -> None:
        typed = self.field.text()
        if fingerprint.same(typed, self._root):
            self.accept()
            self.confirmed.emit()
            return
        many = len(typed.split())
        if many != fingerprint.COUNT:
            text = self.tr("%n word(s) are typed; there must be twelve.", "", many)
        else:
            text = translate(
                "Packages",
                "The words do not fit this package, so nothing is trusted or installed. Compare "
                "them one by one, or ask whoever hands out the USB sticks.",
            )
        self.say_wrong(text)
        self.field.setFocus()


class RollbackForm(Form):
    """Asks whether to go back from the edition in use to the one before."""

    def __init__(self, live: int, former: int, parent: QWidget) -> None:
        text = translate("Packages", "Go back to edition {number}?").format(number=former)
        super().__init__(text, parent)
        text = translate(
            "Packages",
            "Edition {live} stays on this machine and can be installed again from its package. "
            "Your notes stay; those made in edition {live} may have to be looked through.",
        )
        self.add_text(text.format(live=live))
        self.add_end(translate("Packages", "Cancel"), self.reject)
        go = translate("Packages", "Go back to edition {number}").format(number=former)
        self.add_end(go, self.accept, primary=True)


class ReceiptForm(Form):
    """Asks under which label, if any, it is told that the edition was installed.

    Signals: `agreed(str)` with the label, which may be empty.
    """

    agreed = Signal(str)

    def __init__(self, label: str, longest: int, parent: QWidget) -> None:
        """`label` was given last; `longest` counts characters."""
        super().__init__(translate("Packages", "Leave a receipt?"), parent)
        self.add_text(
            translate(
                "Packages",
                "A small file on the stick tells whoever hands it out that this edition was "
                "installed, and when. It names no person and no machine.",
            )
        )
        self.field = QLineEdit(label)
        self.field.setMaxLength(longest)
        self.add_row(translate("Packages", "Label, if you like (“Commune A”)"), self.field)
        self.add_end(translate("Packages", "Leave none"), self.reject)
        self.add_end(translate("Packages", "Leave the receipt"), self._agree, primary=True)
        self.field.setFocus()

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit(self.field.text().strip())
