"""Signed editions on a librarian's machine: `release`, `history`."""

import datetime as dt
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop import wording
from desktop.cli import differences, options, output
from desktop.cli.clock import moment
from desktop.cli.keys import passphrase
from desktop.library import disk
from desktop.library.errors import Cancelled
from desktop.library.workspace.layout import Workspace

if TYPE_CHECKING:
    from desktop.library.releases.history import Past
    from desktop.library.releases.release import Prepared

_CHANGES = {
    "added": "release_added",
    "updated": "release_updated",
    "superseded": "release_superseded",
    "withdrawn": "release_withdrawn",
    "removed": "release_removed",
}
"""What people are told of each kind of change."""
_COUNTED = ("added", "updated", "superseded", "withdrawn")


def release(  # noqa: PLR0913 - one parameter an option
    folder: options.Workspace,
    *,
    key_folder: Annotated[
        Path | None, typer.Option("--keys", metavar="KEYDIR", help="Key files.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The package to write.")
    ] = None,
    since: Annotated[
        int, typer.Option("--since", min=0, metavar="N", help="Only what is new since edition N.")
    ] = 0,
    slip_file: Annotated[
        Path | None,
        typer.Option("--for", metavar="SLIP", help="Only what a request slip's machine lacks."),
    ] = None,
    notes: Annotated[
        str | None, typer.Option(help="What readers are told of this edition.")
    ] = None,
    approval: Annotated[
        Path | None,
        typer.Option(metavar="FILE.pdf", help="Write the list to approve; sign nothing."),
    ] = None,
    replace: options.Replace = False,
    yes: Annotated[bool, typer.Option("--yes", help="Sign without asking.")] = False,
    processes: Annotated[int, typer.Option(min=0, help="Worker processes; 0: one a core.")] = 0,
    as_json: options.Json = False,
) -> None:
    """Ký và đóng gói đợt phát hành kế tiếp · Sign and package the next edition."""
    from desktop.library.releases import release as releasing
    from desktop.library.releases.slip import read_slip

    if since and slip_file is not None:
        raise typer.BadParameter(wording.say("since_or_for", "en"))
    if approval is None and (key_folder is None or out is None):
        raise typer.BadParameter(wording.say("keys_and_out", "en"))
    with output.errors_told(as_json=as_json):
        workspace, now = Workspace(folder), moment()
        slip = read_slip(slip_file) if slip_file is not None else None
        with output.progress_shown() as progress:
            prepared = releasing.prepare(
                workspace,
                now=now,
                processes=processes or os.cpu_count() or 1,
                progress=progress,
            )
        if slip is not None:
            since = releasing.since_for(workspace, prepared, slip)
        changes = _told_changes(prepared)
        prepared = prepared.noted(_notes(prepared, notes))
        if approval is not None:
            _write_approval(workspace, prepared, approval, now, replacing=replace)
            if as_json:
                output.write_json({"number": prepared.page.number, "changes": changes})
            return
        assert key_folder is not None
        assert out is not None
        releasing.weigh(workspace, prepared, since)
        _sign(workspace, prepared, key_folder, now, yes=yes)
        with output.progress_shown() as progress:
            done = releasing.write(workspace, prepared, out, since, progress)
        facts = {"number": done.page.number, "file": str(out), "bytes": done.size, "since": since}
        output.tell("released", **facts)
        if as_json:
            kinds = {name: [one.id for one in getattr(done.page, name)] for name in _CHANGES}
            output.write_json(facts | kinds | {"changes": changes})


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


def _told_changes(prepared: "Prepared") -> list[dict[str, object]]:
    """Shows every change, updated documents word by word; the same as values."""
    told: list[dict[str, object]] = []
    for change in prepared.changes:
        output.tell(_CHANGES[change.kind], id=change.id, title=change.title)
        comparison = change.comparison
        record: dict[str, object] = {"id": change.id, "title": change.title, "kind": change.kind}
        if comparison is not None:
            for line in differences.lines(comparison):
                output.explain(f"  {line}")
            record["difference"] = differences.record(comparison)
        elif change.kind == "updated":
            output.tell("release_details")
        told.append(record)
    return told


def _notes(prepared: "Prepared", given: str | None) -> str:
    """What readers are told: asked for at a terminal, where only --notes "" leaves it empty."""
    if given is not None or prepared.known or not sys.stdin.isatty():
        return given or ""
    answer: str = typer.prompt(wording.say("notes_ask"), err=True)
    return answer


def _sign(
    workspace: Workspace, prepared: "Prepared", folder: Path, now: dt.datetime, *, yes: bool
) -> None:
    """Signs, once whoever sits at a terminal has agreed. Raises: Cancelled otherwise."""
    from desktop.library.releases import release as releasing
    from desktop.library.releases.keyring import Keyring

    ring = Keyring(folder)
    if prepared.fresh and not yes and sys.stdin.isatty():
        question = wording.say("sign_ask", number=prepared.page.number)
        if not typer.confirm(question, err=True):
            raise Cancelled
    releasing.sign(workspace, prepared, ring, passphrase, now)


def _write_approval(
    workspace: Workspace, prepared: "Prepared", file: Path, now: dt.datetime, *, replacing: bool
) -> None:
    from desktop.library.releases.approval import approval_sheet

    say = partial(wording.say, language=workspace.settings.language)
    settings, today = workspace.settings, now.date()
    data = approval_sheet(prepared, settings, today, say, replacing=replacing)
    disk.write_whole(file, data)
    output.tell("approval_written", number=prepared.page.number, file=file)


def _write_past(past: "Past") -> None:
    told = past.notice
    facts: dict[str, Any] = {name: len(getattr(told, name)) for name in _COUNTED}
    facts |= {"day": told.released_at[:10], "receipts": len(past.receipts)}
    output.write(wording.say("release_past", number=told.number, **facts))
    for code, some in (("receipt_line", past.receipts), ("receipt_strange", past.strange)):
        for one in some:
            label, machine = one.label or "–", one.installation[:8]
            output.write(wording.say(code, day=one.when[:10], label=label, installation=machine))
