"""Recognises the report of a conference and takes it apart: one conference, a briefing a topic.

A report is known by its build, not by single words: topics in quotation marks, each with who
presented it, and around them at least two more of its parts (a short title, those attending,
paragraphs that take a topic up again, a closing speech with its orientation).
"""

import re

import msgspec

from desktop.library.ingest.guess import date_of_meeting
from desktop.library.ingest.people import HONORIFIC, PRESENTED, speaker
from desktop.library.schema import Conclusion, Conference, FrontMatter, Point, Speaker
from index.vietnamese import document_numbers

MAX_POINT = 500
_QUOTED = r"[“\"«](?P<title>[^”\"»]{5,400})[”\"»]"
_TOPIC = re.compile(rf"{_QUOTED}\s*,?\s*{PRESENTED}")
_ATTENDING = re.compile(
    r"^(?:Tham dự|Tới dự|Đến dự|Cùng dự|Thành phần tham dự)\b[^.:;]{0,60}?(?:\scó\b\s*:?|:)\s*"
    r"(?P<groups>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_MORE_GROUPS = re.compile(
    r"\s+(?:và|cùng)\s+(?=(?:thành viên|đại diện|đại biểu|cán bộ|toàn thể|các đồng chí|các ban|"
    r"lãnh đạo|hơn \d|gần \d)\b)"
)
_CLOSING = re.compile(
    rf"^(?:Phát biểu\s+)?(?:kết luận|chỉ đạo|bế mạc)\b[^,]{{0,60}},\s*"
    rf"(?P<who>{HONORIFIC}\s+.+?)\s+(?:đã\s+)?"
    r"(?P<verb>đề nghị|yêu cầu|lưu ý|nhấn mạnh|chỉ đạo|giao|định hướng)\s+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_LEAD = re.compile(
    r",?\s*(?:trọng tâm là|trong đó tập trung|cụ thể là|nhất là)\s*:?\s*", re.IGNORECASE
)
_LIST_LEAD = re.compile(r"^[^;.:]{0,250}:\s*")
_LISTED = re.compile(r"^\s*(?:[-–•+*]|\d{1,2}[.)]|[a-zđ]\)|Thứ \w+(?: \w+)?,)\s*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-ỸĐ“\"])")
_TITLE_WORDS = re.compile(
    r"\b(?:hội nghị|hội thảo|tọa đàm|toạ đàm|tập huấn|sinh hoạt chuyên đề|buổi nói chuyện)\b",
    re.IGNORECASE,
)


class Topic(msgspec.Struct, frozen=True):
    """One topic of a conference and who presented it."""

    title: str
    speaker: Speaker


class Report(msgspec.Struct, frozen=True):
    """A report taken apart; paragraphs are named by their numbers in the input.

    `conference` and `briefings` have empty ids; `told[n]` are the paragraphs that tell of topic
    n, `rest` all others but the title.
    """

    conference: Conference
    briefings: tuple[FrontMatter, ...]
    told: tuple[tuple[int, ...], ...]
    rest: tuple[int, ...]


def recognise(paragraphs: list[str]) -> Report | None:
    """The report that `paragraphs` (plain words) are, or None if they are some other text."""
    listing, after, topics = _listing(paragraphs)
    if not topics:
        return None
    title = _title(paragraphs[:listing])
    attending = _attending([*paragraphs[:listing], *paragraphs[after : after + 1]])
    closing = next((n for n in range(after, len(paragraphs)) if _CLOSING.match(paragraphs[n])), -1)
    end = closing if closing >= 0 else len(paragraphs)
    told = _told(paragraphs, range(after, end), topics)
    signs = [bool(title), bool(attending), closing >= 0, any(told)]
    if not title or sum(signs) < 3:
        return None
    points_end = _points_end(paragraphs, closing)
    conclusion = _conclusion(paragraphs[closing:points_end]) if closing >= 0 else None
    date = date_of_meeting(" ".join(paragraphs[1 : listing + 1]))
    taken = {number for group in told for number in group}
    conference = Conference(
        id="",
        title=title,
        date=date,
        attending=attending,
        topics=tuple(topic.title for topic in topics),
        conclusion=conclusion,
    )
    return Report(
        conference=_with_guesses(conference),
        briefings=tuple(_briefing(topic, order, date) for order, topic in enumerate(topics, 1)),
        told=told,
        rest=tuple(n for n in range(len(paragraphs)) if n not in taken and paragraphs[n] != title),
    )


def _listing(paragraphs: list[str]) -> tuple[int, int, list[Topic]]:
    """Where the topics are listed (first, one past the last) and what they are.

    They stand in one paragraph that speaks of "chuyên đề", or in those right below it.
    """
    for number, text in enumerate(paragraphs):
        if "chuyên đề" not in text.casefold():
            continue
        topics = _topics(text)
        after = number + 1
        while after < len(paragraphs) and (more := _topics(paragraphs[after])):
            topics += more
            after += 1
        if topics:
            return number, after, topics
    return 0, 0, []


