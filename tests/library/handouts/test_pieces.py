from hypothesis import given
from hypothesis import strategies as st

from desktop.library.document import Node, Run
from desktop.library.handouts.fonts import width
from desktop.library.handouts.pieces import Marker, Piece, pieces
from desktop.library.handouts.tables import shape
from desktop.library.text.rendering import render

RUNS = st.lists(st.builds(Run, text=st.text("ab-/ Đ.,", min_size=1), bold=st.booleans()))


def text_of(made: list[Piece | Marker]) -> str:
    return "".join(run.text for piece in made if isinstance(piece, Piece) for run in piece.runs)


@given(RUNS, st.floats(0.5, 20))
def test_pieces_lose_and_move_nothing(runs: list[Run], limit: float) -> None:
    made = pieces(runs, limit, set())
    assert text_of(made) == "".join(run.text for run in runs)
    for piece in made:
        if isinstance(piece, Piece) and piece.whole:
            whole = "".join(run.text for run in piece.runs)
            assert len(whole) == 1 or width(whole) <= limit


def test_document_numbers_are_kept_whole_across_styles() -> None:
    runs = [Run("Theo số 04-NQ"), Run("/TW", bold=True), Run(", tiếp")]
    whole = [piece for piece in pieces(runs, 20, set()) if isinstance(piece, Piece) and piece.whole]
    assert [text_of([piece]) for piece in whole] == ["04-NQ/TW,"]


def test_a_marker_is_parted_only_from_words_beside_it() -> None:
    runs = [Run("a"), Run(note="1"), Run(" b "), Run(note="1"), Run("c")]
    markers = [piece for piece in pieces(runs, 20, set()) if isinstance(piece, Marker)]
    assert markers == [
        Marker(number=1, first=True, before=True),
        Marker(number=1, before=False, after=True),
    ]


def test_a_marker_stands_behind_the_sign_that_ends_its_word() -> None:
    runs = [Run("liền"), Run(note="2"), Run(", Hạt có thể", italic=True)]
    made = pieces(runs, 20, set())
    first = made[0]
    assert isinstance(first, Piece)
    assert text_of([first]) == "liền,"
    assert made[1] == Marker(number=2, first=True, before=True)
    assert text_of(made[2:]) == " Hạt có thể"


def test_a_narrow_column_holds_its_longest_word() -> None:
    (table,) = render("| Cấp | Mức |\n|---|---|\n| I | " + "nguy hiểm " * 40 + "|")
    fit = shape(table, 468, 12, 10)
    assert fit.widths[0] > width("Cấp", "Bold")


def test_a_table_gives_room_by_need() -> None:
    (table,) = render("| TT | Ghi chú |\n|---|---|\n| 1 | " + "dài " * 60 + "|")
    fit = shape(table, 468, 12, 10)
    assert fit.heads == 1
    assert fit.size == 12
    assert fit.widths[1] > 5 * fit.widths[0]


def test_a_crowded_table_takes_smaller_letters() -> None:
    head = "| " + " | ".join(["nghiêng"] * 14) + " |"
    (table,) = render(f"{head}\n|{'---|' * 14}\n{head}")
    assert shape(table, 468, 12, 10).size < 12


def test_headings_alone_are_not_repeated() -> None:
    cells = (Node("cell", head=True, runs=(Run("A"),)),)
    table = Node("table", children=(Node("row", head=True, children=cells),))
    assert shape(table, 468, 12, 10).heads == 0
