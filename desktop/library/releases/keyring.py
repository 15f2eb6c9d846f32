"""A librarian's signing keys: Ed25519, one a file, each sealed under its own passphrase.

A key file is JSON: `format` "briefing-key", `version` 1, `role`, `key` (the TUF key id), `public`
and `made`, then `seal`: Argon2id's salt and costs, and the seed under ChaCha20-Poly1305, to which
everything else in the file is bound. The seed is written nowhere else.
"""

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from securesystemslib.signer import CryptoSigner, SSlibKey

from desktop.library import disk
from desktop.library.errors import InputError
from desktop.library.workspace.layout import SETTINGS

ENDING, RETIRED = ".key", ".retired"
SPARE = "spare"
"""The folder of keys that are to be kept in another place."""
SHORTEST = 8
"""Characters that a passphrase has at least."""
_LARGEST = 16 * 1024
Role = Literal["root", "release"]
_Cost = Annotated[int, msgspec.Meta(ge=1, le=16)]
_Memory = Annotated[int, msgspec.Meta(ge=8 * 1024, le=1024 * 1024)]


class Costs(msgspec.Struct, frozen=True):
    """What trying one passphrase costs; `memory` is in KiB (RFC 9106, second recommendation)."""

    iterations: _Cost = 3
    lanes: _Cost = 4
    memory: _Memory = 64 * 1024


class Seal(msgspec.Struct, frozen=True):
    """How the seed is sealed (RFC 9106, RFC 8439); bytes are base64."""

    salt: bytes
    nonce: bytes
    sealed: bytes
    costs: Costs
    derivation: Literal["argon2id"] = "argon2id"
    cipher: Literal["chacha20-poly1305"] = "chacha20-poly1305"


class KeyFile(msgspec.Struct, frozen=True):
    """A key as its file has it. `key` is its id, `public` in hexadecimal, `made` ISO 8601."""

    role: Role
    key: str
    public: str
    made: str
    seal: Seal
    format: Literal["briefing-key"] = "briefing-key"
    version: Literal[1] = 1

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.role}-{self.key[:8]}{ENDING}"

    def public_key(self) -> SSlibKey:
        """The public half, for TUF metadata."""
        return SSlibKey(self.key, "ed25519", "ed25519", {"public": self.public})


Passphrase = Callable[[KeyFile], str]
"""Asks for the passphrase of a key."""


class Keyring:
    """The folder that holds a librarian's key files, and `others` that help to sign.

    Raises: InputError("keys_in_workspace") for a folder inside any workspace.
    """

    def __init__(
        self, folder: Path, costs: Costs | None = None, others: Sequence[Path] = ()
    ) -> None:
        self.folder = folder
        self._costs = costs or Costs()
        self._folders = (folder, *others)
        for one in self._folders:
            resolved = one.resolve()
            for outer in (resolved, *resolved.parents):
                if (outer / SETTINGS).is_file():
                    raise InputError("keys_in_workspace", folder=one, workspace=outer)

    def held(self) -> list[KeyFile]:
        """The keys in use, spares last. Raises: InputError naming a file that is none."""
        keys: dict[str, KeyFile] = {}
        for folder in self._places:
            with disk.faults(folder):
                for path in sorted(folder.glob(f"*{ENDING}")):
                    key = _read(path)
                    keys.setdefault(key.key, key)
        return list(keys.values())

    @property
    def _places(self) -> list[Path]:
        return [*self._folders, *(folder / SPARE for folder in self._folders)]

    def create(self, role: Role, passphrase: str, made: str, *, spare: bool = False) -> KeyFile:
        """A new key, sealed and on disk; a `spare` one in a folder to be taken elsewhere.

        Raises: InputError("passphrase_short").
        """
        if len(passphrase) < SHORTEST:
            raise InputError("passphrase_short", least=SHORTEST)
        private = Ed25519PrivateKey.generate()
        public = CryptoSigner(private).public_key
        head = KeyFile(
            role, public.keyid, public.keyval["public"], made, Seal(b"", b"", b"", self._costs)
        )
        key = msgspec.structs.replace(head, seal=_sealed(head, private, passphrase))
        folder = self.folder / SPARE if spare else self.folder
        disk.make_folder(folder)
        path = folder / key.name
        page = msgspec.json.format(msgspec.json.encode(key), indent=2) + b"\n"
        disk.write_whole(path, page)
        with disk.faults(path):
            path.chmod(0o600)
        return key

    def signer(self, key: KeyFile, passphrase: str) -> CryptoSigner:
        """Opens a key. Raises: InputError("passphrase_wrong")."""
        seal = key.seal
        try:
            seed = _cipher(seal, passphrase).decrypt(seal.nonce, seal.sealed, _bound(key))
        except InvalidTag as error:
            raise InputError("passphrase_wrong", key=key.name) from error
        private = Ed25519PrivateKey.from_private_bytes(seed)
        return CryptoSigner(private, key.public_key())

    def retire(self, key: KeyFile) -> None:
        """Puts a key out of use: its file stays under another name. Raises: EnvironmentFault."""
        for folder in self._places:
            path = folder / key.name
            with disk.faults(path):
                if path.is_file():
                    path.rename(path.with_suffix(RETIRED))
                    disk.sync_folder(folder)


def _read(path: Path) -> KeyFile:
    data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    try:
        key = msgspec.json.decode(data, type=KeyFile)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError("key_damaged", file=path) from error
    if len(key.public) != 64 or len(key.seal.nonce) != 12 or len(key.seal.salt) < 16:
        raise InputError("key_damaged", file=path)
    return key


def _sealed(head: KeyFile, private: Ed25519PrivateKey, passphrase: str) -> Seal:
    seal = Seal(secrets.token_bytes(16), secrets.token_bytes(12), b"", head.seal.costs)
    seed = private.private_bytes_raw()
    sealed = _cipher(seal, passphrase).encrypt(seal.nonce, seed, _bound(head))
    return msgspec.structs.replace(seal, sealed=sealed)


def _cipher(seal: Seal, passphrase: str) -> ChaCha20Poly1305:
    derivation = Argon2id(
        salt=seal.salt,
        length=32,
        iterations=seal.costs.iterations,
        lanes=seal.costs.lanes,
        memory_cost=seal.costs.memory,
    )
    return ChaCha20Poly1305(derivation.derive(passphrase.encode()))


def _bound(key: KeyFile) -> bytes:
    """What the seal is bound to: the file without it."""
    head = {name: getattr(key, name) for name in KeyFile.__struct_fields__ if name != "seal"}
    return msgspec.json.encode(head, order="sorted")
