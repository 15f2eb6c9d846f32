"""Finds secrecy marks in an edition: what bears one must never be released.

The marks are those of the Law on Protection of State Secrets (29/2018/QH14), article 8: TUYỆT MẬT,
TỐI MẬT and MẬT, stamped in capitals on a line of their own. "bảo mật" and "bí mật" are no marks.
"""

import re
import sqlite3

from desktop.library.errors import Problem

_ALONE = re.compile(r"^[\W\d_]*(TUYỆT MẬT|TỐI MẬT|MẬT)[\W\d_]*$", re.MULTILINE)
_WITHIN = re.compile(r"\b(TUYỆT MẬT|TỐI MẬT)\b")
_NAMED = re.compile(r"\bđộ mật\s*:\s*(tuyệt mật|tối mật|mật)\b", re.IGNORECASE)


def mark_in(text: str) -> str:
    """The secrecy mark that a text bears, or "". `text` is NFC."""
    text = re.sub(r"[^\S\n]+", " ", text)
    found = _ALONE.search(text) or _WITHIN.search(text) or _NAMED.search(text)
    return found[1].upper() if found else ""


def marked(connection: sqlite3.Connection) -> list[Problem]:
    """Every document and attachment of a catalogue that bears a mark, by name."""
    problems: dict[tuple[str, str], Problem] = {}
    texts = """SELECT b.id, '', k.text FROM briefing b
               JOIN block k ON k.briefing = b.id AND k.version = b.version
               UNION ALL SELECT a.owner, a.name, p.text FROM attachment a JOIN page p USING (sha256)
               UNION ALL SELECT id, '', json_extract(facts, '$.title') FROM briefing"""
    for identifier, name, text in connection.execute(texts):
        mark = mark_in(text)
        if mark:
            params = {"id": identifier, "mark": mark}
            found = Problem("secrecy_mark", name or identifier, params=params)
            problems.setdefault((identifier, name), found)
    return list(problems.values())
