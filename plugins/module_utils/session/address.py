"""The TCP connection: the name resolved, the plaintext rule kept, the socket opened."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from typing import Protocol

from .errors import PlaintextRefused, SessionTimeout, Unreachable
from .target import Target

Addresses = list[tuple[int, tuple[str, int]]]


class Line(Protocol):
    """What carries the bytes: a socket, a channel through a jump host, a serial port."""

    def recv(self, size: int, /) -> bytes:
        """The next bytes; empty when the other side has closed. Raises TimeoutError."""

    def send(self, octets: bytes, /) -> int:
        """Send some; how many were taken."""

    def sendall(self, octets: bytes, /) -> None:
        """Send all. Raises TimeoutError."""

    def settimeout(self, seconds: float | None, /) -> None:
        """How long the calls above may wait."""

    def shutdown(self, how: int, /) -> None:
        """Wake up whoever reads."""

    def close(self) -> None:
        """Close it, and what it was opened through."""


def is_loopback(address: str) -> bool:
    """Whether this is the numeric address, IPv4 or IPv6, of this machine itself. A name is not."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return (mapped or parsed).is_loopback


def peer_address(connected: socket.socket) -> str:
    """The numeric address at the other end."""
    return str(connected.getpeername()[0]).partition("%")[0]


def connect(target: Target) -> socket.socket:
    """A connected socket. Nothing is sent, and where plain text is refused nothing is even connected."""
    candidates = _resolve(target)
    for _family, address in candidates:
        check_plaintext(target, address[0])
    deadline = time.monotonic() + target.connect_timeout
    reason = "no address"
    for family, address in candidates:
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(max(0.001, deadline - time.monotonic()))
            connection.connect(address)
            # A command is one small packet; waiting for more to send would cost 40 ms.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            check_plaintext(target, peer_address(connection))
            return connection
        except TimeoutError:
            reason = f"no answer within {target.connect_timeout:g} s, pbx_connect_timeout"
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
        except BaseException:
            connection.close()
            raise
        connection.close()
    raise Unreachable(
        f"{target.exchange}: cannot connect to {target.address} ({reason}); check {_where(target)}, and that it can be "
        "reached from here."
    )


def _where(target: Target) -> str:
    """The variables that say where it is."""
    if target.transport == "serial":
        return "pbx_serial"
    return "ansible_host and ansible_port" if target.host_variable == "ansible_host" else target.host_variable


def _resolve(target: Target) -> Addresses:
    """The numeric addresses of the host, in the order in which they are to be tried."""
    found: list[Addresses] = []
    reasons: list[str] = []

    def ask() -> None:
        try:
            answer = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            reasons.append(str(getattr(error, "strerror", None) or error).lower())
        else:
            found.append([(family, address) for family, _type, _protocol, _name, address in answer])  # type: ignore[misc]

    if _is_numeric(target.host):
        ask()
    else:
        # The system's resolver waits as long as it likes; nobody waits longer than this for it.
        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(target.connect_timeout)
    if found:
        return found[0]
    if reasons:
        raise Unreachable(
            f"{target.exchange}: the name {target.host!r} cannot be resolved ({reasons[0]}); check {_where(target)}."
        )
    waited_for = f"the address of the name {target.host!r}"
    raise SessionTimeout(
        f"{target.exchange}: nothing came for {target.connect_timeout:g} s (pbx_connect_timeout) while Sentral waited "
        f"for {waited_for}; check {_where(target)} and the name server.",
        waited_for,
        target.connect_timeout,
    )


def _is_numeric(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def check_plaintext(target: Target, address: str) -> None:
    """Passwords go out as they are: only within this machine, or where somebody has allowed it."""
    if not target.is_plaintext or target.allow_plaintext or is_loopback(address):
        return
    way, instead = "telnet to", "pbx_transport: ssh, "
    if target.transport == "serial":
        way, instead = "the console server at", ""
    raise PlaintextRefused(
        f"{target.exchange}: {way} {target.address} would send the password in plain text; use a tunnel to this "
        f"machine, pbx_jump_host, {instead}or accept the risk with pbx_allow_plaintext: true."
    )
