"""The programming session on a line: echo, line ends, prompt, answers. SSH and telnet share it."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Iterator
from typing import Protocol

from simulator.accounts import Account
from simulator.commands import LONGEST_LINE, Interpreter
from simulator.exchange import Exchange
from simulator.fault_kinds import Delivery
from simulator.replies import Reply

BANNER = b"SENTRAL STAND-IN PROGRAMMING SESSION\r\n"
PROMPT = b"PRG> "
SESSION_LIMIT = b"SESSION LIMIT\r\n"
LINE_END = re.compile(rb"[\r\n]")
TAKE_BACK = b"\x15"
EDITING = re.compile(rb"([\x08\x7f\x15])")
ROWS_AT_ONCE = 1000


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

    async def flush(self) -> None:
        """Send what is waiting."""
        data, self._waiting = bytes(self._waiting), bytearray()
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
    if exchange.open_sessions >= exchange.config.sessions:
        exchange.counters.sessions_refused += 1
        terminal.put(SESSION_LIMIT)
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
        if outcome.drop:
            exchange.counters.dropped_sessions += 1
            if outcome.reply is None:
                await terminal.flush()  # the echo: the other side knows that the command has arrived
                line.abort()
        if outcome.drop or (outcome.reply is not None and outcome.reply.ends_session):
            return


async def _answer(exchange: Exchange, reply: Reply, terminal: Terminal, *, last: bool) -> None:
    delivery = exchange.faults.delivery()
    if delivery.pause:
        await terminal.flush()
        await asyncio.sleep(delivery.pause)
    pieces = _bytes_of(reply, b"" if last else PROMPT)
    if delivery.alarm_after is not None:
        pieces = _with_alarm(pieces, delivery)
    for piece in pieces:
        terminal.put(piece)  # together with the echo that is still waiting
        await terminal.flush()


def _bytes_of(reply: Reply, prompt: bytes) -> Iterator[bytes]:
    """Give an answer in large pieces; a listing is never whole in memory."""
    count = 0
    rows = iter(reply.rows)
    tail = ""
    while batch := list(itertools.islice(rows, ROWS_AT_ONCE)):
        count += len(batch)
        tail = "\r\n".join(batch) + "\r\n"
        if len(batch) < ROWS_AT_ONCE:
            break
        yield tail.encode("ascii")
        tail = ""
    status = reply.status if reply.status is not None else f"OK ROWS {count}"
    yield f"{tail}{status}\r\n".encode("ascii") + prompt


def _with_alarm(pieces: Iterator[bytes], delivery: Delivery) -> Iterator[bytes]:
    """Put an alarm line after byte ``alarm_after`` of an answer, or after its end when it is shorter."""
    alarm = f"\r\n*ALARM {delivery.alarm_line}\r\n".encode("ascii")
    left = delivery.alarm_after
    for piece in pieces:
        if left is not None and left <= len(piece):
            yield piece[:left] + alarm + piece[left:]
            left = None
            continue
        left = None if left is None else left - len(piece)
        yield piece
    if left is not None:
        yield alarm
