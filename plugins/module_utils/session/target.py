"""Where an exchange is and how to get in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from .errors import InvalidSetting
from .secret import Secret
from .serial_settings import SerialSettings

DEFAULT_PORTS = {"ssh": 22, "telnet": 23, "serial": 0}
"""A serial line has its place in `Target.serial`."""
DEFAULT_KNOWN_HOSTS = ("~/.ssh/known_hosts", "/etc/ssh/ssh_known_hosts")


@dataclass(frozen=True)
class Target:
    """One exchange's address, account and time-outs. Its `repr` shows no password."""

    exchange: str
    """The name in the inventory: every message begins with it."""
    host: str
    port: int | None = None
    """None means the transport's own port, 22 or 23."""
    transport: Literal["ssh", "telnet", "serial"] = "ssh"
    user: str = ""
    password: Secret | str | None = None
    private_key_file: str | None = None
    host_key_checking: bool = True
    known_hosts: tuple[str, ...] = DEFAULT_KNOWN_HOSTS
    host_key_alias: str | None = None
    """The name in known_hosts, where many exchanges have the same private address behind different jump hosts."""
    allow_plaintext: bool = False
    jumps: tuple[Jump, ...] = ()
    """SSH servers on the way, the nearest first."""
    serial: SerialSettings | None = None
    """The serial line, for the transport `serial`."""
    connect_timeout: float = 10.0
    """Seconds for the name, the TCP connection, and again for the SSH key exchange."""
    login_timeout: float = 15.0
    """Seconds for each step of the log-in."""
    command_timeout: float = 30.0
    """Seconds without a byte of the answer after which the session is given up."""
    busy_timeout: float = 30.0
    """Seconds during which a busy exchange is asked again."""
    disconnect_timeout: float = 2.0
    """Seconds for the exchange to end the session after a log-out."""

    # What the messages call things: a jump host is set by other variables than an exchange.
    host_variable: ClassVar[str] = "ansible_host"
    port_variable: ClassVar[str] = "ansible_port and pbx_transport"
    user_variable: ClassVar[str] = "ansible_user"
    password_variable: ClassVar[str] = "ansible_password"
    key_variable: ClassVar[str] = "ansible_ssh_private_key_file"
    account_place: ClassVar[str] = "the exchange"

    def __post_init__(self) -> None:
        if self.transport not in DEFAULT_PORTS:
            raise ValueError(f"{self.exchange}: the transport is ssh, telnet or serial, not {self.transport!r}")
        if isinstance(self.password, str):
            object.__setattr__(self, "password", Secret(self.password))
        if self.transport == "serial":
            self._take_serial_place()
        elif self.port is None:
            object.__setattr__(self, "port", DEFAULT_PORTS[self.transport])

    def _take_serial_place(self) -> None:
        """Host and port of a serial line are those of its console server."""
        if self.serial is None:
            raise InvalidSetting(
                f"{self.exchange}: pbx_transport: serial needs pbx_serial, a device such as /dev/ttyS0 or the "
                "host:port of a console server."
            )
        if self.serial.is_local and self.jumps:
            raise InvalidSetting(
                f"{self.exchange}: {self.serial.place} is a line of this machine, and pbx_jump_host leads to another "
                "one; give only one of them."
            )
        host, port = (self.serial.place, 0) if self.serial.is_local else self.serial.console_server(self.exchange)
        object.__setattr__(self, "host", host)
        object.__setattr__(self, "port", port)

    @property
    def secret(self) -> Secret:
        """The password, never as plain text; an empty secret is none."""
        return self.password if isinstance(self.password, Secret) else Secret(self.password or "")

    @property
    def address(self) -> str:
        """`host:port` for messages, an IPv6 address in brackets; the device of a line of this machine."""
        if self.serial is not None and self.serial.is_local:
            return self.serial.place
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def is_plaintext(self) -> bool:
        """Whether what is sent, passwords too, can be read on the network."""
        return self.transport != "ssh"


@dataclass(frozen=True)
class Jump(Target):
    """An SSH server on the way to an exchange; it is logged in to as an exchange is."""

    host_variable: ClassVar[str] = "pbx_jump_host"
    port_variable: ClassVar[str] = "pbx_jump_host"
    user_variable: ClassVar[str] = "the user in pbx_jump_host"
    password_variable: ClassVar[str] = "pbx_jump_password"
    key_variable: ClassVar[str] = "pbx_jump_private_key_file"
    account_place: ClassVar[str] = "the jump host"
