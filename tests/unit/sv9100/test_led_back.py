"""An exchange in use is led back row by row: whatever it held then, and whatever it holds now."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.limits import TooManyDeletions
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import Sv9100Platform
from tests.unit.instant import Bench
from tests.unit.rebuilt import archive_of, capture_of, held, led_back, programmed
from tests.unit.sv9100.test_rebuilding import with_recordings
from tests.unit.sv9100.test_restoration_order import AWKWARD

NEW: list[str] = []
STATES = {"as from the factory": NEW, **AWKWARD}
PAIRS = list(zip(STATES, [*list(STATES)[1:], next(iter(STATES))], strict=True))


def write(bench: Bench, rows: list[str]) -> None:
    """Somebody programs; what the exchange refuses in the state that it is in, it does not hold."""
    session = bench.open()
    for row in rows:
        session.send(f"WRITE {row}")


@pytest.mark.parametrize(("then", "now"), [*PAIRS, *((now, then) for then, now in PAIRS)])
def test_from_any_awkward_state_to_any_other(tmp_path: Path, then: str, now: str) -> None:
    bench = programmed(tmp_path, *STATES[then])
    archive, before = archive_of(bench), held(bench.exchange.state)
    write(bench, STATES[now])
    outcome = led_back(bench, archive)
    assert outcome.end in ("all new", "nothing to do"), (outcome.reason, outcome.left)
    assert bench.platform.capture_differences("oslo", archive.capture, capture_of(bench)) == []
    assert held(bench.exchange.state) == before
    assert led_back(bench, archive).end == "nothing to do"


def test_a_key_is_cleared_before_it_gets_another_meaning(tmp_path: Path) -> None:
    bench = programmed(tmp_path, "15-07-01 101 3 = 09 0", "15-07-01 101 4 = *03 201", "15-09-01 101 4 2 = 1")
    archive = archive_of(bench)
    write(bench, ["15-09-01 101 4 2 = 0", "15-07-01 101 4 = 00", "15-07-01 101 3 = 00", "15-07-01 101 3 = *03 202"])
    write(bench, ["15-07-01 101 4 = 24", "15-09-01 101 3 1 = 1"])
    outcome = led_back(bench, archive)
    assert outcome.end == "all new", outcome.reason
    assert bench.rows()["15-07-01 101 3"] == "09 0"
    assert bench.rows()["15-09-01 101 4 2"] == "1"


def test_a_time_table_lets_go_of_an_entry_before_it_gets_its_digits_back(tmp_path: Path) -> None:
    bench = programmed(tmp_path, "22-11-01 1 = 4455")
    archive = archive_of(bench)
    write(bench, ["22-11-01 1 =", "22-17-04 3 1 = 1"])
    assert bench.rows()["22-17-04 3 1"] == "1"
    outcome = led_back(bench, archive)
    assert outcome.end == "all new", outcome.reason
    assert bench.rows() == {"22-11-01 1": "4455"}


def test_a_trunk_group_gets_a_table_back_of_which_an_end_is_missing_now(tmp_path: Path) -> None:
    bench = programmed(tmp_path, "22-13-01 1 2 = 2")
    archive, before = archive_of(bench), held(bench.exchange.state)
    write(bench, ["22-13-01 1 2 = 1", "22-10-01 2 = 0"])
    assert bench.rows()["22-10-01 2"] == "0"
    outcome = led_back(bench, archive)
    assert outcome.end == "all new", outcome.reason
    assert held(bench.exchange.state) == before


def test_a_plan_shows_the_rows_with_what_they_held(tmp_path: Path) -> None:
    bench = programmed(tmp_path, "15-01-01 101 = Kari")
    archive = archive_of(bench)
    write(bench, ["15-01-01 101 = Ola", "12-07-01 2 3 = Julebord"])
    outcome = led_back(bench, archive, check=True)
    assert [operation.sentence for operation in outcome.plan.operations] == [
        "lead back 12-07 texts of the night modes: 12-07-01 2 3 from 'Julebord' to '<Mid-night>'",
        "lead back 15-01 extension names: 15-01-01 101 from 'Ola' to 'Kari'",
    ]
    assert outcome.draft.disturbing == tuple(operation.sentence for operation in outcome.plan.operations)
    assert outcome.draft.before["users"] == [{"extension": "101", "name": "Ola", "port": 1}]
    assert outcome.draft.after["users"] == [{"extension": "101", "name": "Kari", "port": 1}]


def test_a_number_that_nobody_had_takes_its_rows_along(tmp_path: Path) -> None:
    for removed in ("keep", "erase"):
        bench = programmed(tmp_path, removed_numbers=removed)
        archive = archive_of(bench)
        write(bench, ["11-04-01 100 =", "11-04-01 100 = 455", "15-01-01 455 = Door", "16-02-01 455 = 3"])
        assert led_back(bench, archive).end == "all new"
        assert bench.rows() == {}


def test_rows_of_nobody_stay_and_are_not_named(tmp_path: Path) -> None:
    bench = programmed(tmp_path)
    archive = archive_of(bench)
    write(bench, ["15-01-01 105 = Kari", "11-02-01 5 =", "11-02-01 5 = 455", "11-02-01 5 ="])
    outcome = led_back(bench, archive)
    assert outcome.end == "all new", outcome.reason
    snapshot = bench.platform.whole().read("oslo", bench.open())
    assert bench.platform.rows_otherwise("oslo", archive.capture, snapshot) == []


def test_what_is_otherwise_is_named(tmp_path: Path) -> None:
    bench = programmed(tmp_path, "15-01-01 101 = Kari")
    archive = archive_of(bench)
    write(bench, ["15-01-01 101 = Ola", "12-07-01 2 3 = Julebord", "90-02-01 5 = kari"])
    whole = bench.platform.whole().read("oslo", bench.open())
    assert bench.platform.rows_otherwise("oslo", archive.capture, whole) == [
        "night mode text 2 3 (12-07-01) holds 'Julebord' instead of '<Mid-night>'",
        "extension name 101 (15-01-01) holds 'Ola' instead of 'Kari'",
    ]
    planned = bench.platform.read("oslo", bench.open())  # what an ordinary plan reads
    assert len(bench.platform.rows_otherwise("oslo", archive.capture, planned)) == 1


def test_a_recording_that_comes_back_with_other_bytes_is_known_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = with_recordings(Bench(tmp_path / "bench", recordings="reencoded"), tmp_path)
    profile = dataclasses.replace(bench.platform.profile, audio_comes_back_unchanged=False)
    bench.platform = Sv9100Platform("sv9100", profile, bench.platform.line)
    archive = archive_of(bench)
    message = min(archive.capture.recordings)
    bench.open().send(f"VRS DELETE {message}")
    monkeypatch.setattr("simulator.commands.reencode", lambda audio: audio[:-2] + b"\x02\x02")
    outcome = led_back(bench, archive)
    assert outcome.end == "all new", outcome.reason
    assert capture_of(bench).recordings[message] != archive.capture.recordings[message]
    assert led_back(bench, archive, known=outcome.recordings).end == "nothing to do"
    assert led_back(bench, archive, check=True).plan.operations, "who has forgotten it sends it again"


def test_programs_that_were_not_archived_stay(tmp_path: Path) -> None:
    bench = programmed(tmp_path, "15-01-01 101 = Kari")
    archive = archive_of(bench)
    programs = {program: rows for program, rows in archive.capture.programs.items() if program != "12-07"}
    older = dataclasses.replace(archive, capture=dataclasses.replace(archive.capture, programs=programs))
    write(bench, ["15-01-01 101 = Ola", "12-07-01 2 3 = Julebord"])
    assert led_back(bench, older).end == "all new"
    assert bench.rows() == {"15-01-01 101": "Kari", "12-07-01 2 3": "Julebord"}
    snapshot = bench.platform.whole().read("oslo", bench.open())
    assert bench.platform.rows_otherwise("oslo", older.capture, snapshot) == []


def test_the_limit_on_deletions_holds_for_rows_too(tmp_path: Path) -> None:
    bench = programmed(tmp_path)
    archive = archive_of(bench)
    write(bench, [f"15-01-01 10{number} = User {number}" for number in range(1, 4)])
    with pytest.raises(TooManyDeletions, match=r"deletes 3 objects \(user 101, user 102, user 103\)"):
        led_back(bench, archive, most_deletions=2)
    with pytest.raises(TooManyDeletions, match="deletes every user of the exchange"):
        led_back(bench, archive, most_deletions=None)
    assert led_back(bench, archive, most_deletions=3).end == "all new"
