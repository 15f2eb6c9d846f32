import datetime as dt
import tomllib
from pathlib import Path

import pytest

from desktop.library.errors import BugError, InputError
from desktop.library.handouts import rules
from desktop.library.handouts.draft import Options
from desktop.library.handouts.measures import resolved
from desktop.library.handouts.rules import choices, read_rules, template_named, templates


@pytest.mark.parametrize("template", templates())
def test_every_template_has_rules_within_their_own_bounds(template: str) -> None:
    assert (rules.PRINT / f"{template_named(template).layout}.typ").is_file()
    for read in choices(template):
        for group in (read.page, read.a5, read.sizes, read.spacing):
            for name, value in group.items():
                assert value.basis, name
                least, most = value.bounds
                assert least <= value.value <= most, (read.id, name)
        for name in read.looks.keys() - {"body"}:
            assert name in read.sizes or name == "motto", (read.id, name)


def test_a_party_paper_keeps_to_the_guidance_in_force_on_its_day() -> None:
    for day, wanted in (
        (dt.date(2026, 5, 26), "party-36"),
        (dt.date(2026, 5, 27), "party-05"),
        (dt.date(2010, 1, 1), "party-36"),
    ):
        assert read_rules("party", day).id == wanted
    assert read_rules("party", dt.date(2026, 10, 1), named="party-36").verified
    assert not read_rules("party", dt.date(2026, 10, 1)).verified
    with pytest.raises(InputError, match="print_rules_unknown"):
        read_rules("party", named="state")


def test_an_office_keeps_its_own_copy(tmp_path: Path) -> None:
    own = (rules.PRINT / "rules" / "plain.toml").read_text(encoding="utf-8")
    changed = own.replace(
        'value = 14, unit = "pt", least = 13, most = 14, basis = "NĐ 30/2020, Phụ lục I: Nội',
        'value = 13, unit = "pt", least = 13, most = 14, basis = "NĐ 30/2020, Phụ lục I: Nội',
    )
    assert changed != own
    (tmp_path / "plain.toml").write_text(changed, encoding="utf-8")
    read = read_rules("plain", own=tmp_path)
    assert (read.sizes["body"].value, read.own) == (13, True)
    assert not read_rules("state", own=tmp_path).own
    for damaged in ("[page\n", 'base = "../plain"\n', "\udcff"):
        (tmp_path / "state.toml").write_text(damaged, encoding="utf-8", errors="surrogateescape")
        with pytest.raises(InputError) as caught:
            read_rules("state", own=tmp_path)
        assert caught.value.code == "print_rules_own_damaged"


def test_a_choice_outside_the_bounds_is_refused_with_its_article() -> None:
    state = read_rules("state")
    assert resolved(state, Options(size=13.5)).sizes["body"].value == 13.5
    for options in (Options(size=15), Options(spacing=2), Options(gap=2)):
        with pytest.raises(InputError) as caught:
            resolved(state, options)
        assert caught.value.code == "print_outside"
        assert "NĐ 30/2020" in caught.value.params["basis"]


def test_a5_is_smaller_within_bounds_that_are_smaller_too() -> None:
    small = resolved(read_rules("plain"), Options(paper="a5"))
    assert small.page["width"].value == 148
    assert small.sizes["body"].value == 11.5
    assert small.sizes["body"].bounds == (10.5, 11.5)


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
    (tmp_path / "templates.toml").write_bytes((rules.PRINT / "templates.toml").read_bytes())
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
