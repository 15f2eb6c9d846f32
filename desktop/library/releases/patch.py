"""A signed page told by what it changed: a package from edition N on carries that, not the page.

The page of 10,000 documents takes a megabyte and a half, mostly hashes that nothing makes smaller.
A laptop with edition N or a later one makes the page again from its own, byte for byte, and the
signed hash says whether it is the one.
"""

import msgspec

from desktop.library.errors import NotTrusted
from desktop.library.releases.contents import EditionPage, Held, Kind, gone, read_page
from desktop.library.releases.package import PATCH

_KINDS: tuple[Kind, ...] = ("object", "conference", "briefing")


class Patch(msgspec.Struct, frozen=True):
    """A page whose lists of rows hold only what the former one did not have; the ids that went."""

    page: EditionPage
    gone: dict[Kind, list[str]]


def patch_of(page: EditionPage, base: EditionPage) -> bytes:
    """What makes `page` of `base`."""
    changed = {}
    for kind in _KINDS:
        known = set(base.held(kind))
        changed[f"{kind}s"] = tuple(one for one in page.held(kind) if one not in known)
    return msgspec.json.encode(Patch(msgspec.structs.replace(page, **changed), gone(page, base)))


def read_patch(data: bytes) -> Patch:
    """A patch, believed by nobody yet. Raises: NotTrusted for what is none; as `read_page`."""
    try:
        patch = msgspec.json.decode(data, type=Patch)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NotTrusted("package_altered", part=PATCH) from error
    if msgspec.json.encode(patch) != data or patch.gone.keys() != set(_KINDS):
        raise NotTrusted("package_altered", part=PATCH)
    read_page(msgspec.json.encode(patch.page))
    return patch


def patched(patch: Patch, base: EditionPage) -> bytes:
    """The bytes of the page that a patch makes of `base`; its hash says whether that was right."""
    lists: dict[str, tuple[Held, ...]] = {}
    for kind in _KINDS:
        went = set(patch.gone[kind])
        held = {one.id: one for one in base.held(kind) if one.id not in went}
        held |= {one.id: one for one in patch.page.held(kind)}
        lists[f"{kind}s"] = tuple(held[identifier] for identifier in sorted(held))
    return msgspec.json.encode(msgspec.structs.replace(patch.page, **lists))
