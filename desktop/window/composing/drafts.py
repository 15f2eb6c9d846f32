"""The handouts being composed: several a library, saved as they change, undone step by step."""

from collections.abc import Callable
from functools import partial
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.library.errors import AppError
from desktop.library.handouts.draft import Draft, Item, Options, new_id
from desktop.library.reader.compositions import Compositions
from desktop.library.reader.state import ReaderState
from desktop.window.jobs import Job, Jobs
from desktop.window.keeping import Keeper
from desktop.window.undoing import Deed, Deeds

Marked = Literal["none", "foot", "watermark"]
_COPIES, _OPEN = "handout_copies", "draft_open"


class Copies(msgspec.Struct, frozen=True, omit_defaults=True):
    """How many copies, and how they are told apart.

    `list` is the id of a list of recipients, whose copies then count ("": `number` of them).
    `codes`: each page bears the short code that leads back to its paragraph. `master`: one copy
    for a photocopier, its number left blank.
    """

    number: int = 1
    list: str = ""
    marked: Marked = "none"
    codes: bool = False
    master: bool = False


class Work(msgspec.Struct, frozen=True):
    """A draft and its copies: what one step of undoing brings back."""

    draft: Draft
    copies: Copies = Copies()


_DECODER = msgspec.json.Decoder(Copies)


