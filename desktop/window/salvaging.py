"""How far the recovery of a damaged state is, told before anything else of a window is made."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from desktop.window.session import Session
from desktop.wording import Language, say

if TYPE_CHECKING:
    from desktop.window.widgets.work_strip import WorkStrip


class Salvaging(QObject):
    """Shows at the foot of `column` what the keeper of the state tells.

    `strip` is None where nothing is to be recovered. Nothing stops a recovery: without it there are
    no notes to go on with.

    Signals: `progressed(str, int, int)` stage, done, total, from the writer lane.
    """

    progressed = Signal(str, int, int)

    def __init__(self, session: Session, column: QVBoxLayout, language: Language) -> None:
        super().__init__(column.parentWidget())
        self.strip: WorkStrip | None = None
        self._session = session
        self._column = column
        self._language = language
        self.progressed.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        session.keeper.progress = self.progressed.emit

    @Slot(str, int, int)
    def _tell(self, stage: str, done: int, total: int) -> None:
        text = say(f"stage_{stage}", self._language)
        if self.strip is None:
            self.strip = self._begun(text)
        self.strip.tell(text, done, total)

    def _begun(self, text: str) -> "WorkStrip":
        from desktop.window.widgets.work_strip import WorkStrip  # noqa: PLC0415 - hardly ever

        strip = WorkStrip()
        self._column.addWidget(strip)
        strip.begin(text, "")
        strip.stop.hide()
        # The recovery holds the writer lane: what stands behind it there comes when it is through.
        self._session.jobs.write(lambda: None).then(lambda _: strip.end())
        return strip
