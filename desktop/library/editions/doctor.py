"""Examines an installed library and the reader's state, and mends what can be mended."""

import os
import shutil
from pathlib import Path

import msgspec

import index
from desktop.library import disk
from desktop.library.editions import catalogue
from desktop.library.editions.edition import Edition
from desktop.library.editions.indexing import entries
from desktop.library.editions.library import Library
from desktop.library.editions.manifest import (
    CATALOGUE,
    INDEX,
    MANIFEST,
    faulty_files,
    list_files,
    read_manifest,
    sha256_of,
)
from desktop.library.errors import EnvironmentFault, Problem
from desktop.library.progress import Progress, no_progress
from desktop.library.reader import holding, recovering
from desktop.library.reader.state import DATABASE, ReaderState


def examine(library: Library, state: Path) -> list[Problem]:
    """Everything that is wrong with the live edition and the state. Raises: as both below."""
    return examine_library(library) + recovering.examine_closely(state)


def examine_library(library: Library) -> list[Problem]:
    """Everything that is wrong with the live edition.

    Raises: InputError when there is no library; EnvironmentFault when it cannot be opened at all.
    """
    folder = library.current_folder()
    problems = faulty_files(folder)
    with Edition(folder) as edition:
        problems += [
            Problem("catalogue_unsound", CATALOGUE, params={"reason": reason})
            for reason in edition.check()
        ]
        problems += _index(edition)
    return problems


def recover(state: Path, progress: Progress = no_progress) -> None:
    """Recovers a damaged state, as its window would; a sound one is left as it is.

    Raises: EnvironmentFault, "locked" while a window has it open.
    """
    if recovering.examine_closely(state):
        with holding.in_use(state):
            recovering.finish(state)
            if recovering.examine_closely(state):
                recovering.recover(state, progress)


def recovery(state: Path) -> list[Problem]:
    """What became of a state that was damaged, until its reader has seen it in the window.

    Raises: EnvironmentFault.
    """
    if not (state / DATABASE).is_file():
        return []
    with ReaderState(state) as own:
        report = recovering.report(own)
    return recovering.told(report, state) if report is not None else []


def repair(library: Library) -> str:
    """Makes the live edition's index again from its catalogue; the new edition's folder name.

    The edition itself is immutable: the repaired one stands beside it and becomes the live one.
    Raises: EnvironmentFault when the catalogue itself is damaged.
    """
    with disk.locked(library.folder / ".lock"):
        old = library.current_folder()
        manifest = read_manifest(old)
        kept = {file.name: file.sha256 for file in manifest.files}
        there = (old / CATALOGUE).is_file()
        if not there or sha256_of(old / CATALOGUE) != kept.get(CATALOGUE):
            raise EnvironmentFault("catalogue_beyond_repair", file=old / CATALOGUE)
        name = library.free_name(manifest.number, 1)
        scratch = library.editions_folder / f".repairing-{name}"
        try:
            with disk.faults(scratch):
                shutil.rmtree(scratch, ignore_errors=True)
                scratch.mkdir()
                disk.link_or_copy(old / CATALOGUE, scratch / CATALOGUE)
                _index_again(scratch)
                files = list_files(scratch)
                mended = msgspec.structs.replace(manifest, files=files)
                disk.write_whole(scratch / MANIFEST, msgspec.json.encode(mended) + b"\n")
                scratch.rename(library.editions_folder / name)
                disk.sync_folder(library.editions_folder)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        library.switch(name)
    return name


def _index(edition: Edition) -> list[Problem]:
    try:
        index.verify(edition.index_folder)
        opened = index.Index(edition.index_folder)
    except index.IndexFault as error:
        return [Problem("index_unsound", INDEX, params={"reason": str(error)})]
    try:
        held, wanted = len(opened), len(edition.numbers())
    finally:
        opened.close()
    if held != wanted:
        params = {"held": str(held), "wanted": str(wanted)}
        return [Problem("index_incomplete", INDEX, params=params)]
    return []


def _index_again(folder: Path) -> None:
    connection = catalogue.open_to_read(folder / CATALOGUE)
    try:
        rows = connection.execute("SELECT id FROM briefing ORDER BY number").fetchall()
        identifiers = [identifier for (identifier,) in rows]
        processes = os.cpu_count() or 1
        index.write(folder / INDEX, entries(connection, identifiers), processes=processes)
    except index.ProcessLost as error:
        raise EnvironmentFault("worker_lost") from error
    finally:
        connection.close()
