"""Telnet: option negotiation as far as it is needed, the log-in dialogue, then the programming session."""

from __future__ import annotations

import asyncio
import contextlib

from simulator.accounts import Account, log_in
from simulator.exchange import Exchange
from simulator.line_session import Terminal, programming_session

IAC, DONT, DO, WONT, WILL, SB, SE = 255, 254, 253, 252, 251, 250, 240
ECHO, SUPPRESS_GO_AHEAD = 1, 3
OFFER = bytes([IAC, WILL, ECHO, IAC, WILL, SUPPRESS_GO_AHEAD])
OFFERED = (ECHO, SUPPRESS_GO_AHEAD)
ATTEMPTS = 3
READ_SIZE = 65_536


class OptionFilter:
    """Takes telnet commands out of what arrives, however they are cut, and says what to answer."""

    def __init__(self) -> None:
        """Expect plain data."""
        self._command = bytearray()
        self._in_subnegotiation = False
        self._answered: set[tuple[int, int]] = set()

    def feed(self, data: bytes) -> tuple[bytes, bytes]:
        """Return the plain data and the answers to send. A request is answered once: no endless talk."""
        if not self._command and not self._in_subnegotiation and IAC not in data:
            return data, b""
        plain, answers = bytearray(), bytearray()
        for byte in data:
            self._byte(byte, plain, answers)
        return bytes(plain), bytes(answers)

    def _byte(self, byte: int, plain: bytearray, answers: bytearray) -> None:
        if not self._command:
            if byte == IAC:
                self._command.append(byte)
            elif not self._in_subnegotiation:
                plain.append(byte)
            return
        if len(self._command) == 1:
            if byte in (DO, DONT, WILL, WONT):
                self._command.append(byte)
                return
            self._command.clear()
            if byte == IAC and not self._in_subnegotiation:
                plain.append(byte)
            elif byte in (SB, SE):
                self._in_subnegotiation = byte == SB
            return
        answers += self._answer(self._command[1], byte)
        self._command.clear()

    def _answer(self, request: int, option: int) -> bytes:
        if request in (DONT, WONT) or (request, option) in self._answered:
            return b""
        self._answered.add((request, option))
        if request == DO:
            return b"" if option in OFFERED else bytes([IAC, WONT, option])
        return bytes([IAC, DO if option == SUPPRESS_GO_AHEAD else DONT, option])


class TelnetLine:
    """The bytes of a telnet connection without its commands."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Offer to echo and to leave out go-ahead."""
        self._reader = reader
        self._writer = writer
        self._filter = OptionFilter()
        writer.write(OFFER)

    async def read(self) -> bytes:
        """Return plain data; nothing when the other side has gone."""
        while True:
            try:
                data = await self._reader.read(READ_SIZE)
            except OSError:
                return b""
            if not data:
                return b""
            plain, answers = self._filter.feed(data)
            if answers:
                self._writer.write(answers)
            if plain:
                return plain

    async def write(self, data: bytes) -> None:
        """Send; answers are ASCII, so that no byte needs doubling except an echoed 255."""
        self._writer.write(data.replace(b"\xff", b"\xff\xff"))
        await self._writer.drain()

    def abort(self) -> None:
        """Cut the connection."""
        self._writer.transport.abort()


async def serve_telnet(exchange: Exchange, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Hold one telnet connection from the log-in to its end."""
    if not exchange.admit():
        writer.transport.abort()
        return
    line = TelnetLine(reader, writer)
    exchange.connections.add(line)
    try:
        terminal = Terminal(line, exchange)
        account = await _log_in(exchange, terminal)
        if account is not None:
            await programming_session(exchange, account, line, terminal)
        await terminal.flush()
    except OSError:
        pass  # the other side went away in the middle of an answer
    except asyncio.CancelledError:
        pass  # the exchange cut the connection; raised further, Python 3.11 would print a traceback for it
    finally:
        exchange.connections.discard(line)
        with contextlib.suppress(OSError):
            writer.close()


async def _log_in(exchange: Exchange, terminal: Terminal) -> Account | None:
    for _ in range(ATTEMPTS):
        terminal.put(b"Login: ")
        name = await terminal.read_line()
        if name is None:
            return None
        terminal.put(b"Password: ")
        password = await terminal.read_line(echo=False)
        if password is None:
            return None
        account = log_in(exchange.state, name, password)
        if account is not None:
            return account
        exchange.counters.login_failures += 1
        terminal.put(b"LOGIN INCORRECT\r\n")
    return None
