"""What takes the calls of a trunk group that nothing else takes (22-12, 22-09-02)."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from simulator.calls import place_call
from simulator.calls.events import Kind
from tests.unit.instant import Bench, sentences

PEOPLE = [{"extension": number, "name": f"User {number}"} for number in ("101", "102", "103")]
OPEN = {"name": "open", "trunks": ["1-30"], "weekly": {"monday": ["08:00-16:00"]}}
MAIN = {"number": "22334455", "trunk_group": 1, "open": {"user": "101"}}


def others(**fields: Any) -> dict[str, Any]:
    """The route of every other number of trunk group 1."""
    return {"number": "*1", "trunk_group": 1, **fields}


def site(*routes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A site with three users, a schedule and some routes."""
    return {"users": PEOPLE, "schedules": [OPEN], "incoming_routes": list(routes), **more}


def rings(bench: Bench, digits: str, hour: int = 10) -> list[set[str]]:
    """Who rings, one after the other."""
    events = place_call(bench.exchange.state, trunk=1, digits=digits, at=datetime.datetime(2026, 11, 23, hour))
    return [{str(subject) for subject in event.subjects} for event in events if event.kind is Kind.RINGS]


def refusal(bench: Bench, *routes: dict[str, Any]) -> str:
    """Why a site is refused."""
    with pytest.raises(PlanRefused) as caught:
        bench.draft(site(*routes))
    return str(caught.value)


def test_every_other_number_leads_to_the_intercept(bench: Bench) -> None:
    bench.apply(site(MAIN, others(open={"ring": ["102", "103"]})))
    rows = bench.rows()
    assert (rows["22-12-01 1 1"], rows["22-09-02 1"]) == ("2", "1")
    assert rings(bench, "22330000") == [{"102", "103"}]


def test_the_intercept_is_where_calls_go_in_the_end(bench: Bench) -> None:
    route = {**MAIN, "open": {"user": "101", "then": {"user": "102"}}}
    bench.apply(site(route, others(open={"user": "103"}, other_numbers=False)))
    assert rings(bench, "22334455") == [{"101"}, {"102"}, {"103"}]
    assert rings(bench, "22330000") == [], "other numbers are cut off"
    assert "22-09-02 1" not in bench.rows()


def test_the_intercept_follows_a_schedule_without_tables_of_its_own(bench: Bench) -> None:
    bench.apply(site(MAIN, others(schedule="open", open={"user": "102"}, closed={"disconnect": True})))
    rows = bench.rows()
    assert {rows.get(f"22-13-01 1 {mode}", "1") for mode in range(1, 9)} == {"1"}
    assert rings(bench, "22330000") == [{"102"}]
    assert rings(bench, "22330000", hour=20) == []


def test_the_intercept_is_in_every_table_of_the_trunk_group(bench: Bench) -> None:
    route = {**MAIN, "schedule": "open", "closed": {"user": "102"}}
    routes = [route, others(open={"user": "103"})]
    bench.apply(site(*routes))
    assert bench.rows()["22-13-01 1 2"] == "2"
    assert rings(bench, "22330000") == rings(bench, "22330000", hour=20) == [{"103"}]
    assert bench.gather().site["incoming_routes"] == routes
    assert sentences(bench.draft(site(*routes))) == []


def test_an_intercept_that_goes_lets_calls_be_cut_off(bench: Bench) -> None:
    bench.apply(site(MAIN, others(open={"user": "103"})))
    bench.apply(site(MAIN))
    rows = bench.rows()
    assert {rows[f"22-12-01 1 {mode}"] for mode in range(1, 9)} == {"0"}
    assert "22-09-02 1" not in rows
    assert not any(row.startswith("22-04-01 2 ") for row in rows), "its ring group is emptied"


def test_what_the_factory_intercepts_is_no_route(bench: Bench) -> None:
    for mode in range(1, 9):
        bench.poke("22-02-01", f"1 {mode}", "3")
    bench.poke("22-12-01", "1 2", "0")
    assert bench.gather().site["incoming_routes"] == []


@pytest.mark.parametrize(
    ("route", "says"),
    [
        (others(open={"greeting": "x", "then": "disconnect"}), "there is no greeting 'x'"),
        (others(open={"number": "91234567"}), "cannot lead to a number"),
        (others(open={"user": "101", "then": {"user": "102"}}), "nothing can come after it"),
        (others(open={"user": "101"}, name="Rest"), "has no place on the exchange"),
        ({**others(open={"user": "101"}), "number": "*2"}, "*2 is every other number of trunk group 2; say so here"),
        ({**MAIN, "number": "trunk-5"}, "only a direct line, which has trunks, is called so"),
        ({**MAIN, "open": {"disconnect": True}}, "lead calls to a greeting, and then disconnect"),
    ],
)
def test_what_cannot_be_is_refused(bench: Bench, route: dict[str, Any], says: str) -> None:
    assert says in refusal(bench, MAIN, route) if route["number"].startswith("*") else says in refusal(bench, route)


def test_the_voice_mail_as_a_whole(bench: Bench) -> None:
    routes = [{**MAIN, "open": {"ring": ["101"], "then": {"voice_mail": True}}}, others(open={"voice_mail": True})]
    bench.apply(site(*routes))
    rows = bench.rows()
    assert (rows["22-11-06 1"], rows["22-12-01 1 1"]) == ("102", "102")
    assert bench.gather().site["incoming_routes"] == routes


def test_a_line_among_the_trunks_of_a_group_with_routes_is_no_route_of_its_own(bench: Bench) -> None:
    for mode in range(1, 9):
        bench.poke("22-02-01", f"1 {mode}", "3")
        bench.poke("22-12-01", f"1 {mode}", "102")
        bench.poke("22-02-01", f"2 {mode}", "4")
        bench.poke("22-07-01", f"2 {mode}", "101")
    gathered = bench.gather()
    assert [route["number"] for route in gathered.site["incoming_routes"]] == ["*1"]
    assert not bench.draft(dict(gathered.site), slots=gathered.slots).operations
