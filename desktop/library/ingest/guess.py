"""Guesses front matter from a text's own words; every rule reads, none invents.

The rules follow the parts of an administrative document that Decree 30/2020/NĐ-CP, annex I, and
Guidance 36-HD/VPTW lay down: issuer above the number, place and date, kind above the subject.
"""

import datetime as dt
import re
from typing import Any

import msgspec

from desktop.library.ingest.draft import Extract
from desktop.library.ingest.escape import blocks, plain
from desktop.library.ingest.people import PRESENTED, speaker
from desktop.library.schema import FrontMatter, Speaker

HEAD_LINES = 40
"""Facts about a document stand in its first lines; below them the text tells of other things."""
KINDS = (
    "định hướng tuyên truyền",
    "tài liệu học tập",
    "tài liệu tuyên truyền",
    "tài liệu hỏi đáp",
    "đề cương tuyên truyền",
    "đề cương",
    "chuyên đề",
    "thông báo",
    "hướng dẫn",
    "kế hoạch",
    "báo cáo",
    "chương trình",
    "công văn",
    "bài nói chuyện",
)
_TITLE_LENGTH = 250
_HEADING = re.compile(r"^(#{1,6})\s+(?P<text>.+?)\s*#*\s*(?:\{[^}]*\})?$")
_SETEXT = re.compile(r"^(?P<text>[^\n]+)\n=+\s*$")
_WRITTEN_DATE = re.compile(
    r"ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})", re.IGNORECASE
)
_SHORT_DATE = re.compile(
    r"(?:ngày\s+|^)(?P<day>\d{1,2})\s?[/-]\s?(?P<month>\d{1,2})\s?[/-]\s?(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)
_PLACE_DATE = re.compile(
    r"(?P<place>[^\W\d_][^,.;:|()\n]{1,39}),\s*(?=ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
)
_NUMBER = re.compile(r"^\s*Số\s*:?\s*(?P<number>\d{1,6}\s?[-–/]\s?[^\s|,;*]{2,40})", re.IGNORECASE)
_SPEAKER = re.compile(
    r"^(?:Báo cáo viên|Người (?:trình bày|báo cáo|nói chuyện)|Diễn giả|Tác giả)\s*:\s*(?P<who>.+)$",
    re.IGNORECASE,
)
_PRESENTED = re.compile(PRESENTED)
_TOPICS = re.compile(r"^(?:Chủ đề|Từ khóa|Từ khoá)\s*:\s*(?P<topics>.+)$", re.IGNORECASE)
_SUMMARY = re.compile(r"^(?:Tóm tắt|Trích yếu)\s*:\s*(?P<summary>.{20,})$", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?:V/v|Về việc|Về)\b", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"^(?:Số\b|Kính gửi|Nơi nhận|CỘNG H[ÒO]A|ĐẢNG CỘNG SẢN|Độc lập\b|\W*$)", re.IGNORECASE
)


def front_matter(extract: Extract, stem: str) -> FrontMatter:
    """Front matter of guesses only, each listed under `suggested`; `id` is left empty.

    `stem` is the file's name without its ending, the title of last resort.
    """
    lines = head_lines(extract.body)
    found: dict[str, Any] = {
        "title": title(extract.body, lines) or extract.hints.title or stem,
        "kind": kind(lines),
        "date": date(lines) or short_date(extract.hints.date),
        "place": place(lines),
        "document_number": document_number(lines),
        "issuer": issuer(lines),
        "speakers": speakers(lines),
        "topics": topics(lines) or extract.hints.topics,
        "summary": summary(lines) or extract.hints.summary,
    }
    kept = {key: value for key, value in found.items() if value}
    kept["title"] = kept["title"][:500]
    return msgspec.structs.replace(FrontMatter("", ""), **kept, suggested=tuple(kept))


def head_lines(markdown: str) -> list[str]:
    """The first lines of a Markdown text as plain words, table cells apart."""
    lines: list[str] = []
    for block in blocks(markdown):
        for line in block.split("\n"):
            cells = line.strip().strip("|").split("|") if line.lstrip().startswith("|") else [line]
            parts = (part for cell in cells for part in re.split(r"<br ?/?>", cell))
            words = (plain(part) for part in parts)
            lines += [text for text in words if text.strip(" -:*_")]
        if len(lines) >= HEAD_LINES:
            break
    return lines[:HEAD_LINES]


