"""Ctrl-C, SIGTERM and kill -9 in the middle of a real Ansible run: what the exchange holds, what the journal says."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.integration.workbench import EXCHANGE, Site, Workbench, calm, site_of

LATENCY = 20
"""Milliseconds before each answer, so that there is a middle."""
PATIENCE = 30.0


def many() -> Site:
    """Another name for everybody, and a group more."""
    site = site_of(12)
    for user in site["users"]:
        user["name"] = f"New {user['extension']}"
    site["hunt_groups"].append({"name": "Support", "pilot": "181", "members": ["103", "104"]})
    return site


class Interrupted:
    """A run that writes, and that somebody interrupts."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.before = bench.rows()
        bench.fleet.fault(EXCHANGE, latency=LATENCY)
        task = {"sentral.nec.pbx_site": {"state": "overridden", "config": many()}}
        self.process = bench.begin([{"hosts": "all", "gather_facts": False, "tasks": [task]}])
        self.path = self._wait(self._journal)
        self._wait(lambda: len(self.answered()) > 5)

    def _journal(self) -> Path | None:
        return next(iter((self.bench.folder / ".sentral" / EXCHANGE / "journal").glob("*.jsonl")), None)

    def _wait(self, found: Callable[[], Any]) -> Any:
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up:
            value = found()
            if value:
                return value
            time.sleep(0.005)
        raise AssertionError(f"it did not come to that: {self.process.poll()}")

    def records(self) -> list[dict[str, Any]]:
        """The journal, as far as it is written."""
        lines = self.path.read_text(encoding="utf-8").split("\n")[:-1]
        return [json.loads(line) for line in lines]

    def answered(self) -> list[dict[str, Any]]:
        """The steps that are done."""
        return [record for record in self.records() if record.get("answer") == "done"]

    def workers(self) -> list[int]:
        """The processes that Ansible has forked."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(child) for child in children]

    def end(self) -> dict[str, Any]:
        """The last record, when the run has ended; the lock is free then."""
        last: dict[str, Any] = self._wait(lambda: self.records()[-1] if self.records()[-1]["event"] == "end" else None)
        self._wait(lambda: not (self.bench.folder / ".sentral" / EXCHANGE / "lock").read_text())
        return last


@pytest.fixture
def interrupted(bench: Workbench) -> Iterator[Interrupted]:
    """A run in the middle of its writes."""
    bench.equip(site_of(12))
    run = Interrupted(bench)
    yield run
    if run.process.poll() is None:
        for pid in (*run.workers(), run.process.pid):
            os.kill(pid, signal.SIGKILL)
    run.process.wait(PATIENCE)
    assert run.process.stdout is not None
    run.process.stdout.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_interrupted_takes_back_what_it_wrote(interrupted: Interrupted, number: signal.Signals) -> None:
    """As from a terminal: Ansible gets the signal, and ends its workers."""
    os.kill(interrupted.process.pid, number)
    last = interrupted.end()
    assert last["state"] == "all old"
    assert "SIG" in last["reason"]
    assert interrupted.bench.rows() == interrupted.before
    undone = [record for record in interrupted.records() if record["event"] == "undone"]
    assert undone, "something had been written"
    calm_run = interrupted.bench.apply(many())
    calm(calm_run)
    assert calm_run.result()["end"] == "all new", "the next run finds nothing in its way"


def test_a_worker_that_is_told_to_end_tells_what_became_of_it(interrupted: Interrupted) -> None:
    (worker,) = interrupted.workers()
    os.kill(worker, signal.SIGTERM)
    output, _ = interrupted.process.communicate(timeout=PATIENCE)
    assert interrupted.process.returncode == 2
    assert "it was told to end (SIGTERM). Everything was taken back" in output
    assert interrupted.bench.rows() == interrupted.before


def kill(run: Interrupted) -> None:
    """kill -9 for all of it, at once."""
    for pid in (*run.workers(), run.process.pid):
        os.kill(pid, signal.SIGKILL)
    run.process.wait(PATIENCE)
    assert run.bench.rows() != run.before, "it is half-way"
    run.bench.fleet.clear_faults(EXCHANGE)


@pytest.mark.parametrize(("policy", "how"), [("undo", "taken back"), ("finish", "finished")])
def test_a_killed_controller(interrupted: Interrupted, policy: str, how: str) -> None:
    kill(interrupted)
    bench = interrupted.bench
    task = {"sentral.nec.pbx_site": {"state": "overridden", "config": many()}}
    held = bench.rows()
    stopped = bench.run(task)
    calm(stopped)
    assert stopped.exit_code == 2
    assert f"{EXCHANGE}: the run of " in stopped.result().message
    assert "was interrupted after" in stopped.result().message
    assert "-e pbx_on_interrupted=undo (take it back)" in stopped.result().message
    assert bench.rows() == held
    run = bench.run(task, "-e", f"pbx_on_interrupted={policy}")
    calm(run)
    assert run.exit_code == 0, run.output
    assert run.result()["end"] == ("all new" if policy == "undo" else "nothing to do")
    assert any(f"it was {how} first" in warning for warning in run.result()["warnings"])
    assert bench.rows()[0]["15-01-01 112"] == "New 112"
    last = interrupted.records()[-1]
    assert (last["event"], last["state"]) == ("end", "all old" if policy == "undo" else "all new")
    assert bench.run(task).result()["end"] == "nothing to do"


def test_a_wrong_word_for_what_becomes_of_it(bench: Workbench) -> None:
    site = {"users": many()["users"]}
    run = bench.run({"sentral.nec.pbx_site": {"config": site}}, "-e", "pbx_on_interrupted=forget")
    assert "pbx_on_interrupted: 'forget' is none of stop, undo, finish, keep" in run.result().message
