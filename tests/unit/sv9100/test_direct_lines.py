"""Direct lines: trunks whose calls lead somewhere without a number (22-02, 22-05, 22-07, 22-08)."""

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
MODES = range(1, 9)


def site(*routes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A site with three users, a schedule and some routes on trunks of their own."""
    return {"users": PEOPLE, "schedules": [OPEN], "incoming_routes": list(routes), **more}


def line(trunk: str = "5", number: str = "22334455", **fields: Any) -> dict[str, Any]:
    """A route of one trunk."""
    return {"number": number, "trunks": [trunk], **fields}


def refusal(bench: Bench, *routes: dict[str, Any], **more: Any) -> str:
    """Why a site is refused."""
    with pytest.raises(PlanRefused) as caught:
        bench.draft(site(*routes, **more))
    return str(caught.value)


def test_one_telephone_is_the_destination_of_a_direct_line(bench: Bench) -> None:
    bench.apply(site(line(open={"user": "101"})))
    rows = bench.rows()
    assert {rows[f"22-02-01 5 {mode}"] for mode in MODES} == {"4"}
    assert {rows[f"22-07-01 5 {mode}"] for mode in MODES} == {"101"}
    assert not any(row.startswith("22-02-01 6 ") for row in rows)


def test_a_hunt_group_is_reached_by_its_pilot(bench: Bench) -> None:
    groups = [{"name": "Support", "pilot": "180", "members": ["101"]}]
    bench.apply(site(line(open={"hunt_group": "Support"}), hunt_groups=groups))
    assert bench.rows()["22-07-01 5 1"] == "180"


def test_telephones_that_ring_together_are_a_ring_group(bench: Bench) -> None:
    bench.apply(site(line(open={"ring": ["101", "102"]})))
    rows = bench.rows()
    assert (rows["22-05-01 5 1"], rows["22-04-01 2 1"], rows["22-04-01 2 2"]) == ("2", "101", "102")
    assert "22-02-01 5 1" not in rows, "type 0, the factory's: the ring group of the trunk rings"


def test_what_comes_after_one_telephone_needs_a_ring_group_whose_time_runs(bench: Bench) -> None:
    bench.apply(site(line(open={"user": "101", "then": {"user": "102"}})))
    rows = bench.rows()
    assert (rows["22-05-01 5 1"], rows["22-08-01 5 1"]) == ("2", "3")
    assert bench.gather().site["incoming_routes"] == [line(open={"user": "101", "then": {"user": "102"}})]


def test_a_hunt_group_goes_on_only_where_the_exchange_has_a_time_for_it(bench: Bench) -> None:
    groups = [{"name": "Support", "pilot": "180", "members": ["101"]}]
    route = line(open={"hunt_group": "Support", "then": {"user": "102"}})
    assert "22-01-04 is 0, never" in refusal(bench, route, hunt_groups=groups)
    bench.poke("22-01-04", "1", "15")
    bench.apply(site(route, hunt_groups=groups))
    assert (bench.rows()["22-02-01 5 1"], bench.rows()["22-08-01 5 1"]) == ("4", "2")


def test_a_line_follows_the_schedule_of_its_trunks(bench: Bench) -> None:
    bench.apply(site(line(schedule="open", open={"user": "101"}, closed={"voice_mail": True})))
    rows = bench.rows()
    assert {rows[f"22-07-01 5 {mode}"] for mode in (1, 5)} == {"101"}
    assert {rows[f"22-05-01 5 {mode}"] for mode in (2, 3, 4, 6, 7, 8)} == {"102"}


@pytest.mark.parametrize(
    ("route", "says"),
    [
        (line(open={"greeting": "closed", "then": "disconnect"}), "a direct line cannot lead to a greeting here"),
        (line(open={"number": "91234567"}), "a direct line cannot lead to a number here"),
        (line(open={"mailbox": "101"}), "say voice_mail here, and which trunks mailbox 101 answers"),
        (line(open={"disconnect": True}), "a direct line cannot lead to a disconnect here"),
        (line("31", open={"user": "101"}), "trunk 31 is not installed"),
        (line(open={"user": "101"}, name="Lift"), "has no place on the exchange"),
        (line(open={"user": "104"}), "104 does not exist"),
        (line(open={"user": "101"}, other_numbers=False), "is said by the route of the other numbers only"),
        (
            line(open={"user": "101", "then": {"user": "102", "then": {"user": "103"}}}),
            "has more steps than a direct line holds",
        ),
    ],
)
def test_what_a_direct_line_cannot_do_is_refused(bench: Bench, route: dict[str, Any], says: str) -> None:
    bench.exchange.state.commit_message(1, b"", "0" * 64, "")
    bench.slots = {"greetings": {"closed": 1}}
    assert says in refusal(bench, route, mailboxes=[{"number": "101", "user": "101"}])


def test_a_trunk_is_a_direct_line_or_has_numbers(bench: Bench) -> None:
    numbers = {"number": "22334466", "trunk_group": 1, "open": {"user": "102"}}
    text = refusal(bench, line(open={"user": "101"}), numbers)
    assert "trunk 5 leads where incoming route 22334466 says; a trunk is a direct line or has numbers" in text
    assert "trunk 5 leads where" in refusal(
        bench, line(open={"user": "101"}), line(number="5566", open={"user": "101"})
    )


def test_trunks_of_different_schedules_are_different_routes(bench: Bench) -> None:
    schedules = [{**OPEN, "trunks": ["5"]}, {**OPEN, "name": "late", "trunks": ["6"]}]
    route = {"number": "22334455", "trunks": ["5-6"], "open": {"user": "101"}}
    assert "follow different schedules; make a route for each of them" in refusal(bench, route, schedules=schedules)


def test_lines_that_lead_to_the_same_are_told_apart_by_their_names(bench: Bench) -> None:
    routes = [line("5", "22334455", open={"user": "101"}), line("6", "22334456", open={"user": "101"})]
    bench.apply(site(*routes))
    assert bench.slots["incoming_routes"] == {"22334455": 10005, "22334456": 10006}
    assert bench.gather().site["incoming_routes"] == routes
    assert sentences(bench.draft(site(*routes))) == []


def test_a_line_that_nobody_has_named_is_called_by_its_first_trunk(bench: Bench) -> None:
    for trunk in (7, 9):
        for mode in MODES:
            bench.poke("22-02-01", f"{trunk} {mode}", "4")
            bench.poke("22-07-01", f"{trunk} {mode}", "102")
    found = bench.gather()
    assert found.site["incoming_routes"] == [{"number": "trunk-7", "trunks": ["7", "9"], "open": {"user": "102"}}]
    bench.slots = found.slots
    draft = bench.draft({"incoming_routes": found.site["incoming_routes"]})
    assert sentences(draft) == []
    assert draft.slots["incoming_routes"] == found.slots["incoming_routes"] == {"trunk-7": 10007}
    named = [{**found.site["incoming_routes"][0], "number": "22334455"}]
    assert sentences(bench.draft({"incoming_routes": named})) == [], "a name costs nothing"


def test_a_trunk_that_leaves_a_line_is_as_the_factory_had_it(bench: Bench) -> None:
    bench.apply(site({"number": "22334455", "trunks": ["5-6"], "open": {"user": "101"}}))
    bench.apply(site(line(open={"user": "101"})))
    rows = bench.rows()
    assert "22-02-01 5 1" in rows
    assert not any(row.startswith(("22-02-01 6 ", "22-07-01 6 ")) for row in rows)


def test_a_line_that_goes_leaves_its_trunks_as_the_factory_had_them(bench: Bench) -> None:
    before = {row for row in bench.rows() if row.startswith("22-")}
    bench.apply(site(line(open={"user": "101"}), line("6", "1234", open={"ring": ["101", "102"]})))
    bench.apply(site())
    assert {row for row in bench.rows() if row.startswith("22-0")} == before, "the ring group too"


def test_a_line_gets_numbers_instead(bench: Bench) -> None:
    bench.apply(site(line(open={"ring": ["101", "102"]})))
    bench.apply(site({"number": "22334455", "trunk_group": 1, "open": {"user": "102"}}))
    rows = bench.rows()
    assert {rows[f"22-02-01 {trunk} 1"] for trunk in (1, 5)} == {"3"}
    assert "22-05-01 5 1" not in rows


def test_two_lines_change_trunks(bench: Bench) -> None:
    bench.apply(site(line("5", "1234", open={"user": "101"}), line("6", "5678", open={"user": "102"})))
    bench.apply(site(line("6", "1234", open={"user": "101"}), line("5", "5678", open={"user": "102"})))
    rows = bench.rows()
    assert (rows["22-07-01 6 1"], rows["22-07-01 5 1"]) == ("101", "102")
    assert bench.slots["incoming_routes"] == {"1234": 10006, "5678": 10005}


def test_a_renumbered_user_keeps_his_line(bench: Bench) -> None:
    bench.apply(site(line(open={"user": "101"})))
    people = [{**PEOPLE[0], "extension": "150"}, *PEOPLE[1:]]
    bench.apply(site(line(open={"user": "150"}), users=people))
    assert bench.rows()["22-07-01 5 1"] == "150"


def test_calls_go_where_the_line_leads(bench: Bench) -> None:
    bench.apply(
        site(line(schedule="open", open={"user": "101", "then": {"ring": ["102", "103"]}}, closed={"user": "103"}))
    )
    for hour, rings in ((10, {"101"}), (20, {"103"})):
        events = place_call(bench.exchange.state, trunk=5, at=datetime.datetime(2026, 11, 23, hour))
        ringing = [event for event in events if event.kind is Kind.RINGS]
        assert {str(subject) for subject in ringing[0].subjects} == rings
        if hour == 10:
            assert {str(subject) for subject in ringing[1].subjects} == {"102", "103"}
