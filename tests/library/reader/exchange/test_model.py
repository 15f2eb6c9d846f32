"""What is written is valid by the schemas of the W3C's own tests, which stay outside the tree."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from desktop.library.reader import exchange
from desktop.library.reader.state import ReaderState

FORMATS = FormatChecker(formats=())
Faults = Callable[[str, Any], list[str]]


@FORMATS.checks("uri")
def is_uri(value: object) -> bool:
    return not isinstance(value, str) or bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:\S+", value))


@FORMATS.checks("date-time", raises=ValueError)
def is_date_time(value: object) -> bool:
    if not isinstance(value, str):
        return True
    return "T" in value and datetime.fromisoformat(value).tzinfo is not None


@pytest.fixture(scope="module")
def faults(model: Path) -> Faults:
    """What the musts of a test sheet of the W3C find wrong with a value."""
    definitions = [json.loads(path.read_text()) for path in (model / "definitions").glob("*.json")]
    registry = Registry().with_resources(
        (one["id"], Resource.from_contents(one, DRAFT4)) for one in definitions
    )

    def found(sheet: str, value: Any) -> list[str]:
        names = json.loads((model / sheet).read_text())["assertions"]
        assert names
        wrong = []
        for name in names:
            schema = json.loads((model / name).read_text())
            asked = Draft4Validator(schema, registry=registry, format_checker=FORMATS)
            wants_valid = schema["expectedResult"] == "valid"
            if asked.is_valid(value) != wants_valid:
                wrong.append(name)
        return wrong

    return found


def test_the_schemas_tell_right_from_wrong(model: Path, faults: Faults) -> None:
    sheet = "annotations/annotationMusts.test"
    samples = (model / "samples/correct").glob("anno?.json")
    right = [json.loads(path.read_text()) for path in samples]
    assert right
    assert all(faults(sheet, one) == [] for one in right)
    assert faults(sheet, {"type": "Annotation"})
    assert faults(sheet, right[0] | {"created": "yesterday"})
    assert faults(sheet, right[0] | {"id": "no uri"})


def test_what_is_written_is_valid_by_the_model(
    mai: ReaderState, tmp_path: Path, faults: Faults
) -> None:
    path = tmp_path / "a.jsonld"
    exchange.write(path, exchange.select(mai, private=True))
    file = json.loads(path.read_text(encoding="utf-8"))
    assert faults("collections/collectionMusts.test", file) == []
    page = file["first"]
    # JSON-LD hands a context down to what is nested; each is looked at as if it stood alone.
    given = {"@context": file["@context"]}
    assert faults("collections/pages/pageMusts.test", given | page) == []
    assert file["total"] == len(page["items"]) == 6
    assert {one["motivation"] for one in page["items"]} == {
        "highlighting",
        "commenting",
        "replying",
    }
    for item in page["items"]:
        assert faults("annotations/annotationMusts.test", given | item) == []
