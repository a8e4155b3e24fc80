"""A tiny exchange on a loopback socket that says what a test tells it to say.

Telnet on a plain socket, or SSH on asyncssh; neither knows any rule. Each command is looked up in a script of
raw answers, so that a test decides about every byte and every pause between them.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import asyncssh

from tests.unit.session.loop_thread import served

PROMPT = b"PRG> "
BANNER = b"SENTRAL STAND-IN PROGRAMMING SESSION\r\n"
USER, PASSWORD = "tech", "s3cret-pw"

Chunks = Iterable[bytes]
"""What is sent, piece by piece; None ends the connection, and a number is a pause in seconds."""
Answer = Callable[[str], list[bytes | float | None]]


def echoed(command: str, *lines: str) -> bytes:
    """A well-formed answer: echo, lines, prompt."""
    return "".join(line + "\r\n" for line in (command, *lines)).encode() + PROMPT


def one_byte_each(octets: bytes) -> list[bytes | float | None]:
    """The same bytes in the smallest chunks."""
    return [octets[place : place + 1] for place in range(len(octets))]


@dataclass
class Script:
    """What the exchange says. `answer` gets each line that it reads."""

    answer: Answer
    greeting: list[bytes | float | None] = field(default_factory=lambda: [BANNER + PROMPT])
    before_login: list[bytes | float | None] = field(default_factory=list)
    password: str = field(default=PASSWORD, repr=False)
    received: list[str] = field(default_factory=list)
    """Every line that came, in order."""
    octets: bytearray = field(default_factory=bytearray)
    """Every byte that came over telnet."""


class Hangup(Exception):
    """The script says that the connection ends here."""


async def _play(
    write: Callable[[bytes], None], drain: Callable[[], Any], chunks: Iterable[bytes | float | None]
) -> None:
    for chunk in chunks:
        if chunk is None:
            raise Hangup
        if isinstance(chunk, float):
            await asyncio.sleep(chunk)
            continue
        write(chunk)
        await drain()


async def _converse(script: Script, read: Callable[[], Any], write: Callable[[bytes], None], drain: Any) -> None:
    """Greeting, then one answer for each line."""
    await _play(write, drain, script.greeting)
    while True:
        line = await read()
        if line is None:
            return
        script.received.append(line)
        if line == "LOGOUT":
            await _play(write, drain, [echoed(line, "GOODBYE")[: -len(PROMPT)]])
            return
        await _play(write, drain, script.answer(line))


async def _telnet(script: Script, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    async def read() -> str | None:
        line = b""
        while not line.endswith((b"\r\n", b"\r\0")):
            octet = await reader.read(1)
            if not octet:
                return None
            script.octets += octet
            if octet == b"\xff":  # an answer to an option
                script.octets += await reader.readexactly(2)
                continue
            line += octet
        return line[:-2].decode()

    with contextlib.suppress(Hangup, ConnectionError, asyncio.IncompleteReadError):
        await _play(writer.write, writer.drain, script.before_login)
        while True:
            writer.write(b"\xff\xfb\x01\xff\xfb\x03Login: ")
            user = await read()
            writer.write((user or "").encode() + b"\r\nPassword: ")
            password = await read()
            if password is None:
                return
            writer.write(b"\r\n")
            if (user, password) == (USER, script.password):
                break
            writer.write(b"LOGIN INCORRECT\r\n")
        await _converse(script, read, writer.write, writer.drain)
    writer.close()


class _Server(asyncssh.SSHServer):
    def __init__(self, script: Script) -> None:
        self._script = script

    def begin_auth(self, username: str) -> bool:
        return True

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == (USER, self._script.password)


@contextlib.contextmanager
def serving(script: Script, transport: str = "telnet", host_key: asyncssh.SSHKey | None = None) -> Iterator[int]:
    """Serve the script on a free port of 127.0.0.1; gives the port."""

    async def start() -> Any:
        if transport == "telnet":
            return await asyncio.start_server(lambda *pipes: _telnet(script, *pipes), "127.0.0.1", 0)

        async def shell(process: asyncssh.SSHServerProcess[bytes]) -> None:
            async def read() -> str | None:
                line = await process.stdin.readline()
                return line.rstrip(b"\r\n").decode() if line else None

            with contextlib.suppress(Hangup, asyncssh.Error, OSError):
                await _converse(script, read, process.stdout.write, process.stdout.drain)
            process.exit(0)
            process.channel.get_connection().close()

        return await asyncssh.listen(
            "127.0.0.1",
            0,
            server_factory=lambda: _Server(script),
            server_host_keys=[host_key or asyncssh.generate_private_key("ssh-ed25519")],
            process_factory=shell,
            encoding=None,
            line_editor=False,
        )

    with served(start) as server:
        yield server.sockets[0].getsockname()[1]
