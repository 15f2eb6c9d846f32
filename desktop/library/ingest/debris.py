"""Takes what a web portal puts under an article off the foot of a text."""

import re

_HEADS = frozenset(
    {
        "pv",
        "phóng viên",
        "có thể bạn quan tâm",
        "phản hồi",
        "gửi phản hồi",
        "thông tin người gửi phản hồi",
        "ý kiến bạn đọc",
        "bình luận",
        "gửi bình luận",
        "các tin khác",
        "tin khác",
        "các tin đã đưa",
        "tin đã đưa",
        "tin liên quan",
        "bài liên quan",
        "bài viết liên quan",
        "tin cùng chuyên mục",
        "cùng chuyên mục",
        "tin mới",
        "tin mới nhất",
        "tin nổi bật",
        "mới nhất",
        "đọc nhiều",
        "đọc nhiều nhất",
        "xem nhiều",
        "xem nhiều nhất",
        "liên kết website",
        "liên kết web",
        "liên kết",
        "chia sẻ",
        "in trang",
        "in bài viết",
        "gửi email",
        "quay lại",
        "về đầu trang",
        "lượt xem",
        "thống kê truy cập",
    }
)
_PROSE = 160
"""A paragraph of this many characters that ends as a sentence is the article's own."""


def foot_start(paragraphs: list[str]) -> int:
    """Where the portal's foot begins: the number of paragraphs that are the article's.

    The foot begins at a portal's heading after which nothing reads like prose. One heading alone
    is a foot only when nothing follows it and the article stands before it.
    """
    cut = len(paragraphs)
    heads = 0
    for number in range(len(paragraphs) - 1, 0, -1):
        text = paragraphs[number]
        if _is_head(text):
            cut = number
            heads += 1
        elif _reads_like_prose(text):
            break
    if heads >= 2 or (heads == 1 and cut == len(paragraphs) - 1):
        return cut
    return len(paragraphs)


def _is_head(text: str) -> bool:
    return re.sub(r"[\s:.…»>|(\d)]+$", "", text).strip(" -–•*").casefold() in _HEADS


def _reads_like_prose(text: str) -> bool:
    sentences = len(re.findall(r"[.!?…](?:[”\"')\]]*)(?:\s|$)", text))
    return len(text) >= _PROSE and sentences > 0
