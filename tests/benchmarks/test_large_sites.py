"""Commands and seconds for sites up to the largest that an SV9100 holds: 960 telephones. Run by ``make bench``.

The numbers are printed, not judged; that reads do not grow with the number of users is an ordinary test as well.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import ALL_NEW
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import NOTHING, Order, Outcome
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from simulator.thread import FleetHandle, run_in_thread
from tests.confirmed import open_gate
from tests.integration.workbench import BIG, FLEET, TODAY, Workbench

pytestmark = pytest.mark.benchmark

SIZES = (10, 100, 960)
GROUP_SIZE = 16

Row = tuple[str, int, str, int, int, float]


@pytest.fixture(scope="module")
def fleet() -> Iterator[FleetHandle]:
    """The simulated exchanges."""
    with run_in_thread(FLEET) as handle:
        yield handle


@pytest.fixture(scope="module")
def table() -> Iterator[list[Row]]:
    """What was measured; printed at the end."""
    rows: list[Row] = []
    yield rows
    print("\n\n| by | users | run | reads | writes | seconds |")
    print("|---|---:|---|---:|---:|---:|")
    for way, users, run, reads, writes, seconds in rows:
        print(f"| {way} | {users} | {run} | {reads} | {writes:,} | {seconds:.2f} |")


def large_site(users: int) -> dict[str, Any]:
    """Users on numbers that are not the factory's order, and hunt groups of sixteen, so that much has to be written."""
    numbers = [f"3{place:03d}" for place in range(users)]
    groups = [numbers[first : first + GROUP_SIZE] for first in range(0, users, GROUP_SIZE)]
    return {
        "users": [{"extension": number, "name": f"User {number}"} for number in numbers],
        "hunt_groups": [
            {"name": f"Group {place}", "pilot": f"2{place:02d}", "distribution": "circular", "members": members}
            for place, members in enumerate(groups)
        ],
    }


def apply_by_engine(fleet: FleetHandle, folder: Path, site: dict[str, Any]) -> Outcome:
    """One apply over SSH, within this process."""
    host, port = fleet.address(BIG, "ssh")
    target = Target(BIG, host, port, "ssh", "tech", "12345678", host_key_checking=False)
    wish = Wish(read_site(BIG, site), "overridden", {}, TODAY)
    order = Order(
        BIG, SV9100, lambda: Session.open(target, SV9100.line), folder, wish, SV9100.prepare(BIG, wish), open_gate
    )
    return Apply(order).run()


@pytest.mark.parametrize("users", SIZES)
def test_the_engine_over_ssh(fleet: FleetHandle, tmp_path: Path, table: list[Row], users: int) -> None:
    fleet.reset(BIG)
    for run, end in (("first apply", ALL_NEW), ("nothing to do", NOTHING)):
        began = time.perf_counter()
        outcome = apply_by_engine(fleet, tmp_path, large_site(users))
        seconds = time.perf_counter() - began
        assert outcome.end == end, outcome.reason
        table.append(("engine", users, run, outcome.reads, outcome.writes, seconds))


@pytest.mark.parametrize("users", SIZES)
def test_ansible_over_ssh(fleet: FleetHandle, tmp_path: Path, table: list[Row], users: int) -> None:
    """The same by ``ansible-playbook`` with a site file: its start, the site file and the result are in the seconds."""
    fleet.reset(BIG)
    bench = Workbench(tmp_path / "bench", fleet)
    bench.inventory({BIG: bench.way_to(BIG)})
    bench.site(large_site(users), BIG)
    for run, end in (("first apply", ALL_NEW), ("nothing to do", NOTHING)):
        began = time.perf_counter()
        done = bench.run({"sentral.nec.pbx_site": {"state": "overridden"}})
        seconds = time.perf_counter() - began
        assert done.exit_code == 0, done.output
        assert done.result(BIG)["end"] == end
        sent = done.result(BIG)["commands_sent"]
        table.append(("ansible-playbook", users, run, sent["reads"], sent["writes"], seconds))
