"""Rows that were accepted in an order that nobody knows any more are written so that an exchange accepts them again."""

from __future__ import annotations

from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.profiles import MODELS
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.program_titles import PROGRAM_TITLES
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.restoration_order import TOGETHER, stages
from tests.unit.instant import Bench
from tests.unit.rebuilt import archive_of, capture_of, factory_exchange, held, programmed, rebuild

MODEL_NAMES = [profile.model.lower() for profile in MODELS]

AWKWARD = {
    "two numbers have changed places": ["11-02-01 1 =", "11-02-01 2 = 101", "11-02-01 1 = 102"],
    "numbers go round with a pilot": [
        "11-02-01 1 =",
        "11-07-01 1 = 101",
        "11-02-01 2 =",
        "11-04-01 1 = 102",
        "11-02-01 1 = 201",
    ],
    "the plan has changed since": ["11-02-01 1 = 411", "11-01-01 4 = 4", "11-02-01 2 = 4111", "11-01-02 4 = 1"],
    "a number of a kind that is none any more": ["11-01-02 6 = 2", "11-02-01 1 = 600", "11-01-02 6 = 1"],
    "a pattern has lost its times": ["12-02-01 2 1 1 =", "12-02-02 2 1 1 ="],
    "a mode stands without times": [
        *("12-02-01 1 5 3 = 0800", "12-02-02 1 5 3 = 1200", "12-02-03 1 5 3 = 4"),
        *("12-02-01 1 5 3 =", "12-02-02 1 5 3 ="),
    ],
    "a day has a pattern that begins late": [
        *("12-02-01 1 3 1 = 0000", "12-02-02 1 3 1 = 0700", "12-02-03 1 3 1 = 2"),
        *("12-03-01 1 2 = 3", "12-02-01 1 3 1 = 0300", "12-04-01 1 1224 = 1"),
    ],
    "a day has left a pattern that begins late": ["12-03-01 1 2 = 2", "12-02-01 1 1 1 = 0300"],
    "a day has a pattern without a mode": ["12-03-01 1 1 = 1", "12-02-03 1 1 1 ="],
    "a key is to ring late and does not ring": [
        *("15-07-01 102 1 = *03 201", "15-09-01 102 1 2 = 1", "15-11-01 102 1 2 = 1", "15-09-01 102 1 2 = 0"),
    ],
    "an operator became a virtual extension": ["20-17-01 2 = 455", "11-04-01 5 =", "11-04-01 5 = 455"],
    "an operator is one of the factory's virtual extensions": [
        *("11-04-01 1 =", "20-17-01 2 = 201", "11-04-01 1 = 201"),
    ],
    "operator 1 was somebody who is virtual now": ["20-17-01 1 = 102", "11-02-01 1 =", "11-04-01 5 = 101"],
    "a table with half an area": ["22-13-01 1 2 = 2", "22-10-01 2 = 0"],
    "areas have moved": [
        *("22-10-02 1 = 300", "22-10-01 1 = 200", "22-10-01 4 = 50", "22-10-02 4 = 60"),
        *("22-10-04 2 = 600", "22-10-03 2 = 500"),
    ],
    "two mailboxes have changed numbers": ["47-02-02 1 =", "47-02-02 2 = 101", "47-02-02 1 = 102"],
    "a number moved to a group's mailbox": ["47-02-02 1 =", "47-03-02 1 = 101", "47-02-02 65 = 102", "47-03-04 1 = 2"],
    "two mailboxes of a number, one of them switched off": ["47-02-01 1 = 0", "47-03-02 1 = 101"],
    "a mailbox that was switched off has come back": [
        *("47-02-01 1 = 0", "47-02-02 65 = 101", "47-02-01 65 = 1", "47-02-02 65 = 190", "47-02-01 1 = 2"),
    ],
    "a time table and its entries": ["22-11-01 1 = 4455", "22-11-02 2 = 102", "22-17-04 1 1 = 2", "22-17-01 1 = 4455"],
    "texts of modes": ["12-07-01 1 1 = Open", "12-07-01 1 2 =", "12-08-01 3 = 8", "12-08-02 3 = 1"],
    "priorities that follow the ports": ["16-02-02 101 = 7", "11-02-01 1 =", "11-02-01 5 = 101", "16-02-02 102 = 1"],
}


@pytest.mark.parametrize("kept", ["keep", "erase"])
@pytest.mark.parametrize("rows", AWKWARD.values(), ids=AWKWARD)
def test_what_would_not_be_accepted_at_once_comes_back(tmp_path: Path, rows: list[str], kept: str) -> None:
    old = programmed(tmp_path / "old", *rows, removed_numbers="erase")
    archive = archive_of(old)
    new = factory_exchange(tmp_path / "new", old, removed_numbers=kept)
    outcome = rebuild(archive, new)
    assert outcome.end == "all new", outcome.reason
    assert held(new.exchange.state) == held(old.exchange.state)
    assert new.platform.capture_differences("oslo", archive.capture, capture_of(new)) == []


@pytest.mark.parametrize("rows", AWKWARD.values(), ids=AWKWARD)
def test_every_step_of_it_can_be_taken_back(tmp_path: Path, rows: list[str]) -> None:
    old = programmed(tmp_path / "old", *rows, "47-10-01 1 = 2")  # so that something comes after all of them
    archive = archive_of(old)
    new = factory_exchange(tmp_path / "new", old)
    before = capture_of(new).to_text()
    steps = len(rebuild(archive, new, check=True).plan.commands)
    for number in range(1, steps + 1):
        new.exchange.faults.set({"refuse": str(number)})
        outcome = rebuild(archive, new)
        assert outcome.end == "all old", outcome.left
        assert capture_of(new).to_text() == before


@pytest.mark.parametrize("model", MODEL_NAMES)
def test_every_model_is_rebuilt(tmp_path: Path, model: str) -> None:
    old = Bench(tmp_path / "old", model=model)
    first, second = (old.exchange.state.value_at("11-02-01", port) for port in ("1", "2"))
    rows = (
        *("11-02-01 1 =", "11-02-01 2 =", f"11-02-01 1 = {second}", f"11-02-01 2 = {first}"),
        *(f"15-01-01 {first} = Kari", f"16-02-02 {second} = 5", "11-17-01 1 = 455", "12-07-01 1 1 = Open"),
        *("41-08-01 1 = 1", "22-11-01 1 = 4455", f"22-11-02 1 = {first}", "47-02-03 1 = 50", "22-12-01 1 1 = 102"),
    )
    session = old.open()
    for row in rows:
        assert session.send(f"WRITE {row}").done, row
    archive = archive_of(old)
    new = factory_exchange(tmp_path / "new", old)
    assert new.platform.rebuild_obstacles(archive.capture, capture_of(new)) == []
    assert rebuild(archive, new).end == "all new"
    assert held(new.exchange.state) == held(old.exchange.state)


def test_every_program_has_its_place_and_its_name() -> None:
    for profile in MODELS:
        written = [program for stage in stages(profile.every_program) for program in stage.programs]
        assert len(written) == len(set(written))
        assert set(profile.every_program) <= set(written) <= set(PROGRAM_TITLES)
    assert all(together.why for together in TOGETHER)
