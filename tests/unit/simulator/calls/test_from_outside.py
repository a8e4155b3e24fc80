"""Calls and service codes asked for in a test, and by the command line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.calls import Kind
from simulator.calls.requests import CallRequest
from simulator.server import FleetError
from simulator.thread import FleetHandle, run_in_thread

ROOT = Path(__file__).resolve().parents[4]
OSLO = {"name": "oslo", "telnet_port": 0, "clock": "2026-11-24 10:00"}


@pytest.fixture
def fleet() -> Iterator[FleetHandle]:
    with run_in_thread([OSLO]) as handle:
        yield handle


def test_a_call_by_a_trunk_or_its_group_or_from_inside(fleet: FleetHandle) -> None:
    events = fleet.call("oslo", trunk=1, digits="2233", busy=("101",), answers={"102": 5})
    assert [event.kind for event in events] == [Kind.ARRIVES, Kind.RINGS, Kind.FLASHES, Kind.ANSWERED_BY]
    assert fleet.call("oslo", trunk_group=1)[-1].kind is Kind.GOES_ON
    assert fleet.call("oslo", number="105", caller="101")[1].subjects == ("105",)


def test_the_moment_is_that_of_the_clock_unless_it_is_given(fleet: FleetHandle) -> None:
    fleet.poke("oslo", "12-01-02", "1", "1")
    assert fleet.call("oslo", trunk=1)[0].remark == "trunk 1, mode 1"
    assert fleet.call("oslo", trunk=1, at="2026-11-24 22:00")[0].remark == "trunk 1, mode 2"


def test_a_call_changes_nothing(fleet: FleetHandle) -> None:
    fleet.call("oslo", trunk=1)
    assert fleet.state("oslo") == {}


def test_what_cannot_be_called_is_said(fleet: FleetHandle) -> None:
    for details in ({}, {"trunk": 1, "number": "105"}):
        with pytest.raises(
            ValueError, match="a call comes in by a trunk, by a trunk group, or goes to a number inside"
        ):
            fleet.call("oslo", **details)
    with pytest.raises(FleetError, match="there is no exchange 'bergen'"):
        fleet.call("bergen", trunk=1)
    with pytest.raises(TypeError):
        CallRequest(line=1)  # type: ignore[call-arg]


def test_a_service_code_is_kept(fleet: FleetHandle) -> None:
    assert fleet.dial("oslo", "105", "848 1 180").stored
    assert fleet.state("oslo")["24-09-01 105"] == "3"
    assert fleet.call("oslo", number="105")[1].kind is Kind.FORWARDED


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "simulator", *words, "--state", str(folder / "state")]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)


def test_the_command_line_prints_an_event_a_line(tmp_path: Path) -> None:
    path = tmp_path / "fleet.yml"
    path.write_text('exchanges: [{name: oslo, telnet_port: 0, clock: "2026-11-24 10:00"}]')
    assert run(tmp_path, "up", str(path)).returncode == 0
    try:
        call = run(
            tmp_path, "call", "oslo", "--trunk", "1", "--digits", "4455", "--busy", "101,102", "--answers", "103=5"
        )
        assert call.stdout.splitlines() == [
            "    0 s  ARRIVES 4455 (trunk 1, mode 1)",
            "    0 s  RINGS 103 104 105 106 107 108 (ring group 1)",
            "    0 s  FLASHES 101 102 (ring group 1)",
            "    5 s  ANSWERED_BY 103",
        ]
        inside = run(tmp_path, "call", "oslo", "--to", "105", "--from", "101", "--at", "2026-11-24 22:00")
        assert inside.stdout.splitlines()[0] == "    0 s  ARRIVES 105 (from 101)"
        assert run(tmp_path, "dial", "oslo", "105", "848 1 180").stdout == "ACCEPTED, stored\n"
        impossible = run(tmp_path, "call", "oslo", "--trunk", "401")
        assert (impossible.returncode, impossible.stderr) == (1, "simulator: there is no trunk 401\n")
        wrong = run(tmp_path, "call", "oslo", "--trunk", "1", "--answers", "103")
        assert wrong.returncode == 1
    finally:
        run(tmp_path, "down")
