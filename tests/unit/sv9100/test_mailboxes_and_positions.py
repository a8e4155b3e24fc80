"""Mailboxes of users and groups, and answering positions."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from simulator.mailboxes import keep_messages as set_kept
from tests.unit.instant import Bench

PEOPLE = [{"extension": number, "name": f"User {number}"} for number in ("101", "102", "400")]
GROUP = {"name": "Support", "pilot": "180", "members": ["101"]}


def site(**more: Any) -> dict[str, Any]:
    """Three users, a hunt group, and more."""
    return {"users": PEOPLE, "hunt_groups": [GROUP], **more}


def refusal(bench: Bench, **more: Any) -> str:
    """Why a site is refused."""
    with pytest.raises(PlanRefused) as caught:
        bench.draft(site(**more))
    return str(caught.value)


def keep_messages(bench: Bench, box: int, count: int) -> None:
    """Let a station mailbox keep messages."""
    set_kept(bench.exchange.state, "STATION", str(box), count)


def test_the_box_with_the_users_number_is_his(bench: Bench) -> None:
    bench.apply(site(mailboxes=[{"number": "101", "user": "101", "messages": 5}]))
    assert bench.rows()["47-02-03 1"] == "5"


def test_a_new_number_gets_a_box_that_nobody_has(bench: Bench) -> None:
    bench.apply(site(mailboxes=[{"number": "400", "user": "400"}]))
    rows = bench.rows()
    assert rows["47-02-02 3"] == "400"  # boxes 1 and 2 are those of 101 and 102


def test_a_group_box_has_the_number_of_the_pilot(bench: Bench) -> None:
    bench.apply(site(mailboxes=[{"number": "180", "group": "Support", "keep_days": 30}]))
    rows = bench.rows()
    assert (rows["47-03-02 1"], rows["47-06-04 1"]) == ("180", "30")


def test_a_box_that_goes_is_switched_off(bench: Bench) -> None:
    bench.apply(site(mailboxes=[{"number": "101", "user": "101", "messages": 5}]))
    bench.apply(site(mailboxes=[]))
    assert bench.rows()["47-02-01 1"] == "0"


def test_a_box_that_keeps_messages_is_not_given_to_the_next_owner(bench: Bench) -> None:
    keep_messages(bench, 3, 3)
    bench.apply(site(mailboxes=[{"number": "400", "user": "400"}]))
    assert bench.rows()["47-02-02 4"] == "400"


def test_kept_messages_of_an_earlier_owner_are_heard_only_when_that_is_accepted(bench: Bench) -> None:
    bench.apply(site(mailboxes=[{"number": "400", "user": "400"}]))
    keep_messages(bench, 3, 3)
    bench.poke("47-02-02", "3", "102")
    box = {"number": "400", "user": "400"}
    text = refusal(bench, mailboxes=[box])
    assert "station mailbox 3 keeps 3 messages of 102, which the next owner would hear" in text
    assert bench.draft(site(mailboxes=[{**box, "accept_kept_messages": True}])).operations


def test_a_position_is_an_operator_number_with_an_extension(bench: Bench) -> None:
    positions = [{"name": "Reception", "number": 2, "extension": "102", "overflow": {"hunt_group": "Support"}}]
    bench.apply(site(answering_positions=positions))
    rows = bench.rows()
    assert rows["20-17-01 2"] == "102"
    assert (rows["24-09-01 102"], rows["24-09-03 102"], rows["24-09-05 102"]) == ("4", "180", "180")
    assert bench.gather().site["answering_positions"] == positions


def test_the_overflow_follows_the_pilot_of_its_group(bench: Bench) -> None:
    positions = [{"name": "Reception", "number": 2, "extension": "102", "overflow": {"hunt_group": "Support"}}]
    bench.apply(site(answering_positions=positions))
    bench.apply({**site(answering_positions=positions), "hunt_groups": [{**GROUP, "pilot": "181"}]})
    assert bench.rows()["24-09-03 102"] == "181"


def test_a_virtual_extension_is_no_position(bench: Bench) -> None:
    users = [*PEOPLE, {"extension": "201", "name": "Vakt", "virtual": True}]
    with pytest.raises(PlanRefused, match="201 is a virtual extension, which cannot be a position"):
        bench.draft({"users": users, "answering_positions": [{"name": "Night", "number": 1, "extension": "201"}]})


def test_a_renumbered_user_keeps_his_position(bench: Bench) -> None:
    positions = [{"name": "Reception", "number": 2, "extension": "102"}]
    bench.apply(site(answering_positions=positions))
    moved = [PEOPLE[0], {"extension": "402", "name": "User 102"}, PEOPLE[2]]
    bench.apply({"users": moved})
    assert bench.rows()["20-17-01 2"] == "402"
