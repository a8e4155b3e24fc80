"""The programming session on a line: echo, line ends, prompt, answers. SSH and telnet share it."""

from __future__ import annotations

import asyncio
import re
from typing import Protocol

from simulator.accounts import Account
from simulator.commands import LONGEST_LINE, Interpreter
from simulator.exchange import Exchange
from simulator.printing import PROMPT, pieces_of
from simulator.replies import Reply

BANNER = b"SENTRAL STAND-IN PROGRAMMING SESSION\r\n"
LINE_END = re.compile(rb"[\r\n]")
GO_ON = b" "
TAKE_BACK = b"\x15"
EDITING = re.compile(rb"([\x08\x7f\x15])")


class Line(Protocol):
    """The bytes below a session: a telnet or SSH connection."""

    async def read(self) -> bytes:
        """Return what has arrived, at least one byte; nothing when the other side has gone."""

    async def write(self, data: bytes) -> None:
        """Send in one packet if it fits, and wait while the other side is slow."""

    def abort(self) -> None:
        """Cut the connection at once."""


class Terminal:
    """Reads lines with echo, and writes what it is given, in small pieces when a fault says so."""

    def __init__(self, line: Line, exchange: Exchange) -> None:
        """Talk over ``line``."""
        self._line = line
        self._exchange = exchange
        self._arrived = b""
        self._after_return = False
        self._waiting = bytearray()

    def put(self, data: bytes) -> None:
        """Send with the next flush."""
        self._waiting += data

    def take_back(self) -> bytes:
        """Return what is waiting, which is then not sent."""
        data, self._waiting = bytes(self._waiting), bytearray()
        return data

    async def flush(self) -> None:
        """Send what is waiting."""
        data = self.take_back()
        if not data:
            return
        size = self._exchange.faults.piece() or len(data)
        for start in range(0, len(data), size):
            await self._line.write(data[start : start + size])
            if size < len(data):
                await asyncio.sleep(0)  # let the packet leave and other sessions run

    async def read_line(self, *, echo: bool = True) -> str | None:
        """Return the next line without its end, or ``None`` when the other side has gone.

        CR, LF, CR LF and CR NUL end a line. Backspace and delete take a letter back, Ctrl-U the line. What is beyond
        the longest line is dropped, but so that the line stays too long.
        """
        typed = bytearray()
        while True:
            if not await self._arrival():
                return None
            end = LINE_END.search(self._arrived)
            piece = self._arrived[: end.start()] if end else self._arrived
            self._arrived = self._arrived[end.end() :] if end else b""
            self._type(typed, piece, echo)
            if end:
                self._after_return = end[0] == b"\r"
                self.put(b"\r\n")
                return typed.decode("latin-1")

    async def read_key(self) -> bytes:
        """Return the next byte, without echo; nothing when the other side has gone."""
        if not await self._arrival():
            return b""
        key, self._arrived = self._arrived[:1], self._arrived[1:]
        return key

    async def _arrival(self) -> bool:
        """Make sure that there is something to read; swallow what belongs to the line end before."""
        while True:
            if not self._arrived:
                await self.flush()
                self._arrived = await self._line.read()
                if not self._arrived:
                    return False
            if self._after_return:
                self._after_return = False
                if self._arrived[:1] in (b"\n", b"\0"):
                    self._arrived = self._arrived[1:]
                    continue
            return True

    def _type(self, typed: bytearray, piece: bytes, echo: bool) -> None:
        for part in EDITING.split(piece) if EDITING.search(piece) else (piece,):
            if EDITING.fullmatch(part):
                count = len(typed) if part == TAKE_BACK else min(1, len(typed))
                del typed[len(typed) - count :]
                self.put(b"\b \b" * count if echo else b"")
                continue
            typed += part[: LONGEST_LINE + 1 - len(typed)]
            if echo:
                self.put(part)


async def programming_session(exchange: Exchange, account: Account, line: Line, terminal: Terminal) -> None:
    """Hold a session until LOGOUT, the end of the connection, or a fault. The caller closes the line."""
    limit = exchange.session_limit
    if exchange.open_sessions >= limit:
        exchange.counters.sessions_refused += 1
        exchange.faults.session_refused()
        terminal.put(f"SESSION LIMIT {limit}\r\n".encode("ascii"))
        await terminal.flush()
        return
    task = asyncio.current_task()
    assert task is not None
    exchange.session_tasks.add(task)
    exchange.counters.sessions += 1
    try:
        terminal.put(BANNER + PROMPT)
        await _commands(exchange, Interpreter(exchange, account), line, terminal)
    finally:
        exchange.session_tasks.discard(task)


async def _commands(exchange: Exchange, interpreter: Interpreter, line: Line, terminal: Terminal) -> None:
    while (text := await terminal.read_line()) is not None:
        if not text:  # somebody pressed the return key
            terminal.put(PROMPT)
            continue
        outcome = exchange.perform(interpreter, text)
        if outcome.reply is not None:
            await _answer(exchange, outcome.reply, terminal, last=outcome.drop or outcome.reply.ends_session)
        else:
            await terminal.flush()  # the echo: the other side knows that the command has arrived
        if outcome.hang:
            while await terminal.read_key():  # whatever comes is not even echoed
                pass
        if outcome.restart:
            exchange.restart()
        if outcome.drop:
            exchange.counters.dropped_sessions += 1
            if outcome.reply is None:
                line.abort()
        if outcome.reply is None or outcome.drop or outcome.reply.ends_session:
            return


async def _answer(exchange: Exchange, reply: Reply, terminal: Terminal, *, last: bool) -> None:
    delivery = exchange.faults.delivery()
    if delivery.echo_pause:
        await asyncio.sleep(delivery.echo_pause)
    held = terminal.take_back() if delivery.echo_after is not None else b""
    if delivery.pause:
        await terminal.flush()
        await asyncio.sleep(delivery.pause)
    for piece in pieces_of(reply, delivery, last=last, echo=held):
        terminal.put(piece.data)  # together with the echo that is still waiting
        await terminal.flush()
        if piece.pauses and await terminal.read_key() != GO_ON:
            terminal.put(b"\r\n" + PROMPT)
            return
