"""One window on one reader's state: a second start raises the first and hands on what it was for.

The two speak over a socket of this machine (a named pipe on Windows) that only this account may
open: no network. Its name follows from the state folder, so that each profile has its own. This
module alone imports QtNetwork, and of it these two classes.
"""

import hashlib
import logging
import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import Literal

import msgspec
from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)
_WAIT_MS = 2000
_LONGEST = 1 << 16
"""Bytes of a message; whoever sends more is not this program."""


class Wish(msgspec.Struct, frozen=True):
    """What a start was for: a library, a briefing, words to search for, a package to look at."""

    library: str = ""
    open: str | None = None
    search: str | None = None
    package: str | None = None


class Single(QObject):
    """Holds the state folder for this process, and hears of further starts on it.

    Signals: `wished(Wish)` when the program was started again.
    """

    wished = Signal(object)

    def __init__(self, state: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _address(state)
        self._server: QLocalServer | None = None
        self._heard: dict[QLocalSocket, bytes] = {}

    def claim(self, wish: Wish) -> bool:
        """Whether this process is to go on; False once another has taken up the `wish`.

        Where no socket can be made (a folder of another's, a full disk), or the other does not
        answer, both go on: two windows on one state are harmless, since every write is a
        transaction of its own.
        """
        if not self._name:
            return True
        guard = QLockFile(str(Path(tempfile.gettempdir()) / f"{self._name}.lock"))
        guard.setStaleLockTime(0)
        if not guard.tryLock(_WAIT_MS):
            log.info("nobody could be asked whether the program runs already")
            return True
        answer = self._hand_over(wish)
        if answer != "nobody":
            return answer == "silence"
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)  # left by a process that was killed
        if server.listen(self._name):
            server.newConnection.connect(self._connected)
            self._server = server
        else:
            log.info("further starts will not be heard: %s", server.errorString())
        return True

    def close(self) -> None:
        """Lets the state folder go."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _hand_over(self, wish: Wish) -> Literal["nobody", "taken", "silence"]:
        """Sends the wish to the process that holds the folder, and waits for its answer."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return "nobody"
        socket.write(msgspec.json.encode(wish) + b"\n")
        taken = socket.waitForReadyRead(_WAIT_MS) and bytes(socket.read(1).data()) == b"\n"
        socket.abort()
        return "taken" if taken else "silence"

    def _connected(self) -> None:
        server = self._server
        while server is not None and server.hasPendingConnections():
            socket = server.nextPendingConnection()
            self._heard[socket] = b""
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(self._gone)

    def _read(self) -> None:
        for socket in list(self._heard):
            self._heard[socket] += bytes(socket.readAll().data())
            said, end, _ = self._heard[socket].partition(b"\n")
            if end:
                self._take(socket, said)
            elif len(said) > _LONGEST:
                socket.abort()

    def _take(self, socket: QLocalSocket, said: bytes) -> None:
        try:
            wish = msgspec.json.decode(said, type=Wish)
        except (msgspec.DecodeError, msgspec.ValidationError):
            socket.abort()
            return
        self._heard[socket] = b""
        socket.write(b"\n")
        socket.flush()
        self.wished.emit(wish)

    def _gone(self) -> None:
        for socket in [one for one in self._heard if one.state() == _UNCONNECTED]:
            del self._heard[socket]
            socket.deleteLater()


_UNCONNECTED = QLocalSocket.LocalSocketState.UnconnectedState


def _address(state: Path) -> str:
    """The socket of a state folder; "" where none would be safe.

    Elsewhere than on Windows it lies in a folder that nobody else may enter.
    """
    name = hashlib.sha256(os.fsencode(state.resolve())).hexdigest()[:24]
    if sys.platform == "win32":
        return f"briefing-reader-{name}"
    folder = Path(tempfile.gettempdir()) / f"briefing-reader-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        held = folder.lstat()
    except OSError as error:
        log.info("no folder for a socket: %s", error)
        return ""
    safe = stat.S_ISDIR(held.st_mode) and held.st_uid == os.getuid()
    return str(folder / name) if safe and not held.st_mode & 0o077 else ""
