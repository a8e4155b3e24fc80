"""SSH jump hosts: as they are written in an inventory, and the way through them.

No `ssh` program runs. Each jump host's key is checked before anything is proven to it; the next leg is a channel
(`direct-tcpip`) through the one before, as OpenSSH's ProxyJump does it.
"""

from __future__ import annotations

import contextlib
import itertools
import shlex
import socket
from typing import Any

from .address import Line
from .errors import InvalidSetting, SessionError, Unreachable
from .serial_settings import split_host_port
from .ssh_login import SshLogin
from .target import DEFAULT_PORTS, Jump, Target

with contextlib.suppress(ImportError):  # reported by the driver
    import paramiko

_LOCAL_END = ("127.0.0.1", 0)
"""What a jump host is told about who asks; it only writes it in its log."""


def split_jump_host(exchange: str, text: str) -> tuple[str, str, int]:
    """User, host and port of `user@host[:port]`, also with `ssh://` before it, as ProxyJump has it."""
    user, at_sign, place = text.strip().removeprefix("ssh://").rpartition("@")
    host, port = split_host_port(place)
    if not host:
        raise InvalidSetting(f"{exchange}: pbx_jump_host: {text!r} is not user@host or user@host:port.")
    if not (at_sign and user):
        raise InvalidSetting(
            f"{exchange}: pbx_jump_host: {text!r} has no user; write user@{place}. An account of the same name is "
            "not assumed."
        )
    return user, host, DEFAULT_PORTS["ssh"] if port is None else port


def proxy_jump(exchange: str, *ssh_arguments: str | None) -> list[str]:
    """The jump hosts in arguments of an `ssh` program, as in `ansible_ssh_common_args`; other arguments mean nothing.

    Raises `InvalidSetting` for ProxyCommand: to connect directly instead would be another way than was meant.
    """
    for arguments in ssh_arguments:
        try:
            words = shlex.split(arguments or "")
        except ValueError as error:
            raise InvalidSetting(f"{exchange}: the SSH arguments {arguments!r} cannot be read ({error}).") from None
        found = _in_words(exchange, words)
        if found is not None:
            return [] if found.lower() == "none" else [part for part in found.split(",") if part.strip()]
    return []


def _in_words(exchange: str, words: list[str]) -> str | None:
    for word, following in itertools.pairwise([*words, ""]):
        if word.startswith("-J"):
            return word[2:] or following
        if not word.startswith("-o"):
            continue
        name, value = _ssh_option(word[2:] or following)
        if name == "proxyjump":
            return value
        if name == "proxycommand" and value.lower() != "none":
            raise InvalidSetting(
                f"{exchange}: ProxyCommand in ansible_ssh_common_args cannot be used, because no ssh program runs; "
                "name the jump host with pbx_jump_host: user@host."
            )
    return None


def _ssh_option(text: str) -> tuple[str, str]:
    """Name in small letters and value of `Name=value` or `Name value`."""
    separator = "=" if "=" in text else " "
    name, _separator, value = text.partition(separator)
    return name.strip().lower(), value.strip().strip('"')


class Tunnel:
    """A channel through a jump host, used like a socket. Closing it closes the jump host's session as well."""

    def __init__(self, channel: paramiko.Channel, login: SshLogin) -> None:
        self._channel = channel
        self._login = login

    @property
    def _closed(self) -> bool:
        """As the library asks of a socket."""
        return bool(self._channel.closed)

    def recv(self, size: int) -> bytes:
        """The next bytes; empty at the end. Raises TimeoutError."""
        return self._channel.recv(size)

    def send(self, octets: bytes) -> int:
        """Send some; how many were taken."""
        return self._channel.send(octets)

    def sendall(self, octets: bytes) -> None:
        """Send all."""
        self._channel.sendall(octets)

    def settimeout(self, seconds: float | None) -> None:
        """How long the calls above may wait."""
        self._channel.settimeout(seconds)

    def shutdown(self, how: int) -> None:
        """Wake up whoever reads; nothing more comes or goes."""
        with contextlib.suppress(Exception):  # the jump host was quicker
            self._channel.close()

    def close(self) -> None:
        """Close the channel and log out from the jump host."""
        self.shutdown(socket.SHUT_RDWR)
        self._login.hang_up()


def log_in_to_jump(jump: Jump, line: Line) -> SshLogin:
    """Check the jump host's key and log in. `line` is closed when that fails."""
    login = SshLogin(jump, line)
    try:
        login.exchange_keys()
        login.authenticate()
    except BaseException:
        login.hang_up()
        raise
    return login


def open_tunnel(login: SshLogin, jump: Jump, onward: Target) -> Tunnel:
    """The next leg: from the jump host to `onward`. The login is closed when that fails."""
    failure: SessionError | None = None
    channel: Any = None
    try:
        channel = login.transport.open_channel(
            "direct-tcpip", (onward.host, int(onward.port or 0)), _LOCAL_END, timeout=onward.connect_timeout
        )
    except (paramiko.SSHException, OSError, EOFError) as error:
        failure = _no_tunnel(jump, onward, error)
    except BaseException:
        login.hang_up()
        raise
    if failure is not None:
        login.hang_up()
        raise failure
    return Tunnel(channel, login)


def _no_tunnel(jump: Jump, onward: Target, error: Exception) -> SessionError:
    if "timeout" in str(error).lower():
        reason = f"no answer within {onward.connect_timeout:g} s, pbx_connect_timeout"
    elif isinstance(error, paramiko.ChannelException):
        code, words = error.args[0], str(error.args[1])
        reason = "it may not open connections for others" if code == 1 else words.lower()
    else:
        reason = str(error) or type(error).__name__
    return Unreachable(
        f"{jump.exchange}: the jump host {jump.address} cannot connect to {onward.address} ({reason}); check "
        f"{onward.host_variable}, and that the jump host reaches it and allows TCP forwarding."
    )
