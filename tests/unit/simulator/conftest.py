"""One fleet in a thread for all tests of a worker, made new before each test that uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from simulator.accounts import Account
from simulator.commands import Interpreter
from simulator.exchange import Exchange
from simulator.fleet_file import fleet_config
from simulator.storage import MemoryStorage
from simulator.thread import FleetHandle, run_in_thread
from tests.unit.simulator.line_client import LineClient

LEVEL_OF = {"tech": (2, 2), "ADMIN1": (3, 3), "ADMIN2": (4, 4)}


class Desk:
    """An exchange without a network: says a line, returns rows and status line."""

    def __init__(self, exchange: Exchange, account: str = "tech") -> None:
        self.exchange = exchange
        user, level = LEVEL_OF[account]
        self.interpreter = Interpreter(exchange, Account(user, account, level))

    def rows(self, line: str) -> list[str]:
        """Return rows and status line of a command."""
        reply = self.interpreter.execute(line)
        rows = list(reply.rows)
        return [*rows, reply.status if reply.status is not None else f"OK ROWS {len(rows)}"]

    def status(self, line: str) -> str:
        """Return the status line of a command."""
        return self.rows(line)[-1]


def new_exchange(**settings: Any) -> Exchange:
    """Build an exchange in memory with settings of the fleet file."""
    config = fleet_config({"exchanges": [{"name": "oslo", "telnet_port": 0, **settings}]})
    return Exchange(config.exchanges[0], MemoryStorage())


@pytest.fixture
def desk() -> Desk:
    """A factory exchange that keeps stale rows."""
    return Desk(new_exchange())


@pytest.fixture
def eraser() -> Desk:
    """A factory exchange that erases what was keyed by a removed number."""
    return Desk(new_exchange(removed_numbers="erase"))


@pytest.fixture(scope="session")
def shared_fleet() -> Iterator[FleetHandle]:
    """A fleet of one exchange on free ports."""
    with run_in_thread([{"name": "oslo", "ssh_port": 0, "telnet_port": 0}]) as handle:
        yield handle


@pytest.fixture
def fleet(shared_fleet: FleetHandle) -> Iterator[FleetHandle]:
    """The fleet, as new, without sessions of an earlier test."""
    shared_fleet.cut("oslo")
    shared_fleet.reset("oslo")
    yield shared_fleet
    shared_fleet.cut("oslo")


@pytest.fixture
def connect(fleet: FleetHandle) -> Iterator[Callable[[], LineClient]]:
    """Open telnet connections to the exchange; they are closed after the test."""
    clients: list[LineClient] = []

    def open_one() -> LineClient:
        clients.append(LineClient(fleet.address("oslo", "telnet")))
        return clients[-1]

    yield open_one
    for client in clients:
        client.close()


@pytest.fixture
def session(connect: Callable[[], LineClient]) -> LineClient:
    """A telnet session that has logged in as tech."""
    client = connect()
    client.log_in()
    return client
