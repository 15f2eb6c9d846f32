"""Copies of a reader's notes that exchange files in any order come to hold the same, and all of it.

What must be there is reckoned apart from dots and contexts: each thing written is known by its own
words, and is gone only where somebody who saw it wrote or deleted in its place.
"""

import re
import shutil
import tempfile
from pathlib import Path

import hypothesis.strategies as st
import msgspec
from hypothesis import Phase, settings
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, multiple, rule

from desktop.library.reader import exchange
from desktop.library.reader.annotations import (
    Annotation,
    annotations,
    put,
    records,
    records_of,
    remove,
    settle,
)
from desktop.library.reader.exchange import merging
from desktop.library.reader.state import ReaderState
from tests.library.reader.exchange.conftest import note

LIBRARY = "kho"
PHASES = (Phase.explicit, Phase.generate)
MEMORY = Path("/dev/shm")
"""Where there is such a folder, nothing waits for a disk."""
at = st.integers(0, 3)
Key = tuple[str, str]
"""A note's id and the words that one act gave it; "" for a deletion."""


class File(msgspec.Struct, frozen=True):
    """An export, with what its maker had been shown of the notes in it and seen replaced."""

    path: Path
    written: set[Key]
    replaced: set[Key]


class Replicas(RuleBasedStateMachine):
    """Two to four copies. `seen` and `gone` are what each copy was shown and saw replaced."""

    files = Bundle("files")

    @initialize(target=files, many=st.integers(2, 4), shared=st.integers(0, 2))
    def open(self, many: int, shared: int) -> object:
        """The copies, and some notes that all of them have."""
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.states = [ReaderState(self.folder / str(number)) for number in range(many)]
        self.written: list[set[Key]] = [set() for _ in self.states]
        self.replaced: list[set[Key]] = [set() for _ in self.states]
        self.private: list[dict[str, set[str]]] = [{} for _ in self.states]
        self.count = 0
        for _ in range(shared):
            self.write(0)
        file = self.export(0, set(), False)
        for who in range(1, many if shared else 0):
            self.merge(who, file)
        return file

    def teardown(self) -> None:
        if not hasattr(self, "states"):
            return
        try:
            self.exchange_all()
        finally:
            for state in self.states:
                state.close()
            shutil.rmtree(self.folder)

    # What a person does

    @rule(who=at)
    def write(self, who: int) -> None:
        who, words = self.act(who)
        made = note(self.states[who], words)
        self.written[who].add((made.id, words))

    @rule(who=at, which=at, tagged=st.booleans())
    def edit(self, who: int, which: int, tagged: bool) -> None:
        """Words or a tag of them are changed; also an undo is such a change."""
        who, words = self.act(who)
        held = self.note_of(who, which)
        if held is None:
            return
        tags = (*held.tags, words) if tagged else held.tags
        self.replace(who, held, (held.id, words))
        put(self.states[who], msgspec.structs.replace(held, note=words, tags=tags))

    @rule(who=at, which=at)
    def delete_and_perhaps_undo(self, who: int, which: int) -> None:
        who, words = self.act(who)
        held = self.note_of(who, which)
        if held is None:
            return
        self.replace(who, held, None)
        remove(self.states[who], held.id)
        if which % 2:
            # Brought back over the deletion, or over what the deletion had left to be seen.
            now_shown = self.shown(who, held.id)
            if now_shown is not None:
                self.replace(who, now_shown, None)
            self.written[who].add((held.id, words))
            put(self.states[who], msgspec.structs.replace(held, note=words))

    @rule(who=at, which=at)
    def reply(self, who: int, which: int) -> None:
        who, words = self.act(who)
        held = self.note_of(who, which)
        if held is None or held.kind == "reply":
            return
        made = note(self.states[who], words, kind="reply", parent=held.id, targets=())
        self.written[who].add((made.id, words))

    @rule(who=at, which=at)
    def decide(self, who: int, which: int) -> None:
        """One text in place of all that stand side by side."""
        who, words = self.act(who)
        held = self.note_of(who, which)
        if held is None:
            return
        (record,) = records(self.states[who], [held.id])
        self.replaced[who] |= {
            (held.id, one.content.note) for one in record.versions if one.content
        }
        self.written[who].add((held.id, words))
        settle(self.states[who], msgspec.structs.replace(held, note=words))

    @rule(target=files, who=at, which=at, private=st.booleans())
    def tag_privately(self, who: int, which: int, private: bool) -> object:
        """Which is no change to anybody else, also where the tag is given away on purpose."""
        who, words = self.act(who)
        held = self.note_of(who, which)
        if held is None:
            return multiple()
        self.private[who].setdefault(held.id, set()).update((*held.private_tags, words))
        tags = tuple(sorted((*held.private_tags, words)))
        put(self.states[who], msgspec.structs.replace(held, private_tags=tags))
        return self.export(who, set(), private)

    @rule(who=at, which=at, ending=st.sampled_from((".csv", ".md")), late=st.booleans())
    def edit_in_a_table(self, who: int, which: int, ending: str, late: bool) -> None:
        """Or on pages; `late`: only after the same note was edited here once more."""
        who, words = self.act(who)
        state, held = self.states[who], self.note_of(who, which)
        if held is None:
            return
        path = self.folder / f"{words}{ending}"
        exchange.write(path, exchange.select(state, exchange.Filter(ids=frozenset([held.id]))))
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"\b{held.note}\b", words, text), encoding="utf-8")
        if late:
            self.edit(who, [one.id for one in annotations(state, LIBRARY)].index(held.id), False)
        else:
            self.replaced[who].add((held.id, held.note))
        incoming = exchange.read(path, state)
        assert incoming.problems == ()
        merging.merge(state, incoming)
        self.written[who].add((held.id, words))
        assert not merging.merge(state, exchange.read(path, state)).changed

    # Files

    @rule(target=files, who=at, some=st.sets(at, max_size=3), private=st.booleans())
    def export(self, who: int, some: set[int], private: bool) -> object:
        who, words = self.act(who)
        held = annotations(self.states[who], LIBRARY)
        ids = frozenset(held[one % len(held)].id for one in some) if held and some else None
        selection = exchange.select(self.states[who], exchange.Filter(ids=ids), private=private)
        path = self.folder / f"{words}.jsonld"
        if not selection.records:
            return multiple()
        exchange.write(path, selection)
        whole = {record.id for record in selection.records}
        written, replaced = (
            self.some(self.written[who], whole),
            self.some(self.replaced[who], whole),
        )
        return File(path, written, replaced)

    @rule(who=at, file=files)
    def merge(self, who: int, file: File) -> None:
        who %= len(self.states)
        incoming = exchange.read(file.path, self.states[who])
        assert incoming.problems == ()
        looked_at = merging.preview(self.states[who], incoming)
        before = annotations(self.states[who], LIBRARY)
        merged = merging.merge(self.states[who], incoming)
        assert merged.preview == looked_at
        if not any(looked_at.count(what) for what in ("new", "changed", "deleted", "conflicting")):
            assert bare(before) == bare(annotations(self.states[who], LIBRARY))
        assert not merging.merge(self.states[who], incoming).changed
        self.written[who] |= file.written
        self.replaced[who] |= file.replaced

    @rule(target=files, who=at, file=files, which=at)
    def merge_and_undo(self, who: int, file: File, which: int) -> object:
        """What is edited between, shown to somebody and taken back, does no harm."""
        who, words = self.act(who)
        state = self.states[who]
        before = records_of(state, LIBRARY), annotations(state, LIBRARY)
        merged = merging.merge(state, exchange.read(file.path, state))
        brought = [one for one in annotations(state, LIBRARY) if one.id in merged.after]
        leaked = multiple()
        if brought and which % 2:
            held = brought[0]
            put(state, msgspec.structs.replace(held, note=words))
            path = self.folder / f"{words}.jsonld"
            exchange.write(path, exchange.select(state))
            written = self.written[who] | file.written | {(held.id, words)}
            replaced = self.replaced[who] | file.replaced | {(held.id, held.note)}
            leaked = File(path, written, replaced)
            put(state, held)
        assert merging.undo(state, merged) == ()
        assert (records_of(state, LIBRARY), annotations(state, LIBRARY)) == before
        return leaked

    # What must hold

    def exchange_all(self) -> None:
        for _ in range(2):
            for number, state in enumerate(self.states):
                path = self.folder / f"last-{number}.jsonld"
                selection = exchange.select(state)
                if not selection.records:
                    continue
                exchange.write(path, selection)
                for other in self.states:
                    merging.merge(other, exchange.read(path, other))
        held = [records_of(state, LIBRARY) for state in self.states]
        assert all(one == held[0] for one in held)
        there = {
            (record.id, version.content.note)
            for record in held[0]
            for version in record.versions
            if version.content
        }
        written, replaced = set[Key]().union(*self.written), set[Key]().union(*self.replaced)
        assert there == written - replaced
        for state, own in zip(self.states, self.private, strict=True):
            tags = {one.id: set(one.private_tags) for one in annotations(state, LIBRARY)}
            assert all(own[name] <= tags[name] for name in own.keys() & tags.keys())
            public = {tag for one in annotations(state, LIBRARY) for tag in one.tags}
            assert not public & {
                tag for one in self.private for some in one.values() for tag in some
            }

    def act(self, who: int) -> tuple[int, str]:
        """Whose turn it is, and words that nothing else has."""
        self.count += 1
        return who % len(self.states), f"w{self.count}"

    def note_of(self, who: int, which: int) -> Annotation | None:
        held = annotations(self.states[who], LIBRARY)
        return held[which % len(held)] if held else None

    def shown(self, who: int, identifier: str) -> Annotation | None:
        held = annotations(self.states[who], LIBRARY)
        return next((one for one in held if one.id == identifier), None)

    def replace(self, who: int, held: Annotation, by: Key | None) -> None:
        self.replaced[who].add((held.id, held.note))
        if by is not None:
            self.written[who].add(by)

    @staticmethod
    def some(keys: set[Key], whole: set[str]) -> set[Key]:
        return {key for key in keys if key[0] in whole}


def bare(notes: list[Annotation]) -> list[Annotation]:
    """Notes without private tags, which a file may bring."""
    return [msgspec.structs.replace(one, private_tags=()) for one in notes]


Replicas.TestCase.settings = settings(max_examples=80, stateful_step_count=25, phases=PHASES)
TestReplicas = Replicas.TestCase
