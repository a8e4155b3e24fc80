"""Changes that can disturb calls wait for their hour."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.change_window import (
    OutsideWindow,
    insist_on_window,
    parse_window,
)
from ansible_collections.sentral.nec.plugins.module_utils.model.findings import ValueProblem
from tests.unit.instant import Bench

MONDAY_NOON = datetime.datetime(2026, 11, 23, 12)
NIGHTS = {"daily": ["00:00-06:00", "18:00-24:00"], "sunday": ["00:00-24:00"]}
PEOPLE = [{"extension": number, "name": f"User {number}"} for number in ("101", "102", "103")]
GROUP = {"name": "Sales", "pilot": "180", "members": ["101"]}
SITE = {"users": PEOPLE, "hunt_groups": [GROUP]}


@pytest.mark.parametrize(
    ("moment", "is_open", "opens"),
    [
        (MONDAY_NOON, False, datetime.datetime(2026, 11, 23, 18)),
        (datetime.datetime(2026, 11, 23, 18), True, datetime.datetime(2026, 11, 24)),
        (datetime.datetime(2026, 11, 24, 5, 59), True, datetime.datetime(2026, 11, 24, 18)),
        (datetime.datetime(2026, 11, 24, 6), False, datetime.datetime(2026, 11, 24, 18)),
        (datetime.datetime(2026, 11, 29, 12), True, datetime.datetime(2026, 11, 30)),
    ],
)
def test_when_it_is_open(moment: datetime.datetime, is_open: bool, opens: datetime.datetime) -> None:
    window = parse_window(NIGHTS)
    assert (window.is_open(moment), window.opens(moment)) == (is_open, opens)


def test_a_window_that_opens_once_a_week_is_found_from_the_day_itself() -> None:
    window = parse_window({"monday": ["08:00-09:00"]})
    assert window.opens(MONDAY_NOON) == datetime.datetime(2026, 11, 30, 8)
    assert parse_window({"monday": []}).opens(MONDAY_NOON) is None


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("18:00-24:00", "takes days with their hours"),
        ({"mandag": ["18:00-24:00"]}, "'mandag' is no day; there are daily, monday"),
        ({"daily": "18:00-24:00"}, "daily: takes a list of hours in quotes"),
        ({"daily": ["18:00-06:00"]}, "daily: '18:00-06:00' ends before it begins"),
    ],
)
def test_what_is_no_window(raw: Any, says: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        parse_window(raw)
    assert says in str(caught.value)


def at(moment: datetime.datetime) -> dict[str, Any]:
    """How an order is given at a moment."""
    return {"window": parse_window(NIGHTS), "now": lambda: moment}


@pytest.mark.parametrize(
    "change",
    [
        {"users": PEOPLE, "hunt_groups": [{**GROUP, "members": ["101", "102"]}]},
        {"users": PEOPLE, "hunt_groups": [{**GROUP, "distribution": "circular"}]},
        {"users": PEOPLE, "hunt_groups": []},
        {"users": [*PEOPLE[:2], {**PEOPLE[2], "extension": "150"}], "hunt_groups": [GROUP]},
        {"users": PEOPLE[:2], "hunt_groups": [GROUP]},
    ],
)
def test_what_can_disturb_calls_waits_for_the_window(bench: Bench, change: dict[str, Any]) -> None:
    bench.apply(SITE)
    held = bench.rows()
    check = bench.apply(change, check=True, **at(MONDAY_NOON))
    assert any("and the change window opens on Monday at 18:00. Nothing was changed" in n for n in check.notices)
    assert any(warning.startswith("can disturb calls in progress") for warning in check.plan.warnings)
    with pytest.raises(OutsideWindow, match="with -e pbx_disturb_calls=true to do it now") as caught:
        bench.apply(change, **at(MONDAY_NOON))
    assert caught.value.opens == datetime.datetime(2026, 11, 23, 18)
    assert bench.rows() == held
    assert bench.apply(change, **at(datetime.datetime(2026, 11, 23, 18))).end == "all new"


@pytest.mark.parametrize(
    "change",
    [
        {"users": [*PEOPLE, {"extension": "104", "name": "New"}], "hunt_groups": [GROUP]},
        {"users": [*PEOPLE[:2], {**PEOPLE[2], "name": "Other"}], "hunt_groups": [GROUP]},
        {"users": PEOPLE, "hunt_groups": [GROUP, {"name": "New", "pilot": "181", "members": ["102"]}]},
        {
            **SITE,
            "incoming_routes": [{"number": "22334455", "trunk_group": 1, "open": {"ring": ["101", "102"]}}],
        },
    ],
)
def test_what_is_new_disturbs_nobody(bench: Bench, change: dict[str, Any]) -> None:
    bench.apply(SITE)
    assert bench.apply(change, **at(MONDAY_NOON)).end == "all new"


def test_a_ring_group_that_changes_can_disturb_calls(bench: Bench) -> None:
    route = {"number": "22334455", "trunk_group": 1, "open": {"ring": ["101", "102"]}}
    bench.apply({**SITE, "incoming_routes": [route]})
    with pytest.raises(OutsideWindow, match="ring group 2"):
        bench.apply({**SITE, "incoming_routes": [{**route, "open": {"user": "101"}}]}, **at(MONDAY_NOON))


def test_without_a_window_nothing_waits() -> None:
    insist_on_window("oslo", None, ("change hunt group Sales",), MONDAY_NOON)
    insist_on_window("oslo", parse_window(NIGHTS), (), MONDAY_NOON)
