"""Netmiko driver for SSH: host key checked first, no agent, no search for keys, no compression."""

from __future__ import annotations

import contextlib
import threading

from .driver import ExchangeDriver
from .errors import Unreachable
from .ssh_login import SshLogin, silent

with contextlib.suppress(ImportError):  # reported by the driver
    import paramiko


class SshDriver(ExchangeDriver):
    """An exchange's line session over SSH."""

    device_type_name = "nec_pbx"

    def establish_connection(self, width: int = 511, height: int = 1000) -> None:
        """Key exchange, host key, log-in and shell over the line that is already connected."""
        self._login = SshLogin(self.target, self._socket)
        try:
            self._login.exchange_keys()
            self._login.authenticate()
            self._open_shell(height)
            self.wait_for_greeting()
        except BaseException:
            self.abandon()
            raise

    def _open_shell(self, height: int) -> None:
        """A terminal wide enough that no line is wrapped, echo included."""
        # The library waits for the answers to these requests without a limit of its own.
        rang = threading.Event()

        def ring() -> None:
            rang.set()
            self._login.transport.close()

        watchdog = threading.Timer(self.target.login_timeout, ring)
        watchdog.daemon = True
        watchdog.start()
        opened = False
        try:
            self._channel = self._login.transport.open_session(timeout=2 * self.target.login_timeout)
            self._channel.get_pty("vt100", width=2 * self.profile.command_limit.value, height=height)
            self._channel.invoke_shell()
            opened = True
        except (paramiko.SSHException, OSError, EOFError):
            pass  # raised below
        finally:
            watchdog.cancel()
        if rang.is_set():
            raise silent(self.target, "a terminal to be opened after the log-in")
        if not opened:
            raise Unreachable(
                f"{self.target.exchange}: {self.target.address} accepted the log-in but opened no session; check "
                "that the account may use the programming session, and that a session is free."
            )
        self.remote_conn = self._channel

    def receive(self, seconds: float) -> bytes:
        """The next bytes."""
        self._channel.settimeout(seconds)
        return self._channel.recv(65536)

    def transmit(self, octets: bytes) -> None:
        """Send bytes."""
        self._channel.settimeout(self.target.command_timeout)
        self._channel.sendall(octets)

    def hang_up(self) -> None:
        """Close the connection."""
        self._login.hang_up()
