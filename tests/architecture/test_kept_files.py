"""What the project keeps is nobody's machine, and every data file it needs is in the tree."""

import re

MACHINE = re.compile(r"(?<![\w.])/(?:work|root|tmp|home/\w+)/[A-Za-z.]|[A-Z]:\\Users\\")
TEXT = {
    "", ".css", ".html", ".in", ".ini", ".json", ".jsonl", ".lock", ".md", ".py", ".qss", ".sh",
    ".spec", ".svg", ".toml", ".ts", ".txt", ".typ", ".yaml", ".yml",
}  # fmt: skip
PAGES = ["ARCHITECTURE", "CHANGELOG", "CONTRIBUTING", "PERFORMANCE", "README"]


def test_no_path_of_one_machine_is_kept(files, root):
    found = []
    for path in files:
        if path.suffix not in TEXT:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if MACHINE.search(line):
                found.append(f"{path.relative_to(root)}:{number}: {line.strip()}")
    assert found == []


def test_the_pages_that_a_newcomer_reads_are_there(root):
    pages = [root / f"{page}.md" for page in PAGES] + [root / "LICENSE"]
    assert [path.name for path in pages if not path.read_text(encoding="utf-8").strip()] == []


def test_every_font_has_its_licence(root):
    fonts = root / "resources" / "fonts"
    licences = (fonts / "LICENSES.md").read_text(encoding="utf-8")
    families = {path.name.partition("-")[0] for path in fonts.glob("*.ttf")}
    assert families
    assert {family for family in families if f"`{family}-" not in licences} == set()
    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text(encoding="utf-8")
