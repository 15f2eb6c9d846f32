"""Signed editions on a librarian's machine: `release`, `history`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop import wording
from desktop.cli import options, output
from desktop.cli.clock import moment
from desktop.cli.keys import passphrase
from desktop.library.workspace.layout import Workspace

if TYPE_CHECKING:
    from desktop.library.releases.history import Past
    from desktop.library.releases.release import Prepared

_CHANGES = {
    "added": "release_added",
    "updated": "release_updated",
    "superseded": "release_superseded",
    "withdrawn": "release_withdrawn",
}
"""What people are told of each kind of change."""


def release(  # noqa: PLR0913 - one parameter an option
    folder: options.Workspace,
    *,
    key_folder: Annotated[Path, typer.Option("--keys", metavar="KEYDIR", help="Key files.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The package to write.")],
    since: Annotated[
        int, typer.Option("--since", min=0, metavar="N", help="Only what is new since edition N.")
    ] = 0,
    slip_file: Annotated[
        Path | None,
        typer.Option("--for", metavar="SLIP", help="Only what a request slip's machine lacks."),
    ] = None,
    notes: Annotated[str, typer.Option(help="What readers are told of this edition.")] = "",
    processes: Annotated[int, typer.Option(min=0, help="Worker processes; 0: one a core.")] = 0,
    as_json: options.Json = False,
) -> None:
    """Ký và đóng gói đợt phát hành kế tiếp · Sign and package the next edition."""
    from desktop.library.releases import release as releasing
    from desktop.library.releases.keyring import Keyring
    from desktop.library.releases.slip import read_slip

    if since and slip_file is not None:
        raise typer.BadParameter(wording.say("since_or_for", "en"))
    with output.errors_told(as_json=as_json):
        workspace, now, ring = Workspace(folder), moment(), Keyring(key_folder)
        slip = read_slip(slip_file) if slip_file is not None else None
        with output.progress_shown() as progress:
            prepared = releasing.prepare(
                workspace,
                now=now,
                notes=notes,
                processes=processes or os.cpu_count() or 1,
                progress=progress,
            )
        if slip is not None:
            since = releasing.since_for(workspace, prepared, slip)
        _tell_changes(prepared)
        releasing.sign(workspace, prepared, ring, passphrase, now)
        with output.progress_shown() as progress:
            done = releasing.write(workspace, prepared, out, since, progress)
        facts = {"number": done.page.number, "file": str(out), "bytes": done.size, "since": since}
        output.tell("released", **facts)
        if as_json:
            changes = {name: [one.id for one in getattr(done.page, name)] for name in _CHANGES}
            output.write_json(facts | changes)


def history(
    folder: options.Workspace,
    receipts: Annotated[
        list[Path] | None,
        typer.Option("--receipts", metavar="STICK", help="Take in the receipts on a stick."),
    ] = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Các đợt đã phát hành và biên nhận · Editions released so far, and their receipts."""
    from desktop.library.releases.history import gather
    from desktop.library.releases.history import history as past

    with output.errors_told(as_json=as_json):
        workspace = Workspace(folder)
        if receipts:
            gathered = gather(workspace, receipts)
            output.tell_problems(gathered.problems)
            output.tell("receipts_gathered", count=gathered.fresh)
        found = past(workspace)
        if as_json:
            output.write_json(found)
            return
        for one in found:
            _write_past(one)


def _tell_changes(prepared: "Prepared") -> None:
    for name, code in _CHANGES.items():
        for change in getattr(prepared.page, name):
            output.tell(code, id=change.id, title=change.title)


def _write_past(past: "Past") -> None:
    told = past.notice
    facts: dict[str, Any] = {name: len(getattr(told, name)) for name in _CHANGES}
    facts |= {"day": told.released_at[:10], "receipts": len(past.receipts)}
    output.write(wording.say("release_past", number=told.number, **facts))
    for code, some in (("receipt_line", past.receipts), ("receipt_strange", past.strange)):
        for one in some:
            label, machine = one.label or "–", one.installation[:8]
            output.write(wording.say(code, day=one.when[:10], label=label, installation=machine))
