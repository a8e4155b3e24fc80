"""Trouble while an exchange is written to: all old or all new, the journal says how, and the operator is told."""

from __future__ import annotations

import json
import stat
import threading
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.profiles import SV9100
from tests.integration.workbench import BIG, EXCHANGE, Run, Site, TaskResult, Workbench, calm, site_of

READS = SV9100.reads
"""Commands of one reading of the exchange."""


@pytest.fixture
def equipped(bench: Workbench) -> Workbench:
    """An exchange with something of every kind."""
    bench.equip(site_of())
    return bench


def changed_site() -> Site:
    """Another site: names, members, hours and a recording change, somebody comes and somebody goes."""
    site = site_of()
    site["users"][0]["name"] = "Kari Lie"
    site["users"][3] = {"extension": "106", "name": "Ola Vik"}
    site["hunt_groups"][0]["members"] = ["102", "103", "106"]
    site["greetings"][0]["audio"] = "greetings/stengt.wav"
    site["schedules"][0]["weekly"]["monday"] = ["09:00-15:00"]
    return site


def journal_of(result: TaskResult) -> list[dict[str, Any]]:
    """The records of the journal that a result names."""
    return [json.loads(line) for line in Path(result["journal"]).read_text(encoding="utf-8").splitlines()]


def steps_of(records: list[dict[str, Any]], event: str) -> list[tuple[int, str]]:
    """Step and answer of every record of an event."""
    return [(record["step"], record.get("answer", "")) for record in records if record["event"] == event]


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def fail_with(bench: Workbench, *faults: dict[str, Any], site: Site | None = None) -> list[TaskResult]:
    """Apply another site while something goes wrong, once for each fault: everything is taken back."""
    held = bench.rows()
    slots = (bench.folder / "slots" / f"{EXCHANGE}.yml").read_bytes()

    def begin(settings: dict[str, Any]) -> None:
        assert bench.rows() == held
        bench.fleet.clear_faults(EXCHANGE)
        bench.fleet.fault(EXCHANGE, **settings)

    names = [str(settings) for settings in faults]
    task = {"sentral.nec.pbx_site": {"state": "overridden", "config": site or changed_site()}, "ignore_errors": True}
    run = bench.run(
        [{**task, "name": name} for name in names],
        before={name: partial(begin, settings) for name, settings in zip(names, faults, strict=True)},
    )
    calm(run)
    for result in run.results:
        assert result.status == "failed"
        assert result["end"] == "all old", result.message
        assert result["changed"] is False
        assert result["left"] == []
        assert result.message.startswith(f"{EXCHANGE}: ")
        assert result.message.endswith(". Everything was taken back; the exchange holds what it held before")
        assert journal_of(result)[-1]["state"] == "all old"
        assert journal_of(result)[-1]["reason"].rstrip(".") in result.message
    assert bench.rows() == held
    assert (bench.folder / "slots" / f"{EXCHANGE}.yml").read_bytes() == slots
    return run.results


def test_a_refused_write(equipped: Workbench) -> None:
    """The first, one in the middle, and one of the last."""
    for result in fail_with(equipped, *({"refuse": number, "refuse_code": "10"} for number in (1, 6, 11))):
        assert "was refused: 10 PROTECTED" in result.message
        records = journal_of(result)
        done = [step for step, answer in steps_of(records, "answered") if answer == "done"]
        assert [step for step, _ in steps_of(records, "sending")] == [*done, len(done)]
        undone = [step for step, _ in steps_of(records, "undone")]
        assert undone == list(reversed(done)), "the last one first, and not the refused one"


def test_the_journal_of_a_refused_write(equipped: Workbench) -> None:
    """What a later run needs is in it: every step with its values and commands, both ways, and the audio."""
    (result,) = fail_with(equipped, {"refuse": 3})
    path, records = Path(result["journal"]), journal_of(result)
    begin = records[0]
    assert (begin["event"], begin["format"], begin["exchange"]) == ("begin", 1, EXCHANGE)
    assert begin["steps"][0]["command"].startswith("VRS STORE 1")
    assert all(set(step) >= {"target", "before", "after", "command", "undo"} for step in begin["steps"])
    assert begin["operator"]
    audio = sorted(path.with_suffix(".audio").glob("*.wav"))
    assert {file.stem for file in audio} == {begin["steps"][0]["before"], begin["steps"][0]["after"]}
    assert [mode_of(file) for file in (path, *audio)] == [0o600] * 3
    folders = (path.parent, path.with_suffix(".audio"), equipped.folder / ".sentral" / EXCHANGE)
    assert [mode_of(folder) for folder in folders] == [0o700] * 3
    assert "12345678" not in path.read_text()


