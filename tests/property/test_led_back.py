"""Whatever somebody programmed by hand since a backup is led back, row by row; or everything stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.property.test_captures import exchange_of
from tests.property.test_rebuilding import programmed, removed
from tests.unit.rebuilt import archive_of, capture_of, led_back


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=programmed, later=programmed, kept=removed)
def test_everything_is_as_it_was(folders: Iterator[Path], commands: list[str], later: list[str], kept: str) -> None:
    bench = exchange_of(next(folders), commands, removed_numbers=kept)
    then = archive_of(bench)
    session = bench.open()
    for command in later:
        session.send(command)
    outcome = led_back(bench, then)
    assert outcome.end in ("all new", "nothing to do"), (outcome.reason, outcome.left)
    assert bench.platform.capture_differences("oslo", then.capture, capture_of(bench)) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=programmed, later=programmed, kept=removed, data=st.data())
def test_what_is_refused_on_the_way_leaves_everything_as_it_was(
    folders: Iterator[Path], commands: list[str], later: list[str], kept: str, data: st.DataObject
) -> None:
    bench = exchange_of(next(folders), commands, removed_numbers=kept)
    then = archive_of(bench)
    session = bench.open()
    for command in later:
        session.send(command)
    steps = sum(len(operation.steps) for operation in led_back(bench, then, check=True).plan.operations)
    if not steps:
        return
    before = capture_of(bench).to_text()
    bench.exchange.faults.set({"refuse": str(data.draw(st.integers(1, steps)))})
    outcome = led_back(bench, then)
    assert outcome.end == "all old", (outcome.reason, outcome.left)
    assert capture_of(bench).to_text() == before
