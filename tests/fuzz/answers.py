"""Sessions that answer what they are told to: the recorded answers of a simulated exchange, or whatever else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import FAMILY, SV9100
from ansible_collections.sentral.nec.plugins.module_utils.session.reply import Reply, classify
from ansible_collections.sentral.nec.plugins.module_utils.session.session import CommandCount
from tests.unit.instant import Bench, InstantSession

MODEL = "sl1100"
"""The smallest one."""

PLATFORM = FAMILY[MODEL]["EU"]

SITE: dict[str, Any] = {
    "users": [
        {"extension": "201", "name": "Kari", "class_of_service": {"day": 2, "night": 5}, "forward": {"busy": "202"}},
        {"extension": "202", "name": "Ola", "keys": [{"key": 1, "function": "pickup_any_group"}]},
        {"extension": "203", "name": "Per"},
    ],
    "hunt_groups": [{"name": "Support", "pilot": "280", "members": ["203"]}],
    "pickup_groups": [{"name": "Desk", "members": ["201", "202"]}],
    "queues": [{"name": "Sales", "agents": ["203"], "pilot": "290", "hours": {"monday": ["08:00-16:00"]}}],
    "answering_positions": [{"name": "Reception", "number": 1, "extension": "201"}],
    "schedules": [
        {
            "name": "open",
            "trunks": ["1-12"],
            "weekly": {"monday": ["08:00-16:00"]},
            "exceptions": [{"date": "2026-12-24", "open": ["08:00-12:00"]}],
        }
    ],
    "mailboxes": [{"number": "201", "user": "201"}],
    "incoming_routes": [
        {
            "number": "22334401",
            "name": "Main",
            "trunk_group": 1,
            "schedule": "open",
            "open": {"queue": "Sales"},
            "closed": {"user": "201"},
        }
    ],
}


class Answering:
    """What readers use of a session. ``answer`` gives the rows to a command, or the bytes on the line."""

    exchange = "oslo"
    usable = True
    peer = "127.0.0.1"
    profile = SV9100.line

    def __init__(self, answer: Callable[[str], list[str] | bytes]) -> None:
        self._answer = answer
        self.commands_sent = CommandCount()

    def send(self, command: str, *, timeout: float | None = None) -> Reply:
        """What the answer is, classified as a session classifies it."""
        answer = self._answer(command)
        return classify(self.profile, command, answer if isinstance(answer, bytes) else printed(command, answer))

    def close(self) -> None:
        """Nothing to close."""


def printed(command: str, rows: list[str]) -> bytes:
    """A counted answer as it stands on the line."""
    return "".join(f"{line}\r\n" for line in (command, *rows, f"OK ROWS {len(rows)}")).encode("ascii", "replace")


def recorded(folder: Path) -> dict[str, list[str]]:
    """The rows that an exchange with a site gives to every command that is sent to read it."""
    bench = Bench(folder, model=MODEL)
    bench.apply(SITE)
    rows: dict[str, list[str]] = {}

    class Recording(InstantSession):
        def send(self, command: str, *, timeout: float | None = None) -> Reply:
            reply = super().send(command)
            rows[command] = list(reply.rows)
            return reply

    session: Any = Recording(bench.exchange, lambda command: None)
    bench.platform.compare("oslo", session)
    bench.platform.read("oslo", session)
    return rows
