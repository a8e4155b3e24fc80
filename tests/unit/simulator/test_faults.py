"""Every fault, over a real line where that matters."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import pytest

from simulator.counters import Counters
from simulator.fault import FaultSettingError
from simulator.faults import FaultTable
from simulator.line_session import Terminal
from simulator.thread import FleetHandle
from tests.unit.simulator.conftest import new_exchange
from tests.unit.simulator.line_client import LineClient

Connect = Callable[[], LineClient]
ALARM = b"\r\n*ALARM MAJ 0010 ERR 2026-01-01 00:00 BLOCKING TERMINAL DLCA 1 5 PORT 5\r\n"
WRITE = "WRITE 15-01-01 105 = Kari"
KARI = {"15-01-01 105": "Kari"}


def test_latency_delays_every_answer(fleet: FleetHandle, session: LineClient) -> None:
    fleet.fault("oslo", latency=50)
    start = time.monotonic()
    session.ask("VERSION")
    session.ask("VERSION")
    assert time.monotonic() - start >= 0.1
    fleet.fault("oslo", latency=None)
    assert fleet.status()["exchanges"][0]["faults"] == {}


def test_the_echo_does_not_wait_for_the_answer(fleet: FleetHandle, session: LineClient) -> None:
    fleet.fault("oslo", latency=10_000)
    session.send(b"VERSION\r")
    assert session.until(b"VERSION\r\n") == b"VERSION\r\n"


class RecordingLine:
    """Keeps what is sent, packet by packet."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    async def read(self) -> bytes:
        return b""

    async def write(self, data: bytes) -> None:
        self.sent.append(data)

    def abort(self) -> None:
        raise AssertionError("not expected")


@pytest.mark.parametrize(("chunk", "packets"), [(1, 10), (3, 4), (10, 1), (None, 1)])
def test_chunks_are_sent_one_by_one(chunk: int | None, packets: int) -> None:
    exchange, line = new_exchange(), RecordingLine()
    exchange.faults.set({"chunk": chunk})
    terminal = Terminal(line, exchange)
    terminal.put(b"0123456789")
    asyncio.run(terminal.flush())
    assert b"".join(line.sent) == b"0123456789"
    assert len(line.sent) == packets


def test_chunks_change_nothing_but_the_packets(fleet: FleetHandle, session: LineClient) -> None:
    before = session.ask("LIST 11-01 ALL")
    fleet.fault("oslo", chunk=1)
    assert session.ask("LIST 11-01 ALL") == before


@pytest.mark.parametrize(("when", "state"), [("before", {}), ("after", KARI)])
def test_drop_before_and_after_executing(fleet: FleetHandle, session: LineClient, when: str, state: object) -> None:
    fleet.fault("oslo", drop=2, drop_when=when)
    session.ask("VERSION")
    session.ask("VERSION")
    session.send(f"{WRITE}\r".encode())
    assert session.rest() == f"{WRITE}\r\n".encode()
    assert fleet.state("oslo") == state
    assert fleet.counters("oslo")["dropped_sessions"] == 1


def test_drop_happens_once(fleet: FleetHandle, session: LineClient, connect: Connect) -> None:
    fleet.fault("oslo", drop=0)
    session.send(b"VERSION\r")
    session.rest()
    again = connect()
    again.log_in()
    assert again.ask("VERSION")[-1] == "OK ROWS 4"


def test_the_nth_write_is_refused(fleet: FleetHandle, session: LineClient) -> None:
    fleet.fault("oslo", refuse=2, refuse_code="07", refuse_text="NOT TODAY")
    assert session.ask("WRITE 15-01-01 101 = a") == ["STORED"]
    assert session.ask("READ 15-01-01 101")[-1] == "OK ROWS 1"
    assert session.ask(WRITE) == ["REFUSED 07 NOT TODAY"]
    assert fleet.state("oslo") == {"15-01-01 101": "a"}
    assert session.ask(WRITE) == ["STORED"]
    assert fleet.counters("oslo")["refusals"] == {"07": 1}


def test_a_refusal_has_the_text_of_its_code(fleet: FleetHandle, session: LineClient) -> None:
    fleet.fault("oslo", refuse=1)
    assert session.ask("VRS DELETE 1") == ["REFUSED 10 PROTECTED"]


def test_busy_for_some_commands(fleet: FleetHandle, session: LineClient) -> None:
    fleet.fault("oslo", busy=2)
    assert session.ask(WRITE) == ["BUSY SYSTEM BUSY"]
    assert session.ask("VERSION") == ["BUSY SYSTEM BUSY"]
    assert fleet.state("oslo") == {}
    assert session.ask(WRITE) == ["STORED"]
    assert fleet.counters("oslo")["busy"] == 2


