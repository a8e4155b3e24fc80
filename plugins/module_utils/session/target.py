"""Where an exchange is and how to get in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .secret import Secret

DEFAULT_PORTS = {"ssh": 22, "telnet": 23}
DEFAULT_KNOWN_HOSTS = ("~/.ssh/known_hosts", "/etc/ssh/ssh_known_hosts")


@dataclass(frozen=True)
class Target:
    """One exchange's address, account and time-outs. Its `repr` shows no password."""

    exchange: str
    """The name in the inventory: every message begins with it."""
    host: str
    port: int | None = None
    """None means the transport's own port, 22 or 23."""
    transport: Literal["ssh", "telnet"] = "ssh"
    user: str = ""
    password: Secret | str | None = None
    private_key_file: str | None = None
    host_key_checking: bool = True
    known_hosts: tuple[str, ...] = DEFAULT_KNOWN_HOSTS
    allow_plaintext: bool = False
    connect_timeout: float = 10.0
    """Seconds for the TCP connection, and again for the SSH key exchange."""
    login_timeout: float = 15.0
    """Seconds for each step of the log-in."""
    command_timeout: float = 30.0
    """Seconds without a byte of the answer after which the session is given up."""
    busy_timeout: float = 30.0
    """Seconds during which a busy exchange is asked again."""

    def __post_init__(self) -> None:
        if self.transport not in DEFAULT_PORTS:
            raise ValueError(f"{self.exchange}: the transport is ssh or telnet, not {self.transport!r}")
        if self.port is None:
            object.__setattr__(self, "port", DEFAULT_PORTS[self.transport])
        if isinstance(self.password, str):
            object.__setattr__(self, "password", Secret(self.password))

    @property
    def secret(self) -> Secret:
        """The password, never as plain text; an empty secret is none."""
        return self.password if isinstance(self.password, Secret) else Secret(self.password or "")

    @property
    def address(self) -> str:
        """`host:port` for messages, an IPv6 address in brackets."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