class Drafts(QObject):
    """Holds the drafts of the open library, one of them the current one.

    What is changed is on its way to the disk at once, whole; what could not be written is kept and
    written again with the next change, or by `retry()`.

    Signals: `changed()` when the current draft is another or reads otherwise; `refused(AppError)`
    when a draft could not be read or written; `saved()` when nothing is unsaved.
    """

    changed = Signal()
    refused = Signal(object)
    saved = Signal()

    def __init__(self, keeper: Keeper, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._jobs = jobs
        self._library = ""
        self._works: dict[str, Work] = {}
        self._current = ""
        self._unsaved: dict[str, Work | None] = {}
        self._jobs_running: list[Job[None]] = []
        self.deeds = Deeds()

    # what there is

    @property
    def current(self) -> Work | None:
        """The work that is shown; None before anything is collected."""
        return self._works.get(self._current)

    @property
    def draft(self) -> Draft | None:
        return self.current.draft if self.current is not None else None

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of the current draft."""
        return self.draft.items if self.draft is not None else ()

    @property
    def all(self) -> list[Draft]:
        """Every draft of the library, the one changed last first."""
        return [work.draft for work in self._works.values()]

    @property
    def unsaved(self) -> bool:
        """Whether anything could not be saved yet, told or still to be told."""
        return bool(self._unsaved) or any(job.error is not None for job in self._jobs_running)

    @property
    def saving(self) -> bool:
        """Whether a write is under way."""
        return bool(self._jobs_running)

    def open(self, library: str) -> None:
        """Takes up the drafts of a library; what was collected before they are read is kept."""
        self._library = library

        def read() -> tuple[list[Work], str]:
            state = self._keeper.state()
            works = [Work(one, _copies(state, one.id)) for one in Compositions(state).all(library)]
            return works, state.preference(f"{_OPEN}/{library}")

        self._jobs.write(read).then(lambda found: self._read(*found)).failed(self.refused.emit)

    def _read(self, works: list[Work], current: str) -> None:
        held = self._works.items()
        begun = {name: work for name, work in held if work.draft.library == self._library}
        read = {work.draft.id: work for work in works}
        self._works = begun | {name: work for name, work in read.items() if name not in begun}
        if self._current not in self._works:
            self._current = current if current in self._works else next(iter(self._works), "")
        self._turn_to(self._current)

    def _turn_to(self, identifier: str) -> None:
        self._current = identifier
        self.deeds.place = (self._library, identifier)
        self.changed.emit()

    # which one

    def switch(self, identifier: str) -> None:
        """Shows another draft."""
        if identifier in self._works and identifier != self._current:
            self._keep_current(identifier)
            self._turn_to(identifier)

    def begin(self, title: str = "", options: Options | None = None) -> Draft:
        """A new, empty draft, which becomes the current one."""
        draft = Draft(id=new_id(), library=self._library, title=title, options=options or Options())
        self._enter(Work(draft))
        return draft

    def duplicate(self, title: str) -> None:
        """A copy of the current draft under another title, which becomes the current one."""
        if self.current is not None:
            made = msgspec.structs.replace(self.current.draft, id=new_id(), title=title)
            self._enter(msgspec.structs.replace(self.current, draft=made))

    def remove(self) -> Callable[[], None] | None:
        """Deletes the current draft; what brings it back."""
        work = self.current
        if work is None:
            return None
        del self._works[work.draft.id]
        self._write(work.draft.id, None)
        self._turn_to(next(iter(self._works), ""))
        return partial(self._enter, work)

    def _enter(self, work: Work) -> None:
        self._works = {work.draft.id: work, **self._works}
        self._write(work.draft.id, work)
        self._keep_current(work.draft.id)
        self._turn_to(work.draft.id)

    def _keep_current(self, identifier: str) -> None:
        key = f"{_OPEN}/{self._library}"
        job = self._jobs.write(lambda: self._keeper.state().set_preference(key, identifier))
        job.failed(self.refused.emit)

    # what it holds

    def add(self, item: Item, at: int | None = None) -> None:
        """Puts an item before the one at `at`, or last, into a new draft if there is none."""
        draft = self.draft or self.begin()
        self.change(draft.with_item(item, at), "collect")

    def change(self, draft: Draft, name: str, strand: str = "") -> None:
        """The current draft is `draft` now. `name` and `strand` as in `undoing.Deed`."""
        if self.current is not None:
            self._change(msgspec.structs.replace(self.current, draft=draft), name, strand)

    def amend(self, draft: Draft) -> None:
        """As `change`, for what follows from the step before: undoing that undoes both."""
        if self.current is not None:
            self._put(msgspec.structs.replace(self.current, draft=draft))

    def set_options(self, options: Options, strand: str = "") -> None:
        """Lays the current draft out otherwise."""
        draft = self.draft or self.begin()
        self.change(msgspec.structs.replace(draft, options=options), "layout", strand)

    def set_copies(self, copies: Copies, strand: str = "") -> None:
        """Makes other copies of the current draft."""
        if self.current is None:
            self.begin()
        if self.current is not None:
            self._change(msgspec.structs.replace(self.current, copies=copies), "layout", strand)

    def _change(self, work: Work, name: str, strand: str) -> None:
        before = self._works[work.draft.id]
        if work == before:
            return
        back, forth = partial(self._put, before), partial(self._put, work)
        self.deeds.add(Deed(name, back, forth, strand))
        self._put(work)

    def _put(self, work: Work) -> None:
        self._works[work.draft.id] = work
        self._write(work.draft.id, work)
        self.changed.emit()

    def undo(self) -> None:
        """Takes back what was done last to the current draft."""
        self.deeds.undo()

    def redo(self) -> None:
        """Does again what was undone last."""
        self.deeds.redo()

    # to the disk

    def retry(self) -> None:
        """Writes again what could not be written."""
        for identifier, work in list(self._unsaved.items()):
            self._write(identifier, work)

    def _write(self, identifier: str, work: Work | None) -> None:
        def write() -> None:
            _keep(self._keeper.state(), identifier, work)

        def refused(error: AppError) -> None:
            self._jobs_running.remove(job)
            self._unsaved[identifier] = self._works.get(identifier)
            self.refused.emit(error)

        def kept(_: object) -> None:
            self._jobs_running.remove(job)
            self._unsaved.pop(identifier, None)
            if not (self._unsaved or self._jobs_running):
                self.saved.emit()

        job = self._jobs.write(write)
        self._jobs_running.append(job)
        job.then(kept).failed(refused)


def _copies(state: ReaderState, identifier: str) -> Copies:
    held = state.preference(f"{_COPIES}/{identifier}")
    try:
        return _DECODER.decode(held) if held else Copies()
    except msgspec.MsgspecError:  # of another version of the program: as many as usual
        return Copies()


def _keep(state: ReaderState, identifier: str, work: Work | None) -> None:
    if work is None:
        Compositions(state).remove(identifier)
        return
    with state.transaction():
        Compositions(state).put(work.draft)
        key = f"{_COPIES}/{identifier}"
        copies = msgspec.json.encode(work.copies).decode()
        if state.preference(key) != copies:
            state.set_preference(key, copies)
