from desktop.library.ingest.debris import foot_start

ARTICLE = [
    "Phòng đọc cộng đồng",
    (
        "Phòng đọc mở cửa buổi tối để bà con đến đọc sách, báo và hỏi cán bộ về kỹ năng số. Mỗi "
        "tuần có một buổi hướng dẫn dùng dịch vụ công trực tuyến cho người cao tuổi trong thôn."
    ),
]


def test_the_foot_begins_at_its_first_heading() -> None:
    foot = [
        "PV",
        "Có thể bạn quan tâm",
        "Khai mạc hội chợ sách (12/10)",
        "Các tin khác",
        "Mới nhất",
    ]
    assert foot_start([*ARTICLE, *foot]) == len(ARTICLE)


def test_a_signature_before_the_foot_stays() -> None:
    assert foot_start([*ARTICLE, "Minh Anh", "Phản hồi", "Tin liên quan"]) == len(ARTICLE) + 1


def test_one_heading_with_text_under_it_is_no_foot() -> None:
    text = [*ARTICLE, "Phản hồi", "Gửi về phòng đọc trước ngày 15."]
    assert foot_start(text) == len(text)


def test_headings_above_prose_are_the_article() -> None:
    text = [ARTICLE[0], "Phản hồi", "Chia sẻ", ARTICLE[1]]
    assert foot_start(text) == len(text)


def test_the_first_paragraph_is_never_taken() -> None:
    assert foot_start(["Phản hồi", "Mới nhất"]) == 1
    assert foot_start([]) == 0
