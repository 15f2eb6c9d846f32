"""The file of an index that holds the model of its library's syllables."""

from pathlib import Path

from index.errors import IndexDamaged
from index.vietnamese.learn import Succession
from index.vietnamese.restore import Model, ModelDamaged, unpacked

NAME = "syllables.bin"


def read(folder: Path) -> Model:
    """The model of a finished index.

    Raises: IndexDamaged.
    """
    file = folder / NAME
    try:
        return unpacked(file.read_bytes())
    except (ModelDamaged, FileNotFoundError) as error:
        raise IndexDamaged(file) from error


def follow(folder: Path, succession: Succession) -> bool:
    """Puts the new edition's model in its folder, unless the former one is to stay; whether."""
    model = succession.successor()
    if model is None:
        return False
    (folder / NAME).write_bytes(model.packed())
    return True
