import datetime as dt
from collections.abc import Callable

import pytest

from desktop.library.document import Document
from desktop.library.errors import InputError
from desktop.library.handouts.composition import Composition
from desktop.library.handouts.images import page, page_count, pages
from desktop.library.handouts.write import write


def test_pages_are_opaque_pictures_of_the_paper(
    compose: Callable[[Document], Composition], document: Document, date: dt.date
) -> None:
    pdf = write(compose(document), "plain", "pdf", date)
    drawn = list(pages(pdf, 72))
    assert len(drawn) == page_count(pdf)
    first = drawn[0]
    assert (first.width, first.height) == pytest.approx((595, 842), abs=1)
    assert len(first.pixels) == first.width * first.height * 4
    assert set(first.pixels[3::4]) == {255}
    assert first.pixels[:3] == b"\xff\xff\xff"
    assert min(first.pixels[0::4]) < 100
    assert page(pdf, 0, 144).width == pytest.approx(2 * first.width, abs=2)


def test_what_is_no_pdf_is_told() -> None:
    with pytest.raises(InputError) as caught:
        list(pages(b"khong phai", 72))
    assert caught.value.code == "pdf_pages_unreadable"