def test_an_answer_that_nobody_knows(equipped: Workbench) -> None:
    """Whether the command was executed is looked at, not guessed."""
    faults = [{"unknown": 5, "unknown_executed": executed} for executed in ("no", "yes")]
    results = fail_with(equipped, *faults)
    for result, first in zip(results, ("was not done", "done"), strict=True):
        assert "INTERNAL STATE 7F" in result.message
        assert steps_of(journal_of(result), "undone")[0] == (4, first)


@pytest.mark.parametrize("transport", ["ssh", "telnet"])
def test_a_session_that_is_lost(equipped: Workbench, transport: str) -> None:
    """Before the command was executed, and after."""
    equipped.inventory({EXCHANGE: equipped.way_to(EXCHANGE, transport)})
    # Two looks more at the programs that are written to, and three writes.
    faults = [{"drop": READS + 2 + 3, "drop_when": when} for when in ("before", "after")]
    results = fail_with(equipped, *faults, site={"users": changed_site()["users"]})
    for result, first in zip(results, ("was not done", "done"), strict=True):
        assert "closed the connection while Sentral waited for the answer to 'WRITE" in result.message
        records = journal_of(result)
        assert [step for step, answer in steps_of(records, "answered") if answer == "lost"] == [3]
        assert steps_of(records, "undone") == [(3, first), (2, "done"), (1, "done"), (0, "done")]


def test_a_session_that_is_lost_in_the_middle_of_an_upload(equipped: Workbench) -> None:
    looks = 9  # at the eight programs that are written to, and at the recordings
    (result,) = fail_with(equipped, {"drop": READS + looks + 4})
    assert "closed the connection while Sentral waited for the answer to 'VRS DATA" in result.message


def test_a_session_that_is_lost_while_reading(equipped: Workbench) -> None:
    """Nothing has been written, so there is nothing to take back and no journal."""
    equipped.fleet.fault(EXCHANGE, drop=10)
    run = equipped.apply(changed_site())
    calm(run)
    assert run.exit_code == 2
    assert "closed the connection while Sentral waited for the answer to 'LIST" in run.result().message
    assert not (equipped.folder / ".sentral" / EXCHANGE / "journal").exists()


def test_noise_delay_and_single_bytes_change_nothing(equipped: Workbench) -> None:
    equipped.inventory({EXCHANGE: equipped.way_to(EXCHANGE, "telnet")})
    equipped.fleet.fault(EXCHANGE, alarm="every", chunk=1, latency=1)
    run = equipped.apply({"users": changed_site()["users"]})
    assert run.exit_code == 0, run.output
    assert run.result()["end"] == "all new"
    assert equipped.rows()[0]["15-01-01 101"] == "Kari Lie"


def test_busy_for_too_long_and_for_a_while(equipped: Workbench) -> None:
    """An exchange that stays busy is left as it is; one that is free again is served."""
    equipped.inventory({EXCHANGE: equipped.way_to(EXCHANGE, pbx_busy_timeout=0.5)})
    held = equipped.rows()

    def free_again() -> None:
        assert equipped.rows() == held
        equipped.fleet.clear_faults(EXCHANGE)
        equipped.fleet.fault(EXCHANGE, busy=2)

    task = {"sentral.nec.pbx_site": {"state": "overridden", "config": changed_site()}, "ignore_errors": True}
    run = equipped.run(
        [{**task, "name": "busy"}, {**task, "name": "free"}],
        before={"busy": lambda: equipped.fleet.fault(EXCHANGE, busy="on"), "free": free_again},
    )
    calm(run)
    busy, free = run.results
    assert busy.status == "failed"
    assert "BUSY SYSTEM BUSY (still busy after 0.5 s, pbx_busy_timeout)" in busy.message
    assert free["end"] == "all new"


