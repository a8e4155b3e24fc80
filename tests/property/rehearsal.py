"""Drives the engine over real sessions against simulated exchanges."""

from __future__ import annotations

import array
import itertools
import math
import wave
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import Order, Outcome
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Gathered, Slots, Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import Prepared
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from simulator.thread import FleetHandle
from tests.confirmed import open_gate

RawSite = dict[str, list[dict[str, Any]]]
"""A site as a site file holds it."""

TODAY = "2026-11-23"
PORTS, TRUNKS = 12, 12
AUDIO_FILES = ("welcome.wav", "closed.wav", "holiday.wav", "queue.wav")
MANY = 1_000
"""``pbx_max_deletions`` for sites that have nothing to do with each other."""


@dataclass(frozen=True)
class Native:
    """What an exchange holds, in its own terms: every row that differs from the factory, and every message."""

    rows: Mapping[str, str]
    messages: Mapping[int, str]


class Rehearsal:
    """One exchange at a time, made new by :meth:`begin`; remembers the slots as the slots file would."""

    def __init__(self, fleet: FleetHandle, folder: Path) -> None:
        self.fleet = fleet
        self.folder = folder
        self.name = "keep"
        self.slots: Slots = {}
        self.today = TODAY
        self.transport: Literal["ssh", "telnet"] = "telnet"
        self._runs = itertools.count()

    def begin(self, name: str = "keep", today: str = TODAY, transport: Literal["ssh", "telnet"] = "telnet") -> None:
        """Take the exchange ``name`` as new from the factory."""
        self.name, self.today, self.transport = name, today, transport
        self.slots = {}
        self.fleet.cut(name)
        self.fleet.reset(name)

    def poke(self, item: str, index: str, data: str) -> None:
        """Program something by hand, past all rules."""
        self.fleet.poke(self.name, item, index, data)

    def native(self) -> Native:
        """What the exchange holds."""
        return Native(self.fleet.state(self.name), self.fleet.messages(self.name))

    def open(self) -> Session:
        """A session with the exchange."""
        host, port = self.fleet.address(self.name, self.transport)
        target = Target(
            self.name, host, port, self.transport, "tech", "12345678", host_key_checking=False, command_timeout=10.0
        )
        return Session.open(target, SV9100.line)

    def wish(self, raw: RawSite, state: str = "overridden") -> Wish:
        """What a site means today, with the slots as they are known."""
        site = read_site(self.name, raw, partial=state != "overridden")
        return Wish(site, state, self.slots, self.today, audio_roots=(str(self.folder),))

    def prepare(self, raw: RawSite, state: str = "overridden") -> tuple[Wish, Prepared]:
        """A wish, checked before any session."""
        wish = self.wish(raw, state)
        return wish, SV9100.prepare(self.name, wish)

    def apply(
        self,
        raw: RawSite,
        state: str = "overridden",
        *,
        check: bool = False,
        most_deletions: int | None = MANY,
        open_session: Callable[[], Session] | None = None,
    ) -> Outcome:
        """Apply a site as a task would, and keep the slots when it is done."""
        wish, prepared = self.prepare(raw, state)
        order = Order(
            exchange=self.name,
            platform=SV9100,
            open_session=open_session or self.open,
            folder=self.folder / f"run-{next(self._runs)}",
            wish=wish,
            prepared=prepared,
            gate=open_gate,
            reconnect_for=0.0,
            check=check,
            most_deletions=most_deletions,
        )
        outcome = Apply(order).run()
        if outcome.end in ("all new", "nothing to do") and not check:
            self.slots = outcome.plan.slots
        return outcome

    def gather(self, kinds: tuple[str, ...] = ()) -> Gathered:
        """Read the exchange back as a site."""
        wish = self.wish({kind: [] for kind in kinds})
        with self.open() as session:
            return SV9100.gather(self.name, SV9100.read(self.name, session), wish)

    def undo(self, outcome: Outcome) -> None:
        """Take every step of a plan that was applied back, last one first, with nothing but the plan and its audio."""
        contents = dict(outcome.draft.contents)
        assert outcome.journal is not None
        for file in outcome.journal.with_suffix(".audio").glob("*.wav"):
            contents[file.stem] = file.read_bytes()
        steps = [step for operation in outcome.plan.operations for step in operation.steps]
        with self.open() as session:
            for step in reversed(steps):
                reply = SV9100.perform(session, step, step.before, contents)
                assert reply.done, f"{step.undo}: {reply.sentence()}"


def write_tone(path: Path, hertz: int) -> None:
    """A short sine in the exchange's own format."""
    samples = array.array("h", (round(9000 * math.sin(math.tau * hertz * n / 8000)) for n in range(880)))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(samples.tobytes())
