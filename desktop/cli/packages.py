"""Signed packages on a reader's machine: `verify`, `install`, `rollback`."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop import wording
from desktop.cli import options, output
from desktop.cli.clock import moment
from desktop.library import disk, folders
from desktop.library.editions import collection
from desktop.library.editions.library import Library
from desktop.library.errors import InputError, NotTrusted

if TYPE_CHECKING:
    from desktop.library.releases.install import Verified

Trusted = Annotated[
    Path | None,
    typer.Option("--trust", metavar="ROOT.json", help="The root, confirmed in another way."),
]
Package = Annotated[Path, typer.Argument(metavar="FILE", help="A package (.briefpack).")]
SlipFile = Annotated[
    Path | None,
    typer.Option(
        "--slip", metavar="FILE", help="Where to write a request slip when an edition is missing."
    ),
]


def verify(
    file: Package,
    trust: Trusted = None,
    library: options.Library = None,
    _state: options.State = None,
    slip: SlipFile = None,
    as_json: options.Json = False,
) -> None:
    """Xem gói do ai ký, có gì mới; không ghi gì · Tell who signed a package and what it brings."""
    from desktop.library.releases.install import verify as examine

    with output.errors_told(as_json=as_json):
        target = _target(file, library)
        with _slip_offered(target, slip):
            seen = examine(file, target, moment(), _root(file, target, trust))
        if as_json:
            output.write_json(_verified_record(seen))
        _tell_verified(seen)


def install(
    file: Package,
    trust: Trusted = None,
    library: options.Library = None,
    _state: options.State = None,
    slip: SlipFile = None,
    receipt: Annotated[
        Path | None, typer.Option("--receipt", metavar="DIR", help="Leave a receipt in DIR.")
    ] = None,
    label: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What receipts from here are labelled.")
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Kiểm tra gói rồi cài, hoặc không đổi gì · Verify a package and install it."""
    from desktop.library.releases.install import install as put_in
    from desktop.library.releases.receipts import leave

    with output.errors_told(as_json=as_json):
        target = _target(file, library)
        confirmed = _root(file, target, trust)
        with _slip_offered(target, slip), output.progress_shown() as progress:
            done = put_in(file, target, moment(), confirmed, progress=progress)
        facts = {"number": done.page.number, "former": done.former, "fresh": done.fresh}
        output.tell("installed" if done.fresh else "installed_before", **facts)
        if receipt is not None:
            left = leave(receipt, target, moment(), label)
            output.tell("receipt_written", file=left)
        if as_json:
            output.write_json(facts)


def rollback(
    library: options.Library = None, _state: options.State = None, as_json: options.Json = False
) -> None:
    """Quay về đợt phát hành trước · Go back to the former edition."""
    from desktop.library.releases.install import rollback as go_back

    with output.errors_told(as_json=as_json):
        number = go_back(Library(options.library_folder(library)))
        if as_json:
            output.write_json({"number": number})
        output.tell("rolled_back", number=number)


def _target(file: Path, given: Path | None) -> Library:
    """Where a package belongs: the folder that was named, else where its library stands."""
    from desktop.library.releases.install import claimed_library

    if given is not None:
        return Library(options.library_folder(given))
    return collection.place_for(folders.default_library(), claimed_library(file))


@contextlib.contextmanager
def _slip_offered(library: Library, slip: Path | None) -> Iterator[None]:
    """Writes a request slip where a package needs an edition that is not here, or tells how."""
    from desktop.library.releases.slip import write_slip

    try:
        yield
    except InputError as error:
        if error.code in ("package_base", "package_needs_whole"):
            if slip is not None:
                write_slip(library, slip)
                output.tell("slip_written", file=slip)
            else:
                output.tell("slip_hint")
        raise


def _root(file: Path, library: Library, trust: Path | None) -> bytes | None:
    """The root to begin with: a file's, or the package's own once a person confirmed its words.

    Where the library trusts one already, that one alone counts.
    """
    from desktop.library.releases import fingerprint
    from desktop.library.releases.install import root_of
    from desktop.library.releases.trust import root_version

    if root_version(library.folder):
        return None
    if trust is not None:
        with disk.faults(trust):
            return trust.read_bytes()
    if not sys.stdin.isatty():
        raise NotTrusted("root_unconfirmed")
    root = root_of(file)
    typed = typer.prompt(wording.say("fingerprint_ask"), err=True)
    if not fingerprint.same(typed, root):
        raise NotTrusted("fingerprint_unlike")
    return root


def _verified_record(seen: "Verified") -> dict[str, object]:
    page = seen.page
    return {
        "library": page.library,
        "name": page.name,
        "number": page.number,
        "released_at": page.released_at,
        "signed_by": seen.believed.signed_by,
        "expires": seen.believed.expires.isoformat(),
        "base": seen.base,
        "live": seen.live,
        "notes": page.notes,
        "added": [one.id for one in page.added],
        "updated": [one.id for one in page.updated],
        "superseded": [one.id for one in page.superseded],
        "withdrawn": [one.id for one in page.withdrawn],
    }


def _tell_verified(seen: "Verified") -> None:
    page = seen.page
    output.tell(
        "verified",
        name=page.name,
        number=page.number,
        live=seen.live or "–",
        day=page.released_at[:10],
        key=seen.believed.signed_by[:8],
        added=len(page.added),
        updated=len(page.updated),
        withdrawn=len(page.withdrawn),
    )
    if page.notes:
        output.write(page.notes)