def title(markdown: str, lines: list[str]) -> str:
    """The first heading, or the kind with the subject below it, or a first short line."""
    for block in blocks(markdown)[:HEAD_LINES]:
        match = _SETEXT.match(block) or _HEADING.match(block.split("\n", 1)[0])
        if match and plain(match["text"]):
            return plain(match["text"])[:_TITLE_LENGTH]
    for number, line in enumerate(lines[:-1]):
        subject = lines[number + 1]
        if line.isupper() and line.casefold() in KINDS and len(subject) <= _TITLE_LENGTH:
            return f"{line.capitalize()} {_lower_first(subject)}"
    for line in lines[:3]:
        if _NO_TITLE.match(line):
            break
        if len(line) <= _TITLE_LENGTH and not line.endswith((".", ";", ",", ":")):
            return line
    return ""


def kind(lines: list[str]) -> str:
    """A kind of document that stands as a line of its own, or begins one of the first lines."""
    for line in lines[:15]:
        folded = line.casefold().strip(" :.")
        for name in KINDS:
            if folded == name or (line.isupper() and folded.startswith(f"{name} ")):
                return name
    first = lines[0].casefold() if lines else ""
    return next((name for name in KINDS if first.startswith(f"{name}:")), "")


def date(lines: list[str]) -> dt.date | None:
    """The date beside the place, or a line that is nothing but a date."""
    for line in lines:
        match = _WRITTEN_DATE.search(line)
        if match and (_PLACE_DATE.search(line) or match.span() == (0, len(line.strip(" ()*")))):
            return _day(match)
    for line in lines[:10]:
        match = _SHORT_DATE.match(line.strip())
        if match and len(line) <= 30:
            return _day(match)
    return None


def date_of_meeting(text: str) -> dt.date | None:
    """The one day that a report's opening paragraph names, written or short."""
    matches = [*_WRITTEN_DATE.finditer(text), *_SHORT_DATE.finditer(text)]
    days = {day for match in matches if (day := _day(match))}
    return days.pop() if len(days) == 1 else None


def short_date(text: str) -> dt.date | None:
    """An ISO date at the beginning of `text`, as core properties and meta tags hold it."""
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})", text)
    if not match:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def place(lines: list[str]) -> str:
    """The place before "ngày … tháng … năm …"."""
    for line in lines:
        match = _PLACE_DATE.search(line)
        if match:
            return match["place"].strip(" *")
    return ""


def document_number(lines: list[str]) -> str:
    """The number after "Số:" at the head."""
    for line in lines[:15]:
        match = _NUMBER.match(line)
        if match:
            number = match["number"].rstrip(".:").replace("–", "-")
            return re.sub(r"\s", "", number)
    return ""


def issuer(lines: list[str]) -> str:
    """The body in capitals right above the number."""
    for number, line in enumerate(lines[:15]):
        if number and _NUMBER.match(line):
            above = lines[number - 1].strip(" *-")
            if above.isupper() and len(above) <= 120 and not _NO_TITLE.match(above):
                return above
    return ""


def speakers(lines: list[str]) -> tuple[Speaker, ...]:
    """Who is named as the speaker at the head, with position and unit."""
    found: list[Speaker] = []
    for line in lines[:15]:
        match = _SPEAKER.match(line) or _PRESENTED.search(line)
        who = speaker(match["who"]) if match else None
        if who and who not in found:
            found.append(who)
    return tuple(found)


def topics(lines: list[str]) -> tuple[str, ...]:
    """The list after "Chủ đề:" or "Từ khóa:"."""
    for line in lines[:15]:
        match = _TOPICS.match(line)
        if match:
            parts = re.split(r"\s*;\s*" if ";" in match["topics"] else r"\s*,\s*", match["topics"])
            return tuple(dict.fromkeys(part.strip(" .") for part in parts if part.strip(" .")))
    return ()


def summary(lines: list[str]) -> str:
    """The sentence after "Tóm tắt:"."""
    for line in lines:
        match = _SUMMARY.match(line)
        if match:
            return match["summary"].strip()
    return ""


def is_subject(line: str) -> bool:
    """Whether `line` states what a document is about ("V/v …")."""
    return bool(_SUBJECT.match(line))


def _lower_first(text: str) -> str:
    return text[0].lower() + text[1:] if is_subject(text) else text


def _day(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
