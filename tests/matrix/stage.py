"""One simulated exchange over real sessions: an apply with a fault that begins once the plan is made."""

from __future__ import annotations

import itertools
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine import undo
from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply, ExchangeChanged
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import Order, Outcome
from ansible_collections.sentral.nec.plugins.module_utils.engine.plan import Plan
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Slots, Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import ReadFailed
from ansible_collections.sentral.nec.plugins.module_utils.platforms.registry import platform_named
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.recordings import upload
from ansible_collections.sentral.nec.plugins.module_utils.session.errors import SessionError
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from simulator.thread import FleetHandle
from tests.confirmed import open_gate

Site = dict[str, list[dict[str, Any]]]
Transport = Literal["ssh", "telnet"]
Settings = Mapping[str, Any]

LONG = bool(os.environ.get("SENTRAL_MATRIX_LONG"))
"""Whether this is `make matrix`: the larger model, and every command of the reading back has its turn."""

NAME = "oslo"
MODEL = "sv9100" if LONG else "sl2100"
PLATFORM = platform_named(NAME, MODEL)
TODAY = "2026-11-23"
PATIENCE = 10.0
"""Seconds that a session waits where nothing is to hang."""
QUICK_PAUSES = (0.0, 0.001, 0.005, 0.01, 0.02)
"""The pauses of the way back, in seconds: a simulated exchange notices at once that a session is gone."""

EXCHANGE = {
    "name": NAME,
    "model": MODEL,
    "ssh_port": 0,
    "telnet_port": 0,
    "sessions": 4,
    "hardware": [
        {"slot": 1, "card": "DLCA", "ports": "1-16"},
        {"slot": 5, "card": "PRIU", "trunks": "1-30"},
        {"slot": 6, "card": "VRS", "messages": "1-6"},
        {"slot": 7, "card": "INMAIL", "mailboxes": "1-64"},
    ],
}


@dataclass(frozen=True)
class Native:
    """What an exchange holds in its own terms: every row that differs from the factory, and every message."""

    rows: Mapping[str, str]
    messages: Mapping[int, str]

    def differences(self, other: Native) -> set[str]:
        """The targets (`15-01-01 105`, `VRS 1`) that hold something else in `other`."""
        rows = {target for target, _value in set(self.rows.items()) ^ set(other.rows.items())}
        return rows | {
            f"VRS {number}" for number, _checksum in set(self.messages.items()) ^ set(other.messages.items())
        }


@dataclass(frozen=True)
class Saved:
    """A state that can be put back."""

    native: Native
    audio: Mapping[int, bytes]
    slots: Slots


@dataclass(frozen=True)
class Attempt:
    """What came of one apply: its outcome, or the error that ended it before the first write, and its journal."""

    before: Native
    there: Native
    outcome: Outcome | None
    error: str
    journal: Path | None


class Stage:
    """The exchange, and the operator's side of it."""

    def __init__(self, fleet: FleetHandle, folder: Path, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(undo, "PAUSES", QUICK_PAUSES)
        self.fleet = fleet
        self.folder = folder
        self.slots: Slots = {}
        self.reads = PLATFORM.profile.reads
        """Commands of one reading of the exchange."""
        self._runs = itertools.count()

    def reset(self) -> None:
        """Take the exchange as new from the factory."""
        self.fleet.cut(NAME)
        self.fleet.reset(NAME)
        self.slots = {}

    def native(self) -> Native:
        """What the exchange holds."""
        return Native(self.fleet.state(NAME), self.fleet.messages(NAME))

    def value(self, target: str) -> str:
        """What one target holds."""
        item, _, index = target.partition(" ")
        if item == "VRS":
            return self.fleet.messages(NAME).get(int(index), "")
        return self.fleet.row(NAME, item, index)

    def keep(self) -> Saved:
        """Remember what the exchange holds, audio and slots too."""
        native = self.native()
        with self.open("telnet") as session:
            audio = {number: PLATFORM.download(session, number) for number in native.messages}
        return Saved(native, audio, self.slots)

    def put_back(self, saved: Saved) -> None:
        """Make the exchange what it was, past all rules: quicker than a run."""
        self.reset()
        self.slots = saved.slots
        for target, value in sorted(saved.native.rows.items()):
            item, _, index = target.partition(" ")
            self.fleet.poke(NAME, item, index, value)
        with self.open("telnet") as session:
            for number, content in saved.audio.items():
                upload(session, number, content)

    def settle(self, site: Site, transport: Transport = "telnet") -> Native:
        """Apply a site while nothing goes wrong: the next run after trouble."""
        attempt = self.attempt(site, {}, transport)
        assert attempt.outcome is not None, attempt.error
        assert attempt.outcome.end in ("all new", "nothing to do"), attempt.outcome
        return attempt.there

    def attempt(
        self,
        site: Site,
        fault: Settings,
        transport: Transport,
        *,
        patience: float = PATIENCE,
        from_the_start: bool = False,
    ) -> Attempt:
        """Apply a site; the fault is switched on when the plan is made, so that it counts commands from there."""
        folder = self.folder / f"run-{next(self._runs)}"
        before = self.native()

        def begin(_plan: Plan | None = None) -> None:
            self.fleet.fault(NAME, **fault)

        wish = Wish(read_site(NAME, site), "overridden", self.slots, TODAY, audio_roots=(str(self.folder),))
        order = Order(
            gate=open_gate,
            reconnect_for=0.0,
            exchange=NAME,
            platform=PLATFORM,
            open_session=lambda: self.open(transport, patience),
            folder=folder,
            wish=wish,
            prepared=PLATFORM.prepare(NAME, wish),
            most_deletions=1_000,
            on_plan=(lambda plan: None) if from_the_start else begin,
        )
        outcome, error = None, ""
        if from_the_start:
            begin()
        try:
            outcome = Apply(order).run()
        except (SessionError, ReadFailed, ExchangeChanged) as failure:
            error = str(failure)
        finally:
            self.fleet.clear_faults(NAME)
        if outcome is not None and outcome.end in ("all new", "nothing to do"):
            self.slots = outcome.plan.slots
        journals = sorted((folder / "journal").glob("*.jsonl"))
        return Attempt(before, self.native(), outcome, error, journals[0] if journals else None)

    def open(self, transport: Transport, patience: float = PATIENCE) -> Session:
        """A session with the exchange."""
        return Session.open(self._target(transport, patience), PLATFORM.line)

    def _target(self, transport: Transport, patience: float) -> Target:
        host, port = self.fleet.address(NAME, transport)
        return Target(
            NAME,
            host,
            port,
            transport,
            "tech",
            "12345678",
            host_key_checking=False,
            command_timeout=patience,
            login_timeout=PATIENCE,
            busy_timeout=0.1,
        )
