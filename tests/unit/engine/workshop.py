"""A simulated exchange, the engine that works on it, and sessions that somebody listens to."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import read_journal
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import Order, Outcome
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Slots, Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from ansible_collections.sentral.nec.plugins.module_utils.session.reply import Reply
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from simulator.thread import FleetHandle
from tests.confirmed import open_gate

NAME = "fjord"
TODAY = "2026-11-23"

RawSite = dict[str, list[dict[str, Any]]]
OnSend = Callable[[Session, str], None]


@dataclass(frozen=True)
class Held:
    """What the exchange holds, in its own terms."""

    rows: Mapping[str, str]
    messages: Mapping[int, str]


def people(*names: str, first: int = 101) -> RawSite:
    """A site of users on neighbouring numbers, in order."""
    return {"users": [{"extension": str(first + place), "name": name} for place, name in enumerate(names)]}


class Workshop:
    """One exchange, new for each test. ``on_send`` is called before each command that any session sends."""

    def __init__(self, fleet: FleetHandle, folder: Path) -> None:
        self.fleet, self.folder = fleet, folder
        self.slots: Slots = {}
        self.sessions: list[Session] = []
        self.sent: list[str] = []
        self.on_send: list[OnSend] = []
        self._runs = itertools.count()

    @property
    def held(self) -> Held:
        """What the exchange holds."""
        return Held(self.fleet.state(NAME), self.fleet.messages(NAME))

    @property
    def writes(self) -> list[str]:
        """The commands that any session sent and that are no reads, in order."""
        return [command for command in self.sent if not SV9100.line.is_read(command)]

    def fault(self, **settings: Any) -> None:
        """Switch a fault on at the exchange."""
        self.fleet.fault(NAME, **settings)

    def fatal_writes(self) -> int:
        """How many writes reached the exchange while they were fatal."""
        return int(self.fleet.counters(NAME)["fatal_writes"])

    def open(self) -> Session:
        """A real session over telnet that says what it is about to send."""
        host, port = self.fleet.address(NAME, "telnet")
        session = Session.open(
            Target(NAME, host, port, "telnet", "tech", "12345678", command_timeout=10.0), SV9100.line
        )
        send = session.send

        def heard(command: str, **options: Any) -> Reply:
            for listener in list(self.on_send):
                listener(session, command)
            self.sent.append(command)
            return send(command, **options)

        session.send = heard  # type: ignore[method-assign]
        self.sessions.append(session)
        return session

    def order(self, raw: RawSite, state: str = "overridden", **options: Any) -> Order:
        """How a site is to be applied."""
        wish = Wish(
            read_site(NAME, raw, partial=state != "overridden"),
            state,
            self.slots,
            TODAY,
            audio_roots=(str(self.folder),),
        )
        return Order(
            **{
                "exchange": NAME,
                "platform": SV9100,
                "open_session": self.open,
                "folder": self.folder / f"run-{next(self._runs)}",
                "wish": wish,
                "prepared": SV9100.prepare(NAME, wish),
                "most_deletions": 100,
                "gate": open_gate,
                "reconnect_for": 0.0,
                **options,
            }
        )

    def apply(self, raw: RawSite, state: str = "overridden", **options: Any) -> Outcome:
        """Apply a site, and remember the slots as the slots file would."""
        outcome = Apply(self.order(raw, state, **options)).run()
        if outcome.end == "all new":
            self.slots = outcome.plan.slots
        return outcome

    def forget(self) -> None:
        """Begin to listen anew."""
        self.sent.clear()
        self.sessions.clear()


def journal_of(outcome: Outcome) -> list[dict[str, Any]]:
    """The records of an outcome's journal."""
    assert outcome.journal is not None
    return read_journal(outcome.journal)


def events(outcome: Outcome) -> list[str]:
    """The journal in short: ``sending 0``, ``answered 0 done``, ``end all old``."""
    return [
        " ".join(str(record[key]) for key in ("event", "step", "answer", "state") if key in record)
        for record in journal_of(outcome)
    ]
