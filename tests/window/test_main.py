"""`briefing-reader`: options, exit codes, pictures; run as the program it is."""

import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QImage

from desktop.window.theme import load


def run(*arguments):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    code = "import sys; from desktop.window.main import run; sys.exit(run(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def near(one, other):
    return all(abs(a - b) <= 2 for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))


@pytest.mark.parametrize("arguments", [["--zoom", "20"], ["--size", "wide"], ["--nonsense"]])
def test_wrong_usage_ends_with_two(arguments):
    assert run(*arguments).returncode == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_search_is_painted_with_its_words_marked(library_folder, tmp_path, scheme):
    target = tmp_path / "ảnh.png"
    done = run(
        "--library", library_folder, "--state", tmp_path / "s", "--theme", scheme,
        "--search", "khung hoang truyen thong", "--screenshot", target,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    picture = QImage(str(target))
    assert (picture.width(), picture.height()) == (1366, 768)
    hit = load(scheme).colour("hit")
    points = [(x, y) for x in range(0, 1366, 2) for y in range(60, 740, 2)]
    marked = [x for x, y in points if near(picture.pixelColor(x, y), hit)]
    assert any(x < 700 for x in marked)
    assert any(x > 740 for x in marked)


def test_no_library_is_a_picture_too(tmp_path):
    target = tmp_path / "không.png"
    arguments = ["--library", tmp_path / "none", "--state", tmp_path / "s", "--size", "1024x700"]
    done = run(*arguments, "--screenshot", target)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert QImage(str(target)).width() == 1024


def test_a_document_that_is_not_there_gives_its_error_and_no_picture(library_folder, tmp_path):
    target = tmp_path / "x.png"
    where = ["--library", library_folder, "--state", tmp_path / "s", "--screenshot", target]
    done = run(*where, "--open", "khong-co")
    assert done.returncode == 1
    assert "khong-co" in done.stderr
    assert "Traceback" not in done.stderr
    assert not target.exists()


def test_a_document_sought_in_no_library_gives_the_librarys_error(tmp_path):
    target = tmp_path / "x.png"
    where = ["--library", tmp_path / "none", "--state", tmp_path / "s", "--screenshot", target]
    done = run(*where, "--open", "khung-hoang")
    assert done.returncode == 1
    assert not target.exists()


def test_a_picture_that_cannot_be_written_ends_with_three(library_folder, tmp_path):
    done = run(
        "--library", library_folder, "--state", tmp_path / "s",
        "--screenshot", tmp_path / "no folder" / "x.png",
    )  # fmt: skip
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
