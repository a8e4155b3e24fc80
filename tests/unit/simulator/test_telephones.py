"""What people set at their telephones: do-not-disturb, and agents who log in and out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from simulator.telephones import set_at_telephone
from simulator.thread import FleetHandle, run_in_thread
from tests.unit.simulator.conftest import Desk

TUESDAY = "2026-11-24 10:00"


def do_not_disturb(desk: Desk, extension: str, *, on: bool) -> None:
    set_at_telephone(desk.exchange.state, extension, "do-not-disturb", on=on)


@pytest.fixture
def fleet() -> Iterator[FleetHandle]:
    """One exchange; ring group 1 feeds queue 2, whose agents are 110 and 111."""
    rows = {
        "41-07-01 3": "1",
        **{f"{program}-01 1 1": "0800" for program in ("41-05", "41-06")},
        **{f"{program}-02 1 1": "1600" for program in ("41-05", "41-06")},
        "41-03-01 1 1": "2",
        "41-02-01 110 1": "2",
        "41-02-01 111 1": "2",
    }
    with run_in_thread([{"name": "oslo", "telnet_port": 0}]) as fleet:
        for place, data in rows.items():
            fleet.poke("oslo", *place.split(" ", 1), data)
        yield fleet


def first_ring(fleet: FleetHandle, **call: object) -> tuple[str, ...]:
    return next((event.subjects for event in fleet.call("oslo", at=TUESDAY, **call) if event.kind.value == "RINGS"), ())


def test_only_telephones_in_some_state_are_listed_by_number(desk: Desk) -> None:
    assert desk.rows("TELEPHONES") == ["OK ROWS 0"]
    for extension in ("3961", "108", "105"):
        do_not_disturb(desk, extension, on=True)
    do_not_disturb(desk, "108", on=False)
    assert desk.rows("TELEPHONES") == ["105 DO-NOT-DISTURB", "3961 DO-NOT-DISTURB", "OK ROWS 2"]
    assert desk.status("TELEPHONES 105") == "REFUSED 01 UNKNOWN COMMAND"


def test_a_telephone_that_is_gone_and_an_agent_who_is_none_any_more_are_not_listed(desk: Desk) -> None:
    desk.exchange.poke("41-02-01", "105 1", "3")
    set_at_telephone(desk.exchange.state, "105", "logged-in", on=False)
    do_not_disturb(desk, "106", on=True)
    assert desk.rows("TELEPHONES") == ["105 LOGGED-OUT", "106 DO-NOT-DISTURB", "OK ROWS 2"]
    desk.exchange.poke("41-02-01", "105 1", None)
    desk.exchange.poke("11-02-01", "6", "")
    assert desk.rows("TELEPHONES") == ["OK ROWS 0"]


def test_do_not_disturb_does_not_ring(fleet: FleetHandle) -> None:
    assert first_ring(fleet, number="105") == ("105",)
    fleet.at_telephone("oslo", "105", "do-not-disturb", on=True)
    assert first_ring(fleet, number="105") == ()


def test_the_calls_of_a_queue_pass_by_an_agent_who_has_logged_out(fleet: FleetHandle) -> None:
    assert first_ring(fleet, trunk=1) == ("110",)
    fleet.at_telephone("oslo", "110", "logged-in", on=False)
    assert first_ring(fleet, trunk=1) == ("111",)
    fleet.at_telephone("oslo", "110", "logged-in", on=True)
    assert first_ring(fleet, trunk=1) == ("110",)
