"""The program started twice on one state: the first window is raised, the second start ends."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtNetwork import QLocalSocket

from desktop.window import single as module
from desktop.window.raising import raise_for
from desktop.window.single import Single, Wish

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")]
PROGRAM = "import sys; from desktop.window.main import run; sys.exit(run(sys.argv[1:]))"
HOLDER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop.window.single import Single, Wish
application = QCoreApplication([])
single = Single(Path(sys.argv[1]))
assert single.claim(Wish())
print("holds", flush=True)
application.exec()
"""


@pytest.fixture
def sockets(monkeypatch):
    """A temporary folder of this test's own, its path as short as a socket's must be."""
    with tempfile.TemporaryDirectory(prefix="s") as folder:
        monkeypatch.setattr(module.tempfile, "gettempdir", lambda: folder)
        yield Path(folder)


@pytest.fixture
def first(app, sockets, state_folder):
    held = Single(state_folder)
    assert held.claim(Wish())
    yield held
    held.close()


def second_start(qtbot, *arguments):
    """Starts the program as a process of its own, while this one goes on hearing."""
    process = QProcess()
    environment = process.processEnvironment().systemEnvironment()
    environment.insert("QT_QPA_PLATFORM", "offscreen")
    process.setProcessEnvironment(environment)
    with qtbot.waitSignal(process.finished, timeout=60_000):
        process.start(sys.executable, ["-c", PROGRAM, *map(str, arguments)])
    return process.exitCode()


def test_a_second_start_hands_on_its_wish_and_ends_with_zero(
    app, qtbot, state_folder, library_folder
):
    held = Single(state_folder)
    assert held.claim(Wish())
    heard = []
    held.wished.connect(heard.append)
    where = ["--state", state_folder, "--library", library_folder]
    code = second_start(qtbot, *where, "--open", "dai", "--search", "bão")
    held.close()
    assert code == 0
    assert heard == [Wish(str(library_folder.resolve()), "dai", "bão")]


def test_the_window_opens_what_the_other_start_was_for(open_window, qtbot, library_folder):
    window = open_window("khung-hoang")
    window.showMinimized()
    raise_for(window, Wish(str(library_folder.resolve()), "dai", None))
    qtbot.waitUntil(lambda: window.settled)
    assert not window.isMinimized()
    assert [tab.id for tab in window.tabs.tabs] == ["khung-hoang", "dai"]
    raise_for(window, Wish(str(library_folder.resolve()), None, "hướng dẫn rà soát"))
    qtbot.waitUntil(lambda: window.settled and len(window.tabs.tabs) == 3)
    assert window.session.card.id == "huong-dan"


def test_another_library_is_said_and_not_opened(open_window, tmp_path):
    window = open_window("khung-hoang")
    raise_for(window, Wish(str(tmp_path / "kho khác"), "dai", None))
    assert "kho khác" in window.reader.notice.text
    assert window.session.card.id == "khung-hoang"


def test_another_state_is_another_window(first, tmp_path):
    other = Single(tmp_path / "người khác")
    assert other.claim(Wish())
    other.close()


def test_the_same_folder_by_another_name_is_the_same(first, state_folder):
    with_detour = state_folder.parent / "x" / ".." / state_folder.name
    assert module._address(with_detour) == module._address(state_folder)


def test_a_socket_left_by_a_killed_process_is_taken_over(app, sockets, state_folder):
    killed = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(state_folder)],
        env=os.environ | {"TMPDIR": str(sockets)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert killed.stdout.readline() == "holds\n"
    killed.kill()
    killed.wait()
    killed.stdout.close()
    left = Path(module._address(state_folder))
    assert left.exists()
    held = Single(state_folder)
    assert held.claim(Wish())
    assert held._server is not None
    held.close()


def test_a_folder_that_others_may_enter_is_not_used(app, sockets, state_folder):
    folder = sockets / f"briefing-reader-{os.getuid()}"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    held = Single(state_folder)
    assert held.claim(Wish())
    assert held._server is None


def test_a_file_in_the_way_is_not_used(app, sockets, state_folder):
    (sockets / f"briefing-reader-{os.getuid()}").write_text("in the way", encoding="utf-8")
    held = Single(state_folder)
    assert held.claim(Wish())
    assert held._server is None


@pytest.mark.parametrize("said", [b"\xff\xfe\n", b'{"open": 3}\n', b"x" * 70_000])
def test_what_is_no_wish_is_hung_up_on(first, qtbot, said):
    heard = []
    first.wished.connect(heard.append)
    socket = QLocalSocket()
    socket.connectToServer(first._name)
    assert socket.waitForConnected(2000)
    with qtbot.waitSignal(socket.disconnected):
        socket.write(said)
        socket.flush()
    assert heard == []
    assert not first._heard
