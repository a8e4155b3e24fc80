"""Whatever somebody programmed by hand is captured and rebuilt, and nothing is lost but what was said beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.property.test_adopt import NUMBERS, by_hand, intercepts_by_hand, lines_by_hand, one_of, timed_by_hand, writes
from tests.property.test_captures import exchange_of
from tests.property.whole_sites import Site, activate, installed, whole_sites
from tests.unit.instant import Bench
from tests.unit.rebuilt import archive_of, capture_of, factory_exchange, held, rebuild

numbers, modes, places = one_of(*NUMBERS), one_of("1", "2", "5"), one_of("1", "2", "3")
strange = st.one_of(
    writes("11-01-01", one_of("1", "2", "4", "5"), data=one_of("2", "3", "4")),
    writes("11-01-02", one_of("1", "4", "5", "6"), data=one_of("1", "2")),
    writes("11-02-01", one_of("1", "2", "3", "98"), data=one_of("", "40", "51", "201", "203", "6001", "4001")),
    writes("11-04-01", one_of("1", "2", "3", "100"), data=one_of("", "101", "102", "55", "610")),
    writes("11-07-01", places, data=one_of("", "101", "41")),
    writes("12-01-01", places, data=one_of("0", "1")),
    writes("12-02-01", places, one_of("1", "2", "3"), one_of("1", "2"), data=one_of("", "0000", "0700")),
    writes("12-02-02", places, one_of("1", "2", "3"), one_of("1", "2"), data=one_of("", "0000", "1500")),
    writes("12-02-03", places, one_of("1", "2", "3"), one_of("1", "2"), data=one_of("", "1", "4")),
    writes("12-03-01", places, one_of("1", "2", "3"), data=one_of("1", "2", "3")),
    writes("12-04-01", places, one_of("1224", "0517"), data=one_of("0", "1", "2", "3")),
    writes("12-07-01", places, one_of("1", "2"), data=one_of("", "Open", "<Night>")),
    writes("12-08-01", places, data=one_of("2", "8")),
    writes("15-07-01", numbers, places, data=one_of("00", "*00", "*03 201", "*03 203")),
    writes("15-09-01", numbers, places, modes, data=one_of("0", "1")),
    writes("15-11-01", numbers, places, modes, data=one_of("0", "1")),
    writes("20-17-01", places, data=one_of("", "101", "102", "201", "203")),
    writes("22-10-01", places, data=one_of("0", "1", "50", "150", "250")),
    writes("22-10-02", places, data=one_of("0", "90", "180", "400")),
    writes("22-10-03", places, data=one_of("0", "500")),
    writes("22-10-04", places, data=one_of("0", "600")),
    writes("22-13-01", one_of("1", "2"), modes, data=one_of("1", "2", "3", "5")),
    writes("22-11-01", one_of("1", "2", "3"), data=one_of("", "4455", "4466")),
    writes("22-17-04", places, places, data=one_of("0", "1", "2", "3")),
    writes("30-03-01", places, one_of("1", "2"), data=one_of("00", "01 105", "*00")),
    writes("47-02-01", one_of("1", "2", "65"), data=one_of("0", "1", "2")),
    writes("47-02-02", one_of("1", "2", "65"), data=one_of("", "101", "102", "103", "190")),
    writes("47-03-02", one_of("1", "2"), data=one_of("", "101", "102", "190")),
    writes("47-03-03", one_of("1", "2"), data=one_of("0", "1", "2")),
)
"""What an exchange accepts one after the other, and what it would not accept in that state again."""

programmed = st.tuples(
    st.lists(st.one_of(by_hand, strange), max_size=60), lines_by_hand, intercepts_by_hand, timed_by_hand
).map(lambda drawn: [command for commands in drawn for command in commands])
removed = st.sampled_from(("keep", "erase"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=programmed, kept=removed)
def test_nothing_is_lost_but_what_was_said(folders: Iterator[Path], commands: list[str], kept: str) -> None:
    old = exchange_of(next(folders), commands)
    archive = archive_of(old)
    new = factory_exchange(next(folders), old, removed_numbers=kept)
    assert new.platform.rebuild_obstacles(archive.capture, capture_of(new)) == []
    outcome = rebuild(archive, new)
    assert outcome.end in ("all new", "nothing to do"), (outcome.reason, outcome.left)
    now = capture_of(new)
    assert new.platform.capture_differences("oslo", archive.capture, now) == []
    extensions = set(old.exchange.state.numbers.extensions())
    lost = set(held(old.exchange.state)[0].items()) ^ set(held(new.exchange.state)[0].items())
    said = "\n".join(outcome.plan.warnings)
    for place, data in lost:
        assert place.split(" ")[1] not in extensions
        assert f"{place} = {data}".rstrip() in said
    again = rebuild(archive, new)
    assert again.end == "nothing to do"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=programmed, kept=removed, data=st.data())
def test_a_rebuild_that_is_refused_leaves_a_new_exchange(
    folders: Iterator[Path], commands: list[str], kept: str, data: st.DataObject
) -> None:
    old = exchange_of(next(folders), commands)
    archive = archive_of(old)
    new = factory_exchange(next(folders), old, removed_numbers=kept)
    steps = sum(len(operation.steps) for operation in rebuild(archive, new, check=True).plan.operations)
    if not steps:
        return
    before = capture_of(new).to_text()
    new.exchange.faults.set({"refuse": str(data.draw(st.integers(1, steps)))})
    outcome = rebuild(archive, new)
    assert outcome.end == "all old", (outcome.reason, outcome.left)
    assert capture_of(new).to_text() == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(site=whole_sites(), kept=removed)
def test_a_site_comes_back_with_its_greetings(folders: Iterator[Path], audio: Path, site: Site, kept: str) -> None:
    old: Bench = installed(next(folders))
    outcome = old.apply(site, audio=audio, most_deletions=1000)
    assert outcome.end == "all new", outcome.reason
    activate(old)
    archive = archive_of(old)
    new = factory_exchange(next(folders), old, removed_numbers=kept)
    outcome = rebuild(archive, new)
    assert outcome.end == "all new", (outcome.reason, outcome.left)
    assert held(new.exchange.state) == held(old.exchange.state)
    assert new.platform.capture_differences("oslo", archive.capture, capture_of(new)) == []
    new.slots = old.slots
    assert not new.apply(site, audio=audio).plan.operations
