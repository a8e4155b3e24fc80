"""Same input, same plan, byte for byte: in another process, under another hash seed, and the second time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.rehearsal import RawSite, Rehearsal
from tests.property.sites import sites

ROOT = Path(__file__).parents[2]


def plans_under(seed: str, rehearsal: Rehearsal, wanted: list[RawSite]) -> str:
    """What another process plans."""
    order = {
        "address": rehearsal.fleet.address(rehearsal.name, "telnet"),
        "folder": str(rehearsal.folder),
        "slots": rehearsal.slots,
        "sites": wanted,
    }
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join((".", ".collections"))}
    return subprocess.run(
        [sys.executable, "-m", "tests.property.print_plans"],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment,
        timeout=60,
    ).stdout


@settings(max_examples=2)
@given(first=sites(), wanted=st.lists(sites(), min_size=6, max_size=6))
def test_plan_does_not_depend_on_the_hash_seed(rehearsal: Rehearsal, first: RawSite, wanted: list[RawSite]) -> None:
    rehearsal.begin()
    rehearsal.apply(first)
    plans = {plans_under(seed, rehearsal, wanted) for seed in ("1", "2", "77")}
    assert len(plans) == 1
    assert '"operations"' in plans.pop()


@given(first=sites(), second=sites())
def test_planning_twice_gives_the_same_plan_and_no_write(rehearsal: Rehearsal, first: RawSite, second: RawSite) -> None:
    rehearsal.begin()
    rehearsal.apply(first)
    rehearsal.fleet.fault("keep", writes_fatal="on")
    plans = [rehearsal.apply(second, check=True).plan.to_json() for _ in range(2)]
    assert plans[0] == plans[1]
    assert rehearsal.fleet.counters("keep")["fatal_writes"] == 0
