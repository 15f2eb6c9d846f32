"""Sentences, and documents made of them in several editions, for tests of how notes are carried."""

from desktop.library.document import Document, Node, Run, leaves
from desktop.library.editions.records import VersionRecord
from desktop.library.reader.anchors import Anchor, anchors
from desktop.library.reader.placing import Placement, Placing
from desktop.library.text.lineage import align, blocks_of, with_ids

SENTENCES = [
    "Rà soát danh sách hộ cần hỗ trợ trước mùa mưa bão và ghi vào sổ trực.",
    "Kiểm tra điểm sơ tán: nước sạch, đèn dự phòng, tủ thuốc và lối ra thứ hai.",
    "Xã chỉ dùng một đầu mối phát tin trong suốt thời gian có bão.",
    "Loa truyền thanh và bảng tin đọc cùng một nội dung, ghi rõ giờ phát.",
    "Sau bão, tổ kiểm tra đi từng nhà, xem mái, điện và nguồn nước.",
    "Thôn Trung có 42 hộ ở vùng trũng cần sơ tán trước 17 giờ.",
]
ASKED = SENTENCES[5]
NOW = ASKED.replace("trũng", "thấp")
OTHER = ASKED.replace("42", "52")
REWRITTEN = "Ở thôn Trung còn 42 hộ trong vùng thấp phải sơ tán trước 17 giờ."
ALIKE = "Thôn Hạ có 37 hộ ở vùng trũng cần sơ tán trước 17 giờ."


class Editions:
    """A document's versions, each given as the texts of its paragraphs."""

    def __init__(self, *versions: list[str], kind: str = "paragraph") -> None:
        self.documents: list[Document] = []
        self.records: list[VersionRecord] = []
        taken: set[str] = set()
        for number, texts in enumerate(versions, 1):
            bare = tuple(Node(kind, runs=(Run(text),)) for text in texts)
            old = self.records[-1].blocks if self.records else ()
            aligned = align(old, blocks_of(bare), taken)
            self.documents.append(with_ids(bare, aligned.ids))
            blocks = blocks_of(self.documents[-1])
            self.records.append(VersionRecord(number, number, "", blocks, aligned.descents))

    def note(self, quote: str, edition: int = 1, block: str = "") -> tuple[Anchor, ...]:
        """A note on the one place of `quote`, in the paragraph that reads `block` if given."""
        document = self.documents[edition - 1]
        ((name, text),) = [
            (leaf.id, leaf.text)
            for leaf in leaves(document)
            if quote in leaf.text and leaf.text.startswith(block)
        ]
        start = text.index(quote)
        return anchors(document, ((name, start, start + len(quote)),))

    def place(self, targets: tuple[Anchor, ...], edition: int = 0, made: int = 1) -> Placement:
        """Where a note stands in the last edition, or in the one asked for."""
        at = edition or len(self.documents)
        return Placing(self.documents[at - 1], self.records[:at]).place(targets, made)

    def read(self, placement: Placement) -> list[str]:
        """What stands in the last edition where a note was placed."""
        return self._read(placement.spans)

    def proposed(self, placement: Placement) -> list[str]:
        return self._read([span for spans in placement.proposals for span in spans])

    def _read(self, spans) -> list[str]:
        texts = {leaf.id: leaf.text for leaf in leaves(self.documents[-1])}
        return [texts[block][start:end] for block, start, end in spans]


def one(*sentences: str) -> list[str]:
    return [" ".join(sentences)]


A, B, C, D, E, _ = SENTENCES
POST = "2) Chốt trực ở cầu Bến Đò, có áo phao và dây cứu hộ"
"""No sentence of its own where it follows another."""
LITTLE = "Cách làm mới dần dần thay thế cách làm cũ ở các xã miền núi."
TWO = "Xã có hai điểm sơ tán ở trường và chợ:"
TITLE = "Phụ lục số hai"
READ = "Loa đọc tin lúc sáu giờ."
AIRED = D.replace("Loa", "Đài")
HEARD = READ.replace("Loa", "Đài")
SHIFT = "1) Tổ trực thôn Thượng họp ở nhà văn hóa lúc sáu giờ chiều thứ sáu"
WENT = SHIFT[3:].lower()
GOES = WENT.replace("sáu", "bảy")
MARKET = "Chợ họp ở xã Cam Lộc, xã Cam Phú và xã Cam Hải vào sáng thứ bảy."
LAST = "Trạm y tế xã mở cửa cả ngày lẫn đêm."
STORED = "Kho chung của thôn Trung nay có gạo 2 bao, mì"
LOCK = "Hai là nhiều người dùng một mật khẩu cho mọi nơi."
BANK = "Thôn Thượng, còn gọi là Thôn Trung trong năm đầu tiên, là một thôn ở bờ bắc của sông Đò"
FLAG = (
    "Biểu trưng trên cờ của xã vào năm 2023 ghi tên thôn (trong chữ cũ) là Thôn Thượng ở bờ bắc "
    "của sông Đò, tuy nhiên trong quyết định năm 2024 thì trên cờ và trên biển ghi Thôn Trung ở bờ "
    "nam của sông Đò."
)
PUMP = "Máy bơm loại nhỏ chạy dầu (công suất tám mã lực)"
MOST = "Năm 2013, xã là nơi có nhiều điểm sơ tán nhất của huyện và lớn thứ tư trong tỉnh"
