"""A library's signing keys: `keys create`, `rotate`, `revoke`, `paper`."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop import wording
from desktop.cli import options, output
from desktop.cli.clock import moment
from desktop.library import disk
from desktop.library.errors import InputError
from desktop.library.workspace.layout import Workspace

if TYPE_CHECKING:
    from desktop.library.releases.keyring import KeyFile, Keyring, Role

ENVIRONMENT = "BRIEFING_PASSPHRASE"
_ASKED = {"root": "key_ask_root", "release": "key_ask_release"}
KeyFolder = Annotated[Path, typer.Argument(metavar="KEYDIR", help="Folder of the key files.")]
OfWorkspace = Annotated[
    Path, typer.Option("--workspace", metavar="DIR", help="Workspace of the library.")
]
Helping = Annotated[
    list[Path] | None,
    typer.Option("--with", metavar="KEYDIR", help="Another folder whose root keys sign too."),
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


def _retiring(name: str, told: str, *, fresh: bool) -> None:
    """Adds a command that puts a key out of use, with or without a `fresh` one in its place."""

    @keys.command(name, help=told)
    def retire(
        folder: KeyFolder,
        key: Annotated[str, typer.Argument(metavar="KEY", help="Beginning of the key's id.")],
        workspace: OfWorkspace = Path(),
        others: Helping = None,
        as_json: options.Json = False,
    ) -> None:
        _replace([folder, *(others or [])], key, workspace, fresh=fresh, as_json=as_json)


_retiring("rotate", "Thay một khóa bằng khóa mới · Put a new key in a key's place.", fresh=True)
_retiring("revoke", "Hủy một khóa, không thay · Put a key out of use without another.", fresh=False)


@keys.command("paper")
def print_paper(
    folder: KeyFolder,
    workspace: OfWorkspace = Path(),
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE.pdf", help="The file to write.")
    ] = Path("keys.pdf"),
    *,
    replace: options.Replace = False,
) -> None:
    """Tờ giấy để vào két: khóa và dấu vân của kho · The paper for the safe."""
    from desktop.library.releases.keyring import Keyring
    from desktop.library.releases.paper import paper
    from desktop.library.releases.signing import Chain

    with output.errors_told():
        opened = Workspace(workspace)
        chain, say = Chain(opened.folder), partial(wording.say, language="vi")
        ring, today = Keyring(folder), moment().date()
        data = paper(chain, ring, opened.settings, today, say, replacing=replace)
        disk.write_whole(out, data)
        output.tell("handout_written", file=out)


def passphrase(key: "KeyFile") -> str:
    """Asks for a key's passphrase. Raises: InputError where nobody can be asked."""
    return _asked(wording.say("passphrase_ask", key=key.name))


def _replace(folders: list[Path], key: str, workspace: Path, *, fresh: bool, as_json: bool) -> None:
    from desktop.library.releases import signing
    from desktop.library.releases.keyring import Keyring

    with output.errors_told(as_json=as_json):
        now, ring = moment(), Keyring(folders[0], others=folders[1:])
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
            data = signing.replace(chain, ring, passphrase, now, out=named[0], fresh=new)
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
