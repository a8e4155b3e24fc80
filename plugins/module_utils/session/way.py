"""The way to an exchange: straight, through jump hosts, or along a serial line of this machine."""

from __future__ import annotations

from dataclasses import dataclass

from .address import Line, connect, peer_address
from .jump import log_in_to_jump, open_tunnel
from .serial_port import SerialPort
from .target import Target


@dataclass(frozen=True)
class Way:
    """A line to the exchange."""

    line: Line
    peer: str
    """What is at the other end, as far as it can be seen from here: a numeric address, a device of this machine, or
    words for what is behind a jump host. Only the first two can be this machine: see `write_guard`."""


def open_way(target: Target) -> Way:
    """Connect. Nothing is sent to the exchange. Raises a `SessionError` that says what to do."""
    if target.serial is not None and target.serial.is_local:
        port = SerialPort(target.exchange, target.serial)
        return Way(port, port.device)
    if not target.jumps:
        connection = connect(target)
        try:
            return Way(connection, peer_address(connection))
        except BaseException:
            connection.close()
            raise
    # In the tunnel nothing is in plain text as far as the last jump host. What is behind it is not seen from here:
    # 127.0.0.1 would be that machine's, so it is never taken for this one.
    line: Line = connect(target.jumps[0])
    for jump, onward in zip(target.jumps, [*target.jumps[1:], target], strict=True):
        line = open_tunnel(log_in_to_jump(jump, line), jump, onward)
    return Way(line, f"{target.address} behind the jump host {target.jumps[-1].address}")
