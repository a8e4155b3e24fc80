"""No number leads to nobody while a plan is carried out: what led to somebody changes before he goes."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Draft
from tests.unit.instant import Bench, sentences

USERS = [{"extension": number, "name": f"User {number}"} for number in ("111", "112", "113")]
WITHOUT = USERS[:1] + USERS[2:]
SUPPORT = {"name": "Support", "pilot": "180", "members": ["111"]}
OTHERS: dict[str, Any] = {"hunt_groups": [SUPPORT], "queues": [{"name": "Sales", "agents": ["111"], "pilot": "190"}]}

LED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a route": (
        {"incoming_routes": [{"number": "22334455", "trunk_group": 1, "open": {"user": "112"}}]},
        {"incoming_routes": [{"number": "22334455", "trunk_group": 1, "open": {"user": "111"}}]},
    ),
    "telephones that ring together": (
        {"incoming_routes": [{"number": "22334455", "trunk_group": 1, "open": {"ring": ["111", "112"]}}]},
        {"incoming_routes": [{"number": "22334455", "trunk_group": 1, "open": {"ring": ["111", "113"]}}]},
    ),
    "an overflow": (
        {"queues": [{**OTHERS["queues"][0], "overflow": {"after": 30, "to": {"ring": ["112"]}}}]},
        {"queues": [{**OTHERS["queues"][0], "overflow": {"after": 30, "to": {"ring": ["111"]}}}]},
    ),
    "a position": (
        {"answering_positions": [{"name": "Desk", "number": 1, "extension": "112"}]},
        {"answering_positions": [{"name": "Desk", "number": 1, "extension": "113"}]},
    ),
    "the overflow of a position": (
        {"answering_positions": [{"name": "Desk", "number": 1, "extension": "113", "overflow": {"user": "112"}}]},
        {"answering_positions": [{"name": "Desk", "number": 1, "extension": "113", "overflow": {"user": "111"}}]},
    ),
    "a forward": (
        {"users": [{**USERS[0], "forward": {"all": "112", "enforce": True}}, *USERS[1:]]},
        {"users": [{**USERS[0], "forward": {"all": "113", "enforce": True}}, *WITHOUT[1:]]},
    ),
}


def leads_to_nobody(bench: Bench, draft: Draft) -> list[str]:
    """The commands after which a row names an extension or a pilot that nobody has (as no row did before)."""
    rows = dict(bench.rows())
    watched = ("22-11-02", "22-04-01", "24-09-0", "20-17-01")
    found: list[str] = []
    for operation in draft.operations:
        for step in operation.steps:
            rows[step.target] = step.after
            emptied = [str(100 + port) for port in range(1, 20) if rows.get(f"11-02-01 {port}") == ""]
            led = [key for key, value in rows.items() if key.startswith(watched) and value in emptied]
            if led:
                found.append(f"{step.command}: {led}")
    return found


@pytest.mark.parametrize("what", LED)
def test_what_led_to_somebody_changes_before_he_goes(bench: Bench, what: str) -> None:
    before, after = LED[what]
    bench.apply({"users": USERS, **OTHERS, **before})
    site = {"users": WITHOUT, **OTHERS, **after}
    draft = bench.draft(site)
    assert leads_to_nobody(bench, draft) == []
    assert sentences(draft)[-1] == "delete user 112 User 112 from port 12"
    old = dict(bench.rows())
    outcome = bench.apply(site)
    assert outcome.end == "all new", outcome.reason
    session = bench.open()
    steps = [step for operation in draft.operations for step in operation.steps]
    assert all(session.send(step.undo).done for step in reversed(steps))
    assert bench.rows() == old


def test_a_route_leads_to_the_new_user_before_the_old_one_goes(bench: Bench) -> None:
    route = {"number": "22334455", "trunk_group": 1, "open": {"user": "112"}}
    bench.apply({"users": USERS, "incoming_routes": [route]})
    new = {"extension": "401", "name": "New"}
    draft = bench.draft({"users": [*WITHOUT, new], "incoming_routes": [{**route, "open": {"user": "401"}}]})
    assert [operation.action for operation in draft.operations] == ["add", "change", "delete"]


def test_whoever_needs_the_number_of_somebody_who_goes_comes_after_him(bench: Bench) -> None:
    bench.apply({"users": USERS, "hunt_groups": []})
    site = {"users": WITHOUT, "hunt_groups": [{"name": "Support", "pilot": "112", "members": ["111"]}]}
    draft = bench.draft(site)
    assert [operation.action for operation in draft.operations] == ["delete", "add", "members"]
    assert bench.apply(site).end == "all new"


def test_a_group_goes_after_the_route_that_led_to_it(bench: Bench) -> None:
    route = {"number": "22334455", "trunk_group": 1, "open": {"hunt_group": "Support"}}
    bench.apply({"users": USERS, "hunt_groups": [SUPPORT], "incoming_routes": [route]})
    draft = bench.draft({"users": USERS, "hunt_groups": [], "incoming_routes": [{**route, "open": {"user": "111"}}]})
    assert [(operation.kind, operation.action) for operation in draft.operations] == [
        ("incoming_routes", "change"),
        ("hunt_groups", "delete"),
    ]
