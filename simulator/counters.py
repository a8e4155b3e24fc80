"""What an exchange has counted since it was started or reset: for tests that must know what really arrived."""

from __future__ import annotations

from collections import Counter
from typing import Any

KNOWN_WORDS = frozenset(
    [
        *("READ", "LIST", "WRITE", "VERSION", "HARDWARE", "ALARMS", "MODE", "MAILBOXES", "TELEPHONES"),
        *("LICENCES", "LOGOUT"),
        *("VRS LIST", "VRS GET", "VRS BEGIN", "VRS DATA", "VRS STORE", "VRS DELETE"),
    ]
)
OTHER = "OTHER"


class Counters:
    """Numbers of one exchange."""

    def __init__(self) -> None:
        """Start at zero."""
        self.commands: Counter[str] = Counter()
        self.refusals: Counter[str] = Counter()
        self.fatal_writes = 0
        self.busy = 0
        self.dropped_sessions = 0
        self.restarts = 0
        self.connections_refused = 0
        self.sessions = 0
        self.sessions_refused = 0
        self.login_failures = 0

    def command(self, word: str) -> None:
        """Count a command by its word; words that do not exist are counted together as OTHER."""
        self.commands[word if word in KNOWN_WORDS else OTHER] += 1

    def refusal(self, code: int) -> None:
        """Count a refusal by its code of two digits."""
        self.refusals[f"{code:02d}"] += 1

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return {
            "commands": dict(self.commands),
            "refusals": dict(self.refusals),
            "fatal_writes": self.fatal_writes,
            "busy": self.busy,
            "dropped_sessions": self.dropped_sessions,
            "restarts": self.restarts,
            "connections_refused": self.connections_refused,
            "sessions": self.sessions,
            "sessions_refused": self.sessions_refused,
            "login_failures": self.login_failures,
        }
