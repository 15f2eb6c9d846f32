"""What side by side and early add, whatever stands around."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Entry, Index, write
from index.schema import OPENING_WORDS

FILLER = ["tin", "thôn", "xã", "đê", "làng", "sông", "cầu", "chợ"]
OTHERS = [Entry(f"o{i}", "", "", "tin thôn xã đê làng sông cầu chợ " * 2) for i in range(6)]
QUERIES = st.sampled_from(["khủng hoảng", "khung hoang", "Khủng hoảng"])
FIELDS = st.sampled_from(["title", "headings", "body", "attachments"])


def order(folder: pytest.TempPathFactory, query: str, field: str, texts: dict[str, str]) -> str:
    """The keys in their order."""
    place = folder.mktemp("near") / "index"
    empty = Entry("", "", "", "")
    made = [msgspec.structs.replace(empty, key=k, **{field: text}) for k, text in texts.items()]
    write(place, [*OTHERS, *made])
    with Index(place) as index:
        return "".join(match.key for match in index.find(query).matches)


@settings(max_examples=40)
@given(
    around=st.lists(st.sampled_from(FILLER), min_size=1, max_size=30),
    between=st.integers(1, 30),
    at=st.integers(0, 30),
    query=QUERIES,
    field=FIELDS,
)
def test_side_by_side_outranks_apart(
    tmp_path_factory: pytest.TempPathFactory, around: list[str], between: int, at: int, query: str,
    field: str,
) -> None:  # fmt: skip
    at, between = min(at, len(around) - 1), min(between, len(around))
    beside = [*around[:at], "khủng", "hoảng", *around[at:]]
    end = min(len(around), at + between)
    apart = [*around[:at], "khủng", *around[at:end], "hoảng", *around[end:]]
    assert sorted(apart) == sorted(beside)
    texts = {"a": " ".join(apart), "b": " ".join(beside)}
    assert order(tmp_path_factory, query, field, texts) == "ba"


@settings(max_examples=40)
@given(
    around=st.lists(st.sampled_from(FILLER), min_size=1, max_size=40),
    early=st.integers(0, OPENING_WORDS - 2),
    later=st.integers(1, 40),
    query=QUERIES,
)
def test_early_outranks_late(
    tmp_path_factory: pytest.TempPathFactory, around: list[str], early: int, later: int, query: str
) -> None:  # fmt: skip
    early = min(early, len(around) - 1)
    late = min(early + later, len(around))
    texts = {
        key: " ".join([*around[:place], "khủng", "hoảng", *around[place:]])
        for key, place in (("a", late), ("b", early))
    }
    assert order(tmp_path_factory, query, "body", texts) == "ba"


@settings(max_examples=40)
@given(
    before=st.lists(st.sampled_from(FILLER), max_size=10),
    after=st.lists(st.sampled_from(FILLER), max_size=10),
    query=st.sampled_from(["hoà", "hòa bình", "quản lý hòa"]),
    field=FIELDS,
)
def test_exact_above_tone_above_unaccented_all_else_equal(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], after: list[str], query: str,
    field: str,
) -> None:  # fmt: skip
    wanted = query.split()
    tone = [{"hoà": "hòa", "hòa": "hoà", "lý": "lí"}.get(word, word) for word in wanted]
    bare = [{"hoà": "hoả", "hòa": "hoả"}.get(word, word) for word in wanted]
    texts = {
        key: " ".join([*before, *words, *after])
        for key, words in (("c", bare), ("b", tone), ("a", wanted))
    }
    assert order(tmp_path_factory, query, field, texts) == "abc"
