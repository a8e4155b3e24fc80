"""Schedules that name the same trunks share a night group, and routes on those trunks may follow either."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import SiteError
from ansible_collections.sentral.nec.plugins.module_utils.model.opening_hours import WEEKDAYS
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from simulator.calls import place_call
from tests.unit.instant import Bench, sentences

PEOPLE = [{"extension": number, "name": f"User {number}"} for number in ("101", "102", "103")]
OFFICE = {"name": "office", "trunks": ["1-30"], "weekly": {"monday": ["08:00-16:00"]}}
KITCHEN = {"name": "kitchen", "trunks": ["1-30"], "weekly": {"monday": ["10:00-18:00"]}}
ROUTES: list[dict[str, Any]] = [
    {
        "number": "22334455",
        "trunk_group": 1,
        "schedule": "office",
        "open": {"user": "101"},
        "closed": {"user": "102"},
    },
    {
        "number": "22334466",
        "trunk_group": 1,
        "schedule": "kitchen",
        "open": {"user": "103"},
        "closed": {"user": "102"},
    },
]


def site(*schedules: dict[str, Any], routes: list[dict[str, Any]] = ROUTES) -> dict[str, Any]:
    """A site with two routes and these schedules."""
    return {"users": PEOPLE, "schedules": list(schedules), "incoming_routes": routes}


def rings(bench: Bench, digits: str, hour: int) -> str:
    """Who rings on a Monday at an hour."""
    events = place_call(bench.exchange.state, trunk=1, digits=digits, at=datetime.datetime(2026, 11, 23, hour, 5))
    return next(str(event.subjects[0]) for event in events if event.kind.name == "RINGS")


@pytest.mark.parametrize(
    ("hour", "office", "kitchen"), [(7, "102", "102"), (9, "101", "102"), (12, "101", "103"), (17, "102", "103")]
)
def test_each_route_follows_its_own_schedule(bench: Bench, hour: int, office: str, kitchen: str) -> None:
    bench.apply(site(OFFICE, KITCHEN))
    assert (rings(bench, "22334455", hour), rings(bench, "22334466", hour)) == (office, kitchen)


def test_they_share_a_night_group_and_its_modes_say_which_are_open(bench: Bench) -> None:
    bench.apply(site(OFFICE, KITCHEN))
    assert bench.slots["schedules"] == {"kitchen": 102, "office": 2}
    rows = bench.rows()
    modes = [rows.get(f"12-02-03 2 1 {entry}", "2") for entry in range(1, 6)]
    assert modes == ["2", "3", "1", "4", "2"]
    assert bench.gather().site["schedules"] == [OFFICE, KITCHEN]


def test_other_hours_of_one_are_said_of_that_one(bench: Bench) -> None:
    bench.apply(site(OFFICE, KITCHEN))
    later = {**KITCHEN, "weekly": {"monday": ["11:00-18:00"]}}
    assert sentences(bench.draft(site(OFFICE, later))) == [
        "change schedule kitchen: monday 11:00-18:00 instead of 10:00-18:00"
    ]


def test_one_that_goes_leaves_the_other_alone_in_the_night_group(bench: Bench) -> None:
    bench.apply(site(OFFICE, KITCHEN))
    bench.apply(site(OFFICE, routes=ROUTES[:1]))
    assert bench.slots["schedules"] == {"office": 2}
    assert bench.gather().site["schedules"] == [OFFICE]
    assert (rings(bench, "22334455", 9), rings(bench, "22334455", 17)) == ("101", "102")


def test_a_schedule_that_gets_the_same_trunks_leaves_its_own_night_group(bench: Bench) -> None:
    alone = {"name": "kitchen", "weekly": {"monday": ["10:00-18:00"]}}
    bench.apply(site(OFFICE, alone, routes=ROUTES[:1]))
    assert bench.slots["schedules"] == {"kitchen": 3, "office": 2}
    bench.apply(site(OFFICE, KITCHEN))
    assert not any(row.startswith(("12-01-02 3", "12-02-01 3 ")) for row in bench.rows())


def test_trunks_that_are_not_the_same_are_refused(bench: Bench) -> None:
    with pytest.raises(SiteError, match="schedules share trunks only when they name the same ones"):
        bench.prepare(site(OFFICE, {**KITCHEN, "trunks": ["1-4"]}))


def test_a_fourth_schedule_is_refused_with_the_others(bench: Bench) -> None:
    more = [{**KITCHEN, "name": name} for name in ("gate", "shop")]
    with pytest.raises(
        PlanRefused, match="schedule shop, trunks: is one too many on the trunks of office, kitchen, gate"
    ):
        bench.draft(site(OFFICE, KITCHEN, *more))


def test_hours_that_need_more_than_ten_patterns_together_are_refused_with_their_names(bench: Bench) -> None:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    first = {**OFFICE, "weekly": {day: [f"0{place}:00-12:00"] for place, day in enumerate(days, 1)}}
    dates = [{"date": f"2026-12-{day:02d}", "open": [f"{day:02d}:00-20:00"]} for day in range(7, 12)]
    with pytest.raises(PlanRefused, match=r"the schedules office and kitchen together need .* different kinds of days"):
        bench.draft(site(first, {**KITCHEN, "exceptions": dates}))


def test_extensions_switch_with_a_schedule_that_has_its_trunks_alone(bench: Bench) -> None:
    with pytest.raises(PlanRefused, match="switch with a schedule that has its trunks alone"):
        bench.draft(site({**OFFICE, "extensions": ["101"]}, KITCHEN))
    bench.apply(site({**OFFICE, "extensions": ["101"]}, routes=ROUTES[:1]))
    assert bench.rows()["12-05-01 101"] == "2"


def test_the_present_mode_of_each_schedule_is_told(bench: Bench) -> None:
    """Two schedules on the same trunks share a night group, whose mode says which of them is open now."""
    schedules = [
        {"name": "always", "trunks": ["1-2"], "weekly": {day: ["00:00-24:00"] for day in WEEKDAYS}},
        {"name": "never", "trunks": ["1-2"]},
        {"name": "alone", "trunks": ["3"], "weekly": {day: ["00:00-24:00"] for day in WEEKDAYS}},
    ]
    bench.apply({"schedules": schedules})
    snapshot = bench.platform.read("oslo", bench.open())
    wish = bench.wish({"schedules": schedules})
    modes = bench.platform.facts("oslo", bench.open(), snapshot, wish)["night_modes"]
    assert {name: mode["open"] for name, mode in modes.items()} == {"always": True, "never": False, "alone": True}
    assert modes["always"]["night_group"] == modes["never"]["night_group"] != modes["alone"]["night_group"]
