"""Random changes with random faults, one after the other on the same exchange.

A part of `make test`; `make soak` runs 10,000, and `make soak SEED=…` the same ones again.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import SiteError
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from tests.matrix.changes import change, first_site, trouble
from tests.matrix.stage import Stage, Transport
from tests.matrix.verdict import Loss, judge

SEED = os.environ.get("SENTRAL_SOAK_SEED", "1")
ROUNDS = int(os.environ.get("SENTRAL_SOAK_ROUNDS", "240"))
PARTS = max(4, ROUNDS // 250)
"""Each begins at the factory with a seed of its own, so that workers can share them and one can be run again alone."""


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.timeout(0)
def test_random_changes_with_random_faults(
    stage: Stage, part: int, record_property: Callable[[str, object], None]
) -> None:
    draw = random.Random(f"{SEED}/{part}")
    stage.reset()
    current = first_site()
    stage.settle(current)
    counts: Counter[str] = Counter()
    losses: list[str] = []
    for number in range(ROUNDS // PARTS):
        wished = change(draw, current)
        fault = trouble(draw)
        transport: Transport = draw.choice(("telnet", "telnet", "ssh"))
        where = f"seed {SEED}, part {part}, change {number}, {transport}, {fault}"
        before = stage.native()
        attempt = None
        with suppress(SiteError, PlanRefused):
            attempt = stage.attempt(
                wished, fault.settings, transport, patience=fault.patience, from_the_start=fault.from_the_start
            )
        try:
            if attempt is None:
                if stage.native() != before:
                    raise Loss("it was not to be planned, and something was changed")
                counts["not to be planned"] += 1
                continue
            end = judge(stage, attempt, None)
            if end in ("all new", "left"):
                # All new: the exchange holds the site. Something left: the next run finishes.
                again = stage.attempt(wished, {}, "telnet")
                assert again.outcome is not None, again.error
                expected = ("nothing to do",) if end == "all new" else ("nothing to do", "all new")
                if again.outcome.end not in expected:
                    raise Loss(f"{end}, and the next run ended {again.outcome.end}: {again.outcome.plan.summary()}")
            counts[end] += 1
        except Loss as loss:
            counts["loss"] += 1
            losses.append(f"{where}: {loss}")
            stage.settle(wished)
            end = "left"
        if end in ("all new", "left", "nothing to do"):
            current = wished
    record_property(f"sentral soak (seed {SEED})", dict(counts))
    assert not losses, "\n".join(losses)
    assert counts["not to be planned"] <= max(3, ROUNDS // PARTS // 3), counts
