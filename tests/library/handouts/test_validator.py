"""Archival PDFs, held by an independent validator against PDF/A-2u and PDF/UA-1, rule by rule."""

import io
import re
from types import ModuleType

import pikepdf
import pytest

from desktop.library.handouts.composition import Composition
from desktop.library.handouts.draft import Options
from desktop.library.handouts.rules import templates
from desktop.library.handouts.write import write
from desktop.resources import RESOURCES
from tests.library.handouts.conftest import DATE, by_template

INSTALLED = RESOURCES.parent / "build" / "validator"
"""Where `make test-all` puts the validator."""
STANDARDS = ("2u", "ua1")
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def validator(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(INSTALLED)
    found: ModuleType = pytest.importorskip("page", reason="page-validation is not installed")
    return found


def against(validator: ModuleType, pdf: bytes) -> list[str]:
    """Every breach of both standards.

    The lengths of streams are looked at here: the validator counts a stream's last byte to the end
    of line that follows it, where that byte is a carriage return by chance.
    """
    found = [
        f"{failure.rule_id}: {failure.message}"
        for standard in STANDARDS
        for failure in validator.validate_pdf_bytes(pdf, profile=standard).failures
        if failure.rule_id != "PDFA2U-STREAM-LENGTH-001"
    ]
    return found + [f"stream at {place}" for place in wrong_lengths(pdf)]


def wrong_lengths(pdf: bytes) -> list[int]:
    """Where streams begin whose length does not lead to an end of line and their end."""
    begun = re.finditer(rb"obj\s*<<[^\0]{0,2000}?/Length (\d+)[^\0]{0,2000}?>>\s*stream\r?\n", pdf)
    return [
        one.start()
        for one in begun
        if not re.match(rb"\r?\nendstream", pdf[one.end() + int(one[1]) :][:12])
    ]


def archival(composition: Composition, options: Options) -> bytes:
    return write(composition, options, "pdf", DATE, archival=True)


@pytest.mark.parametrize("template", templates())
def test_every_template_keeps_to_both_standards(
    validator: ModuleType, papers: Composition, template: str
) -> None:
    assert against(validator, archival(papers, by_template(template))) == []


@pytest.mark.parametrize("options", [
    Options(cover=True, contents=True, sides=2, sources="foot"),
    Options(paper="a5", contents=True),
    Options(template="discussion", lines_to_write=5),
    Options(template="opinions", lines_to_write=3, cover=True),
])  # fmt: skip
def test_every_choice_keeps_to_both_standards(
    validator: ModuleType, papers: Composition, options: Options
) -> None:
    assert against(validator, archival(papers, options)) == []


def test_a_breach_would_be_seen(validator: ModuleType, papers: Composition) -> None:
    with pikepdf.open(io.BytesIO(archival(papers, Options()))) as pdf:
        del pdf.Root.Lang
        target = io.BytesIO()
        pdf.save(target)
    assert against(validator, target.getvalue())