def test_what_cannot_be_taken_back_is_said(equipped: Workbench) -> None:
    """After the first write the exchange ends every session that writes, so the way back fails as well."""

    def wait_for(word: str) -> None:
        already = equipped.fleet.counters(EXCHANGE)["commands"].get(word, 0)
        while equipped.fleet.counters(EXCHANGE)["commands"].get(word, 0) == already:
            time.sleep(0.002)

    def break_it() -> None:
        wait_for("HARDWARE")  # all has been read
        equipped.fleet.fault(EXCHANGE, latency=200)
        wait_for("WRITE")
        equipped.writes_fatal()
        equipped.fleet.fault(EXCHANGE, latency=None)

    breaker = threading.Thread(target=break_it)
    breaker.start()
    names = {"users": [{"extension": "101", "name": "Kari Lie"}, {"extension": "102", "name": "Ola Vik"}]}
    run = equipped.apply(names, "merged")
    breaker.join()
    calm(run)
    result = run.result()
    assert run.exit_code == 2
    assert (result["end"], result["changed"]) == ("left", True)
    assert result["left"] == ["extension name 101 (15-01-01) holds 'Kari Lie' instead of 'User 101'"]
    assert "Taking it back did not succeed everywhere. Left on the exchange: extension name 101" in result.message
    assert f"The journal {result['journal']} has every command and its way back" in result.message
    assert equipped.rows()[0]["15-01-01 101"] == "Kari Lie"
    assert equipped.rows()[0]["15-01-01 102"] == "User 102"
    assert journal_of(result)[-1]["left"] == result["left"]


def test_a_task_that_runs_out_of_time_takes_back_what_it_wrote(equipped: Workbench) -> None:
    equipped.inventory({BIG: equipped.way_to(BIG)})
    latency = 40
    seconds = READS * latency // 1000 + 3  # the reading, and time for some writes
    equipped.fleet.fault(BIG, latency=latency)
    names = {"users": [{"extension": str(number), "name": "Other"} for number in range(101, 200)]}
    run = equipped.run({"sentral.nec.pbx_site": {"config": names}, "timeout": seconds})
    calm(run)
    assert run.exit_code == 2
    assert "the task's timeout was over" in run.result(BIG).message
    assert run.result(BIG)["end"] == "all old"
    assert equipped.rows(BIG) == ({}, {})
    (path,) = (equipped.folder / ".sentral" / BIG / "journal").glob("*.jsonl")
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert records[-1]["state"] == "all old"
    assert "timeout" in records[-1]["reason"]
    assert [record for record in records if record.get("answer") == "done"], "some of it had been written"


@dataclass
class Behind:
    """A run in a thread of its own."""

    thread: threading.Thread
    runs: list[Run]


def start(bench: Workbench, site: Site) -> Behind:
    runs: list[Run] = []
    thread = threading.Thread(target=lambda: runs.append(bench.apply(site)))
    thread.start()
    return Behind(thread, runs)


def test_two_runs_at_once_on_one_exchange(equipped: Workbench, tmp_path: Path) -> None:
    """The second is told about the first; a run in check mode only reads, and may."""
    other = Workbench(tmp_path / "other", equipped.fleet)
    other.site(site_of())
    lock = other.folder / ".sentral" / EXCHANGE / "lock"
    elsewhere = equipped.way_to(EXCHANGE, pbx_state_dir=str(other.folder / ".sentral"))
    equipped.inventory({EXCHANGE: elsewhere})
    equipped.fleet.fault(EXCHANGE, latency=30)
    first = start(other, changed_site())
    try:
        while first.thread.is_alive() and not (lock.exists() and lock.stat().st_size):
            time.sleep(0.01)
        task = {"sentral.nec.pbx_user": {"extension": "101", "name": "Per"}}
        run = equipped.run([{**task, "ignore_errors": True}, {**task, "check_mode": True}])
    finally:
        first.thread.join()
    told, checked = run.results
    assert told.status == "failed"
    assert f"{EXCHANGE}: another run is changing this exchange (process " in told.message
    assert told.message.endswith("; wait for it to end")
    assert checked["end"] == "planned"
    assert first.runs[0].result()["end"] == "all new"
