"""Every fault at every step of a plan, over SSH and telnet: all new, all old, or exactly what is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from tests.matrix.cases import CASES, Case, site
from tests.matrix.stage import LONG, Saved, Stage, Transport
from tests.matrix.verdict import Loss, judge

OLD, NEW = site(new=False), site(new=True)
STEPS = 17
COMMANDS = STEPS + 3
"""The greeting that is replaced is fetched first, and its upload takes two commands more than one write."""
LOOKS = 8
"""What will be written is read once more before that: seven programs, and the recordings."""


@pytest.fixture(scope="module")
def ends(stage: Stage) -> tuple[Saved, Saved]:
    """The old and the new site as the exchange holds them, with the old one on it."""
    stage.reset()
    stage.settle(OLD)
    stage.settle(NEW)  # the factory's number of a user that was never there goes here
    stage.settle(OLD)
    old = stage.keep()
    stage.settle(NEW)
    new = stage.keep()
    assert stage.settle(OLD) == old.native
    stage.put_back(new)
    assert stage.native() == new.native
    stage.put_back(old)
    assert stage.native() == old.native
    return old, new


def places(reads: int, case: Case, transport: Transport) -> list[int]:
    """The commands at which a fault has its turn: all that write, and some that read back; over SSH every fifth."""
    back = LOOKS + COMMANDS + reads
    if LONG:
        return list(range(1, back + 2))
    found = [1, LOOKS, *range(LOOKS + 1, LOOKS + COMMANDS + 2), LOOKS + COMMANDS + 5, back]
    return found if transport == "telnet" else found[CASES.index(case) % 5 :: 5]


def test_the_plan_is_the_one_that_is_meant(stage: Stage, ends: tuple[Saved, Saved]) -> None:
    stage.put_back(ends[0])
    attempt = stage.attempt(NEW, {}, "telnet")
    assert attempt.outcome is not None
    steps = [step for operation in attempt.outcome.plan.operations for step in operation.steps]
    assert len(steps) == STEPS
    assert attempt.outcome.writes == STEPS + 2
    assert len({step.target[:5].split(" ")[0] for step in steps}) == LOOKS
    kinds = {operation.kind for operation in attempt.outcome.plan.operations}
    assert {"users", "hunt_groups", "queues", "incoming_routes", "greetings", "schedules"} <= kinds


@pytest.mark.parametrize("transport", ["ssh", "telnet"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_step(
    stage: Stage,
    ends: tuple[Saved, Saved],
    case: Case,
    transport: Transport,
    record_property: Callable[[str, object], None],
) -> None:
    old, new = ends
    counts: Counter[str] = Counter()
    afterwards: Counter[str] = Counter()
    losses: list[str] = []
    for k in places(stage.reads, case, transport):
        if stage.native() != old.native or stage.slots != old.slots:
            stage.put_back(old)
        attempt = stage.attempt(NEW, case.at(k), transport, patience=case.patience)
        try:
            counts[judge(stage, attempt, new.native)] += 1
        except Loss as loss:
            counts["loss"] += 1
            losses.append(f"{case.at(k)}: {loss}")
        if attempt.there not in (old.native, new.native):
            # What was left does not stand in the way. Rows that nothing uses may be over: the priority of somebody who
            # has left his group, the ring group of a way that no route goes.
            over = stage.settle(NEW).differences(new.native)
            afterwards["finished, with unused rows over" if over else "finished exactly"] += 1
    record_property("sentral fault matrix", dict(counts))
    record_property("sentral next run after something was left", dict(afterwards))
    assert not losses, "\n".join(losses)


@pytest.mark.parametrize("settings", [{"truncated_closing": "recounted"}], ids=["cut and recounted"])
def test_a_listing_that_lies_in_the_first_reading_is_found_before_the_first_write(
    stage: Stage, ends: tuple[Saved, Saved], settings: dict[str, str]
) -> None:
    """Nobody can tell it from the truth; but what will be written is read once more, and then they differ.

    A program that nothing is written to may be misread: at worst the plan is another one, and what was misread is found
    when everything is read back. It is taken back then, and told as what no command of the run wrote.
    """
    old, _new = ends
    counts: Counter[str] = Counter()
    for k in range(2, stage.reads + 1, 1 if LONG else 5):
        stage.put_back(old)
        fault = {"truncated": 0, "truncated_at": k, "truncated_times": 1, **settings}
        try:
            attempt = stage.attempt(NEW, fault, "telnet", from_the_start=True)
        except PlanRefused:  # without a card there is no room for what is wished
            assert stage.native() == old.native
            counts["refused"] += 1
            continue
        counts[judge(stage, attempt, None)] += 1
    assert counts["stopped before the first write"]
