"""`make run` where there is no screen: said plainly, in both languages."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell asks")


def run(root, **environment):
    return subprocess.run(
        ["/bin/sh", str(root / "packaging" / "has_display.sh")],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_no_screen_is_said_plainly(root):
    done = run(root, PATH="/usr/bin:/bin")
    assert done.returncode == 1
    assert "Không có màn hình" in done.stderr
    assert "There is no screen" in done.stderr


def test_a_screen_says_nothing(root):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        done = run(root, PATH="/usr/bin:/bin", **{name: "x"})
        assert (done.returncode, done.stderr) == (0, "")
