"""The judge of the matrix finds what it should: each of these is a loss."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Outcome
from tests.matrix.cases import site
from tests.matrix.stage import NAME, Attempt, Native, Stage
from tests.matrix.verdict import Loss, judge, names


@pytest.fixture
def left(stage: Stage) -> Attempt:
    """An apply that left the greeting, a name and a number behind."""
    stage.reset()
    stage.settle(site(new=False))
    attempt = stage.attempt(site(new=True), {"full_disk": 4}, "telnet")
    assert judge(stage, attempt, None) == "left"
    return attempt


def outcome_of(attempt: Attempt) -> Outcome:
    assert attempt.outcome is not None
    return attempt.outcome


@pytest.mark.parametrize(
    "spoil",
    [
        lambda attempt: replace(attempt, outcome=replace(outcome_of(attempt), left=outcome_of(attempt).left[1:])),
        lambda attempt: replace(
            attempt,
            outcome=replace(outcome_of(attempt), left=(*outcome_of(attempt).left, "name 102 (15-01-01) holds ''")),
        ),
        lambda attempt: replace(attempt, outcome=replace(outcome_of(attempt), end="all old", left=())),
        lambda attempt: replace(attempt, outcome=replace(outcome_of(attempt), reason="")),
        lambda attempt: replace(attempt, outcome=None, error="nothing was written"),
        lambda attempt: replace(attempt, journal=None),
    ],
    ids=["not told", "told and not so", "all old", "no reason", "before the first write", "no journal"],
)
def test_a_loss_is_found(stage: Stage, left: Attempt, spoil: Callable[[Attempt], Attempt]) -> None:
    with pytest.raises(Loss):
        judge(stage, spoil(left), None)


def test_a_journal_that_says_something_else_is_found(stage: Stage, left: Attempt) -> None:
    stage.fleet.poke(NAME, "15-01-01", "101", "Somebody")
    with pytest.raises(Loss, match="the journal says"):
        judge(stage, left, None)


def test_all_new_is_compared(stage: Stage) -> None:
    stage.reset()
    attempt = stage.attempt(site(new=False), {}, "telnet")
    assert judge(stage, attempt, attempt.there) == "all new"
    with pytest.raises(Loss, match="all new, it says"):
        judge(stage, attempt, Native({}, {}))


def test_a_target_is_named_whole() -> None:
    sentence = "DDI entry: transfer destination 1 1 (22-11-05) holds '3' instead of '2'"
    assert names(sentence, "22-11-05 1")
    assert not names(sentence, "22-11-05 2")
    assert not names("VRS STORE 11 AUDIO: it was refused", "VRS 1")
    assert names("message 1 holds another recording than expected", "VRS 1")


def test_a_number_that_is_taken_over_on_another_port_has_the_priority_of_that_port(stage: Stage) -> None:
    """Found by the soak: what the journal says of it was the priority of the port that gave the number up."""
    before = site(new=False)
    people = [user for user in before["users"] if user["extension"] not in ("104", "401")]
    pair = [{"extension": "401", "name": "Kari", "port": 5}, {"extension": "104", "name": "Per", "port": 4}]
    before["users"] = [*people, *pair]
    before["hunt_groups"][0]["members"] = ["401"]
    stage.reset()
    stage.settle(before)
    after = {**before, "users": [*people, {"extension": "401", "name": "Per", "port": 4}]}
    after["hunt_groups"] = [{**before["hunt_groups"][0], "members": []}]
    attempt = stage.attempt(after, {}, "telnet")
    steps = [step.target for operation in outcome_of(attempt).plan.operations for step in operation.steps]
    assert {"16-02-02 401", "11-02-01 4", "11-02-01 5"} <= set(steps)
    assert judge(stage, attempt, None) == "all new"
