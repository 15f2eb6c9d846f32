"""Signed editions: `keys`, `release`, `verify`, `install`, `rollback`."""

import contextlib
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop import wording
from desktop.cli import options, output
from desktop.cli.clock import moment
from desktop.library import disk, folders
from desktop.library.editions.library import Library
from desktop.library.errors import InputError, NotTrusted
from desktop.library.workspace.layout import Workspace

if TYPE_CHECKING:
    from desktop.library.releases.install import Verified
    from desktop.library.releases.keyring import KeyFile, Keyring, Role
    from desktop.library.releases.release import Prepared

ENVIRONMENT = "BRIEFING_PASSPHRASE"
_ASKED = {"root": "key_ask_root", "release": "key_ask_release"}
_CHANGES = {
    "added": "release_added",
    "updated": "release_updated",
    "superseded": "release_superseded",
    "withdrawn": "release_withdrawn",
}
"""What people are told of each kind of change."""
KeyFolder = Annotated[Path, typer.Argument(metavar="KEYDIR", help="Folder of the key files.")]
OfWorkspace = Annotated[
    Path, typer.Option("--workspace", metavar="DIR", help="Workspace of the library.")
]
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

keys = typer.Typer(
    name="keys",
    help="Khóa ký số của kho · The library's signing keys.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@keys.callback()
def _group() -> None:
    """Khóa ký số của kho · The library's signing keys."""


@keys.command("create")
def create(
    folder: KeyFolder,
    workspace: OfWorkspace = Path(),
    two_of_three: Annotated[
        bool, typer.Option("--two-of-three", help="Three root keys, two of which must sign.")
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Tạo khóa gốc và khóa phát hành · Make the root and release keys."""
    from desktop.library.releases import signing
    from desktop.library.releases.keyring import Keyring
    from desktop.library.releases.paper import ROLES

    with output.errors_told(as_json=as_json):
        settings, now = Workspace(workspace), moment()
        ring, chain = Keyring(folder), signing.Chain(settings.folder)
        if chain.roots:
            raise InputError("keys_present", folder=chain.folder)
        if ring.held():
            raise InputError("keys_here", folder=folder)
        roots = 3 if two_of_three else 2
        opened: dict[str, str] = {}
        for at in range(roots + 1):
            role: Role = "root" if at < roots else "release"
            spare = role == "root" and at > 0 and not two_of_three
            phrase = _new_passphrase("key_ask_spare" if spare else _ASKED[role])
            key = ring.create(role, phrase, now.date().isoformat(), spare=spare)
            opened[key.key] = phrase
            output.tell("key_made", file=key.name, role=wording.say(ROLES[role]))
        threshold = 2 if two_of_three else 1
        root = signing.found(chain, ring, lambda key: opened[key.key], now, threshold=threshold)
        _tell_fingerprint(root)
        if as_json:
            output.write_json(_keys_record(ring, root))


@keys.command("rotate")
def rotate(
    folder: KeyFolder,
    key: Annotated[str, typer.Argument(metavar="KEY", help="Beginning of the key's id.")],
    workspace: OfWorkspace = Path(),
    as_json: options.Json = False,
) -> None:
    """Thay một khóa bằng khóa mới · Put a new key in a key's place."""
    _replace(folder, key, workspace, fresh=True, as_json=as_json)


@keys.command("revoke")
def revoke(
    folder: KeyFolder,
    key: Annotated[str, typer.Argument(metavar="KEY", help="Beginning of the key's id.")],
    workspace: OfWorkspace = Path(),
    as_json: options.Json = False,
) -> None:
    """Hủy một khóa, không thay · Put a key out of use without another."""
    _replace(folder, key, workspace, fresh=False, as_json=as_json)


@keys.command("paper")
def print_paper(
    folder: KeyFolder,
    workspace: OfWorkspace = Path(),
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE.pdf", help="The file to write.")
    ] = Path("keys.pdf"),
) -> None:
    """Tờ giấy để vào két: khóa và dấu vân của kho · The paper for the safe."""
    from desktop.library.releases.keyring import Keyring
    from desktop.library.releases.paper import paper
    from desktop.library.releases.signing import Chain

    with output.errors_told():
        opened = Workspace(workspace)
        chain, say = Chain(opened.folder), partial(wording.say, language="vi")
        data = paper(chain, Keyring(folder), opened.settings, moment().date(), say)
        disk.write_whole(out, data)
        output.tell("handout_written", file=out)


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
        releasing.sign(workspace, prepared, ring, _passphrase, now)
        with output.progress_shown() as progress:
            done = releasing.write(workspace, prepared, out, since, progress)
        facts = {"number": done.page.number, "file": str(out), "bytes": done.size, "since": since}
        output.tell("released", **facts)
        if as_json:
            changes = {name: [one.id for one in getattr(done.page, name)] for name in _CHANGES}
            output.write_json(facts | changes)


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
        target = Library(library or folders.default_library())
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
    as_json: options.Json = False,
) -> None:
    """Kiểm tra gói rồi cài, hoặc không đổi gì · Verify a package and install it."""
    from desktop.library.releases.install import install as put_in

    with output.errors_told(as_json=as_json):
        target = Library(library or folders.default_library())
        confirmed = _root(file, target, trust)
        with _slip_offered(target, slip), output.progress_shown() as progress:
            done = put_in(file, target, moment(), confirmed, progress=progress)
        facts = {"number": done.page.number, "former": done.former, "fresh": done.fresh}
        if as_json:
            output.write_json(facts)
        output.tell("installed" if done.fresh else "installed_before", **facts)


def rollback(
    library: options.Library = None, _state: options.State = None, as_json: options.Json = False
) -> None:
    """Quay về đợt phát hành trước · Go back to the former edition."""
    from desktop.library.releases.install import rollback as go_back

    with output.errors_told(as_json=as_json):
        number = go_back(Library(library or folders.default_library()))
        if as_json:
            output.write_json({"number": number})
        output.tell("rolled_back", number=number)


def _replace(folder: Path, key: str, workspace: Path, *, fresh: bool, as_json: bool) -> None:
    from desktop.library.releases import signing
    from desktop.library.releases.keyring import Keyring

    with output.errors_told(as_json=as_json):
        now, ring = moment(), Keyring(folder)
        chain = signing.Chain(Workspace(workspace).folder)
        root = chain.newest().signed
        named = [one for one in root.keys if key and one.startswith(key)]
        if len(named) != 1:
            raise InputError("signing_key_unknown", key=key, folder=chain.folder)
        role = signing.role_of(root, named[0])
        new = None
        if fresh:
            phrase = _new_passphrase(_ASKED[role])
            new = ring.create(role, phrase, now.date().isoformat())
        try:
            data = signing.replace(chain, ring, _passphrase, now, out=named[0], fresh=new)
        except BaseException:
            if new is not None:
                ring.retire(new)
            raise
        for held in ring.held():
            if held.key == named[0]:
                ring.retire(held)
        output.tell("key_replaced" if fresh else "key_revoked_done", key=named[0][:8])
        _tell_fingerprint(data)
        if as_json:
            output.write_json(_keys_record(ring, data))


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

    if (library.folder / "trust" / "root.json").exists():
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


def _passphrase(key: "KeyFile") -> str:
    return _asked(wording.say("passphrase_ask", key=key.name))


def _new_passphrase(code: str) -> str:
    return _asked(wording.say(code), twice=True)


def _asked(question: str, *, twice: bool = False) -> str:
    given = os.environ.get(ENVIRONMENT)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise InputError("passphrase_missing", variable=ENVIRONMENT)
    answer: str = typer.prompt(question, hide_input=True, confirmation_prompt=twice, err=True)
    return answer


def _tell_fingerprint(root: bytes) -> None:
    from desktop.library.releases import fingerprint

    output.tell("fingerprint", words=" ".join(fingerprint.words(root)))


def _keys_record(ring: "Keyring", root: bytes) -> dict[str, object]:
    from desktop.library.releases import fingerprint

    held = [{"role": key.role, "key": key.key, "file": key.name} for key in ring.held()]
    return {"keys": held, "fingerprint": list(fingerprint.words(root))}


def _tell_changes(prepared: "Prepared") -> None:
    for name, code in _CHANGES.items():
        for change in getattr(prepared.page, name):
            output.tell(code, id=change.id, title=change.title)


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
