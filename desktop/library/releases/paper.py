"""The paper for the safe: a library's keys and the fingerprint of its root, to print and sign."""

import datetime as dt
from collections.abc import Callable

from desktop.library.handouts.typeset import typeset_form
from desktop.library.releases import fingerprint
from desktop.library.releases.keyring import Keyring, Role
from desktop.library.releases.signing import Chain, role_of
from desktop.library.schema import LibrarySettings

ROLES: dict[Role, str] = {"root": "key_role_root", "release": "key_role_release"}
"""What people are told of each role."""
_COLUMNS = (
    "paper_column_role",
    "paper_column_key",
    "paper_column_file",
    "paper_column_keeper",
)
_RULES = ("paper_rule_1", "paper_rule_2", "paper_rule_3", "paper_rule_4")
Say = Callable[..., str]
"""Words by their code and parameters, in one language."""


def paper(
    chain: Chain,
    ring: Keyring,
    settings: LibrarySettings,
    date: dt.date,
    say: Say,
    *,
    replacing: bool = False,
) -> bytes:
    """The paper as a PDF; `replacing` as in `typeset_form`. Nothing secret stands on it.

    Raises: InputError("keys_missing") when the workspace has no root; WithoutGlyphs;
    EnvironmentFault.
    """
    root = chain.newest().signed
    files = {key.key: key.name for key in ring.held()}
    keys = [
        {
            "role": say(ROLES[role_of(root, key)]),
            "key": key[:16],
            "file": files.get(key, say("key_elsewhere")),
        }
        for key in sorted(root.keys, key=lambda key: (role_of(root, key) != "root", key))
    ]
    threshold = root.roles["root"].threshold
    form: dict[str, object] = {
        "title": say("paper_title"),
        "subtitle": settings.name,
        "facts": [
            [say("paper_library"), settings.id],
            [say("paper_root"), str(root.version)],
            [say("paper_threshold"), f"{threshold} / {len(root.roles['root'].keyids)}"],
            [say("paper_expires"), f"{root.expires:%d/%m/%Y}"],
            [say("paper_printed"), f"{date:%d/%m/%Y}"],
        ],
        "words_title": say("paper_words"),
        "words": list(fingerprint.words(chain.roots[-1])),
        "words_help": say("paper_words_help"),
        "keys_title": say("paper_keys"),
        "columns": [say(code) for code in _COLUMNS],
        "keys": keys,
        "rules_title": say("paper_rules"),
        "rules": [say(code) for code in _RULES],
        "hands": [say("paper_handed"), say("paper_received")],
    }
    return typeset_form("key-paper", form, date, replacing=replacing)
