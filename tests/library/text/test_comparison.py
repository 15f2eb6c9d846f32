"""Versions compared by the lineage: nothing is lost, and each passage is called what it is."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.library.document import Block
from desktop.library.editions.records import VersionRecord
from desktop.library.text.lineage import align, new_id
from desktop.library.versions import between, steps

SENTENCES = [
    "Mỗi thôn lập một danh sách ngắn, ghi rõ hộ cần hỗ trợ và người phụ trách.",
    "Danh sách được in ra giấy, để tại nhà văn hóa thôn trước ngày 15.",
    "Loa truyền thanh phát bản tin lúc 6 giờ và 18 giờ hằng ngày.",
    "Người trực ban gọi điện cho từng hộ có người già sống một mình.",
    "Bản tin kế tiếp nêu rõ điều đã biết và giờ phát bản tin sau.",
]
LEAVES = st.builds(
    lambda kind, parts: (kind, " ".join(parts)),
    st.sampled_from(["paragraph", "heading"]),
    st.lists(st.sampled_from([*SENTENCES, "Loa", "Bảng tin", ""]), max_size=4),
)
HISTORIES = st.lists(st.lists(LEAVES, max_size=8), min_size=2, max_size=4)


def records(history):
    """Versions as a build would keep them."""
    taken = set()
    made = []
    for number, leaves in enumerate(history, 1):
        plain = [Block("", kind, text) for kind, text in leaves]
        descents = ()
        if made:
            aligned = align(made[-1].blocks, plain, taken)
            ids, descents = aligned.ids, aligned.descents
        else:
            ids = [new_id(taken, block.text) for block in plain]
        blocks = tuple(
            Block(given, one.kind, one.text) for given, one in zip(ids, plain, strict=True)
        )
        made.append(VersionRecord(number, number + 4, f"Tên {number}", blocks, descents))
    return made


def paragraphs(*texts):
    return [("paragraph", text) for text in texts]


def told(*history):
    made = records(history)
    return between(made, 1, len(made))


def states(comparison):
    return [passage.state for passage in comparison.passages]


@given(HISTORIES, st.data())
def test_both_versions_can_be_read_back(history, data):
    made = records(history)
    numbers = st.integers(1, len(made))
    one, other = data.draw(numbers), data.draw(numbers)
    compared = between(made, one, other)
    older, newer = made[min(one, other) - 1], made[max(one, other) - 1]
    assert compared.old() == [block.text for block in older.blocks]
    assert compared.new() == [block.text for block in newer.blocks]


@given(HISTORIES)
def test_a_version_is_the_same_as_itself(history):
    made = records(history)
    assert set(states(between(made, 1, 1))) <= {"same"}


@given(HISTORIES)
def test_every_passage_leads_to_a_block_of_the_newer_version(history):
    made = records(history)
    held = {block.id for block in made[-1].blocks} or {""}
    assert {passage.block for passage in between(made, 1, len(made)).passages} <= held


def test_a_reworded_passage():
    compared = told(
        paragraphs(*SENTENCES[:3]),
        paragraphs(SENTENCES[0], SENTENCES[1].replace("15", "16"), SENTENCES[2]),
    )
    assert states(compared) == ["same", "changed", "same"]
    changed = [(one.change, one.text) for one in compared.passages[1].pieces]
    assert ("removed", "15") in changed
    assert ("added", "16") in changed


def test_a_moved_passage_is_told_in_both_places():
    first, second, third = SENTENCES[:3]
    compared = told(paragraphs(first, second, third), paragraphs(second, third, first))
    assert states(compared) == ["left", "same", "same", "moved"]


def test_what_was_added_and_removed():
    compared = told(paragraphs(*SENTENCES[:2]), paragraphs(SENTENCES[0], SENTENCES[3]))
    assert states(compared) == ["same", "removed", "added"]


def test_a_passage_cut_in_two_keeps_its_words():
    compared = told(
        paragraphs(f"{SENTENCES[0]} {SENTENCES[1]}", SENTENCES[2]),
        paragraphs(SENTENCES[0], SENTENCES[1], SENTENCES[2]),
    )
    assert states(compared) == ["split", "same"]
    kept = "".join(one.text for one in compared.passages[0].pieces if one.change == "same")
    assert kept == SENTENCES[0] + SENTENCES[1]


def test_two_passages_joined():
    compared = told(
        paragraphs(SENTENCES[0], SENTENCES[1], SENTENCES[2]),
        paragraphs(f"{SENTENCES[0]} {SENTENCES[1]}", SENTENCES[2]),
    )
    assert states(compared) == ["joined", "same"]


def test_the_lines_of_descent_reach_over_versions_in_between():
    whole = f"{SENTENCES[0]} {SENTENCES[1]} {SENTENCES[3]}"
    compared = told(
        paragraphs(whole, SENTENCES[2]),
        paragraphs(SENTENCES[0], f"{SENTENCES[1]} {SENTENCES[3]}", SENTENCES[2]),
        paragraphs(SENTENCES[0], SENTENCES[1], SENTENCES[3], SENTENCES[2]),
    )
    assert states(compared) == ["split", "same"]


def test_what_each_version_did_is_counted():
    made = records(
        [
            paragraphs(*SENTENCES[:3]),
            paragraphs(SENTENCES[0], SENTENCES[1].replace("15", "16"), SENTENCES[2], SENTENCES[3]),
            paragraphs(SENTENCES[0], SENTENCES[2], SENTENCES[3]),
        ]
    )
    assert [
        (one.edition, one.before, one.reworded, one.added, one.removed) for one in steps(made)
    ] == [(5, 0, 0, 0, 0), (6, 1, 1, 1, 0), (7, 2, 0, 0, 1)]


def test_titles_are_compared_too():
    title = between(records([[], []]), 1, 2).title
    assert [(one.change, one.text) for one in title] == [
        ("same", "Tên "), ("removed", "1"), ("added", "2"),
    ]  # fmt: skip
