"""`make setup` on a machine that lacks Qt's libraries or venv: installed, or said plainly."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="apt is not for Windows")
SCRIPT = "packaging/system_libraries.sh"
WITHOUT_EGL = """
import ctypes
real = ctypes.CDLL
def CDLL(name, *args, **kwargs):
    if name == "libEGL.so.1" and not __import__("os").path.exists({repaired!r}):
        raise OSError(name)
    return object()
ctypes.CDLL = CDLL
"""


@pytest.fixture
def machine(tmp_path):
    """A Debian that lacks libegl1 until `repaired` exists; commands in `bin` stand first."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "site").mkdir()
    patch = WITHOUT_EGL.format(repaired=str(tmp_path / "repaired"))
    (tmp_path / "site" / "sitecustomize.py").write_text(patch, encoding="utf-8")
    return tmp_path


def command(machine, name, body):
    path = machine / "bin" / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


def run(root, machine):
    path = f"{machine / 'bin'}:/usr/bin:/bin"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(machine / "site")}
    return subprocess.run(
        ["sh", str(root / SCRIPT), sys.executable],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_root_installs_what_is_missing(root, machine):
    command(machine, "id", "echo 0")
    command(machine, "apt-get", f'echo "$@" >> {machine}/asked; : > {machine}/repaired')
    done = run(root, machine)
    assert done.returncode == 0, done.stderr
    asked = (machine / "asked").read_text(encoding="utf-8")
    assert asked == "install --yes --no-install-recommends libegl1\n"


def test_sudo_without_a_password_serves_as_well(root, machine):
    command(machine, "id", "echo 1000")
    command(machine, "sudo", '[ "$1" = -n ] && shift; exec "$@"')
    command(machine, "apt-get", f": > {machine}/repaired")
    assert run(root, machine).returncode == 0


def test_a_person_without_rights_is_given_the_one_command(root, machine):
    command(machine, "id", "echo 1000")
    command(machine, "sudo", "exit 1")
    command(machine, "apt-get", f": > {machine}/repaired")
    done = run(root, machine)
    assert done.returncode == 1
    assert "sudo apt-get install --yes --no-install-recommends libegl1\n" in done.stderr
    assert "thiếu các thư viện" in done.stderr
    assert "lacks libraries" in done.stderr
    assert not (machine / "repaired").exists()


def test_an_install_that_fails_is_not_passed_over(root, machine):
    command(machine, "id", "echo 0")
    command(machine, "apt-get", "exit 100")
    done = run(root, machine)
    assert done.returncode == 1
    assert "could not be installed" in done.stderr


def test_a_whole_machine_is_left_alone(root, machine):
    (machine / "repaired").touch()
    command(machine, "apt-get", "exit 1")
    done = run(root, machine)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
