"""Every fault at every step of a plan, over SSH and telnet: all new, all old, or exactly what is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from tests.matrix.cases import CASES, Case, site
from tests.matrix.stage import LONG, Saved, Stage, Transport
from tests.matrix.verdict import Loss, judge

OLD, NEW = site(new=False), site(new=True)
STEPS = 17
COMMANDS = STEPS + 3
"""The greeting that is replaced is fetched first, and its upload takes two commands more than one write."""


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
    back = COMMANDS + reads
    if LONG:
        return list(range(1, back + 2))
    found = [*range(1, COMMANDS + 2), COMMANDS + 5, back]
    return found if transport == "telnet" else found[CASES.index(case) % 5 :: 5]


def test_the_plan_is_the_one_that_is_meant(stage: Stage, ends: tuple[Saved, Saved]) -> None:
    stage.put_back(ends[0])
    attempt = stage.attempt(NEW, {}, "telnet")
    assert attempt.outcome is not None
    steps = [step for operation in attempt.outcome.plan.operations for step in operation.steps]
    assert len(steps) == STEPS
    assert attempt.outcome.writes == STEPS + 2
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
