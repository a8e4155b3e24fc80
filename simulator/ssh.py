"""SSH: log-in with the accounts of program 90-02, then the programming session in a shell. Nothing else is served."""

from __future__ import annotations

import contextlib
from pathlib import Path

import asyncssh

from simulator.accounts import Account, account_named, log_in
from simulator.exchange import Exchange
from simulator.line_session import Terminal, programming_session
from simulator.storage import write_private

READ_SIZE = 65_536
LOGIN_SECONDS = 60
ONLY_A_SHELL = b"This exchange has no commands outside the programming session. Open a shell instead.\r\n"


class SSHLine:
    """The bytes of an SSH session."""

    def __init__(self, process: asyncssh.SSHServerProcess[bytes]) -> None:
        """Talk over the channel of a shell."""
        self._process = process

    async def read(self) -> bytes:
        """Return what has arrived; nothing when the other side has gone."""
        while True:
            try:
                return await self._process.stdin.read(READ_SIZE)
            except (asyncssh.TerminalSizeChanged, asyncssh.BreakReceived, asyncssh.SignalReceived):
                continue  # a window that changes its size is no reason to end
            except (asyncssh.Error, OSError):
                return b""

    async def write(self, data: bytes) -> None:
        """Send one packet, and wait while the other side is slow."""
        self._process.stdout.write(data)
        await self._process.stdout.drain()

    def abort(self) -> None:
        """Cut the whole connection."""
        self._process.channel.get_connection().abort()


class LogIn(asyncssh.SSHServer):
    """Checks who connects. A password changed in 90-02 counts from the next log-in."""

    def __init__(self, exchange: Exchange) -> None:
        """Check against the accounts of an exchange."""
        self._exchange = exchange
        self._connection: asyncssh.SSHServerConnection | None = None
        self.account: Account | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Remember the connection, so that it can be cut."""
        if not self._exchange.admit():
            conn.abort()
            return
        self._connection = conn
        self._exchange.connections.add(conn)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        if self._connection is not None:
            self._exchange.connections.discard(self._connection)

    def begin_auth(self, username: str) -> bool:
        """Ask everybody to prove who they are."""
        return True

    def password_auth_supported(self) -> bool:
        """Offer passwords."""
        return True

    def validate_password(self, username: str, password: str) -> bool:
        """Compare with 90-02."""
        self.account = log_in(self._exchange.state, username, password)
        if self.account is None:
            self._exchange.counters.login_failures += 1
        return self.account is not None

    def kbdint_auth_supported(self) -> bool:
        """Leave keyboard-interactive out: it would count every wrong password twice."""
        return False

    def public_key_auth_supported(self) -> bool:
        """Offer keys when the fleet file has some."""
        return bool(self._exchange.authorized_keys)

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        """Accept a key that the fleet file gives to an account which may log in now."""
        account = account_named(self._exchange.state, username)
        if account is None:
            return False
        for text in self._exchange.authorized_keys.get(username, ()):
            with contextlib.suppress(ValueError):
                if asyncssh.import_authorized_keys(text).validate(key, username, "", None) is not None:
                    self.account = account
                    return True
        return False


async def listen_ssh(exchange: Exchange, key: asyncssh.SSHKey, port: int) -> asyncssh.SSHAcceptor:
    """Offer SSH on a port of the exchange's address. Raise ``OSError`` when it is taken."""

    async def shell(process: asyncssh.SSHServerProcess[bytes]) -> None:
        await _serve_shell(exchange, process)

    return await asyncssh.listen(
        exchange.config.address,
        port,
        server_factory=lambda: LogIn(exchange),
        process_factory=shell,
        server_host_keys=[key],
        encoding=None,
        line_editor=False,
        allow_scp=False,
        agent_forwarding=False,
        x11_forwarding=False,
        gss_host=None,
        login_timeout=LOGIN_SECONDS,
    )


async def _serve_shell(exchange: Exchange, process: asyncssh.SSHServerProcess[bytes]) -> None:
    connection = process.channel.get_connection()
    if process.command is not None or process.subsystem is not None:
        process.stderr.write(ONLY_A_SHELL)
        process.exit(1)
        return
    owner = connection.get_owner()
    account = owner.account if isinstance(owner, LogIn) else None
    if account is None:
        process.exit(1)
        return
    line = SSHLine(process)
    try:
        terminal = Terminal(line, exchange)
        await programming_session(exchange, account, line, terminal)
        await terminal.flush()
        process.exit(0)
        await process.wait_closed()
    except (asyncssh.Error, OSError):
        pass  # the other side went away in the middle of an answer
    finally:
        connection.close()


def host_key(folder: Path | None) -> asyncssh.SSHKey:
    """Return the host key kept in ``folder``, made on first use; without a folder, a new one."""
    if folder is None:
        return asyncssh.generate_private_key("ssh-ed25519")
    path = folder / "host_key"
    if path.exists():
        return asyncssh.read_private_key(path)
    key = asyncssh.generate_private_key("ssh-ed25519")
    write_private(path, key.export_private_key("openssh"))
    return key


def public_key_line(key: asyncssh.SSHKey) -> str:
    """Return the public part as it stands in a known_hosts file: ``ssh-ed25519 AAAA...``."""
    return " ".join(key.export_public_key("openssh").decode("ascii").split()[:2])
