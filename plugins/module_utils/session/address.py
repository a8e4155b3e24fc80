"""The TCP connection: the name resolved, the plaintext rule kept, the socket opened."""

from __future__ import annotations

import ipaddress
import socket
import time

from .errors import PlaintextRefused, Unreachable
from .target import Target

_REMEDY = "check ansible_host and ansible_port, and that the exchange can be reached from here"


def is_loopback(address: str) -> bool:
    """Whether a numeric address, IPv4 or IPv6, is this machine itself."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return (mapped or parsed).is_loopback


def peer_address(connected: socket.socket) -> str:
    """The numeric address at the other end."""
    return str(connected.getpeername()[0]).partition("%")[0]


def connect(target: Target) -> socket.socket:
    """A connected socket. Nothing is sent, and where plain text is refused nothing is even connected."""
    candidates = _resolve(target)
    for _family, address in candidates:
        _check_plaintext(target, address[0])
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
            _check_plaintext(target, peer_address(connection))
            return connection
        except TimeoutError:
            reason = f"no answer within {target.connect_timeout:g} s"
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
        except BaseException:
            connection.close()
            raise
        connection.close()
    raise Unreachable(f"{target.exchange}: cannot connect to {target.address} ({reason}); {_REMEDY}.")


def _resolve(target: Target) -> list[tuple[int, tuple[str, int]]]:
    """The numeric addresses of the host, in the order in which they are to be tried."""
    reason = ""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
        return [(family, address) for family, _type, _protocol, _name, address in found]  # type: ignore[misc]
    except (OSError, UnicodeError) as error:
        reason = str(getattr(error, "strerror", None) or error).lower()
    raise Unreachable(f"{target.exchange}: the name {target.host!r} cannot be resolved ({reason}); check ansible_host.")


def _check_plaintext(target: Target, address: str) -> None:
    """Telnet sends the password as it is: only within this machine, or where somebody has allowed it."""
    if target.transport == "telnet" and not target.allow_plaintext and not is_loopback(address):
        raise PlaintextRefused(
            f"{target.exchange}: telnet to {target.address} would send the password in plain text; use a tunnel to "
            "this machine or pbx_transport: ssh, or accept the risk with pbx_allow_plaintext: true."
        )
