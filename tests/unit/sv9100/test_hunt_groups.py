"""Hunt groups: slots, pilots, members and their order."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from tests.unit.instant import Bench, sentences

USERS = [{"extension": number, "name": f"Nr {number}"} for number in ("101", "102", "103")]


def site(*groups: dict[str, Any], users: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """A site with three users and these groups."""
    return {"users": USERS if users is None else users, "hunt_groups": list(groups)}


def test_no_group_uses_the_first_where_everybody_starts(bench: Bench) -> None:
    assert bench.apply(site({"name": "Support"})).plan.slots["hunt_groups"] == {"Support": 2}


def test_group_without_slot_is_known_by_its_pilot(bench: Bench) -> None:
    bench.apply(site({"name": "Support", "pilot": "400"}))
    draft = bench.draft(site({"name": "Service", "pilot": "400"}), slots={})
    assert sentences(draft) == ['change hunt group Service: called "Service" instead of "Support"']
    assert draft.slots["hunt_groups"] == {"Service": 2}


def test_group_is_never_guessed_by_its_shown_name(bench: Bench) -> None:
    bench.apply(site({"name": "Support"}))
    draft = bench.draft({"hunt_groups": [{"name": "Support"}]}, "merged", slots={})
    assert sentences(draft) == ["add hunt group Support as department group 3: no pilot, priority"]


def test_slot_follows_a_group_whose_pilot_was_changed_by_hand(bench: Bench) -> None:
    bench.apply(site({"name": "Support", "pilot": "400"}))
    bench.poke("11-07-01", "2", "455")
    draft = bench.draft(site({"name": "Support", "pilot": "400"}))
    assert sentences(draft) == ["change hunt group Support: pilot 400 instead of 455"]


def test_members_ring_in_the_order_of_the_list(bench: Bench) -> None:
    bench.apply(site({"name": "Support", "members": ["103", "101", "102"]}))
    assert bench.gather().site["hunt_groups"][0]["members"] == ["103", "101", "102"]


def test_members_who_stay_in_order_are_not_written_again(bench: Bench) -> None:
    bench.apply(site({"name": "Support", "members": ["101", "103"]}))
    outcome = bench.apply(site({"name": "Support", "members": ["101", "102", "103"]}))
    assert not [command for command in outcome.plan.commands if " 101 " in command]


def test_users_who_name_the_group_come_after_its_members(bench: Bench) -> None:
    users = [{**USERS[0], "hunt_group": "Support"}, USERS[1], {**USERS[2], "hunt_group": "Support"}]
    bench.apply(site({"name": "Support", "members": ["102"]}, users=users))
    assert bench.gather().site["hunt_groups"][0]["members"] == ["102", "101", "103"]


def test_user_who_names_another_group_leaves_his_present_one(bench: Bench) -> None:
    bench.apply(site({"name": "A", "members": ["101", "102"]}, {"name": "B"}))
    bench.apply({"users": [{"extension": "101", "hunt_group": "B"}]}, "merged")
    assert [group["members"] for group in bench.gather().site["hunt_groups"]] == [["102"], ["101"]]


def test_member_taken_by_a_merged_group_leaves_the_other(bench: Bench) -> None:
    bench.apply(site({"name": "A", "members": ["101", "102"]}))
    bench.apply({"hunt_groups": [{"name": "B", "members": ["101"]}]}, "merged")
    assert [group["members"] for group in bench.gather().site["hunt_groups"]] == [["102"], ["101"]]


def test_groups_that_swap_members(bench: Bench) -> None:
    bench.apply(site({"name": "A", "members": ["101"]}, {"name": "B", "members": ["102"]}))
    bench.apply(site({"name": "A", "members": ["102"]}, {"name": "B", "members": ["101"]}))
    assert [group["members"] for group in bench.gather().site["hunt_groups"]] == [["102"], ["101"]]


@pytest.mark.parametrize("number", ["103", "201"])
def test_factory_number_may_be_a_member_where_users_are_not_managed(bench: Bench, number: str) -> None:
    bench.apply({"hunt_groups": [{"name": "Support", "members": [number]}]})
    assert bench.rows()[f"16-02-01 {number}"] == "2"


def test_member_that_nobody_has_is_refused(bench: Bench) -> None:
    with pytest.raises(
        PlanRefused, match="hunt group Support, members: 400 does not exist: no user has that extension"
    ):
        bench.draft({"hunt_groups": [{"name": "Support", "members": ["400"]}]})


def test_group_that_a_user_names_must_be_there(bench: Bench) -> None:
    with pytest.raises(PlanRefused, match="user 101 Nr 101, hunt_group: there is no hunt group 'Support'"):
        bench.draft({"users": [{**USERS[0], "hunt_group": "Support"}]})


def test_members_of_a_deleted_group_go_back_to_the_first(bench: Bench) -> None:
    bench.apply(site())
    before = bench.rows()
    bench.apply(site({"name": "Support", "pilot": "400", "members": ["101", "103"]}))
    bench.apply(site())
    assert bench.rows() == before


def test_group_in_which_nothing_differs_from_the_factory_is_remembered(bench: Bench) -> None:
    bench.apply(site({"name": "Support", "display_name": ""}))
    assert bench.apply(site({"name": "Support", "display_name": ""})).end == "nothing to do"
    assert bench.slots["hunt_groups"] == {"Support": 2}


def test_merged_keeps_the_shown_name_of_a_group_with_a_long_one(bench: Bench) -> None:
    bench.apply(site({"name": "Reception and Service", "display_name": "Front"}))
    outcome = bench.apply({"hunt_groups": [{"name": "Reception and Service", "distribution": "circular"}]}, "merged")
    assert outcome.plan.commands == ["WRITE 16-01-02 2 = 1"]


def test_no_group_is_free(bench: Bench) -> None:
    for group in range(2, 65):
        bench.poke("16-01-01", str(group), f"G{group}")
    with pytest.raises(PlanRefused, match="hunt group Support: no department group is free on the exchange"):
        bench.draft({"hunt_groups": [{"name": "Support"}]}, "merged")
