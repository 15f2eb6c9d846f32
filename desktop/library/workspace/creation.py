"""Makes a new workspace: the folders and a `library.toml` to fill in."""

import json
import re
import unicodedata
from pathlib import Path

from desktop.library import disk
from desktop.library.errors import InputError
from desktop.library.workspace.layout import SETTINGS

_TEMPLATE = """\
# Kho tài liệu: sửa các dòng dưới đây cho đúng cơ quan của mình.
# The library: make the lines below your office's own.

id = "{id}"  # không đổi sau lần phát hành đầu / never changes after the first release
name = {name}
language = "vi"
issuer = ""                     # cơ quan ban hành, mặc định cho mọi tài liệu
circulation = "internal"        # public | internal | restricted
contact = ""                    # "Liên hệ nơi cấp USB"

# [[links]]
# title = "Cổng thông tin của tỉnh"
# address = "https://example.vn"
"""


def create_workspace(folder: Path, name: str = "") -> None:
    """Creates an empty workspace in `folder`, which must be new or empty.

    Raises: InputError; EnvironmentFault.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError("workspace_not_empty", folder=folder)
    for part in ("conferences", "attachments", "releases"):
        disk.make_folder(folder / part)
    title = name or folder.resolve().name
    text = _TEMPLATE.format(
        id=slug(title) or "kho-tai-lieu", name=json.dumps(title, ensure_ascii=False)
    )
    disk.write_whole(folder / SETTINGS, text.encode())


def slug(text: str) -> str:
    """`text` as an id: marks off, lower case, words joined by hyphens, at most 80 characters."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "-", letters)[:80].strip("-")
