"""The overflow of an answering position and the forwarding of its extension are one thing on the exchange."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from tests.unit.instant import Bench, sentences

RECEPTION = {"name": "Reception", "number": 2, "extension": "102", "overflow": {"hunt_group": "Support"}}


def site(forward: Any = None, **more: Any) -> dict[str, Any]:
    """Two users, of whom 102 may forward, a hunt group and a position."""
    users: list[dict[str, Any]] = [{"extension": number, "name": f"User {number}"} for number in ("101", "102")]
    if forward is not None:
        users[1]["forward"] = forward
    group = {"name": "Support", "pilot": "180", "members": ["101"]}
    return {"users": users, "hunt_groups": [group], "answering_positions": [RECEPTION], **more}


@pytest.mark.parametrize(
    "forward",
    [
        {"all": "101"},
        {"busy": "180"},
        {"busy": "180", "no_answer": "101"},
        {"busy": "180", "no_answer": {"inside": "180", "outside": "101"}, "enforce": True},
        "off",
    ],
)
@pytest.mark.parametrize("state", ["overridden", "merged"])
def test_a_forward_that_says_otherwise_is_refused(bench: Bench, forward: Any, state: str) -> None:
    with pytest.raises(PlanRefused) as caught:
        bench.draft(site(forward), state)
    text = str(caught.value)
    assert "user 102 User 102, forward: " in text
    assert "the overflow of answering position Reception is hunt group Support" in text


def test_a_forward_that_says_the_same_is_no_contradiction(bench: Bench) -> None:
    bench.apply(site())
    draft = bench.draft(site({"busy": "180", "no_answer": "180"}))
    assert (draft.operations, draft.warnings) == ((), ())


def test_a_forward_that_says_the_same_follows_the_overflow_without_a_warning(bench: Bench) -> None:
    bench.apply(site(answering_positions=[{**RECEPTION, "overflow": {"user": "101"}}]))
    draft = bench.draft(site({"busy": "180", "no_answer": "180"}))
    assert draft.warnings == ()
    assert "180" in [step.after for operation in draft.operations for step in operation.steps]


def test_two_positions_at_one_extension_with_different_overflows_are_refused(bench: Bench) -> None:
    other = {"name": "Night desk", "number": 3, "extension": "102", "overflow": {"user": "101"}}
    with pytest.raises(
        PlanRefused,
        match="answering position Night desk, overflow: is user 101, and that of answering "
        "position Reception, at the same extension, is hunt group Support",
    ):
        bench.draft(site(answering_positions=[RECEPTION, other]))


def test_what_is_gathered_says_it_once(bench: Bench) -> None:
    bench.apply(site())
    gathered = bench.gather().site
    assert gathered["answering_positions"] == [RECEPTION]
    assert gathered["users"] == site()["users"]
    assert bench.draft(dict(gathered)).operations == ()


def test_a_forwarding_that_no_overflow_says_stays_the_users(bench: Bench) -> None:
    bench.apply(site())
    bench.poke("24-09-02", "102", "101")
    gathered = bench.gather().site
    assert gathered["users"][1]["forward"] == {"busy": "180", "no_answer": {"inside": "180", "outside": "101"}}
    assert "overflow" not in gathered["answering_positions"][0]
    assert bench.draft(dict(gathered)).operations == ()


def test_without_the_positions_the_forwarding_is_told_of_the_user(bench: Bench) -> None:
    bench.apply(site())
    draft = bench.draft({"users": site()["users"]})
    assert draft.before["users"][1]["forward"] == {"busy": "180", "no_answer": "180"}


def test_the_forecast_says_it_once_too(bench: Bench) -> None:
    bench.apply(site())
    draft = bench.draft(site(answering_positions=[{**RECEPTION, "overflow": {"user": "101"}}]))
    assert "forward" not in draft.after["users"][1]
    assert draft.after["answering_positions"][0]["overflow"] == {"user": "101"}


def test_a_forward_that_replaces_the_overflow_of_a_position_nobody_named_says_so(bench: Bench) -> None:
    bench.apply(site())
    changed = [{"extension": "102", "forward": {"all": "101", "enforce": True}}]
    draft = bench.draft({"users": changed}, "merged")
    assert sentences(draft) == ["change user 102 User 102: forward all 101 instead of busy 180, no answer 180"]
    assert draft.warnings == (
        "user 102 User 102: the forward replaces the overflow of answering position Reception, hunt group Support, "
        "which is held as the forwarding of its extension",
    )


def test_a_type_of_forwarding_without_a_number_is_no_overflow(bench: Bench) -> None:
    bench.apply(site(answering_positions=[{**RECEPTION, "overflow": {"user": "101"}}]))
    for item in ("24-09-02", "24-09-03", "24-09-04", "24-09-05"):
        bench.poke(item, "102", "")
    assert "overflow" not in bench.gather().site["answering_positions"][0]
