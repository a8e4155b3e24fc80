"""A simulated exchange without a network: sessions that answer at once, for tests of planning and applying."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import Order, Outcome
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Draft, Gathered, Slots, Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.registry import platform_named
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from ansible_collections.sentral.nec.plugins.module_utils.session.errors import SessionLost, Unreachable
from ansible_collections.sentral.nec.plugins.module_utils.session.reply import Reply, classify
from ansible_collections.sentral.nec.plugins.module_utils.session.session import CommandCount
from simulator.accounts import Account
from simulator.commands import Interpreter
from simulator.exchange import Exchange
from simulator.fleet_file import fleet_config
from simulator.storage import MemoryStorage
from tests.confirmed import open_gate

TODAY = "2026-11-23"


class InstantSession:
    """What the engine uses of a session, straight into the simulator's interpreter."""

    peer = "127.0.0.1"
    profile = SV9100.line

    def __init__(self, exchange: Exchange, before_send: Callable[[str], None]) -> None:
        self.exchange = exchange.config.name
        self.usable = True
        self.commands_sent = CommandCount()
        self._exchange = exchange
        self._interpreter = Interpreter(exchange, Account(2, "tech", 2))
        self._before_send = before_send

    def send(self, command: str, *, timeout: float | None = None) -> Reply:
        """Execute a command as the exchange's faults allow."""
        if not self.usable:
            raise SessionLost(f"{self.exchange}: the session is over", command)
        if self.profile.is_read(command):
            self.commands_sent.reads += 1
        else:
            self.commands_sent.writes += 1
        self._before_send(command)
        outcome = self._exchange.perform(self._interpreter, command)
        if outcome.drop or outcome.reply is None:
            self.usable = False
            raise SessionLost(f"{self.exchange}: the session was lost", command)
        rows = list(outcome.reply.rows)
        status = outcome.reply.status if outcome.reply.status is not None else f"OK ROWS {len(rows)}"
        printed = "".join(f"{line}\r\n" for line in (command, *rows, status))
        return classify(self.profile, command, printed.encode())

    def close(self) -> None:
        """Nothing can be sent any more."""
        self.usable = False


class Bench:
    """One exchange from the factory, and what the tests do with it. ``settings`` are those of a fleet file."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        config = fleet_config({"exchanges": [{"name": "oslo", "telnet_port": 0, **settings}]})
        self.platform = platform_named("oslo", settings.get("model", "sv9100"), settings.get("region", "EU"))
        self.exchange = Exchange(config.exchanges[0], MemoryStorage())
        self.folder = folder
        self.slots: Slots = {}
        self.before_send: Callable[[str], None] = lambda command: None
        self.unreachable = 0
        """How many more sessions cannot be opened."""

    def open(self) -> Any:
        """A session, unless the exchange is out of reach."""
        if self.unreachable:
            self.unreachable -= 1
            raise Unreachable("oslo: cannot be reached")
        return InstantSession(self.exchange, lambda command: self.before_send(command))

    def poke(self, item: str, index: str, data: str | None) -> None:
        """Program something by hand, past all rules."""
        self.exchange.poke(item, index, data)

    def rows(self) -> Mapping[str, str]:
        """Every row that differs from the factory."""
        return self.exchange.state.snapshot_rows()

    def wish(self, site: dict[str, Any], state: str = "overridden", **options: Any) -> Wish:
        """What a site means today."""
        options.setdefault("slots", self.slots)
        options.setdefault("today", TODAY)
        return Wish(read_site("oslo", site, partial=state != "overridden"), state, **options)

    def prepare(self, site: dict[str, Any], state: str = "overridden", **options: Any) -> Wish:
        """A wish that has passed the checks before any session."""
        wish = self.wish(site, state, **options)
        self.platform.prepare("oslo", wish)
        return wish

    def draft(self, site: dict[str, Any], state: str = "overridden", **options: Any) -> Draft:
        """The draft for a site on the exchange as it is."""
        wish = self.wish(site, state, **options)
        prepared = self.platform.prepare("oslo", wish)
        return self.platform.draft("oslo", self.platform.read("oslo", self.open()), wish, prepared)

    def gather(self) -> Gathered:
        """What is there, as a site."""
        return self.platform.gather("oslo", self.platform.read("oslo", self.open()), self.wish({}))

    def order(self, site: dict[str, Any], state: str = "overridden", *, audio: Path | None = None, **how: Any) -> Order:
        """An order for the engine."""
        wish = self.wish(site, state, audio_roots=(str(audio),) if audio else ())
        how = {"most_deletions": 100, "gate": open_gate, "reconnect_for": 0.0, **how}
        return Order("oslo", self.platform, self.open, self.folder, wish, self.platform.prepare("oslo", wish), **how)

    def apply(self, site: dict[str, Any], state: str = "overridden", **how: Any) -> Outcome:
        """Apply a site and keep the slots."""
        outcome = Apply(self.order(site, state, **how)).run()
        if outcome.end in ("all new", "nothing to do") and not how.get("check"):
            self.slots = outcome.plan.slots
        return outcome


def sentences(draft: Draft) -> list[str]:
    """What a plan says that it will do."""
    return [operation.sentence for operation in draft.operations]
