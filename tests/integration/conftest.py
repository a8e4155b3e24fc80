"""One simulated fleet for each worker, made as new for each test, and a workbench around it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.thread import FleetHandle, run_in_thread
from tests.integration.backups import Backups
from tests.integration.workbench import BIG, EXCHANGE, FLEET, Workbench, site_of


@pytest.fixture(scope="session")
def simulated_fleet() -> Iterator[FleetHandle]:
    """The exchanges of all tests of one worker; they live in memory and end with it."""
    with run_in_thread(FLEET) as handle:
        yield handle


def made_new(fleet: FleetHandle) -> FleetHandle:
    """The exchanges as they come from the factory, with no session open and no fault."""
    for entry in FLEET:
        fleet.cut(entry["name"])
        fleet.reset(entry["name"])
    return fleet


@pytest.fixture
def fresh_fleet(simulated_fleet: FleetHandle) -> FleetHandle:
    """The exchanges as new."""
    return made_new(simulated_fleet)


@pytest.fixture
def bench(fresh_fleet: FleetHandle, tmp_path: Path) -> Workbench:
    """An inventory with one exchange, reached over SSH."""
    return Workbench(tmp_path / "bench", fresh_fleet)


@pytest.fixture
def backups(bench: Workbench) -> Backups:
    """Two exchanges, the first with a site on it, and an archive that nobody has made yet."""
    bench.inventory({EXCHANGE: bench.way_to(EXCHANGE), BIG: bench.way_to(BIG, "telnet")})
    bench.equip(site_of())
    return Backups(bench)
