"""Finding out that nothing is left to do costs the same number of commands, however many users an exchange has."""

from __future__ import annotations

from pathlib import Path

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import NOTHING, Order, Outcome
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from simulator.thread import FleetHandle
from tests.confirmed import open_gate
from tests.integration.workbench import BIG, TODAY, Site


def numbered_users(count: int) -> Site:
    """Users on the factory's numbers, in the order of the ports."""
    numbers = [str(101 + place) if place < 99 else str(3002 + place) for place in range(count)]
    return {"users": [{"extension": number, "name": f"User {number}"} for number in numbers]}


def nothing_to_do(fleet: FleetHandle, folder: Path, users: int) -> Outcome:
    """Run on an exchange that holds everything already."""
    site = numbered_users(users)
    fleet.reset(BIG)
    for user in site["users"]:
        fleet.poke(BIG, "15-01-01", user["extension"], user["name"])
    host, port = fleet.address(BIG, "telnet")
    wish = Wish(read_site(BIG, site), "overridden", {}, TODAY)
    order = Order(
        BIG,
        SV9100,
        lambda: Session.open(Target(BIG, host, port, "telnet", "tech", "12345678"), SV9100.line),
        folder,
        wish,
        SV9100.prepare(BIG, wish),
        open_gate,
    )
    return Apply(order).run()


def test_reads_do_not_grow_with_the_number_of_users(fresh_fleet: FleetHandle, tmp_path: Path) -> None:
    fresh_fleet.fault(BIG, writes_fatal="on")
    reads = set()
    for users in (10, 100, 960):
        outcome = nothing_to_do(fresh_fleet, tmp_path, users)
        assert (outcome.end, outcome.writes) == (NOTHING, 0)
        reads.add(outcome.reads)
    assert reads == {SV9100.profile.reads}
