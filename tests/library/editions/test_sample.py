"""The sample library is made once, from sources that are left as they were."""

import hashlib
import shutil

from desktop.library.editions.library import Library
from desktop.library.editions.sample import former, make_sample
from desktop.resources import RESOURCES

SOURCES = RESOURCES / "sample-library"


def told(folder):
    return {
        path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_it_is_made_once_and_its_sources_stay(tmp_path):
    before = told(SOURCES)
    target = tmp_path / "mẫu"
    make_sample(SOURCES, target)
    made = told(target)
    make_sample(SOURCES, target)
    assert told(target) == made
    assert told(SOURCES) == before
    with Library(target).current() as edition:
        assert len(edition.numbers()) > 10


def test_the_former_edition_is_the_one_before_whatever_was_repaired(tmp_path):
    library = Library(tmp_path)
    for name in ("00000007", "00000008", "00000008-r1", "00000009"):
        (library.editions_folder / name).mkdir(parents=True)
    names = {}
    for live in ("00000007", "00000008-r1", "00000009"):
        library.switch(live)
        names[live] = former(library)
    assert names == {"00000007": "", "00000008-r1": "00000007", "00000009": "00000008-r1"}
    shutil.rmtree(tmp_path / "editions")
