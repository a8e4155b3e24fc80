"""A real SSH server on loopback that opens connections for those who log in: a jump host."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import asyncssh

from tests.unit.session.loop_thread import served

JUMP_USER, JUMP_PASSWORD = "operator", "over-the-wall"


@dataclass
class JumpServer:
    """How it behaves, and what it saw."""

    password: str = field(default=JUMP_PASSWORD, repr=False)
    public_key: str | None = None
    allows: bool = True
    stops_at: str | None = None
    """`login` or `channel`: from there on it says nothing more."""
    host_key: asyncssh.SSHKey = field(default_factory=lambda: asyncssh.generate_private_key("ssh-ed25519"))
    port: int = 0
    asked_for: list[tuple[str, int]] = field(default_factory=list)
    logins: int = 0
    open_connections: int = 0
    all_gone: threading.Event = field(default_factory=threading.Event)
    """Set whenever the last connection has ended."""

    def known_hosts_line(self) -> str:
        """Its line in a known_hosts file."""
        public = " ".join(self.host_key.export_public_key().decode().split()[:2])
        return f"[127.0.0.1]:{self.port} {public}\n"


class _Server(asyncssh.SSHServer):
    def __init__(self, jump: JumpServer) -> None:
        self._jump = jump

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._jump.open_connections += 1
        self._jump.all_gone.clear()

    def connection_lost(self, exc: Exception | None) -> None:
        self._jump.open_connections -= 1
        if not self._jump.open_connections:
            self._jump.all_gone.set()

    def begin_auth(self, username: str) -> bool:
        return True

    def password_auth_supported(self) -> bool:
        return True

    async def validate_password(self, username: str, password: str) -> bool:
        if self._jump.stops_at == "login":
            await asyncio.get_running_loop().create_future()
        right = (username, password) == (JUMP_USER, self._jump.password)
        self._jump.logins += right
        return right

    def public_key_auth_supported(self) -> bool:
        return self._jump.public_key is not None

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        offered = key.export_public_key().decode().split()[:2]
        return username == JUMP_USER and offered == (self._jump.public_key or "").split()[:2]

    async def _never(self) -> None:
        await asyncio.get_running_loop().create_future()

    def connection_requested(self, dest_host: str, dest_port: int, orig_host: str, orig_port: int) -> object:
        self._jump.asked_for.append((dest_host, dest_port))
        if self._jump.stops_at == "channel":
            return self._never()
        if not self._jump.allows:
            raise asyncssh.ChannelOpenError(asyncssh.OPEN_ADMINISTRATIVELY_PROHIBITED, "no forwarding here")
        return True


@contextlib.contextmanager
def jumping(jump: JumpServer) -> Iterator[JumpServer]:
    """Serve on a free port of 127.0.0.1."""

    async def start() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            "127.0.0.1", 0, server_factory=lambda: _Server(jump), server_host_keys=[jump.host_key], encoding=None
        )

    with served(start) as server:
        jump.port = server.get_port()
        yield jump
