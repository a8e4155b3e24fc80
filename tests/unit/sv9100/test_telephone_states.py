"""What people set at their telephones is told: do-not-disturb, and which agents are logged in."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.platform import ReadFailed
from simulator.replies import Reply
from simulator.telephones import set_at_telephone
from tests.unit.instant import Bench

SITE: dict[str, Any] = {
    "users": [{"extension": number, "name": f"User {number}"} for number in ("101", "102", "103")],
    "queues": [{"name": "Sales", "agents": ["101", "102"]}, {"name": "Support", "agents": ["103"]}],
}


def facts(bench: Bench) -> dict[str, Any]:
    """What ``pbx_site_info`` tells."""
    return dict(bench.platform.facts("oslo", bench.open(), bench.platform.read("oslo", bench.open()), bench.wish(SITE)))


def test_who_wants_no_calls_and_who_is_logged_in_is_told(bench: Bench) -> None:
    bench.apply(SITE)
    state = bench.exchange.state
    set_at_telephone(state, "102", "logged-in", on=False)
    set_at_telephone(state, "103", "do-not-disturb", on=True)
    told = facts(bench)
    assert told["do_not_disturb"] == ["103"]
    assert told["agents"] == {
        "Sales": {"logged_in": ["101"], "logged_out": ["102"]},
        "Support": {"logged_in": ["103"], "logged_out": []},
    }


def test_what_people_set_makes_no_plan(bench: Bench) -> None:
    bench.apply(SITE)
    set_at_telephone(bench.exchange.state, "102", "logged-in", on=False)
    set_at_telephone(bench.exchange.state, "103", "do-not-disturb", on=True)
    assert not bench.draft(SITE).operations


def test_a_row_that_cannot_be_read_is_an_error(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.commands.Interpreter._telephones", lambda *_words: Reply(["101 ASLEEP"]))
    with pytest.raises(ReadFailed, match="TELEPHONES was answered with a row that cannot be read: '101 ASLEEP'"):
        facts(bench)
