"""A way to a server on this machine that a test can cut, hang and mend."""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

_BLOCK = 1 << 16


class Link:
    """Listens on a port of its own and hands what comes on to another. Use as a context manager.

    Args:
        port: Of the server, on this machine.
    """

    def __init__(self, port: int) -> None:
        self._server = port
        self._through = threading.Event()
        self._through.set()
        self._refusing = False
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._listen, name="link", daemon=True).start()
        return self

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.cut()
        self._listener.close()

    def cut(self) -> None:
        """Break all connections, and take no new ones."""
        self._refusing = True
        self._through.set()
        for one in list(self._open):
            _close(one)

    def hang(self) -> None:
        """Let nothing through, without a word."""
        self._through.clear()

    def mend(self) -> None:
        """Let everything through again."""
        self._refusing = False
        self._through.set()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self._refusing:
                _close(near)
                continue
            far = socket.create_connection(("127.0.0.1", self._server))
            self._open |= {near, far}
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(source, target), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while block := source.recv(_BLOCK):
                self._through.wait()
                target.sendall(block)
        for one in (source, target):
            self._open.discard(one)
            _close(one)


def _close(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
