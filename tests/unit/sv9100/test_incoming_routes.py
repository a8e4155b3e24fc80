"""Incoming routes: entries of DDI tables, by day and by night."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from tests.unit.instant import Bench, sentences

PEOPLE = [{"extension": number, "name": f"User {number}"} for number in ("101", "102", "103")]
OPEN = {"name": "open", "trunks": ["1-30"], "weekly": {"monday": ["08:00-16:00"]}}


def site(*routes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A site with three users, a schedule and some routes on trunk group 1."""
    return {
        "users": PEOPLE,
        "schedules": [OPEN],
        "incoming_routes": [{"trunk_group": 1, **route} for route in routes],
        **more,
    }


def refusal(bench: Bench, *routes: dict[str, Any], **more: Any) -> str:
    """Why a site is refused."""
    with pytest.raises(PlanRefused) as caught:
        bench.draft(site(*routes, **more))
    return str(caught.value)


def test_the_last_digits_of_a_number_are_stored(bench: Bench) -> None:
    bench.apply(site({"number": "+4722334455", "name": "Main", "open": {"user": "101"}}))
    rows = bench.rows()
    assert (rows["22-11-01 1"], rows["22-11-02 1"], rows["22-11-03 1"]) == ("4455", "101", "Main")
    assert {rows[f"22-02-01 {trunk} {mode}"] for trunk in (1, 30) for mode in (1, 8)} == {"3"}


def test_as_many_digits_as_the_trunk_group_stores(bench: Bench) -> None:
    bench.poke("22-09-01", "1", "2")
    bench.apply(site({"number": "22334455", "open": {"user": "101"}}))
    assert bench.rows()["22-11-01 1"] == "55"


def test_two_numbers_with_the_same_ending_are_refused(bench: Bench) -> None:
    text = refusal(
        bench, {"number": "22334455", "open": {"user": "101"}}, {"number": "55664455", "open": {"user": "102"}}
    )
    assert "ends in 4455 as incoming route 22334455 does; trunk group 1 stores the last 4 digits (22-09-01)" in text


def test_a_route_by_a_schedule_has_an_entry_in_the_table_of_each_period(bench: Bench) -> None:
    route = {"number": "22334455", "schedule": "open", "open": {"user": "101"}, "closed": {"user": "102"}}
    bench.apply(site(route))
    rows = bench.rows()
    assert {rows.get(f"22-13-01 1 {mode}", "1") for mode in (1, 5)} == {"1"}
    assert {rows[f"22-13-01 1 {mode}"] for mode in (2, 3, 4, 6, 7, 8)} == {"2"}
    assert (rows["22-11-02 1"], rows["22-11-02 101"]) == ("101", "102")


def test_a_route_without_a_schedule_is_in_both_tables_where_another_follows_one(bench: Bench) -> None:
    scheduled = {"number": "22334455", "schedule": "open", "open": {"user": "101"}, "closed": {"user": "102"}}
    bench.apply(site(scheduled, {"number": "22334466", "open": {"user": "103"}}))
    rows = bench.rows()
    assert (rows["22-11-01 2"], rows["22-11-01 102"]) == ("4466", "4466")
    assert bench.gather().site["incoming_routes"][1] == {
        "number": "22334466",
        "trunk_group": 1,
        "open": {"user": "103"},
    }


def test_a_table_that_nobody_used_intercepts_nothing(bench: Bench) -> None:
    bench.apply(site({"number": "22334455", "open": {"user": "101"}}))
    assert bench.rows()["22-12-01 1 1"] == "0"


def test_telephones_that_ring_together_get_a_ring_group_and_share_it(bench: Bench) -> None:
    bench.apply(
        site(
            {"number": "22334455", "open": {"ring": ["101", "102"]}},
            {"number": "22334466", "open": {"user": "103", "then": {"ring": ["101", "102"]}}},
        )
    )
    rows = bench.rows()
    assert (rows["22-04-01 2 1"], rows["22-04-01 2 2"]) == ("101", "102")
    assert (rows["22-11-05 1"], rows["22-11-05 2"], rows["22-11-04 2"]) == ("2", "2", "3")


def test_a_ring_group_that_no_route_needs_any_more_is_emptied(bench: Bench) -> None:
    bench.apply(site({"number": "22334455", "open": {"ring": ["101", "102"]}}))
    draft = bench.draft(site({"number": "22334455", "open": {"user": "101"}}))
    assert sentences(draft)[-1] == "empty ring group 2, which nothing leads through any more"


def test_ring_group_one_of_the_factory_is_never_used(bench: Bench) -> None:
    bench.apply(site({"number": "22334455", "open": {"ring": ["101"]}}))
    assert not any(row.startswith("22-04-01 1 ") for row in bench.rows())


def test_a_queue_with_announcements_is_reached_through_a_ring_group(bench: Bench) -> None:
    queue = {"name": "Sales", "pilot": "190", "agents": ["101"], "announcements": [{"greeting": "wait"}]}
    bench.exchange.state.commit_message(1, b"", "0" * 64, "")
    bench.slots = {"greetings": {"wait": 1}}
    bench.apply(site({"number": "22334455", "open": {"queue": "Sales"}}, queues=[queue]))
    rows = bench.rows()
    assert (rows["22-11-05 1"], rows["41-03-01 2 1"]) == ("2", "1")
    assert "22-11-02 1" not in rows