def _topics(paragraph: str) -> list[Topic]:
    """The topics in a paragraph that are named together with who presented them."""
    found = [
        (re.sub(r"\s+", " ", match["title"]).strip(" .,;"), speaker(match["who"]))
        for match in _TOPIC.finditer(paragraph)
    ]
    return [Topic(title, who) for title, who in found if who]


def _title(before: list[str]) -> str:
    """The short line above everything that names the meeting."""
    first = before[0] if before else ""
    if len(first) <= 250 and _TITLE_WORDS.search(first) and not first.endswith((".", ":", ";")):
        return first
    return ""


def _attending(before: list[str]) -> tuple[str, ...]:
    """The groups that "Tham dự … có" lists, parted at semicolons."""
    for text in before:
        match = _ATTENDING.match(text)
        if not match:
            continue
        groups = [group.strip(" .…") for group in match["groups"].split(";")]
        if len(groups) > 1:
            groups[-1:] = _MORE_GROUPS.split(groups[-1])
        return tuple(re.sub(r"^(?:và|cùng)\s+", "", group) for group in groups if group)
    return ()


def _told(paragraphs: list[str], among: range, topics: list[Topic]) -> tuple[tuple[int, ...], ...]:
    """For each topic the paragraphs that tell of it: from where it is taken up to the next."""
    told: list[list[int]] = [[] for _ in topics]
    current = -1
    for number in among:
        current = _taken_up(paragraphs[number], topics, current)
        if current >= 0:
            told[current].append(number)
    return tuple(tuple(group) for group in told)


def _taken_up(text: str, topics: list[Topic], current: int) -> int:
    """The topic that a paragraph speaks of: by its title, by its speaker, or as before."""
    opening = text[:400].casefold()
    for number, topic in enumerate(topics):
        if topic.title.casefold() in opening:
            return number
    places = [(opening.find(topic.speaker.name.casefold()), n) for n, topic in enumerate(topics)]
    named = sorted(place for place in places if place[0] >= 0)
    return named[0][1] if named else current


def _points_end(paragraphs: list[str], closing: int) -> int:
    """Where the closing speech ends: after the listed paragraphs that follow it."""
    end = closing + 1
    while 0 < end < len(paragraphs) and _LISTED.match(paragraphs[end]):
        end += 1
    return end


def _conclusion(paragraphs: list[str]) -> Conclusion | None:
    match = _CLOSING.match(paragraphs[0])
    if not match:
        return None
    points = _points(match["rest"])
    points += [part for text in paragraphs[1:] for part in _points(_LISTED.sub("", text))]
    return Conclusion(
        speaker=speaker(match["who"]),
        points=tuple(Point(text, _cites(text)) for text in points),
    )


def _points(text: str) -> list[str]:
    """A request as points: its lead, the items between semicolons, each sentence after them."""
    sentences = _SENTENCE_END.split(" ".join(text.split()))
    points: list[str] = []
    for sentence in sentences:
        parts = sentence.split(";")
        lead = _LEAD.search(parts[0])
        if len(parts) > 1 and lead:
            points.append(parts[0][: lead.start()])
            parts[0] = parts[0][lead.end() :]
        elif len(parts) > 1:
            parts[0] = _LIST_LEAD.sub("", parts[0])
        points += parts
    stripped = (re.sub(r"^(?:và\s+)", "", point.strip(" .,:")) for point in points)
    return [piece for point in stripped if point for piece in _within_limit(point)]


def _within_limit(text: str) -> list[str]:
    """`text` in pieces of at most `MAX_POINT` characters, cut after a comma or a word."""
    pieces: list[str] = []
    while len(text) > MAX_POINT:
        cut = text.rfind(", ", 1, MAX_POINT) + 1 or text.rfind(" ", 1, MAX_POINT)
        cut = cut if cut > 0 else MAX_POINT
        pieces.append(text[:cut].strip())
        text = text[cut:].strip()
    return [*pieces, text] if text else pieces


def _cites(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number for _, _, number in document_numbers(text)))


def _briefing(topic: Topic, order: int, date: object) -> FrontMatter:
    front = FrontMatter(id="", title=topic.title, order=order, speakers=(topic.speaker,))
    keys = ["title", "order", "speakers"]
    if date:
        front = msgspec.structs.replace(front, date=date)
        keys.append("date")
    return msgspec.structs.replace(front, suggested=tuple(keys))


def _with_guesses(conference: Conference) -> Conference:
    keys = ("title", "date", "attending", "topics", "conclusion")
    return msgspec.structs.replace(
        conference, suggested=tuple(key for key in keys if getattr(conference, key))
    )