def test_busy_until_cleared(fleet: FleetHandle, session: LineClient) -> None:
    fleet.fault("oslo", busy="on", busy_text="SOMEBODY ELSE PROGRAMS")
    assert [session.ask("VERSION") for _ in range(5)] == [["BUSY SOMEBODY ELSE PROGRAMS"]] * 5
    fleet.clear_faults("oslo")
    assert session.ask("VERSION")[-1] == "OK ROWS 4"


def test_a_busy_exchange_lets_go(fleet: FleetHandle, session: LineClient) -> None:
    fleet.fault("oslo", busy="on")
    session.send(b"LOGOUT\r")
    assert session.rest().endswith(b"GOODBYE\r\n")


@pytest.mark.parametrize(("executed", "state"), [("no", {}), ("yes", KARI)])
def test_an_unknown_answer(fleet: FleetHandle, session: LineClient, executed: str, state: object) -> None:
    fleet.fault("oslo", unknown=1, unknown_executed=executed, unknown_text="E 44")
    assert session.ask("VERSION")[-1] == "OK ROWS 4"
    assert session.ask(WRITE) == ["E 44"]
    assert fleet.state("oslo") == state
    assert session.ask(WRITE) == ["STORED"]


def test_an_alarm_after_any_byte_can_be_taken_out_again(fleet: FleetHandle, session: LineClient) -> None:
    session.send(b"READ 11-02-01 5\r")
    plain = session.until(b"PRG> ")
    echo, answer = plain[:17], plain[17:]
    for position in range(len(answer) + 1):
        fleet.fault("oslo", alarm=position)
        session.send(b"READ 11-02-01 5\r")
        assert session.exactly(len(plain) + len(ALARM)) == echo + answer[:position] + ALARM + answer[position:]
    assert session.ask("READ 11-02-01 5")[-1] == "OK ROWS 1"


def test_an_alarm_in_every_answer(fleet: FleetHandle, session: LineClient) -> None:
    fleet.fault("oslo", alarm="every")
    for _ in range(3):
        session.send(b"VERSION\r")
        assert session.until(b"PRG> ").count(ALARM) == 1


def test_an_alarm_far_into_a_long_listing(fleet: FleetHandle, session: LineClient) -> None:
    session.send(b"LIST 20-06 ALL\r")
    plain = session.until(b"PRG> ")
    fleet.fault("oslo", alarm=100_001)
    session.send(b"LIST 20-06 ALL\r")
    with_alarm = session.until(b"PRG> ")
    assert with_alarm.index(ALARM) == len(b"LIST 20-06 ALL\r\n") + 100_001
    assert with_alarm.replace(ALARM, b"") == plain


@pytest.mark.parametrize(
    "line", [WRITE, "WRITE", "VRS BEGIN 1 BYTES 1 SHA256 x", "VRS DATA x", "VRS STORE", "VRS DELETE 1"]
)
def test_writes_are_fatal(fleet: FleetHandle, session: LineClient, line: str) -> None:
    fleet.fault("oslo", writes_fatal="on")
    assert session.ask("LIST 15-01") == ["OK ROWS 0"]
    session.send(f"{line}\r".encode())
    assert session.rest() == f"{line}\r\nREFUSED 99 WRITES ARE FATAL\r\n".encode()
    assert fleet.state("oslo") == {}
    counters = fleet.counters("oslo")
    assert (counters["fatal_writes"], counters["dropped_sessions"]) == (1, 1)


@pytest.mark.parametrize(
    "settings",
    [
        {"nonsense": 1},
        {"latency": "quick"},
        {"latency": -1},
        {"chunk": 0},
        {"refuse_code": 7},
        {"drop": 1, "drop_when": "sometime"},
        {"drop_size": 1},
        {"writes_fatal": 3},
        {"busy": 0},
    ],
)
def test_a_setting_that_cannot_be(settings: dict[str, object]) -> None:
    table = FaultTable()
    table.set({"latency": 1})
    with pytest.raises(FaultSettingError):
        table.set({"chunk": 5, **settings})
    assert table.as_dict() == {"latency": 1}, "all or nothing"


def test_faults_that_are_spent_disappear_from_the_settings() -> None:
    table = FaultTable()
    table.set({"refuse": 1, "refuse_code": 7, "busy": 1, "latency": 5})
    table.before("WRITE", Counters())
    assert table.as_dict() == {"latency": 5}
