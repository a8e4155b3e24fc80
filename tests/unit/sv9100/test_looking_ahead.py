"""A task that says little is checked against everything that the exchange holds, before and after."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.checks.silences import Silence
from ansible_collections.sentral.nec.plugins.module_utils.model.checks.surroundings import Surroundings
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from ansible_collections.sentral.nec.plugins.plugin_utils.looking_ahead import look_ahead
from tests.unit.instant import TODAY, Bench

SITE: dict[str, Any] = {
    "users": [
        {"extension": "111", "name": "Kari", "forward": {"no_answer": "112"}},
        {"extension": "112", "name": "Ola"},
        {"extension": "113", "name": "Per"},
    ],
    "queues": [{"name": "Sales", "agents": ["113"], "pilot": "190"}],
    "hunt_groups": [{"name": "Support", "pilot": "180", "members": ["113"]}],
    "incoming_routes": [
        {"number": "22334401", "trunk_group": 1, "open": {"queue": "Sales"}},
        {"number": "22334402", "trunk_group": 1, "open": {"user": "111", "then": {"hunt_group": "Support"}}},
    ],
}


@pytest.fixture
def full(bench: Bench) -> Bench:
    """An exchange with a site."""
    bench.apply(SITE)
    return bench


def ahead(bench: Bench, site: dict[str, Any], state: str = "merged", silences: tuple[Silence, ...] = ()) -> list[str]:
    """What is said of a task."""
    draft = bench.draft(site, state)
    return look_ahead("oslo", draft, Surroundings(datetime.date.fromisoformat(TODAY)), silences)


def refusal(bench: Bench, site: dict[str, Any], state: str = "merged") -> str:
    """Why a task is refused."""
    with pytest.raises(PlanRefused) as caught:
        ahead(bench, site, state)
    return str(caught.value)


def forward(extension: str, **to: str) -> dict[str, Any]:
    """Somebody's forwarding, whatever he has now."""
    return {"users": [{"extension": extension, "forward": {**to, "enforce": True}}]}


def test_a_forward_that_closes_a_circle_is_refused(full: Bench) -> None:
    text = refusal(full, forward("112", no_answer="111"))
    assert text == "oslo: user 111 Kari, forward: leads in a circle: user 111 → user 112 → user 111 (WAY002)"


def test_a_queue_whose_last_agent_goes_is_refused_with_the_route_that_leads_there(full: Bench) -> None:
    text = refusal(full, {"queues": [{"name": "Sales", "agents": []}]})
    assert "queue Sales: has neither agents nor an overflow; callers would wait for nobody (WAY003)" in text
    assert "incoming route 22334401, open: leads to nobody: queue Sales has no agents and has no overflow" in text


def test_a_warning_is_said_unless_it_is_silenced(full: Bench) -> None:
    empty = {"hunt_groups": [{"name": "Support", "members": []}]}
    assert ahead(full, empty) == [
        "hunt group Support, members: can be called and has no members; callers hear the busy tone (WAY004)"
    ]
    assert ahead(full, empty, silences=(Silence("WAY004", "meant"),)) == []


def test_what_was_wrong_before_is_no_reason_against_a_change(full: Bench) -> None:
    full.apply(forward("112", no_answer="111"), "merged")
    assert ahead(full, {"users": [{"extension": "111", "name": "Kari B"}]}) == []
    assert ahead(full, forward("112", busy="113")) == []


def test_a_plan_that_does_nothing_is_not_looked_at(full: Bench) -> None:
    full.apply(forward("112", no_answer="111"), "merged")
    assert ahead(full, forward("112", no_answer="111")) == []


def test_the_exchanges_own_times_count(full: Bench) -> None:
    late = {"users": [{"extension": "112", "forward": {"no_answer": "113", "enforce": True}}]}
    full.poke("24-02-03", "1", "5")
    assert ahead(full, late) == []
    full.poke("24-02-03", "1", "30")
    full.poke("22-01-06", "1", "70")
    assert ahead(full, late) == []
    full.poke("22-01-06", "1", "60")
    assert ahead(full, late) == [
        "incoming route 22334402, open: goes on after 60 s, before user 111 → user 112 → user 113 has come, which "
        "takes 60 s (TIM001)"
    ]


def test_the_checks_can_read_what_every_kind_becomes(full: Bench) -> None:
    site = {
        "answering_positions": [{"name": "Desk", "number": 1, "extension": "112"}],
        "mailboxes": [{"number": "111", "user": "111"}],
        "pickup_groups": [{"name": "Front", "members": ["111"]}],
        "schedules": [
            {"name": "hours", "weekly": {"monday": ["08:00-16:00"]}, "exceptions": [{"date": "2026-12-24", "open": []}]}
        ],
    }
    assert ahead(full, site) == []
