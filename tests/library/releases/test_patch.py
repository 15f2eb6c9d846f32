"""Pages told by what they changed: made again byte for byte, from the base or a later one."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.errors import NotTrusted
from desktop.library.releases.contents import EditionPage, Held, Piece
from desktop.library.releases.patch import patch_of, patched, read_patch

IDS = st.dictionaries(st.sampled_from([f"bai-{at}" for at in range(12)]), st.integers(0, 3))


def page(number: int, briefings: dict[str, int], objects: dict[str, int]) -> EditionPage:
    def held(some: dict[str, int]) -> tuple[Held, ...]:
        return tuple(
            Held(one, f"{some[one]:064x}", Piece(f"{some[one]:064x}", 9)) for one in sorted(some)
        )

    return EditionPage(
        format=1, catalogue=3, library="kho", name="Kho", number=number, released_at="",
        notes="", settings="{}", roots=("a" * 64,), briefings=held(briefings), conferences=(),
        objects=held(objects), files=(),
    )  # fmt: skip


@given(IDS, IDS, IDS, IDS)
def test_a_patch_makes_the_page_again(one, other, few, many) -> None:
    base, new = page(1, one, few), page(2, other, many)
    made = patched(read_patch(patch_of(new, base)), base)
    assert made == msgspec.json.encode(new)


@given(IDS, IDS, IDS)
def test_a_later_edition_serves_as_well(one, middle, last) -> None:
    """As long as nothing in between was taken away again or taken back."""
    first = one
    second = first | middle
    third = second | last
    reverted = any(third[at] == first.get(at) != second[at] for at in second)
    patch = read_patch(patch_of(page(3, third, {}), page(1, first, {})))
    made = patched(patch, page(2, second, {}))
    assert (made == msgspec.json.encode(page(3, third, {}))) is not reverted


def test_a_patch_of_many_carries_few() -> None:
    many = {f"bai-{at:05}": 1 for at in range(10_000)}
    base, new = page(1, many, {}), page(2, many | {"bai-00007": 2}, {})
    assert len(msgspec.json.encode(new)) > 1_000_000
    assert len(patch_of(new, base)) < 1_000


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b"[" * 9_000, b'{"page":1,"gone":{}}'])
def test_what_is_no_patch_is_refused(data: bytes) -> None:
    with pytest.raises(NotTrusted) as raised:
        read_patch(data)
    assert raised.value.code == "package_altered"


def test_a_patch_has_one_form() -> None:
    data = patch_of(page(2, {"bai-1": 1}, {}), page(1, {"bai-2": 1}, {}))
    assert read_patch(data).gone["briefing"] == ["bai-2"]
    for changed in (data + b" ", data.replace(b'"gone":', b'"gone": '), data[:-1] + b',"x":1}'):
        with pytest.raises(NotTrusted):
            read_patch(changed)
