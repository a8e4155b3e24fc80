"""Runs a fleet in a background thread of this process: for tests that drive thousands of sessions."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, TypeVar

from simulator.calls import Dialled, Event
from simulator.calls.requests import CallRequest, answer_dial
from simulator.control import fleet_status
from simulator.fleet_file import FleetConfig, fleet_config, parse_clock, read_fleet_file
from simulator.server import Address, Fleet, FleetError, Station
from simulator.telephones import set_at_telephone

Result = TypeVar("Result")
ANSWER_SECONDS = 30.0


class FleetHandle:
    """A running fleet, used from other threads. Every call returns when it has taken effect."""

    def __init__(self, fleet: Fleet) -> None:
        """Start the thread and wait until every listener is bound; raise what the start raised."""
        self._fleet = fleet
        self._loop = asyncio.new_event_loop()
        self._end = asyncio.Event()
        self._started = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="simulator", daemon=True)
        self._thread.start()
        self._started.wait()
        if self._failure is not None:
            self._thread.join()
            raise self._failure

    def address(self, name: str, transport: Literal["ssh", "telnet", "console"] = "ssh") -> Address:
        """Return where the exchange offers ``transport``; raise ``FleetError`` when it does not."""
        station = self._station(name)
        offered = {"ssh": station.ssh_address, "telnet": station.telnet_address, "console": station.console_address}
        found = offered[transport]
        if found is None:
            raise FleetError(f"exchange {name} offers no {transport}")
        return found

    def serial_line(self, name: str) -> str:
        """Return the device that is a serial line of the exchange; raise ``FleetError`` when it has none."""
        found = self._station(name).serial_line
        if found is None:
            raise FleetError(f"exchange {name} offers no serial line")
        return found

    def fault(self, name: str, **settings: Any) -> None:
        """Switch faults on: ``fault("oslo", refuse=3, refuse_code="07")``; ``latency=None`` switches one off."""
        self._call(lambda: self._station(name).exchange.faults.set(settings))

    def clear_faults(self, name: str) -> None:
        """Switch all faults off."""
        self._call(self._station(name).exchange.faults.clear)

    def counters(self, name: str) -> dict[str, Any]:
        """Return what the exchange has counted."""
        return self._call(self._station(name).exchange.counters.as_dict)

    def state(self, name: str) -> dict[str, str]:
        """Return all rows that differ from the factory: ``{"15-01-01 105": "Kari N"}``; passwords are hidden."""
        return self._call(self._station(name).exchange.state.snapshot_rows)

    def row(self, name: str, item: str, index: str) -> str:
        """Return what a row holds, written or from the factory."""
        state = self._station(name).exchange.state
        return self._call(lambda: state.value_at(item, *index.split(" ")))

    def messages(self, name: str) -> dict[int, str]:
        """Return the SHA-256 of each recorded message."""
        exchange = self._station(name).exchange
        return self._call(lambda: {number: kept.checksum for number, kept in exchange.state.messages.items()})

    def poke(self, name: str, item: str, index: str, data: str | None) -> None:
        """Set a row past all rules; ``None`` gives the factory's value back."""
        self._call(lambda: self._station(name).exchange.poke(item, index, data))

    def reset(self, name: str) -> None:
        """Make the exchange as new: rows, messages, alarms, faults and counters. Sessions stay open."""
        self._call(self._station(name).exchange.reset)

    def cut(self, name: str) -> None:
        """Cut every connection of the exchange at once."""
        self._call(self._station(name).exchange.cut_connections)

    def clock(self, name: str, moment: str | None) -> None:
        """Stop the clock at a moment such as ``2026-11-23 18:30``, or let it run again."""
        stopped = None if moment is None else parse_clock(moment)
        self._call(lambda: self._station(name).exchange.set_clock(stopped))

    def night_mode(self, name: str, group: int, mode: int) -> None:
        """Switch a night group by hand, as its key would."""
        self._call(lambda: self._station(name).exchange.state.set_night_mode(group, mode))

    def keep_messages(self, name: str, kind: Literal["STATION", "GROUP"], mailbox: int, count: int) -> None:
        """Set how many messages a mailbox keeps, as callers and listeners would."""
        self._call(lambda: self._station(name).exchange.keep_messages(kind, str(mailbox), count))

    def at_telephone(self, name: str, extension: str, what: str, *, on: bool) -> None:
        """Do what somebody does at a telephone: switch ``do-not-disturb`` or ``logged-in`` on or off."""
        self._call(lambda: set_at_telephone(self._station(name).exchange.state, extension, what, on=on))

    def call(self, name: str, **details: Any) -> list[Event]:
        """Return what happens to a call: ``call("oslo", trunk=1, digits="2233", busy=("101",), answers={"102": 5})``.

        ``trunk_group=2`` instead of a trunk; ``number="105"`` and ``caller="101"`` for one from inside; the rest is in
        ``CallRequest``. Raise ``ValueError`` for a call that cannot be.
        """
        request = CallRequest(**details)
        return self._call(lambda: request.place(self._station(name).exchange))

    def dial(self, name: str, extension: str, digits: str) -> Dialled:
        """Dial a service code at an extension: ``dial("oslo", "105", "848 1 180")``."""
        return self._call(lambda: answer_dial(self._station(name).exchange, extension, digits))

    def known_hosts(self) -> str:
        """Return lines for a known_hosts file, one for each exchange that offers SSH."""
        lines = [station.known_hosts_line for station in self._fleet.stations.values()]
        return "".join(f"{line}\n" for line in lines if line)

    def status(self) -> dict[str, Any]:
        """Return what ``status --json`` gives."""
        return self._call(lambda: fleet_status(self._fleet))

    def stop(self) -> None:
        """Stop the fleet and its thread. A second call does nothing."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._end.set)
            self._thread.join()

    def __enter__(self) -> FleetHandle:
        """Use as a context manager: stops at the end."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.stop()

    def _station(self, name: str) -> Station:
        return self._fleet.station(name)

    def _call(self, work: Callable[[], Result]) -> Result:
        async def on_loop() -> Result:
            return work()

        return asyncio.run_coroutine_threadsafe(on_loop(), self._loop).result(ANSWER_SECONDS)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        except BaseException as error:  # noqa: BLE001 - it is raised again in the thread that started this one
            self._failure = error
        finally:
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()
            self._started.set()

    async def _serve(self) -> None:
        async with self._fleet:
            self._started.set()
            await self._end.wait()
        await _let_connections_end()


async def _let_connections_end() -> None:
    """Wait for the tasks of connections that were just cut."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    if others:
        await asyncio.wait(others, timeout=5)


def run_in_thread(
    fleet: Fleet | FleetConfig | Path | list[dict[str, Any]], state_folder: Path | None = None
) -> FleetHandle:
    """Run a fleet in a background thread and return its handle when every listener is bound.

    ``fleet`` is a fleet, its configuration, a fleet file, or the list of its exchanges as in the file:
    ``run_in_thread([{"name": "oslo", "telnet_port": 0}])``. Without a state folder nothing is kept.
    Raise ``FleetFileError`` or ``FleetError`` when it cannot be started.
    """
    if isinstance(fleet, Path):
        fleet = read_fleet_file(fleet)
    elif isinstance(fleet, list):
        fleet = fleet_config({"exchanges": fleet})
    if isinstance(fleet, FleetConfig):
        fleet = Fleet(fleet, state_folder)
    return FleetHandle(fleet)
