"""Serial ports of the simulator: a session that does not notice who comes and goes."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.fleet_file import FleetFileError, fleet_config
from simulator.thread import FleetHandle, run_in_thread
from tests.unit.simulator.line_client import LineClient

BANNER = b"SENTRAL STAND-IN PROGRAMMING SESSION\r\nPRG> "


@pytest.fixture
def fleet() -> Iterator[FleetHandle]:
    """An exchange that has nothing but serial ports."""
    with run_in_thread([{"name": "oslo", "console_port": 0, "serial_line": True, "sessions": 1}]) as handle:
        yield handle


def client(fleet: FleetHandle) -> LineClient:
    return LineClient(fleet.address("oslo", "console"))


def test_nothing_is_said_before_something_is_typed(fleet: FleetHandle) -> None:
    with client(fleet) as line:
        line.send(b"\r\n")
        assert line.until(b"Login: ") == b"\r\nLogin: "
        line.send(b"tech\r\n")
        assert line.until(b"Password: ") == b"tech\r\nPassword: "
        line.send(b"12345678\r\n")
        assert line.until(b"PRG> ") == b"\r\n" + BANNER


def test_a_session_stays_when_the_connection_goes(fleet: FleetHandle) -> None:
    with client(fleet) as line:
        line.send(b"tech\r\n12345678\r\nREAD 11-02")
        line.until(b"READ 11-02")
    assert fleet.status()["exchanges"][0]["open_sessions"] == 1
    with waiting_for_a_free_port(fleet) as line:
        line.send(b"-01 5\r\n")
        assert line.until(b"PRG> ") == b"-01 5\r\n11-02-01 5 = 105\r\nOK ROWS 1\r\nPRG> "
        line.send(b"LOGOUT\r\n")
        assert line.until(b"Login: ") == b"LOGOUT\r\nGOODBYE\r\nLogin: "
    assert fleet.status()["exchanges"][0]["open_sessions"] == 0


def waiting_for_a_free_port(fleet: FleetHandle) -> LineClient:
    """The next client; the console server may still be noticing that the one before has gone."""
    while True:
        line = client(fleet)
        readable, _, _ = select.select([line._socket], [], [], 0.1)
        if not readable:
            return line
        line.close()


def test_one_at_a_time(fleet: FleetHandle) -> None:
    with client(fleet) as line:
        line.send(b"\r\n")
        line.until(b"Login: ")
        with client(fleet) as second:
            assert second.rest() == b"Port already in use\r\n"
        line.send(b"\r\n")
        assert line.until(b"Login: ") == b"\r\nLogin: "


def test_wrong_passwords_never_close_the_line(fleet: FleetHandle) -> None:
    with client(fleet) as line:
        for _ in range(5):
            line.send(b"tech\r\nwrong\r\n")
            line.until(b"LOGIN INCORRECT\r\nLogin: ")
    assert fleet.counters("oslo")["login_failures"] == 5


def test_a_session_that_is_dropped_shows_by_the_log_in(fleet: FleetHandle) -> None:
    with client(fleet) as line:
        line.send(b"tech\r\n12345678\r\n")
        line.until(BANNER)
        fleet.fault("oslo", drop=0)
        line.send(b"VERSION\r\n")
        assert line.until(b"Login: ") == b"VERSION\r\nLogin: "


def test_a_line_is_taken_back(fleet: FleetHandle) -> None:
    with client(fleet) as line:
        line.send(b"tech\r\n12345678\r\n")
        line.until(BANNER)
        line.send(b"WRITE 15-01-01 105 = Ka\x15\r\n")
        assert line.until(b"PRG> ").endswith(b"\b \b\r\nPRG> ")
        line.send(b"XX\x15READ 11-02-01 5\r\n")
        assert line.until(b"PRG> ").endswith(b"\r\n11-02-01 5 = 105\r\nOK ROWS 1\r\nPRG> ")
    assert not fleet.state("oslo")


def test_cutting_frees_the_session_and_the_line_goes_on(fleet: FleetHandle) -> None:
    with client(fleet) as line:
        line.send(b"tech\r\n12345678\r\n")
        line.until(BANNER)
        fleet.cut("oslo")
        assert line.rest() == b""
    with waiting_for_a_free_port(fleet) as line:
        line.send(b"\r\n")
        assert line.until(b"Login: ").endswith(b"\r\nLogin: ")


def test_the_device_is_a_line_too(fleet: FleetHandle) -> None:
    descriptor = os.open(fleet.serial_line("oslo"), os.O_RDWR | os.O_NOCTTY)
    try:
        os.write(descriptor, b"tech\r\n12345678\r\n")
        received = b""
        while not received.endswith(BANNER):
            received += os.read(descriptor, 65536)
        assert received == b"Login: tech\r\nPassword: \r\n" + BANNER
    finally:
        os.close(descriptor)


def test_the_device_keeps_its_name_in_the_state_folder(tmp_path: Path) -> None:
    link = tmp_path / "exchanges" / "oslo" / "serial_line"
    for _ in range(2):
        with run_in_thread([{"name": "oslo", "serial_line": True}], tmp_path) as fleet:
            assert os.path.realpath(link) == fleet.serial_line("oslo")
            assert fleet.status()["exchanges"][0]["serial_line"] == fleet.serial_line("oslo")


def test_the_keys_of_the_fleet_file() -> None:
    with pytest.raises(FleetFileError, match="serial_line: 'yes' is neither true nor false"):
        fleet_config({"exchanges": [{"name": "oslo", "serial_line": "yes"}]})
    with pytest.raises(FleetFileError, match=r"console_port: 127.0.0.1:2301 is the telnet_port of oslo"):
        fleet_config({"exchanges": [{"name": "oslo", "telnet_port": 2301, "console_port": 2301}]})
