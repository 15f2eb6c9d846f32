"""A workspace's releases, and the receipts for them that came back on sticks."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import msgspec

from desktop.library import disk
from desktop.library.errors import Problem
from desktop.library.releases.contents import Notice, identity
from desktop.library.releases.form import data_of
from desktop.library.releases.receipts import Receipt, read_receipts
from desktop.library.releases.release import notice, numbers, released
from desktop.library.workspace.layout import Workspace

RECEIPTS = "releases/receipts"
"""The folder of a workspace that receipts are gathered in."""


class Gathered(msgspec.Struct, frozen=True):
    """What some folders brought: how many receipts were new, and what was no receipt of ours."""

    fresh: int
    problems: tuple[Problem, ...]


class Past(msgspec.Struct, frozen=True):
    """A release and the receipts for it, oldest first.

    `strange` are those that name the number but another page: from a workspace that was copied.
    """

    notice: Notice
    receipts: tuple[Receipt, ...] = ()
    strange: tuple[Receipt, ...] = ()


def gather(workspace: Workspace, folders: Iterable[Path]) -> Gathered:
    """Takes the receipts in `folders` into the workspace, each once; the newest of each name.

    Raises: EnvironmentFault.
    """
    target, fresh = workspace.folder / RECEIPTS, 0
    problems: list[Problem] = []
    disk.make_folder(target)
    held = {one.name: one for one in read_receipts(target)[0]}
    for folder in folders:
        found, wrong = read_receipts(folder)
        problems += wrong
        for receipt in found:
            if receipt.library != workspace.settings.id:
                params = {"library": receipt.library}
                found_other = Problem("receipt_other", receipt.name, params=params)
                problems.append(msgspec.structs.replace(found_other, severity="warning"))
                continue
            known = held.get(receipt.name)
            if known is None or receipt.when > known.when:
                disk.write_whole(target / receipt.name, data_of(receipt))
                held[receipt.name] = receipt
                fresh += known is None
    return Gathered(fresh, tuple(problems))


def history(workspace: Workspace) -> list[Past]:
    """All releases of a workspace with the receipts gathered for them, newest first.

    Raises: EnvironmentFault; NotTrusted for a release's page that is damaged.
    """
    receipts = defaultdict[int, list[Receipt]](list)
    gathered = workspace.folder / RECEIPTS
    for receipt in read_receipts(gathered)[0] if gathered.is_dir() else ():
        receipts[receipt.edition].append(receipt)
    return [_past(workspace, number, receipts[number]) for number in reversed(numbers(workspace))]


def _past(workspace: Workspace, number: int, receipts: list[Receipt]) -> Past:
    told = notice(workspace, number)
    if not receipts:
        return Past(told)
    page = identity(released(workspace, number))
    receipts.sort(key=lambda one: (one.when, one.installation))
    ours = tuple(one for one in receipts if one.page == page)
    return Past(told, ours, tuple(one for one in receipts if one.page != page))
