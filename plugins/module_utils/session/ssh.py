"""Netmiko driver for SSH: host key checked first, no agent, no search for keys, no compression."""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import threading

from .driver import ExchangeDriver
from .errors import LoginRefused, SessionError, SessionTimeout, Unreachable
from .host_keys import KnownHosts

with contextlib.suppress(ImportError):  # reported by the driver
    import paramiko

# Without a handler Python prints the library's complaints on the terminal; ours say the same in words.
logging.getLogger("paramiko").addHandler(logging.NullHandler())

THREAD_SECONDS = 1.0
"""How long to wait for the library's thread, which ends as soon as it sees that the socket is closed."""


class SshDriver(ExchangeDriver):
    """An exchange's line session over SSH."""

    device_type_name = "nec_pbx"

    def establish_connection(self, width: int = 511, height: int = 1000) -> None:
        """Key exchange, host key, log-in and shell over the socket that is already connected."""
        self._transport = paramiko.Transport(self._socket)
        self._transport.banner_timeout = self.target.connect_timeout
        self._transport.auth_timeout = self.target.login_timeout
        try:
            self._exchange_keys()
            self._authenticate()
            self._open_shell(height)
            self.wait_for_greeting()
        except BaseException:
            self.abandon()
            raise

    def _exchange_keys(self) -> None:
        """Agree on keys and compare the exchange's host key, before anything else is said."""
        known_hosts = KnownHosts(self.target) if self.target.host_key_checking else None
        if known_hosts is not None:
            options = self._transport.get_security_options()
            options.key_types = known_hosts.preferred_algorithms(tuple(options.key_types))
        reason = ""
        try:
            self._transport.start_client(timeout=self.target.connect_timeout)
            # start_client returns without a word when the time is over; then there is no key yet.
            host_key = self._transport.get_remote_server_key()
        except (paramiko.SSHException, OSError, EOFError) as error:
            # With what is no SSH banner the library quotes half of what it got.
            reason = "no SSH banner came" if "protocol banner" in str(error) else str(error) or type(error).__name__
        if reason:
            raise Unreachable(
                f"{self.target.exchange}: {self.target.address} does not speak SSH as expected ({reason}); check "
                "ansible_port and pbx_transport, and whether the exchange is restarting."
            )
        if known_hosts is not None:
            known_hosts.check(host_key)

    def _authenticate(self) -> None:
        """Log in with the private key if there is one, else with the password."""
        proof = bool(self.target.private_key_file or self.target.secret)
        self.check_account(
            ("ansible_user", bool(self.target.user)), ("ansible_password or ansible_ssh_private_key_file", proof)
        )
        # One proof only: the library asks for the log-in service anew each time, which some servers refuse.
        key_file = self.target.private_key_file
        error = self._try_key(key_file) if key_file else self._try_password()
        if error is not None:
            raise error

    def _try_key(self, file_name: str) -> SessionError | None:
        """Log in with the key in the file; the error if that fails."""
        key, reason = self._load_key(os.path.expanduser(file_name))
        if key is None:
            return LoginRefused(f"{self.target.exchange}: the private key {file_name} cannot be used ({reason}).")
        try:
            self._transport.auth_publickey(self.target.user, key)
        except (paramiko.SSHException, OSError, EOFError) as failure:
            return self._log_in_error(failure)
        return self._not_through()

    def _load_key(self, file_name: str) -> tuple[paramiko.PKey | None, str]:
        """The private key, or why it cannot be read. The password is tried as its passphrase."""
        secret = self.target.secret
        reason = ""
        for kind in (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey):
            try:
                return kind.from_private_key_file(file_name, secret.reveal() or None), ""
            except paramiko.PasswordRequiredException:
                return None, "it needs a passphrase, which is taken from ansible_password"
            except OSError as failure:
                return None, (failure.strerror or str(failure)).lower()
            except (paramiko.SSHException, ValueError) as failure:
                reason = str(failure)
        return None, reason

    def _try_password(self) -> SessionError | None:
        """Log in with the password; the error if that fails."""
        try:
            self._transport.auth_password(self.target.user, self.target.secret.reveal())
        except (paramiko.SSHException, OSError, EOFError) as failure:
            # Returned, not raised: the library's frames hold the password.
            return self._log_in_error(failure)
        return self._not_through()

    def _not_through(self) -> SessionError | None:
        """The error when the exchange wants more than one proof; None when it is content."""
        return None if self._transport.is_authenticated() else self.login_refused("it asks for a second proof")

    def _log_in_error(self, failure: Exception) -> SessionError:
        """What the library's exception means."""
        if isinstance(failure, paramiko.BadAuthenticationType):
            return self.login_refused(f"it accepts {', '.join(failure.allowed_types)}")
        if not self._transport.is_active():
            return Unreachable(
                f"{self.target.exchange}: {self.target.address} closed the connection during the log-in of "
                f"{self.target.user!r}; check ansible_user and ansible_password, and that a session is free."
            )
        if "timeout" in str(failure).lower():
            seconds = self.target.login_timeout
            return SessionTimeout(
                f"{self.target.exchange}: {self.target.address} was silent for {seconds:g} s while Sentral waited "
                "for the answer to the log-in.",
                "the answer to the log-in",
                seconds,
            )
        return self.login_refused()

    def _open_shell(self, height: int) -> None:
        """A terminal wide enough that no line is wrapped, echo included."""
        # The library waits for the answers to these requests without a limit of its own.
        watchdog = threading.Timer(self.target.login_timeout, self._transport.close)
        watchdog.daemon = True
        watchdog.start()
        opened = False
        try:
            self._channel = self._transport.open_session(timeout=self.target.login_timeout)
            self._channel.get_pty("vt100", width=2 * self.profile.command_limit.value, height=height)
            self._channel.invoke_shell()
            opened = True
        except (paramiko.SSHException, OSError, EOFError):
            pass  # raised below
        finally:
            watchdog.cancel()
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
        """Close the connection; the library's thread ends at once when the socket is shut down first."""
        with contextlib.suppress(OSError):  # the exchange was quicker
            self._socket.shutdown(socket.SHUT_RDWR)
        self._transport.close()
        self._transport.join(THREAD_SECONDS)
