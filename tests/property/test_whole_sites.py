"""For any two valid sites with every kind of object: reached, left alone, adopted, and taken back."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import Outcome
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from tests.property.whole_sites import Site, installed, whole_sites
from tests.unit.instant import Bench


def undo(bench: Bench, outcome: Outcome) -> None:
    """Take every step of a plan that was applied back, last one first."""
    contents = dict(outcome.draft.contents)
    assert outcome.journal is not None
    for file in outcome.journal.with_suffix(".audio").glob("*.wav"):
        contents[file.stem] = file.read_bytes()
    session = bench.open()
    steps = [step for operation in outcome.plan.operations for step in operation.steps]
    for step in reversed(steps):
        reply = SV9100.perform(session, step, step.before, contents)
        assert reply.done, f"{step.undo}: {reply.sentence()}"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(first=whole_sites(), second=whole_sites())
def test_second_site_is_reached_left_alone_adopted_and_taken_back(
    tmp_path: Path, audio: Path, first: Site, second: Site
) -> None:
    bench = installed(tmp_path)
    outcome = bench.apply(first, audio=audio, most_deletions=1000)
    assert outcome.end in ("all new", "nothing to do"), outcome.reason
    before, messages = bench.rows(), dict(bench.exchange.state.messages)
    outcome = bench.apply(second, audio=audio, most_deletions=1000)
    assert outcome.end in ("all new", "nothing to do"), outcome.reason
    again = Apply(bench.order(second, audio=audio)).run()
    assert again.plan.empty, [operation.sentence for operation in again.plan.operations]
    gathered = bench.gather()
    adopted = bench.draft(dict(gathered.site), slots=gathered.slots)
    assert not adopted.operations, [operation.sentence for operation in adopted.operations]
    if outcome.end == "all new":
        undo(bench, outcome)
    assert (bench.rows(), dict(bench.exchange.state.messages)) == (before, messages)
