"""Block ids over versions: what keeps its id, what gets a new one, what descends from what."""

import random

from hypothesis import given
from hypothesis import strategies as st

from desktop.library.document import Block, leaves
from desktop.library.text.lineage import align, blocks_of, with_ids
from desktop.library.text.rendering import render

TEXTS = [
    "Rà soát danh sách hộ cần hỗ trợ trước mùa mưa bão và ghi vào sổ trực.",
    "Kiểm tra điểm sơ tán: nước sạch, đèn dự phòng, tủ thuốc và lối ra thứ hai.",
    "Xã chỉ dùng một đầu mối phát tin trong suốt thời gian có bão.",
    "Loa truyền thanh và bảng tin đọc cùng một nội dung, ghi rõ giờ phát.",
    "Sau bão, tổ kiểm tra đi từng nhà, xem mái, điện và nguồn nước.",
]


def blocks(texts: list[str]) -> list[Block]:
    return [Block(f"id{number}", "paragraph", text) for number, text in enumerate(texts)]


def ids(old: list[str], new: list[str]) -> list[str]:
    before = blocks(old)
    taken = {block.id for block in before}
    return list(align(before, blocks(new), taken).ids)


def test_unchanged_blocks_keep_their_ids() -> None:
    assert ids(TEXTS, TEXTS) == ["id0", "id1", "id2", "id3", "id4"]


def test_an_insertion_moves_no_id() -> None:
    given_ids = ids(TEXTS, [*TEXTS[:2], "Một đoạn mới hoàn toàn khác.", *TEXTS[2:]])
    assert given_ids[:2] + given_ids[3:] == ["id0", "id1", "id2", "id3", "id4"]
    assert given_ids[2] not in {"id0", "id1", "id2", "id3", "id4"}


def test_a_reworded_block_between_the_same_neighbours_keeps_its_id() -> None:
    changed = TEXTS[1].replace("hai", "ba").replace("nước sạch", "nước uống")
    assert ids(TEXTS, [TEXTS[0], changed, *TEXTS[2:]])[1] == "id1"


def test_a_moved_block_keeps_its_id() -> None:
    assert ids(TEXTS, [*TEXTS[1:], TEXTS[0]]) == ["id1", "id2", "id3", "id4", "id0"]


def test_a_lookalike_elsewhere_takes_no_id() -> None:
    lookalike = TEXTS[0].replace("mưa bão", "khô hạn")
    given_ids = ids(TEXTS, [*TEXTS[1:], lookalike])
    assert "id0" not in given_ids


def test_doubled_wording_is_no_move() -> None:
    old = [TEXTS[0], TEXTS[1], TEXTS[0]]
    assert "id0" not in ids(old, [TEXTS[1], TEXTS[2], TEXTS[3]])


def test_kinds_do_not_mix() -> None:
    before = blocks(TEXTS[:2])
    after = [Block("", "heading", TEXTS[0]), Block("", "paragraph", TEXTS[1])]
    taken = {"id0", "id1"}
    aligned = align(before, after, taken)
    assert aligned.ids[0] not in {"id0", "id1"}
    assert aligned.ids[1] == "id1"


def test_a_split_block_leaves_a_descent() -> None:
    first, second = TEXTS[1].split(": ")
    old = blocks([TEXTS[0], f"{first}: {second}", TEXTS[2]])
    long_part = second + " và bảng phân công"
    whole = blocks([TEXTS[0], f"{first}: {long_part}", TEXTS[2]])
    taken = {block.id for block in whole}
    new = blocks([TEXTS[0], f"{first} ở cuối thôn:", long_part, TEXTS[2]])
    aligned = align(whole, new, taken)
    relations = {(descent.relation, descent.origin) for descent in aligned.descents}
    kept = set(aligned.ids) & {"id1"}
    assert kept or ("split", "id1") in relations
    assert old[1].id == "id1"


def test_joined_blocks_leave_a_descent() -> None:
    joined = f"{TEXTS[1]} {TEXTS[2]}"
    old = blocks(TEXTS[:4])
    taken = {block.id for block in old}
    aligned = align(old, blocks([TEXTS[0], joined, TEXTS[3]]), taken)
    merged = {descent.origin for descent in aligned.descents if descent.relation == "merged"}
    lost = {"id1", "id2"} - set(aligned.ids)
    assert lost
    assert merged == lost
    assert all(descent.block == aligned.ids[1] for descent in aligned.descents)


def test_what_was_alike_before_was_not_joined() -> None:
    """A sentence taken out, whose lookalike stood in another block all along, went nowhere."""
    old = blocks([TEXTS[0], TEXTS[2], f"{TEXTS[3]} {TEXTS[2]}", TEXTS[4]])
    reworded = f"{TEXTS[3]} {TEXTS[2]} Số điện thoại trực ghi ở cuối."
    aligned = align(old, blocks([TEXTS[0], reworded, TEXTS[4]]), {block.id for block in old})
    assert aligned.ids[1] == "id2"
    assert aligned.descents == ()


def test_a_copy_of_a_part_was_not_cut_off() -> None:
    """What is still in the block that it would come from is a copy of it."""
    old = blocks([TEXTS[0], f"{TEXTS[3]} {TEXTS[2]}", TEXTS[4]])
    reworded = f"{TEXTS[3]} {TEXTS[2]} Số điện thoại trực ghi ở cuối."
    new = blocks([TEXTS[0], reworded, TEXTS[4], TEXTS[2]])
    aligned = align(old, new, {block.id for block in old})
    assert aligned.ids[1] == "id1"
    assert aligned.descents == ()


@given(st.lists(st.sampled_from(TEXTS), max_size=12), st.lists(st.sampled_from(TEXTS), max_size=12))
def test_ids_are_never_given_twice(old: list[str], new: list[str]) -> None:
    given_ids = ids(old, new)
    assert len(given_ids) == len(new)
    assert len(set(given_ids)) == len(given_ids)


@given(st.integers(0, 10_000))
def test_an_id_never_lands_on_other_wording_in_a_shuffle(seed: int) -> None:
    shuffled = TEXTS[:]
    random.Random(seed).shuffle(shuffled)
    for given_id, text in zip(ids(TEXTS, shuffled), shuffled, strict=True):
        assert given_id == f"id{TEXTS.index(text)}"


def test_ids_reach_the_leaves_in_reading_order() -> None:
    document = render("# A\n\nb[^1]\n\n- c\n\n| d |\n|---|\n| e |\n\n[^1]: f")
    named = with_ids(document, list("abcdef"))
    assert [(leaf.id, leaf.text) for leaf in leaves(named)] == list(
        zip("abcdef", "Abcdef", strict=True)
    )
    assert [block.id for block in blocks_of(named)] == list("abcdef")
