"""Two readers with notes, and a document that they read."""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop.library.document import Node, Run
from desktop.library.reader.anchors import anchors
from desktop.library.reader.annotations import Annotation, Author, annotate, meet, put, remove
from desktop.library.reader.state import ReaderState
from tests.conftest import ROOT

DOCUMENT = (
    Node("heading", id="h", runs=(Run("I. Nước"),)),
    Node("paragraph", id="a", runs=(Run("Nước sạch đủ ba ngày, nhất là nơi xa."),)),
    Node("paragraph", id="b", runs=(Run("= 12,5% hộ dân chưa có bể <chứa>."),)),
)
TARGETS = anchors(DOCUMENT, (("a", 0, 9), ("b", 2, 7)))
PLACE = ("kho", "truc-ban", 3)
MODEL = "w3c-annotation-model"


def note(state: ReaderState, text: str = "", **parts: object) -> Annotation:
    """A highlight with what else is told of it, as the window would keep it."""
    made = annotate(state, PLACE, TARGETS, "idea", text)
    whole = msgspec.structs.replace(made, **parts)
    put(state, whole)
    return whole


@pytest.fixture
def mai(tmp_path: Path) -> Iterator[ReaderState]:
    """A reader with every kind of note."""
    with ReaderState(tmp_path / "mai") as state:
        first = note(state, "- Hỏi **ai**?\n\n<script>x</script>", tags=("việc, gấp", "xã"))
        note(state, "gạch", kind="underline", colour="figure", private_tags=("riêng", "xã"))
        whole = note(state, "chung", kind="document", targets=())
        note(state, "", kind="reply", parent=first.id, targets=())
        note(state, "đáp", kind="reply", parent=whole.id, targets=(), tags=("–",))
        remove(state, note(state, "xóa").id)
        meet(state, "lan", Author("Trần Lan", "TL"))
        note(state, "=1+1", author="lan", colour="question")
        yield state


@pytest.fixture
def lan(tmp_path: Path) -> Iterator[ReaderState]:
    """A reader without any."""
    with ReaderState(tmp_path / "lan") as state:
        yield state


@pytest.fixture(scope="session")
def model() -> Path:
    corpora = os.environ.get("BRIEFING_CORPUS", ROOT.parent / "shared" / "data")
    folder = Path(corpora) / MODEL
    if not folder.is_dir():
        pytest.skip(f"{MODEL} is not here: let BRIEFING_CORPUS name the folder that holds it")
    return folder
