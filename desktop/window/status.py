"""What the banner says of a withdrawn or superseded document."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop.window.opening import Opened
from desktop.window.widgets.notice import Notice

translate = QCoreApplication.translate


def tell_status(opened: Opened, banner: Notice, go: Callable[[str], object]) -> None:
    """Tells it, with the way to the document that replaces this one; nothing for a current one."""
    card = opened.briefing.card
    successor = card.superseded_by
    act = translate("Window", "Open the document that replaces it") if successor else ""

    def follow() -> None:
        go(successor)

    if card.status == "withdrawn":
        text = translate("Window", "This document is withdrawn. It can be read but not handed out.")
        reason = opened.briefing.front_matter.status_reason
        banner.tell(f"{text} {reason}".strip(), "danger", act, follow)
    elif card.status == "superseded":
        text = translate("Window", "A newer document replaces this one.")
        banner.tell(text, "warn", act, follow)
