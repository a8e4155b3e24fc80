"""The plainest possible client of the line session, for tests of the simulator only."""

from __future__ import annotations

import socket
from types import TracebackType

PROMPT = b"PRG> "
TELNET_OFFER = bytes([255, 251, 1, 255, 251, 3])


class LineClient:
    """A telnet connection. Everything it receives is kept in ``received``."""

    def __init__(self, address: tuple[str, int], timeout: float = 10.0) -> None:
        self._socket = socket.create_connection(address, timeout=timeout)
        self.received = b""

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def until(self, tail: bytes) -> bytes:
        """Return what arrives up to and including ``tail``; fail when the connection ends before."""
        while not self.received.endswith(tail):
            piece = self._socket.recv(65536)
            if not piece:
                raise ConnectionError(f"closed after {self.received!r}")
            self.received += piece
        arrived, self.received = self.received, b""
        return arrived

    def exactly(self, count: int) -> bytes:
        """Return the next ``count`` bytes; fail when more have arrived or the connection ends before."""
        while len(self.received) < count:
            piece = self._socket.recv(65536)
            if not piece:
                raise ConnectionError(f"closed after {self.received!r}")
            self.received += piece
        arrived, self.received = self.received, b""
        assert len(arrived) == count, arrived
        return arrived

    def rest(self) -> bytes:
        """Return what arrives until the other side closes."""
        pieces = [self.received]
        try:
            while piece := self._socket.recv(65536):
                pieces.append(piece)
        except ConnectionResetError:
            pass
        self.received = b""
        return b"".join(pieces)

    def log_in(self, name: str = "tech", password: str = "12345678") -> bytes:
        """Log in and return everything up to the first prompt."""
        first = self.until(b"Login: ")
        self.send(name.encode() + b"\r\n")
        second = self.until(b"Password: ")
        self.send(password.encode() + b"\r\n")
        return first + second + self.until(PROMPT)

    def ask(self, line: str) -> list[str]:
        """Send a command and return its answer line by line, without the echo and the prompt."""
        self.send(line.encode("latin-1") + b"\r\n")
        answer = self.until(PROMPT).decode("latin-1")
        echo = line + "\r\n"
        assert answer.startswith(echo), answer
        return answer.removeprefix(echo).removesuffix(PROMPT.decode()).split("\r\n")[:-1]

    def close(self) -> None:
        self._socket.close()

    def __enter__(self) -> LineClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
