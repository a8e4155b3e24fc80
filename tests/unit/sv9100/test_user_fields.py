"""What is programmed for a user beside number, port and name."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from tests.unit.instant import Bench, sentences


def people(*users: dict[str, Any]) -> dict[str, Any]:
    """A site with users 101 and 102, who differ by what is given."""
    given = [*users, {}, {}][:2]
    return {
        "users": [
            {"extension": "101", "name": "Kari", **given[0]},
            {"extension": "102", "name": "Ola", **given[1]},
        ]
    }


def test_class_of_service_by_day_and_night(bench: Bench) -> None:
    bench.apply(people({}, {"class_of_service": {"day": 2, "night": 5, "mode_4": 9}}))
    rows = bench.rows()
    held = {mode: rows[f"20-06-01 102 {mode}"] for mode in range(1, 9)}
    assert held == {1: "2", 2: "5", 3: "5", 4: "9", 5: "2", 6: "5", 7: "5", 8: "5"}


@pytest.mark.parametrize(
    ("forward", "rows"),
    [
        ({"all": "180"}, {"24-09-01": "3", "24-09-02": "180", "24-09-03": "180"}),
        ({"both_ring": "180"}, {"24-09-01": "1", "24-09-02": "180", "24-09-03": "180"}),
        ({"no_answer": {"inside": "180", "outside": "9180"}}, {"24-09-01": "2", "24-09-02": "9180", "24-09-03": "180"}),
        ({"busy": "180"}, {"24-09-01": "5", "24-09-04": "180", "24-09-05": "180"}),
        (
            {"busy": "181", "no_answer": "180"},
            {"24-09-01": "4", "24-09-02": "180", "24-09-03": "180", "24-09-04": "181", "24-09-05": "181"},
        ),
    ],
)
def test_every_type_of_forwarding(bench: Bench, forward: dict[str, Any], rows: dict[str, str]) -> None:
    bench.apply(people({}, {"forward": forward}))
    assert {row.removesuffix(" 102"): data for row, data in bench.rows().items() if row.startswith("24-09")} == rows
    assert bench.gather().site["users"][1]["forward"] == forward


def test_forwarding_is_set_at_creation_and_afterwards_the_users_own(bench: Bench) -> None:
    bench.apply(people({}, {"forward": {"all": "180"}}))
    bench.poke("24-09-01", "102", "0")
    draft = bench.draft(people({}, {"forward": {"all": "180"}}))
    assert not draft.operations
    assert draft.warnings == (
        "user 102 Ola: forward is not set, the site file says all 180; it is the user's own and left as it is "
        "(enforce: true changes it)",
    )


def test_forwarding_that_is_enforced_is_put_back(bench: Bench) -> None:
    bench.apply(people({}, {"forward": {"all": "180"}}))
    bench.poke("24-09-01", "102", "0")
    draft = bench.draft(people({}, {"forward": {"all": "180", "enforce": True}}))
    assert [step.command for step in draft.operations[0].steps] == ["WRITE 24-09-01 102 = 3"]


def test_a_key_is_cleared_before_it_gets_a_new_meaning(bench: Bench) -> None:
    bench.apply(people({}, {"keys": [{"key": 5, "function": "night_mode", "data": "0"}]}))
    changed = people({}, {"keys": [{"key": 5, "code": "01", "data": "101", "enforce": True}]})
    commands = [step.command for operation in bench.draft(changed).operations for step in operation.steps]
    assert commands == ["WRITE 15-07-01 102 5 = 00", "WRITE 15-07-01 102 5 = 01 101"]
    assert bench.apply(changed).end == "all new"


def test_a_virtual_extension_on_a_key_rings_and_is_silenced_before_it_goes(bench: Bench) -> None:
    virtual = {"extension": "201", "name": "Vakt", "virtual": True}
    key = {"key": 7, "function": "virtual_extension", "data": "201", "ring": "delayed"}
    site = people({}, {"keys": [key]})
    site["users"].append(virtual)
    assert bench.apply(site).end == "all new"
    rows = bench.rows()
    assert (rows["15-07-01 102 7"], rows["15-09-01 102 7 1"], rows["15-11-01 102 7 8"]) == ("*03 201", "1", "1")
    site["users"][1] = {**site["users"][1], "keys": [{"key": 8, "function": "voice_mail", "enforce": True}]}
    outcome = bench.apply(site)
    assert outcome.end == "all new", outcome.reason
    assert not any(row.startswith(("15-09", "15-11")) for row in bench.rows())


def test_a_virtual_extension_stands_on_a_virtual_port(bench: Bench) -> None:
    bench.apply({"users": [{"extension": "455", "name": "Vakt", "virtual": True}]})
    assert bench.rows()["11-04-01 1"] == "455"
    assert bench.gather().site["users"] == [{"extension": "455", "name": "Vakt", "virtual": True}]


def test_pickup_group_that_a_user_names(bench: Bench) -> None:
    site = {**people({"pickup_group": "Front"}, {"pickup_group": "Front"}), "pickup_groups": [{"name": "Front"}]}
    bench.apply(site)
    assert {row: data for row, data in bench.rows().items() if row.startswith("23-02")} == {
        "23-02-01 101": "2",
        "23-02-01 102": "2",
    }
    assert bench.gather().site["pickup_groups"] == [{"name": "Front", "members": ["101", "102"]}]


def test_pickup_group_that_is_not_there(bench: Bench) -> None:
    with pytest.raises(PlanRefused, match="user 101 Kari, pickup_group: there is no pickup group 'Front'"):
        bench.draft(people({"pickup_group": "Front"}))


def test_leaving_the_pickup_group_is_going_back_to_the_first(bench: Bench) -> None:
    members = {"pickup_groups": [{"name": "Front", "members": ["101", "102"]}]}
    bench.apply({**people(), **members})
    draft = bench.draft({**people(), "pickup_groups": [{"name": "Front", "members": ["102"]}]})
    assert sentences(draft) == ["change pickup group Front: members 102 instead of 101, 102"]
    assert "WRITE 23-02-01 101 = 1" in [step.command for step in draft.operations[0].steps]


def test_pickup_group_of_a_user_is_not_ignored_where_pickup_groups_are_not_managed(bench: Bench) -> None:
    bench.apply({**people(), "pickup_groups": [{"name": "Front", "members": ["101"]}]})
    bench.apply({"users": [{"extension": "102", "pickup_group": "Front"}]}, "merged")
    assert bench.gather().site["pickup_groups"] == [{"name": "Front", "members": ["101", "102"]}]