def test_a_queue_without_announcements_is_reached_by_its_pilot(bench: Bench) -> None:
    queue = {"name": "Sales", "pilot": "190", "agents": ["101"]}
    bench.apply(site({"number": "22334455", "open": {"queue": "Sales"}}, queues=[queue]))
    assert bench.rows()["22-11-02 1"] == "190"


def test_voice_mail_after_ringing_is_the_mailbox_of_the_number_that_rang(bench: Bench) -> None:
    boxes = [{"number": "101", "user": "101"}]
    bench.apply(site({"number": "22334455", "open": {"user": "101", "then": {"mailbox": "101"}}}, mailboxes=boxes))
    assert bench.rows()["22-11-05 1"] == "102"
    text = refusal(bench, {"number": "22334455", "open": {"user": "102", "then": {"mailbox": "101"}}}, mailboxes=boxes)
    assert "the voice mail answers with the mailbox of the number that rang, which is not 101" in text


def test_more_steps_than_an_entry_holds_are_refused(bench: Bench) -> None:
    then = {"ring": ["102"], "then": {"ring": ["103"]}}
    assert "has more steps than an entry holds" in refusal(
        bench, {"number": "22334455", "open": {"ring": ["101"], "then": then}}
    )


def test_the_trunks_of_the_group_follow_the_schedule(bench: Bench) -> None:
    route = {"number": "22334455", "schedule": "open", "open": {"user": "101"}, "closed": {"user": "102"}}
    text = refusal(bench, route, schedules=[{**OPEN, "trunks": ["1-29"]}])
    assert "trunk 30 of trunk group 1 does not follow the schedule open; add it to the schedule's trunks" in text


def test_what_a_route_names_must_be_there(bench: Bench) -> None:
    assert "there is no hunt group 'Support'" in refusal(bench, {"number": "1234", "open": {"hunt_group": "Support"}})
    assert "104 does not exist: no user has that extension" in refusal(
        bench, {"number": "1234", "open": {"ring": ["101", "104"]}}
    )


def test_deleting_a_user_takes_him_out_of_the_route_in_the_same_plan(bench: Bench) -> None:
    bench.apply(site({"number": "22334455", "open": {"user": "103"}}))
    rest = {**site({"number": "22334455", "open": {"user": "101"}}), "users": PEOPLE[:2]}
    bench.apply(rest, most_deletions=5)
    assert bench.rows()["22-11-02 1"] == "101"


def test_deleting_a_user_that_an_unmanaged_route_names_is_refused_with_the_list(bench: Bench) -> None:
    bench.apply(site({"number": "22334455", "open": {"user": "103"}}))
    with pytest.raises(PlanRefused) as caught:
        bench.draft({"users": PEOPLE[:2]})
    assert "cannot be deleted while it is referred to by DDI entry: target 1 (22-11-02)" in str(caught.value)


def test_a_route_that_goes_leaves_no_entry_behind(bench: Bench) -> None:
    bench.apply(site({"number": "22334455", "open": {"user": "101"}}, {"number": "22334466", "open": {"user": "102"}}))
    bench.apply(site({"number": "22334466", "open": {"user": "102"}}))
    rows = bench.rows()
    assert not any(row.startswith("22-11") and row.endswith(" 1") for row in rows)
    assert rows["22-11-01 2"] == "4466"


def test_the_full_number_is_kept_in_the_slots(bench: Bench) -> None:
    bench.apply(site({"number": "22334455", "open": {"user": "101"}}))
    assert bench.slots["incoming_routes"] == {"22334455": 1}
    assert bench.gather().site["incoming_routes"][0]["number"] == "22334455"


def test_merged_changes_only_the_route_that_it_names(bench: Bench) -> None:
    bench.apply(site({"number": "22334455", "open": {"user": "101"}}, {"number": "22334466", "open": {"user": "102"}}))
    draft = bench.draft(
        {"incoming_routes": [{"number": "22334466", "trunk_group": 1, "open": {"user": "103"}}]}, "merged"
    )
    assert sentences(draft) == ["change incoming route 22334466: open user 103 instead of user 102"]


def test_a_position_is_reached_by_its_extension_and_reads_back_as_it(bench: Bench) -> None:
    positions = [{"name": "Reception", "number": 2, "extension": "102"}]
    route = {"number": "22334455", "open": {"answering_position": "Reception"}}
    bench.apply(site(route, answering_positions=positions))
    assert bench.rows()["22-11-02 1"] == "102"
    draft = bench.draft(site(route, answering_positions=positions))
    assert not draft.operations
    assert draft.before["incoming_routes"] == draft.after["incoming_routes"]


def test_what_comes_after_a_greeting_reads_back_as_it_was_written(bench: Bench) -> None:
    bench.exchange.state.commit_message(1, b"", "0" * 64, "")
    bench.slots = {"greetings": {"closed": 1}}
    route = {"number": "22334455", "trunk_group": 1, "open": {"greeting": "closed", "then": {"user": "101"}}}
    bench.apply(site(route))
    assert bench.gather().site["incoming_routes"] == [route]
