"""Getting in over SSH: keys agreed on, host key compared, one proof given. For exchanges and for jump hosts."""

from __future__ import annotations

import contextlib
import logging
import os
import socket

from .address import Line
from .errors import LoginRefused, SessionError, SessionTimeout, Unreachable, login_refused, missing_account
from .host_keys import HostKey, KnownHosts
from .target import Target

with contextlib.suppress(ImportError):  # reported by the driver
    import paramiko

# Without a handler Python prints the library's complaints on the terminal; ours say the same in words.
logging.getLogger("paramiko").addHandler(logging.NullHandler())

THREAD_SECONDS = 1.0
"""How long to wait for the library's thread, which ends as soon as it sees that the socket is closed."""


class SshLogin:
    """An SSH connection over a line that is already connected. Call the steps in their order."""

    def __init__(self, target: Target, line: Line) -> None:
        self.target = target
        self._line = line
        # All that the library does with it is in the protocol.
        self.transport = paramiko.Transport(line)  # type: ignore[arg-type]
        self.transport.banner_timeout = target.connect_timeout
        self.transport.auth_timeout = target.login_timeout

    def host_key(self, known_hosts: KnownHosts | None) -> HostKey:
        """Agree on keys; the other side's host key, not compared yet. Known types are asked for first."""
        if known_hosts is not None:
            options = self.transport.get_security_options()
            options.key_types = known_hosts.preferred_algorithms(tuple(options.key_types))
        reason = ""
        try:
            self.transport.start_client(timeout=self.target.connect_timeout)
            # start_client returns without a word when the time is over; then there is no key yet.
            key = self.transport.get_remote_server_key()
            return HostKey(key.get_name(), key.asbytes())
        except (paramiko.SSHException, OSError, EOFError) as error:
            reason = self._no_keys(error)
        raise Unreachable(
            f"{self.target.exchange}: {self.target.address} does not speak SSH as expected ({reason}); check "
            f"{self.target.port_variable}, and whether the exchange is restarting."
        )

    def _no_keys(self, error: Exception) -> str:
        """Why no keys were agreed on."""
        within = f"within {self.target.connect_timeout:g} s, pbx_connect_timeout"
        if "protocol banner" in str(error):
            # With what is no SSH banner the library quotes half of what it got.
            return f"no SSH banner came {within}" if self._is_time_out(error) else "no SSH banner came"
        if self.transport.is_active():
            banner = self.transport.remote_version
            return f"no SSH banner came {within}" if not banner else f"the SSH keys were not agreed on {within}"
        return str(error) or type(error).__name__

    @staticmethod
    def _is_time_out(error: Exception) -> bool:
        """Whether the library waited in vain. What is no banner also ends in a wait, for a line that is one."""
        return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)

    def exchange_keys(self) -> None:
        """Agree on keys and compare the host key, before anything else is said."""
        known_hosts = KnownHosts(self.target) if self.target.host_key_checking else None
        key = self.host_key(known_hosts)
        if known_hosts is not None:
            known_hosts.check(key)

    def authenticate(self) -> None:
        """Log in with the private key if there is one, else with the password."""
        target = self.target
        proof = bool(target.private_key_file or target.secret)
        missing = missing_account(
            target.exchange,
            (target.user_variable, bool(target.user)),
            (f"{target.password_variable} or {target.key_variable}", proof),
        )
        if missing is not None:
            raise missing
        # One proof only: the library asks for the log-in service anew each time, which some servers refuse.
        key_file = target.private_key_file
        error = self._try_key(key_file) if key_file else self._try_password()
        if error is not None:
            raise error

    def _try_key(self, file_name: str) -> SessionError | None:
        """Log in with the key in the file; the error if that fails."""
        key, reason = self._load_key(os.path.expanduser(file_name))
        if key is None:
            return LoginRefused(f"{self.target.exchange}: the private key {file_name} cannot be used ({reason}).")
        try:
            self.transport.auth_publickey(self.target.user, key)
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
                return None, f"it needs a passphrase, which is taken from {self.target.password_variable}"
            except OSError as failure:
                return None, (failure.strerror or str(failure)).lower()
            except (paramiko.SSHException, ValueError) as failure:
                reason = str(failure)
        return None, reason

    def _try_password(self) -> SessionError | None:
        """Log in with the password; the error if that fails."""
        try:
            self.transport.auth_password(self.target.user, self.target.secret.reveal())
        except (paramiko.SSHException, OSError, EOFError) as failure:
            # Returned, not raised: the library's frames hold the password.
            return self._log_in_error(failure)
        return self._not_through()

    def _not_through(self) -> SessionError | None:
        """The error when the other side wants more than one proof; None when it is content."""
        return None if self.transport.is_authenticated() else login_refused(self.target, "it asks for a second proof")

    def _log_in_error(self, failure: Exception) -> SessionError:
        """What the library's exception means."""
        target = self.target
        if isinstance(failure, paramiko.BadAuthenticationType):
            return login_refused(target, f"it accepts {', '.join(failure.allowed_types)}")
        if not self.transport.is_active():
            return Unreachable(
                f"{target.exchange}: {target.address} closed the connection during the log-in of {target.user!r}; "
                f"check {target.user_variable} and {target.password_variable}, and that a session is free."
            )
        if "timeout" in str(failure).lower():
            return silent(target, "the answer to the log-in")
        return login_refused(target)

    def hang_up(self) -> None:
        """Close the connection; the library's thread ends at once when the line is shut down first."""
        with contextlib.suppress(OSError):  # the other side was quicker
            self._line.shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(Exception):  # a connection that cannot be closed is closed
            self.transport.close()
        self._line.close()
        if self.transport.ident is not None:
            self.transport.join(THREAD_SECONDS)


def silent(target: Target, waited_for: str) -> SessionTimeout:
    """The error for a step of the log-in that got no answer."""
    seconds = target.login_timeout
    return SessionTimeout(
        f"{target.exchange}: {target.address} was silent for {seconds:g} s (pbx_login_timeout) while Sentral waited "
        f"for {waited_for}.",
        waited_for,
        seconds,
    )
