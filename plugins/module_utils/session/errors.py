"""What can go wrong between Sentral and an exchange, one class for each thing an operator does about it.

Every message is a sentence that names the exchange. None of them ever holds a password.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .target import Target


class SessionError(Exception):
    """Something went wrong with the session. The message is ready to be shown to an operator."""


class LibraryMissing(SessionError):
    """Netmiko is not installed where Ansible runs."""


class InvalidSetting(SessionError):
    """The inventory says where the exchange is in a way that cannot be meant. Nothing was connected."""


class Unreachable(SessionError):
    """No connection came about."""


class SessionLimitReached(Unreachable):
    """The exchange answered that too many sessions are open."""


class LoginRefused(SessionError):
    """The exchange did not accept the user and password, or the key."""


class HostKeyUnknown(SessionError):
    """The SSH host key of the exchange, or of a jump host, is in none of the known_hosts files."""


class HostKeyMismatch(SessionError):
    """The SSH host key of the exchange is another one than the known_hosts files hold."""


class PlaintextRefused(SessionError):
    """Telnet, or a console server, on another machine, and nobody has allowed it."""


class UnexpectedGreeting(SessionError):
    """Something answered that is not an exchange of the declared platform."""


class SessionLost(SessionError):
    """The session ended while it was needed. What `command` did, if anything, has to be found out by a new session."""

    def __init__(self, message: str, command: str | None = None) -> None:
        super().__init__(message)
        self.command = command


class SessionTimeout(SessionLost):
    """The exchange fell silent. The session is given up: a late answer would be taken for that of the next command."""

    def __init__(self, message: str, waited_for: str, seconds: float, command: str | None = None) -> None:
        super().__init__(message, command)
        self.waited_for = waited_for
        self.seconds = seconds


class WritesNotConfirmed(SessionError):
    """A write to an exchange whose session has not been confirmed."""


class InvalidCommand(ValueError):
    """A command that must not be sent: control characters, letters the line cannot carry, or too long."""


def missing_account(exchange: str, *needed: tuple[str, bool]) -> LoginRefused | None:
    """The error for a log-in for which a variable is missing; each comes with whether it is given."""
    missing = [name for name, given in needed if not given]
    return LoginRefused(f"{exchange}: {' and '.join(missing)} must be set to log in.") if missing else None


def login_refused(target: Target, detail: str = "") -> LoginRefused:
    """The error for an account that is not accepted."""
    because = f" ({detail})" if detail else ""
    return LoginRefused(
        f"{target.exchange}: {target.address} refused the log-in of {target.user!r}{because}; check "
        f"{target.user_variable} and {target.password_variable}, and the account in {target.account_place}."
    )
