import tomllib
from pathlib import Path

import pytest

from desktop.library.errors import BugError, InputError
from desktop.library.handouts import rules
from desktop.library.handouts.rules import read_rules, templates


@pytest.mark.parametrize("template", templates())
def test_every_template_has_rules_within_their_own_bounds(template: str) -> None:
    read = read_rules(template)
    assert read.id == template
    assert (rules.PRINT / f"{template}.typ").is_file()
    for group in (read.page, read.sizes, read.spacing):
        for name, value in group.items():
            assert value.basis, name
            assert (value.least or value.value) <= value.value <= (value.most or value.value), name


def test_millimetres_become_points() -> None:
    assert read_rules("plain").page["width"].points == pytest.approx(595.28, abs=0.01)


def test_an_unknown_template_is_named_with_those_there_are() -> None:
    with pytest.raises(InputError) as caught:
        read_rules("../plain")
    assert caught.value.code == "template_unknown"
    assert "plain" in caught.value.params["known"]


@pytest.mark.parametrize("change", ["[page\n", 'colour = "red"\n'])
def test_a_rule_file_out_of_shape_is_our_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    text = (rules.PRINT / "rules" / "plain.toml").read_text(encoding="utf-8")
    (folder / "plain.toml").write_text(change + text, encoding="utf-8")
    monkeypatch.setattr(rules, "PRINT", tmp_path)
    with pytest.raises(BugError) as caught:
        read_rules("plain")
    assert caught.value.params["file"] == "plain.toml"


def test_both_languages_have_the_same_words() -> None:
    tables = [
        tomllib.loads((rules.PRINT / "words" / f"{language}.toml").read_text(encoding="utf-8"))
        for language in ("vi", "en")
    ]
    assert tables[0].keys() == tables[1].keys()


def test_no_template_asks_for_a_package() -> None:
    for file in rules.PRINT.glob("*.typ"):
        assert "@preview" not in file.read_text(encoding="utf-8")
