"""What is known of a note by all who share it: joined in any order, and never less than before."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.library.reader.records import Content, Record, join, made

PLACE = ("kho", "truc-ban")
REPLICAS = ("a", "b", "c")


def content(note: str) -> Content:
    return Content(1, "highlight", "idea", note, "2026-01-01T00:00:00.000+00:00")


FIRST = made("n", PLACE, "a", "1", content("đầu"))


@st.composite
def replicas(draw: st.DrawFn) -> list[Record]:
    """Three copies of one note after edits, deletions and merges among them."""
    held = [FIRST, FIRST, FIRST]
    for at in range(draw(st.integers(0, 8))):
        own, other = draw(st.integers(0, 2)), draw(st.integers(0, 2))
        match draw(st.sampled_from(("edit", "delete", "settle", "merge"))):
            case "edit":
                note = content(draw(st.sampled_from("xyz")))
                held[own] = held[own].changed(REPLICAS[own], str(at), note)
            case "delete":
                held[own] = held[own].changed(REPLICAS[own], str(at), None)
            case "settle":
                held[own] = held[own].settled(REPLICAS[own], str(at), content("một"))
            case "merge":
                held[own] = join(held[own], held[other])
    return held


@given(replicas())
def test_joining_is_a_law(held: list[Record]) -> None:
    one, two, three = held
    assert join(one, two) == join(two, one)
    assert join(join(one, two), three) == join(one, join(two, three))
    assert join(one, one) == one
    assert join(join(one, two), two) == join(one, two)


@given(replicas())
def test_what_one_side_shows_is_kept_unless_the_other_replaced_it(held: list[Record]) -> None:
    one, two, _ = held
    both = join(one, two)
    for version in one.versions:
        seen = version.dot.count <= two.context.get(version.dot.replica, 0)
        assert version in both.versions or (seen and version not in two.versions)


def test_two_edits_both_stay_and_the_later_is_shown() -> None:
    one = FIRST.changed("a", "2", content("của An"))
    other = FIRST.changed("b", "3", content("của Bình"))
    both = join(one, other)
    assert both.shown.content == content("của Bình")
    assert [rival.content for rival in both.rivals] == [content("của An")]
    assert both.settled("c", "4", content("chung")).rivals == ()


def test_a_deletion_gives_way_to_an_edit_that_knew_nothing_of_it() -> None:
    gone, edited = FIRST.changed("a", "9", None), FIRST.changed("b", "2", content("mới"))
    assert join(gone, edited).shown.content == content("mới")
    assert join(gone, FIRST) == gone


def test_an_edit_leaves_the_rivals_of_what_it_changes() -> None:
    both = join(
        FIRST.changed("a", "2", content("của An")), FIRST.changed("b", "3", content("của Bình"))
    )
    after = both.changed("b", "4", content("của Bình, sửa"))
    assert [rival.content for rival in after.rivals] == [content("của An")]


def test_the_same_edit_made_twice_is_no_rival() -> None:
    one, other = FIRST.changed("a", "2", content("nay")), FIRST.changed("b", "3", content("nay"))
    assert join(one, other).rivals == ()
