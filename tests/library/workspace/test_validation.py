"""Faults of front matter are told as a librarian would tell them."""

import datetime as dt
import re

import pytest

from desktop.library.schema import Conference, FrontMatter, LibrarySettings
from desktop.library.workspace.validation import convert
from desktop.wording import say

FAULTS: list[tuple[str, object, str]] = [
    ("title", 5, "key_text"),
    ("title", [1], "key_text"),
    ("title", dt.date(2026, 9, 12), "key_text"),
    ("conference", 4, "key_text"),
    ("circulation", 3, "key_text"),
    ("status", True, "key_text"),
    ("title", "", "key_empty"),
    ("title", "x" * 501, "key_long"),
    ("order", "hai", "key_number"),
    ("order", 1.5, "key_number"),
    ("order", -1, "key_least"),
    ("topics", "Thiên tai", "key_list"),
    ("speakers", {"name": "A"}, "key_list"),
    ("date", 3, "key_date"),
    ("date", "12/9/2026", "key_date"),
    ("date", dt.datetime(2026, 9, 12, tzinfo=dt.UTC), "key_date"),
    ("id", "Không hợp lệ", "key_slug"),
    ("status", "gone", "key_choice"),
]
PROGRAMMERS = re.compile(r"\b(str|int|array|object|bool|float|null|regex|enum|RFC|dict|list\[)\b|`")


@pytest.mark.parametrize(("key", "value", "code"), FAULTS)
def test_a_fault_is_said_in_words(key: str, value: object, code: str) -> None:
    shape, [finding] = convert({"id": "a", "title": "b", key: value}, FrontMatter)
    assert (shape, finding.key, finding.code) == (None, key, code)
    for language in ("vi", "en"):
        text = say(finding.code, language, **finding.params).replace("`key: value`", "")
        assert not PROGRAMMERS.search(text.replace(f"`{value}`", "")), text


def test_what_stands_inside_is_said_too() -> None:
    values = {"id": "a", "title": "b", "speakers": ["A"]}
    assert [(one.key, one.code) for one in convert(values, FrontMatter)[1]] == [
        ("speakers[0]", "key_group")
    ]
    values = {"id": "a", "title": "b", "conclusion": "Thống nhất"}
    assert [one.code for one in convert(values, Conference)[1]] == ["key_group"]


def test_bounds_and_choices_are_named() -> None:
    values = {"id": "a", "title": "x" * 501, "order": -1, "status": "gone"}
    told = {one.key: say(one.code, "vi", **one.params) for one in convert(values, FrontMatter)[1]}
    assert "500" in told["title"]
    assert "từ 0 trở lên" in told["order"]
    assert "«gone»" in told["status"]
    settings = convert({"id": "a", "name": "b", "language": "fr"}, LibrarySettings)[1]
    assert [say(one.code, "en", **one.params)[:18] for one in settings] == ["has no choice `fr`"]
