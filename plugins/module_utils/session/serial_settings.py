"""A serial line: where it is and how it is set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .errors import InvalidSetting


@dataclass(frozen=True)
class SerialSettings:
    """A device of this machine, or a console server that passes bytes on as they are (raw TCP)."""

    place: str
    """`/dev/ttyS0`, or `host:port` with an IPv6 address in brackets."""
    baud: int = 9600
    data_bits: Literal[7, 8] = 8
    parity: Literal["none", "even", "odd"] = "none"
    stop_bits: Literal[1, 2] = 1
    flow_control: Literal["none", "hardware", "software"] = "none"

    @property
    def is_local(self) -> bool:
        """Whether it is a device of this machine. Speed and parity of a console server are set there."""
        return self.place.startswith("/")

    @property
    def shown(self) -> str:
        """As people write it: `9600 8N1`."""
        return f"{self.baud} {self.data_bits}{self.parity[0].upper()}{self.stop_bits}"

    def console_server(self, exchange: str) -> tuple[str, int]:
        """Host and port of the console server."""
        host, port = split_host_port(self.place)
        if not host or port is None:
            raise InvalidSetting(
                f"{exchange}: pbx_serial: {self.place!r} is neither a device such as /dev/ttyS0 nor the host:port of a "
                "console server."
            )
        return host, port


def split_host_port(text: str) -> tuple[str, int | None]:
    """`host`, `host:port`, `[address]` or `[address]:port`; an empty host when it is none of them."""
    host, port_text, bracketed = text, "", text.startswith("[")
    if bracketed:
        host, closing, rest = text[1:].partition("]")
        if not closing or (rest and not rest.startswith(":")):
            return "", None
        port_text = rest
    elif text.count(":") == 1:
        host, _colon, port_text = text.partition(":")
        port_text = ":" + port_text
    if not host or any(letter.isspace() or not letter.isprintable() for letter in host):
        return "", None
    if not port_text:
        return host, None
    digits = port_text[1:]
    if not (digits.isascii() and digits.isdecimal() and 0 < int(digits) < 65536):
        return "", None
    return host, int(digits)
