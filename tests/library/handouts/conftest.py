"""Compositions of neutral texts, made without a library, and of the sample library's documents."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from desktop.library.document import Document
from desktop.library.editions.edition import Edition
from desktop.library.editions.library import Library
from desktop.library.editions.sample import make_sample
from desktop.library.handouts.compose import whole
from desktop.library.handouts.composition import Composition, Part, Source
from desktop.library.handouts.draft import Options
from desktop.library.schema import Speaker
from desktop.library.text.rendering import render
from desktop.resources import RESOURCES

DATE = dt.date(2026, 10, 14)
PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60">'
    b'<rect width="120" height="60" fill="#0e6366"/></svg>'
)
LONG = """\
## I. Tình hình và nhiệm vụ

Mùa mưa năm nay đến **sớm hơn** khoảng *mười ngày*[^1]. Theo Kế hoạch số 123-KH/BTGTW và Nghị
định 30/2020/NĐ-CP, mỗi xã có danh sách hộ cần hỗ trợ trước ngày 15/6[^hai].

### 1. Bốn việc làm ngay

1. Rà soát hộ cần hỗ trợ:
    - người già sống một mình;
    - gia đình có trẻ nhỏ.
2. Kiểm tra điểm sơ tán, văn phòng office, tệp fflfi.

Đoạn xen giữa.

7. Việc thứ bảy.

> Bản tin chờ chỉ nói điều đã biết.

| TT | Đơn vị | Số hộ |
|:--:|:-------|-----:|
| 1 | Xã Hòa Thắng | 37 |
| 2 | Phường Tân Lập | 148 |

![Sơ đồ ba bước](so-do.svg "Hình 1. Ba bước phát tin")

Điểm sơ tán
:   Nơi người dân đến ở tạm.

    Bước 1:  mở máy
        Bước 2:  gọi

##### Mục nhảy cấp

Ẫm ướt, Ổ gà, Ỡm ờ, ẰẮẲẴẶ; nhắc lại chú thích[^1].

[^1]: Số liệu của trạm khí tượng.
[^hai]: Chú thích hai đoạn.

    Đoạn thứ hai của chú thích.
"""


@pytest.fixture
def document() -> Document:
    return render(LONG)


@pytest.fixture
def source() -> Source:
    return Source(
        briefing="bao-lu",
        title="Chủ động phòng, chống bão ở cấp xã",
        kind="chuyên đề",
        conference="Hội nghị thông tin chuyên đề quý III",
        speakers=(Speaker("Nguyễn Thị Hòa Bình", "Trưởng phòng", "Chi cục Thủy lợi"),),
        date=dt.date(2026, 9, 12),
        document_number="36-HD/PCTT",
        edition=8,
    )


@pytest.fixture
def compose(source: Source) -> Callable[[Document], Composition]:
    """One document as an internal handout."""

    def run(document: Document) -> Composition:
        part = Part(source, document, figures={"so-do.svg": PICTURE})
        return Composition(source.title, (part,), "internal", label="chuyên đề")

    return run


@pytest.fixture
def date() -> dt.date:
    return DATE


def by_template(template: str) -> Options:
    """A template with a rule set that is verified."""
    return Options(template=template, rules="party-36" if template == "party" else "")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    """The sample library's edition."""
    folder = tmp_path_factory.mktemp("mẫu") / "library"
    make_sample(RESOURCES / "sample-library", folder)
    with Library(folder).current() as edition:
        yield edition


@pytest.fixture(scope="module")
def papers(sample: Edition) -> Composition:
    """All of the sample's documents that may be handed out, one after another."""
    cards = sample.cards(sample.numbers())
    return whole(sample, [card.id for card in cards if card.status != "withdrawn"])
