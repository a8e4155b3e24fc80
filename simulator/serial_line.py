"""Serial ports: the log-in dialogue and the session on a line that has no beginning and no end.

A stand-in, like the session itself. What belongs to a serial line is that nobody comes or goes on it: who connects
finds the session, the half line and the rest of an answer that the one before has left. Two ends are offered: a raw
TCP port, as a console server has it, and a pseudo-terminal, as a serial device of this machine.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import tty
from typing import Protocol

from simulator.accounts import Account, log_in
from simulator.exchange import Exchange
from simulator.line_session import Terminal, programming_session

READ_SIZE = 65_536
IN_USE = b"Port already in use\r\n"


class Cable(Protocol):
    """Whatever is plugged into a serial port."""

    async def send(self, data: bytes) -> None:
        """Pass bytes on, and wait while the other end is slow."""


class SerialPort:
    """One serial port of an exchange. It goes on whether something is plugged in or not."""

    def __init__(self, exchange: Exchange) -> None:
        """Ask for the log-in; needs a running event loop."""
        self._exchange = exchange
        self._arrived: asyncio.Queue[bytes] = asyncio.Queue()
        self._task = asyncio.create_task(self._serve())
        self.cable: Cable | None = None

    def feed(self, data: bytes) -> None:
        """Take what came in."""
        self._arrived.put_nowait(data)

    async def read(self) -> bytes:
        """Return what has arrived. A serial line never ends."""
        return await self._arrived.get()

    async def write(self, data: bytes) -> None:
        """Send; without a cable it is lost."""
        if self.cable is not None:
            with contextlib.suppress(OSError):  # pulled out in the middle
                await self.cable.send(data)

    def abort(self) -> None:
        """Do nothing: a session that is cut shows by the question for the next log-in."""

    async def stop(self) -> None:
        """End it with the fleet."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _serve(self) -> None:
        terminal = Terminal(self, self._exchange)
        while True:
            account = await self._log_in(terminal)
            session = asyncio.create_task(programming_session(self._exchange, account, self, terminal))
            try:
                await asyncio.wait({session})
            finally:
                session.cancel()
            if session.cancelled():
                terminal = Terminal(self, self._exchange)  # cut: what was typed ahead is gone as well
                continue
            session.result()
            await terminal.flush()

    async def _log_in(self, terminal: Terminal) -> Account:
        while True:
            terminal.put(b"Login: ")
            name = await terminal.read_line()
            if not name:
                continue
            terminal.put(b"Password: ")
            account = log_in(self._exchange.state, name, await terminal.read_line(echo=False) or "")
            if account is not None:
                return account
            self._exchange.counters.login_failures += 1
            terminal.put(b"LOGIN INCORRECT\r\n")


class TcpCable:
    """A connection to the console server."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        """Send what the serial port says to ``writer``."""
        self._writer = writer

    async def send(self, data: bytes) -> None:
        """Pass bytes on as they are."""
        self._writer.write(data)
        await self._writer.drain()

    def abort(self) -> None:
        """Cut the connection; the serial port does not notice."""
        self._writer.transport.abort()


async def serve_console(
    port: SerialPort, exchange: Exchange, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Join a TCP connection with a serial port. One at a time; the next is told so and let go."""
    cable = TcpCable(writer)
    try:
        if port.cable is not None:
            await cable.send(IN_USE)
            return
        port.cable = cable
        exchange.connections.add(cable)
        while data := await reader.read(READ_SIZE):
            port.feed(data)
    except (OSError, asyncio.CancelledError):
        pass  # the other side went away, or the fleet ends
    finally:
        exchange.connections.discard(cable)
        if port.cable is cable:
            port.cable = None
        with contextlib.suppress(OSError):
            writer.close()


class PseudoTerminal:
    """A serial device of this machine: what is at the other end of it is a serial port of the exchange."""

    def __init__(self, port: SerialPort) -> None:
        """Make the device; needs a running event loop. Raise ``OSError`` when there is none left."""
        self._port = port
        self._near, self._far = os.openpty()
        tty.setraw(self._far)  # else the machine would echo what the exchange says back to it
        os.set_blocking(self._near, False)
        self.device = os.ttyname(self._far)
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._near, self._readable)
        port.cable = self

    def _readable(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._port.feed(os.read(self._near, READ_SIZE))

    async def send(self, data: bytes) -> None:
        """Write, and wait while nobody reads, as with flow control."""
        while data:
            try:
                data = data[os.write(self._near, data) :]
            except BlockingIOError:
                await self._writable()

    async def _writable(self) -> None:
        room = asyncio.Event()
        self._loop.add_writer(self._near, room.set)
        try:
            await room.wait()
        finally:
            self._loop.remove_writer(self._near)

    def close(self) -> None:
        """Take the device away."""
        self._port.cable = None
        self._loop.remove_reader(self._near)
        os.close(self._near)
        os.close(self._far)
