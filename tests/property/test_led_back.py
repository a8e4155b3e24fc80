"""Whatever somebody programmed by hand since a backup is led back, row by row; or everything stays as it was."""

from __future__ import annotations

import dataclasses
import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import Outcome
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Draft
from tests.property.test_captures import exchange_of
from tests.property.test_rebuilding import programmed, removed
from tests.unit.instant import Bench
from tests.unit.rebuilt import Archive, archive_of, capture_of


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Path]:
    """A folder for each example."""
    return (Path(tempfile.mkdtemp(dir=tmp_path)) for _number in itertools.count())


def led_back(bench: Bench, archive: Archive, **how: Any) -> Outcome:
    """An exact rollback to what was archived, as pbx_rollback makes it."""
    whole = bench.platform.whole()
    order = bench.order({}, **how)

    def draft(snapshot: Any) -> Draft:
        return whole.leading_back("oslo", archive.capture, snapshot, archive.audio, order.wish, order.wish)

    return Apply(dataclasses.replace(order, platform=whole, draft=draft, desired=archive.capture.hash())).run()


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
