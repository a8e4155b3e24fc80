"""The fleet in a thread: what other tests of the project use."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from simulator.server import FleetError
from simulator.thread import run_in_thread
from tests.unit.simulator.line_client import LineClient


def test_it_starts_and_stops_without_a_trace() -> None:
    before = threading.active_count()
    handle = run_in_thread([{"name": "oslo", "telnet_port": 0, "ssh_port": 0}])
    with LineClient(handle.address("oslo", "telnet")) as client:
        client.log_in()
        handle.stop()
        assert client.rest() == b""
    handle.stop()
    assert threading.active_count() == before


def test_what_is_wrong_is_raised_here(tmp_path: Path) -> None:
    exchanges = [{"name": "oslo", "telnet_port": 0}]
    with run_in_thread(exchanges, tmp_path) as handle:
        port = handle.address("oslo", "telnet")[1]
        with pytest.raises(FleetError, match="already running"):
            run_in_thread(exchanges, tmp_path)
        with pytest.raises(FleetError, match=f"exchange bergen: the address 127.0.0.1:{port} is already taken"):
            run_in_thread([{"name": "bergen", "telnet_port": port}])
        with pytest.raises(FleetError, match="offers no ssh"):
            handle.address("oslo")
        with pytest.raises(FleetError, match="there is no exchange 'bergen'"):
            handle.counters("bergen")


def test_poke_passes_the_rules_and_reset_takes_it_back() -> None:
    with run_in_thread([{"name": "oslo", "telnet_port": 0}]) as handle:
        handle.poke("oslo", "11-02-01", "7", "105")
        handle.fault("oslo", latency=1)
        with LineClient(handle.address("oslo", "telnet")) as client:
            client.log_in()
            assert client.ask("LIST 11-02")[0] == "11-02-01 7 = 105"
            assert client.ask("WRITE 11-07-01 1 = 105") == ["REFUSED 08 NUMBER IN USE 11-02-01 5"]
            handle.reset("oslo")
            assert handle.state("oslo") == {}
            assert handle.counters("oslo")["commands"] == {}
            assert client.ask("LIST 11-02") == ["OK ROWS 0"]


def test_hundreds_of_exchanges_start_quickly() -> None:
    exchanges = [{"name": f"x{number}", "address": f"127.0.3.{number}", "telnet_port": 0} for number in range(1, 201)]
    with run_in_thread(exchanges) as handle:
        with LineClient(handle.address("x200", "telnet")) as client:
            client.log_in()
            client.ask("WRITE 15-01-01 101 = Last")
        assert handle.state("x200") == {"15-01-01 101": "Last"}
        assert handle.state("x1") == {}
